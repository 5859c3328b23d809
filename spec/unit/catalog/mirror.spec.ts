import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { MirroredCatalog } from '../../../src/catalog/mirrored-catalog.ts';
import type { Shadow } from '../../../src/catalog/shadow.ts';
import { openShadow, withShadow, select, SHADOW_TIMEOUT } from './support/shadow.ts';
import { column, index, pgColumn, primaryKey, SHOP, shopWith, table } from './support/snapshots.ts';

interface Described {
  readonly command: string;
  readonly sql: string;
  readonly rows: readonly (readonly (string | null)[])[];
}

/**
 * The queries of psql 15 for \d and its relatives with the answers of a PostgreSQL 15 that holds the same tables
 * (but for the text of the view, which PostgreSQL 16 and later print without needless qualification);
 * `{oid:name}` stands for a relation's OID.
 */
const DESCRIBED = JSON.parse(
  readFileSync(new URL('fixtures/psql-describe.json', import.meta.url), 'utf8'),
) as Described[];

describe('the mirrored schema', function () {
  this.timeout(SHADOW_TIMEOUT);
  let shadow: Shadow;
  let catalog: MirroredCatalog;
  before(async () => {
    shadow = await openShadow();
    catalog = new MirroredCatalog(shadow);
    expect(catalog.refresh(SHOP)).to.deep.equal([]);
  });
  after(() => shadow.close());

  for (const [at, { command, sql, rows }] of DESCRIBED.entries()) {
    it(`psql ${command}, query ${at + 1}`, () => {
      const oids = new Map(
        shadow
          .rows("select relname, oid from pg_class where relnamespace = 'public'::regnamespace")
          .map(([name, oid]) => [`{oid:${name}}`, oid ?? '']),
      );
      const withOids = (text: string): string =>
        text.replace(/\{oid:\w+\}/g, (name) => oids.get(name) ?? name);
      const expected = rows.map((row) => row.map((value) => value && withOids(value)));
      expect(select(shadow, withOids(sql))).to.deep.equal(expected);
    });
  }

  it('has the OIDs in every shadow', async () => {
    await withShadow((other) => {
      new MirroredCatalog(other).refresh(SHOP);
      const sql = `select oid, relname, reltype from pg_class where relnamespace::regnamespace::text in ('public', 'sample')
      union all select oid, nspname, 0 from pg_namespace where nspname = 'sample' order by 2`;
      const rows = select(shadow, sql);
      expect(rows).to.have.length(18);
      expect(select(other, sql)).to.deep.equal(rows);
    });
  });

  it("hides the gateway's own schema", () => {
    expect(select(shadow, "select nspname from pg_namespace where nspname ilike 'irispgwire'")).to.deep.equal(
      [],
    );
  });

  it('finds the sequences of serial and identity columns', () => {
    expect(
      select(
        shadow,
        `select pg_get_serial_sequence('orders', 'id'), pg_get_serial_sequence('docs', 'id'),
                pg_get_serial_sequence('sample.person', 'id')`,
      ),
    ).to.deep.equal([['public.orders_id_seq', 'public.docs_id_seq', 'sample.person_id_seq']]);
  });

  it('shows HNSW indexes as pgvector has them', () => {
    expect(select(shadow, "select pg_get_indexdef('docs_embedding'::regclass)")).to.deep.equal([
      ['CREATE INDEX docs_embedding ON public.docs USING hnsw (embedding vector_cosine_ops)'],
    ]);
  });

  it('shows views made in IRIS as views with their columns', () => {
    expect(
      select(
        shadow,
        `select table_name, column_name, data_type from information_schema.columns
          where table_schema = 'sample' and table_name in (select table_name from information_schema.views)
          order by ordinal_position`,
      ),
    ).to.deep.equal([
      ['personsummary', 'city', 'character varying'],
      ['personsummary', 'head_count', 'integer'],
    ]);
  });

  it('holds no rows', () => {
    expect(select(shadow, 'select count(*) from customers')).to.deep.equal([['0']]);
  });

  it('reports what PostgreSQL does not take, by name, and has the rest', async () => {
    await withShadow((other) => {
      const mirrored = new MirroredCatalog(other);
      const failures = mirrored.refresh(
        shopWith([
          table('odd', [
            pgColumn('mood', 'VARCHAR(20)', 'mood'),
            pgColumn('n', 'INTEGER', 'integer', { pgDefault: 'no_such_function()' }),
          ]),
          table('wide', [column('v', 'VECTOR(DOUBLE,4000)'), column('n', 'INTEGER')], {
            indexes: [index('wide_v', ['v'], { method: 'hnsw', distance: 'DotProduct' })],
            keys: [primaryKey('pk', 'n')],
          }),
          table('gone', [column('a', 'INTEGER')], { kind: 'view', definition: 'select a from nowhere' }),
        ]),
      );
      expect(failures.map(({ object, error }) => [object, error.sqlstate])).to.deep.equal([
        ['table public.odd', '42704'],
        ['default of public.odd.n', '42883'],
        ['index public.wide_v', '54000'],
        ['view public.gone', '42P01'],
      ]);
      expect(mirrored.relations.named('public', 'odd')?.columns.map(({ typeOid }) => typeOid)).to.deep.equal([
        1043, 23,
      ]);
      expect(mirrored.relations.named('public', 'wide')?.keys).to.have.length(1);
      expect(mirrored.relations.named('public', 'gone')?.columns).to.have.length(1);
      expect(mirrored.relations.named('public', 'big_orders')).not.to.equal(undefined);
    });
  });

  it('tells nothing of a default that tries to be more than one statement', async () => {
    await withShadow((other) => {
      const mirrored = new MirroredCatalog(other);
      const failures = mirrored.refresh({
        schemas: [],
        tables: [
          table('safe', [column('a', 'INTEGER')]),
          table('evil', [pgColumn('a', 'INTEGER', 'integer', { pgDefault: '1; drop table public.safe' })]),
        ],
      });
      expect(failures.map(({ error }) => error.sqlstate)).to.deep.equal(['42601']);
      expect(mirrored.relations.named('public', 'safe')).not.to.equal(undefined);
    });
  });
});
