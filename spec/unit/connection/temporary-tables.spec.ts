import { expect } from 'chai';
import { TemporaryTables } from '../../../actors/connection/temporary/temporary-tables.ts';
import type { CatalogSnapshot, SnapshotTable } from '../../../src/catalog/snapshot.ts';
import { temporaryKey, withoutTemporary, withTemporaryFirst } from '../../../src/catalog/temporary.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';

function table(schema: string, name: string): SnapshotTable {
  return {
    schema,
    name,
    kind: 'table',
    definition: null,
    columns: [],
    keys: [],
    foreignKeys: [],
    indexes: [],
  };
}

function snapshot(...tables: SnapshotTable[]): CatalogSnapshot {
  return { schemas: ['SQLUser', 'IrisPgwireTemp'], tables };
}

describe('temporary tables of a session', () => {
  it('are those with its prefix', () => {
    const own = new TemporaryTables(7);
    const { prefix } = own.schema;
    own.take(
      snapshot(
        table('SQLUser', 't'),
        table('IrisPgwireTemp', `${prefix}t`),
        table('IrisPgwireTemp', 'x_8_t'),
      ),
    );
    expect(own.all).to.deep.equal([{ irisSchema: 'IrisPgwireTemp', irisName: `${prefix}t` }]);
    expect(new TemporaryTables(77).schema.prefix.startsWith(prefix)).to.equal(false);
  });

  it('have another key with each change, and none without tables', () => {
    const own = new TemporaryTables(7);
    expect(temporaryKey(own.schema)).to.equal('');
    const some = snapshot(table('IrisPgwireTemp', `${own.schema.prefix}t`));
    own.take(some);
    const first = temporaryKey(own.schema);
    own.take(some);
    expect(temporaryKey(own.schema)).to.equal(first).and.not.to.equal('');
    own.take(snapshot());
    expect(temporaryKey(own.schema)).to.equal('');
    own.take(some);
    expect(temporaryKey(own.schema)).not.to.equal(first);
  });

  it('end with transactions where that was said, as long as they are there', () => {
    const own = new TemporaryTables(7);
    const irisName = `${own.schema.prefix}t`;
    own.take(snapshot(table('IrisPgwireTemp', irisName)));
    expect(own.endWithTransactions).to.equal(false);
    own.note({ irisName, action: 'delete rows' });
    expect(own.endedBy('delete rows')).to.deep.equal([{ irisSchema: 'IrisPgwireTemp', irisName }]);
    expect(own.endedBy('drop')).to.deep.equal([]);
    own.take(snapshot());
    own.take(snapshot(table('IrisPgwireTemp', irisName)));
    expect(own.endWithTransactions, 'a new one of the same name').to.equal(false);
  });

  it('are named in errors as the client named them', () => {
    const own = new TemporaryTables(7);
    const { prefix } = own.schema;
    const error = new GatewayError('23503', `insert or update on table "${prefix}c" violates a key`, {
      detail: `Key (id)=(1) is not present in table "${prefix}p".`,
      schema: 'IrisPgwireTemp',
      table: `${prefix}c`,
    });
    expect(own.renamed(error).fields).to.include({
      message: 'insert or update on table "c" violates a key',
      detail: 'Key (id)=(1) is not present in table "p".',
      schema: 'pg_temp_0',
      table: 'c',
    });
    const other = new GatewayError('42P01', 'relation "c" does not exist');
    expect(own.renamed(other)).to.equal(other);
  });

  it('are no part of what all sessions share', () => {
    const shared = withoutTemporary(snapshot(table('SQLUser', 't'), table('irispgwiretemp', 'a_7_t')));
    expect([shared.schemas, shared.tables.map(({ name }) => name)]).to.deep.equal([['SQLUser'], ['t']]);
  });

  it('are looked up first, unless the search path says where', () => {
    expect(withTemporaryFirst(['public'])).to.deep.equal(['pg_temp', 'public']);
    expect(withTemporaryFirst(['public', 'pg_temp'])).to.deep.equal(['public', 'pg_temp']);
  });
});
