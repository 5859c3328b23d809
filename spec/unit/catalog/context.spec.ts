import { expect } from 'chai';
import { translationContext } from '../../../src/catalog/context.ts';
import type { ContextOptions } from '../../../src/catalog/context.ts';
import { ddlContext } from '../../../src/catalog/ddl-context.ts';
import { MirroredCatalog } from '../../../src/catalog/mirrored-catalog.ts';
import type { Shadow } from '../../../src/catalog/shadow.ts';
import type { Relation } from '../../../src/sql/context.ts';
import { openShadow, SHADOW_TIMEOUT } from './support/shadow.ts';
import { SHOP } from './support/snapshots.ts';

const OPTIONS: ContextOptions = {
  dialect: { version: [2024, 1] },
  sourceText: 'select 1',
  pinned: new Map(),
  timeZone: 'UTC',
  searchPath: '"$user", public',
  user: 'alice',
};

describe('what translations look up', function () {
  this.timeout(SHADOW_TIMEOUT);
  let shadow: Shadow;
  let catalog: MirroredCatalog;
  before(async () => {
    shadow = await openShadow();
    catalog = new MirroredCatalog(shadow);
    catalog.refresh(SHOP);
  });
  after(() => shadow.close());

  function relation(schema: string | null, name: string, options = OPTIONS): Relation | undefined {
    return translationContext(catalog, options).relationByName(schema, name);
  }

  it('finds relations by name along the search path', () => {
    expect(relation(null, 'customers')?.irisName).to.equal('customers');
    expect(relation(null, 'person')).to.equal(undefined);
    expect(relation('sample', 'person')?.irisName).to.equal('Person');
    expect(relation(null, 'person', { ...OPTIONS, searchPath: 'Sample' })?.schema).to.equal('sample');
  });

  it('finds relations by their exact names only, as PostgreSQL does', () => {
    expect(relation('SAMPLE', 'PERSON')).to.equal(undefined);
  });

  it('knows both sides of a table', () => {
    const person = relation('sample', 'person');
    expect(person).to.deep.include({
      schema: 'sample',
      name: 'person',
      irisSchema: 'Sample',
      irisName: 'Person',
      kind: 'table',
    });
    expect(person?.columns.at(-1)).to.deep.include({
      name: 'face',
      irisName: 'Face',
      irisType: 'VECTOR(DOUBLE,4)',
      typmod: 4,
    });
    expect(person?.columns[0]).to.deep.include({
      name: 'id',
      attnum: 1,
      generated: 'identity',
      notNull: true,
      typeOid: 20,
    });
    expect(person?.keys).to.deep.equal([{ name: 'personpkey1', primary: true, attnums: [1] }]);
  });

  it('is asked by the OIDs of the analysis', () => {
    const context = translationContext(catalog, OPTIONS);
    const analysis = shadow.analyse('select embedding <=> $1 from docs', [], {
      user: 'alice',
      database: 'USER',
      backendPid: 1,
      settings: {},
      now: 0n,
    });
    if (analysis.error) throw new Error(analysis.error.message);
    const relationOid = Number(/:relid (\d+)/.exec(analysis.tree ?? '')?.[1]);
    const operatorOid = Number(/:opno (\d+)/.exec(analysis.tree ?? '')?.[1]);
    expect(context.relation(relationOid)?.name).to.equal('docs');
    const operator = context.operator(operatorOid);
    expect(operator?.name).to.equal('<=>');
    expect(context.function(operator?.functionOid ?? 0)).to.deep.include({
      name: 'cosine_distance',
      resultType: 701,
      kind: 'f',
    });
    expect(context.type(operator?.leftType ?? 0)).to.deep.include({ name: 'vector', kind: 'b' });
    expect(context.relation(1)).to.equal(undefined);
  });

  it('knows types by name, arrays and row types', () => {
    const context = translationContext(catalog, OPTIONS);
    expect(context.typeByName(null, 'int4')?.oid).to.equal(23);
    expect(context.typeByName(null, '_int4')).to.deep.include({ category: 'A', elementOid: 23 });
    expect(context.typeByName(null, 'vector')?.oid).to.equal(context.typeByName('public', 'vector')?.oid);
    expect(context.typeByName(null, 'customers')).to.deep.include({ kind: 'c', category: 'C' });
    expect(context.typeByName('pg_catalog', 'customers')).to.equal(undefined);
    expect(context.typeByName(null, 'name')?.elementOid).to.equal(0);
  });

  it('answers the questions of DDL', () => {
    const context = ddlContext(catalog, OPTIONS);
    const orders = context.relationByName(null, 'orders');
    const customers = context.relationByName(null, 'customers');
    if (!orders || !customers) throw new Error('the shop is not there');
    expect(context.currentSchema).to.equal('public');
    expect(
      ['public', 'sample', 'pg_catalog', 'irispgwire'].map((name) => context.schemaExists(name)),
    ).to.deep.equal([true, true, true, false]);
    expect(context.relationsIn('sample').map(({ name }) => name)).to.have.members([
      'person',
      'personsummary',
    ]);
    expect(
      context.indexes(orders).map(({ name, unique, constraint }) => [name, unique, constraint]),
    ).to.deep.equal([
      ['orders_pkey', true, true],
      ['orders_customer', false, false],
    ]);
    expect(context.indexByName(null, 'docs_embedding')).to.deep.include({
      method: 'hnsw',
      columns: ['embedding'],
    });
    expect(context.indexByName('sample', 'docs_embedding')).to.equal(undefined);
    expect(context.foreignKeys(orders)[0]).to.deep.include({
      name: 'orders_customer_id_fkey',
      columns: ['customer_id'],
      onDelete: 'CASCADE',
    });
    expect(context.referencedBy(customers).map(({ table }) => table.name)).to.deep.equal(['orders']);
    expect(context.referencedBy(orders)).to.deep.equal([]);
  });
});
