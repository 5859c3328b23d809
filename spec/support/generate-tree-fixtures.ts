/**
 * Records what the translator is given: PostgreSQL's analysed trees of the case tables' statements, with the pieces of
 * the catalog they mention. Run it after adding cases: node spec/support/generate-tree-fixtures.ts
 */
import { PGlite, protocol } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { globSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseBackendMessage } from './backend-message.ts';
import { TreeReferences } from './tree-references.ts';
import type { TreeFixture, RecordedStatement } from './tree-fixture.ts';
import { readTree } from '../../src/sql/tree/read.ts';

const SCHEMA = `
create table customers (id int primary key, name text not null, email varchar(100) unique, active boolean default true,
  balance numeric(10,2) default 0, born date, created timestamptz default now());
create table orders (id serial primary key, customer_id int not null references customers(id),
  status text default 'new', placed timestamp, total numeric(12,2));
create table items (order_id int references orders(id), line int, product text, qty int not null, price numeric(10,2),
  primary key (order_id, line));
create table docs (id bigint primary key, body text, meta jsonb, embedding vector(3), u uuid, raw bytea, score float8,
  tags text[], code char(5), opens time, rate real, short smallint);
create table legacy (id int primary key, name text, city varchar(40) not null);
create view big_orders as select id, total from orders where total > 100;
create table measures (id int primary key, kind text not null, amount numeric, whole bigint, small smallint,
  price numeric(12,2), factor numeric(20,8), spare numeric(12,2));`;

/** IRIS types of the shadow's columns, as the gateway's DDL makes them. */
function irisType(formatted: string): string {
  const argument = /\((.*)\)/.exec(formatted)?.[1];
  const name = formatted.replace(/\(.*\)/, '');
  const types: Readonly<Record<string, string>> = {
    integer: 'INTEGER',
    bigint: 'BIGINT',
    smallint: 'SMALLINT',
    boolean: 'BIT',
    date: 'DATE',
    uuid: 'UNIQUEIDENTIFIER',
    bytea: 'VARBINARY(65535)',
    'double precision': 'DOUBLE',
    real: 'DOUBLE',
    'timestamp without time zone': 'TIMESTAMP',
    'timestamp with time zone': 'TIMESTAMP',
    'time without time zone': 'TIME(6)',
    numeric: `NUMERIC(${argument ?? '37,18'})`,
    vector: `VECTOR(DOUBLE,${argument ?? ''})`,
  };
  return types[name] ?? `VARCHAR(${argument ?? '65535'})`;
}

/** Strings of this table have IRIS's default collation, as in tables the gateway did not make. */
const UPPER_TABLE = 'legacy';

const RELATIONS = `
select c.oid::int4 as oid, n.nspname as schema, c.relname as name, c.relkind::text as kind,
  (select json_agg(json_build_object('attnum', a.attnum, 'name', a.attname, 'typeOid', a.atttypid::int8,
      'typmod', a.atttypmod, 'notNull', a.attnotnull, 'type', format_type(a.atttypid, a.atttypmod),
      'string', t.typcategory = 'S', 'default', pg_get_expr(d.adbin, d.adrelid)) order by a.attnum)
    from pg_attribute a join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
  coalesce((select json_agg(json_build_object('name', k.conname, 'primary', k.contype = 'p', 'attnums', k.conkey))
    from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u')), '[]') as keys
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.oid >= 16384 and c.relkind in ('r', 'v') and n.nspname = 'public' order by c.oid`;

interface RelationRow {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  readonly columns: readonly {
    readonly attnum: number;
    readonly name: string;
    readonly typeOid: number;
    readonly typmod: number;
    readonly notNull: boolean;
    readonly type: string;
    readonly string: boolean;
    readonly default: string | null;
  }[];
  readonly keys: TreeFixture['relations'][number]['keys'];
}

function relation(row: RelationRow): TreeFixture['relations'][number] {
  return {
    oid: row.oid,
    schema: row.schema,
    name: row.name,
    irisSchema: 'SQLUser',
    irisName: row.name,
    kind: row.kind === 'v' ? 'view' : 'table',
    columns: row.columns.map((column) => ({
      attnum: column.attnum,
      name: column.name,
      irisName: column.name,
      typeOid: column.typeOid,
      typmod: column.typmod,
      notNull: column.notNull,
      irisType: irisType(column.type),
      collation: column.string && row.name === UPPER_TABLE ? 'SQLUPPER' : 'EXACT',
      generated: column.default?.startsWith('nextval') === true ? 'serial' : null,
      defaultExpression: column.default,
    })),
    keys: row.keys,
  };
}

async function shadow(): Promise<PGlite> {
  const db = await PGlite.create({ extensions: { vector } });
  await db.exec('create extension vector');
  await db.exec(SCHEMA);
  return db;
}

/** Parse and Describe of one statement; the tree is in the LOG notice's detail. */
function record(db: PGlite, sql: string, output: { chunks: Uint8Array[] }): RecordedStatement | string {
  const { serialize } = protocol;
  output.chunks = [];
  const request = [
    serialize.parse({ text: sql, types: [] }),
    serialize.describe({ type: 'S', name: '' }),
    serialize.sync(),
  ];
  db.execProtocolRawSync(Buffer.concat(request));
  const answer = parseBackendMessage(Buffer.concat(output.chunks));
  if (answer.error !== null) return answer.error;
  if (answer.tree === null) return 'no tree was logged';
  return { tree: answer.tree, columns: answer.columns };
}

const db = await shadow();
const relations = (await db.query<RelationRow>(RELATIONS)).rows.map(relation);
const output = { chunks: [] as Uint8Array[] };
await db.execProtocolRawStream(protocol.serialize.sync(), {
  onRawData: (chunk) => output.chunks.push(Uint8Array.from(chunk)),
});
db.execProtocolRawSync(
  protocol.serialize.query(
    'set debug_print_parse = on; set debug_pretty_print = off; set client_min_messages = log; set log_min_messages = panic',
  ),
);
const references = new TreeReferences();
const folder = join(import.meta.dirname, '../unit/sql');
const problems: string[] = [];
const recorded = new Map<string, Record<string, RecordedStatement>>();
for (const file of globSync('**/cases/*.ts', { cwd: folder }).sort()) {
  const module = (await import(join(folder, file))) as {
    readonly cases: readonly { readonly sql: string }[];
  };
  const statements: Record<string, RecordedStatement> = {};
  for (const { sql } of module.cases) {
    const statement = record(db, sql, output);
    if (typeof statement === 'string') {
      problems.push(`${file}: ${sql}: ${statement}`);
      continue;
    }
    references.collect(readTree(statement.tree));
    statements[sql] = statement;
  }
  recorded.set(basename(file, '.ts'), statements);
}
if (problems.length > 0) throw new Error(problems.join('\n'));
const catalog = await references.lookUp(db);
for (const [name, statements] of recorded) {
  const fixture: TreeFixture = { relations, ...catalog, statements };
  writeFileSync(join(folder, 'fixtures', `${name}.json`), `${JSON.stringify(fixture, null, 1)}\n`);
  console.log(`${name}: ${Object.keys(statements).length} statements`);
}
await db.close();
process.exit(0);
