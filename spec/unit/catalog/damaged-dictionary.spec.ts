import { expect } from 'chai';
import { MirroredCatalog } from '../../../src/catalog/mirrored-catalog.ts';
import { readSnapshot, type DictionaryQuery } from '../../../src/catalog/reader.ts';
import type { IrisValue } from '../../../src/types/iris-value.ts';
import { select, SHADOW_TIMEOUT, withShadow } from './support/shadow.ts';

type Row = Record<string, IrisValue>;

const table = (schema: string, name: string): Row => ({
  TABLE_SCHEMA: schema,
  TABLE_NAME: name,
  TABLE_TYPE: 'BASE TABLE',
  CLASSNAME: `${schema}.${name}`,
});

const column = (schema: string, name: string, columnName: string, type: IrisValue): Row => ({
  TABLE_SCHEMA: schema,
  TABLE_NAME: name,
  COLUMN_NAME: columnName,
  DATA_TYPE: type,
  IS_NULLABLE: 'YES',
});

/** One sound table among entries that somebody has damaged. */
const VIEWS: Readonly<Record<string, readonly Row[]>> = {
  'INFORMATION_SCHEMA.TABLES': [
    table('SQLUser', 'sound'),
    table('SQLUser', 'odd'),
    table('SQLUser', 'nothing'),
    table('SQLUser', 'twice'),
    { TABLE_SCHEMA: 'SQLUser', TABLE_NAME: 'seen', TABLE_TYPE: 'VIEW', CLASSNAME: null },
    ...['ColumnType', 'ViewDefinition', 'UserType', 'Sequence', 'ObjectComment', 'CheckConstraint'].map(
      (name) => table('IrisPGWire', name),
    ),
  ],
  'INFORMATION_SCHEMA.COLUMNS': [
    column('SQLUser', 'sound', 'id', 'integer'),
    column('SQLUser', 'odd', 'a', 'integer'),
    column('SQLUser', 'odd', 'b', null),
    column('SQLUser', 'twice', 'a', 'integer'),
    column('SQLUser', 'seen', 'x', 'integer'),
    column('SQLUser', 'gone', 'a', 'integer'),
  ],
  'INFORMATION_SCHEMA.SCHEMATA': [{ SCHEMA_NAME: 'SQLUser' }],
  'INFORMATION_SCHEMA.VIEWS': [],
  'INFORMATION_SCHEMA.KEY_COLUMN_USAGE': [
    {
      TABLE_SCHEMA: 'SQLUser',
      TABLE_NAME: 'sound',
      CONSTRAINT_NAME: 'ghost',
      CONSTRAINT_TYPE: 'UNIQUE',
      COLUMN_NAME: 'not_there',
    },
  ],
  'INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS': [
    {
      CONSTRAINT_SCHEMA: 'SQLUser',
      CONSTRAINT_TABLE_NAME: 'sound',
      CONSTRAINT_NAME: 'dangling',
      UNIQUE_CONSTRAINT_SCHEMA: 'SQLUser',
      UNIQUE_CONSTRAINT_TABLE: 'gone',
      UNIQUE_CONSTRAINT_NAME: 'gone_pkey',
    },
  ],
  'INFORMATION_SCHEMA.INDEXES': [],
  '%Dictionary.CompiledProperty': [],
  '%Dictionary.CompiledIndex': [],
  'IrisPGWire.ColumnType': [
    {
      table_schema: 'SQLUser',
      table_name: 'odd',
      column_name: 'a',
      pg_type: 'no_such_type',
      pg_default: 'syntax (',
    },
    {
      table_schema: 'SQLUser',
      table_name: 'twice',
      column_name: 'a',
      pg_type: 'integer',
      pg_default: "'x'::date",
    },
  ],
  'IrisPGWire.ViewDefinition': [
    { table_schema: 'SQLUser', table_name: 'seen', pg_definition: 'select from where' },
  ],
  'IrisPGWire.UserType': [
    { type_schema: 'SQLUser', type_name: 'mood', definition: '{"kind":"enum","labels":' },
  ],
  'IrisPGWire.Sequence': [{ sequence_schema: 'public', sequence_name: 'counter', definition: 'null' }],
  'IrisPGWire.ObjectComment': [
    { object_type: 'table', object_names: 'sound', pg_comment: 'x' },
    { object_type: 'table', object_names: '["public","sound"]', pg_comment: 'sound' },
  ],
  'IrisPGWire.CheckConstraint': [
    {
      table_schema: 'public',
      table_name: 'sound',
      constraint_name: 'c',
      pg_definition: 'CHECK (nonsense > 1)',
    },
  ],
};

const query: DictionaryQuery = (sql) => {
  const match = /^SELECT (.+?) FROM (\S+)/.exec(sql);
  const columns = (match?.[1] ?? '').split(', ').map((name) => name.replaceAll('"', ''));
  const rows = VIEWS[(match?.[2] ?? '').replaceAll('"', '')] ?? [];
  return rows.map((row) => columns.map((name) => row[name] ?? null));
};

describe('a damaged dictionary', function () {
  this.timeout(SHADOW_TIMEOUT);

  it('costs what is damaged, which is named, and nothing else', async () => {
    const snapshot = readSnapshot(query);
    expect(snapshot.unreadable?.map(({ object }) => object)).to.deep.equal([
      'type SQLUser.mood',
      'sequence public.counter',
      'comment on table sound',
    ]);
    await withShadow((shadow) => {
      const failures = new MirroredCatalog(shadow).refresh(snapshot);
      const named = [...new Set(failures.map(({ object }) => object))];
      expect(named).to.have.members([
        'table public.odd',
        'default of public.odd.a',
        'default of public.twice.a',
        'check public.sound.c',
        'view public.seen',
      ]);
      const relations = `select relname, relkind, obj_description(oid, 'pg_class') from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') order by relname`;
      expect(select(shadow, relations)).to.deep.equal([
        ['nothing', 'r', null],
        ['odd', 'r', null],
        ['seen', 'v', null],
        ['sound', 'r', 'sound'],
        ['twice', 'r', null],
      ]);
    });
  });
});
