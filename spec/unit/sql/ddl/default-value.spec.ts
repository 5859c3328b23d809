import { expect } from 'chai';
import { defaultValue } from '../../../../src/sql/ddl/default-value.ts';
import { parseExpression } from '../../../../src/sql/parse/expression.ts';
import { loadParser } from '../../../../src/sql/parse/parse.ts';

before(loadParser);

function valueOf(expression: string, type: string, typmod = -1): unknown {
  const node = parseExpression(expression);
  if (node === undefined) throw new Error(`no expression in ${expression}`);
  return defaultValue(node, { type, typmod, timeZone: 'Europe/Berlin' });
}

describe('default values', () => {
  // As written by clients and as pg_get_expr prints them.
  const constants: readonly (readonly [string, string, unknown])[] = [
    ['0', 'int4', 0],
    ["'-1'::integer", 'int4', -1],
    ['- 1.5', 'numeric', '-1.5'],
    ['true', 'bool', 1],
    ["'no'", 'bool', 0],
    ["'new'::text", 'text', 'new'],
    ["'x'::character varying", 'varchar', 'x'],
    ["''::text", 'text', ''],
    ['5', 'text', '5'],
    ["'{}'::jsonb", 'jsonb', '{}'],
    ["ARRAY['a'::text, 'b,c'::text, NULL]", '_text', '{a,"b,c",NULL}'],
    ['ARRAY[]::text[]', '_text', '{}'],
    ["'[1,2]'", 'vector', '[1,2]'],
    ["'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid", 'uuid', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
    ['NULL', 'text', null],
    ['NULL::integer', 'int4', null],
  ];
  for (const [expression, type, value] of constants) {
    it(`${expression} for ${type}`, () => {
      expect(valueOf(expression, type)).to.deep.equal({ kind: 'constant', value });
    });
  }

  it('CURRENT_TIMESTAMP(3) where the column rounds to the same precision only', () => {
    expect(valueOf('CURRENT_TIMESTAMP(3)', 'timestamptz', 3)).to.deep.equal({
      kind: 'session',
      value: 'now',
    });
    expect(valueOf('CURRENT_TIMESTAMP(3)', 'timestamptz')).to.equal(undefined);
    expect(valueOf('CURRENT_TIMESTAMP(3)', 'timestamptz', 2)).to.equal(undefined);
  });

  const sessions: readonly (readonly [string, string, string])[] = [
    ['now()', 'timestamptz', 'now'],
    ['now()', 'timestamp', 'localNow'],
    ['CURRENT_TIMESTAMP', 'timestamptz', 'now'],
    ['CURRENT_TIMESTAMP', 'date', 'currentDate'],
    ['CURRENT_TIMESTAMP(6)', 'timestamptz', 'now'],
    ['LOCALTIME(6)', 'time', 'localTime'],
    ['LOCALTIMESTAMP', 'timestamp', 'localNow'],
    ['CURRENT_DATE', 'date', 'currentDate'],
    ["timezone('utc'::text, now())", 'timestamp', 'now'],
    ["(now() AT TIME ZONE 'UTC'::text)", 'timestamp', 'now'],
    ['now()::date', 'date', 'currentDate'],
    ['(now())::timestamp without time zone', 'timestamp', 'localNow'],
    ['statement_timestamp()', 'timestamptz', 'statementNow'],
    ['CURRENT_USER', 'text', 'currentUser'],
    ['current_database()', 'name', 'database'],
    ['pg_backend_pid()', 'int4', 'backendPid'],
  ];
  for (const [expression, type, value] of sessions) {
    it(`${expression} for ${type}`, () => {
      expect(valueOf(expression, type)).to.deep.equal({ kind: 'session', value });
    });
  }

  it('leaves nextval to IRIS', () => {
    expect(valueOf("nextval('t_id_seq'::regclass)", 'int4')).to.deep.equal({ kind: 'generated' });
  });

  it('makes a uuid for each row', () => {
    expect(valueOf('gen_random_uuid()', 'uuid')).to.deep.equal({ kind: 'uuid' });
  });

  const unknown: readonly (readonly [string, string])[] = [
    ['random()', 'float8'],
    ["'now'", 'timestamptz'],
    ["'tomorrow'::date", 'date'],
    ['1 + 1', 'int4'],
    ['now()', 'text'],
    ["now() + '1 day'::interval", 'timestamptz'],
    ["'abcdef'::varchar(3)", 'varchar'],
    ["interval '1' day", 'interval'],
    ['CURRENT_USER', 'int4'],
    ['1.5', 'int4'],
    ['gen_random_uuid()', 'text'],
  ];
  for (const [expression, type] of unknown) {
    it(`cannot give ${expression} for ${type}`, () => {
      expect(valueOf(expression, type)).to.equal(undefined);
    });
  }
});
