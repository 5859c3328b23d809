import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Statement } from '../../../../src/sql/classify.ts';
import { classify } from '../../../../src/sql/classify.ts';
import { loadParser, parseStatements } from '../../../../src/sql/parse/parse.ts';

/** Statements and the tags PostgreSQL 15 completed them with, counts cut off. */
const TAGS = JSON.parse(readFileSync(join(import.meta.dirname, 'command-tags.json'), 'utf8')) as [
  string,
  string,
][];

function classified(text: string): Statement {
  const [raw] = parseStatements(text);
  if (raw === undefined) throw new Error(`no statement in ${text}`);
  return classify(raw);
}

before(loadParser);

describe('command tags', () => {
  for (const [text, tag] of TAGS) {
    // EXECUTE completes with the tag of what it executes.
    const expected = text.startsWith('execute') ? 'EXECUTE' : tag;
    it(`${text}: ${expected}`, () => {
      expect(classified(text).tag).to.equal(expected);
    });
  }
});

describe('classify', () => {
  const cases: readonly (readonly [string, object])[] = [
    ['values (1)', { kind: 'query' }],
    ['with a as (select 1) delete from t', { kind: 'query', tag: 'DELETE' }],
    ['select 1 into x', { kind: 'ddl' }],
    [
      'begin isolation level repeatable read, read only, not deferrable',
      {
        kind: 'transaction',
        verb: 'begin',
        modes: { isolation: 'repeatable read', readOnly: true, deferrable: false },
      },
    ],
    ['commit and chain', { kind: 'transaction', verb: 'commit', chain: true }],
    ['end', { kind: 'transaction', verb: 'commit', chain: false }],
    ['abort', { kind: 'transaction', verb: 'rollback' }],
    ['savepoint "A"', { kind: 'transaction', verb: 'savepoint', name: 'A' }],
    ['release savepoint a', { kind: 'transaction', verb: 'release', name: 'a' }],
    ['rollback to savepoint a', { kind: 'transaction', verb: 'rollback-to', name: 'a' }],
    ["prepare transaction 'g'", { verb: 'prepare-transaction', name: 'g' }],
    ["set timezone to 'x', 1.5, -2, on", { kind: 'set', name: 'timezone', value: ['x', '1.5', '-2', 'on'] }],
    ['set local a.b = default', { kind: 'set', name: 'a.b', value: null, local: true }],
    ['set x from current', { kind: 'set', name: 'x', value: null, fromCurrent: true }],
    [
      "set time zone interval '-08:00' hour to minute",
      { kind: 'set', name: 'timezone', value: ["INTERVAL '-08:00'"] },
    ],
    [
      'set transaction isolation level serializable, read write',
      {
        kind: 'set-transaction',
        scope: 'transaction',
        modes: { isolation: 'serializable', readOnly: false },
        snapshot: null,
      },
    ],
    [
      'set session characteristics as transaction read only',
      { kind: 'set-transaction', scope: 'session', modes: { readOnly: true } },
    ],
    ["set transaction snapshot '1'", { kind: 'set-transaction', snapshot: '1' }],
    ['set role none', { kind: 'set-role', setting: 'role', name: null }],
    ['set local role "R"', { kind: 'set-role', setting: 'role', name: 'R', local: true }],
    ['set session authorization default', { kind: 'set-role', setting: 'session_authorization', name: null }],
    ['reset role', { kind: 'set-role', setting: 'role', name: null, tag: 'RESET' }],
    ['reset all', { kind: 'reset', name: null }],
    ['reset "TimeZone"', { kind: 'reset', name: 'TimeZone' }],
    ['show all', { kind: 'show', name: null }],
    ['show transaction isolation level', { kind: 'show', name: 'transaction_isolation' }],
    ['discard temp', { kind: 'discard', target: 'temp' }],
    [
      'prepare x(int, numeric(10,2), text[]) as select $1, (2)',
      {
        kind: 'prepare',
        name: 'x',
        parameterTypes: ['int', 'numeric(10,2)', 'text[]'],
        text: 'select $1, (2)',
      },
    ],
    ['prepare x as values (1)', { kind: 'prepare', parameterTypes: [], text: 'values (1)' }],
    [
      "execute x(1, 'a,b', f(1, 2), array[1, 2])",
      { kind: 'execute', arguments: ['1', "'a,b'", 'f(1, 2)', 'array[1, 2]'] },
    ],
    ['execute x', { kind: 'execute', arguments: [] }],
    ['deallocate prepare x', { kind: 'deallocate', name: 'x' }],
    ['deallocate all', { kind: 'deallocate', name: null }],
    [
      'explain (analyze, format json) select 1',
      {
        kind: 'explain',
        text: 'select 1',
        options: [
          { name: 'analyze', value: null },
          { name: 'format', value: 'json' },
        ],
      },
    ],
    ['explain analyze verbose update t set a = 1', { kind: 'explain', text: 'update t set a = 1' }],
    ['explain (select 1)', { kind: 'explain', text: '(select 1)', options: [] }],
    [
      'declare c binary scroll cursor with hold for select 1 -- x',
      { kind: 'declare-cursor', name: 'c', binary: true, scroll: true, hold: true, text: 'select 1' },
    ],
    ['declare c cursor for select 1', { binary: false, scroll: null, hold: false }],
    ['declare c no scroll cursor for select 1', { scroll: false }],
    ['fetch c', { kind: 'fetch', direction: 'forward', count: 1, move: false }],
    ['fetch all from c', { direction: 'forward', count: Infinity }],
    ['fetch backward all from c', { direction: 'backward', count: Infinity }],
    ['fetch prior from c', { direction: 'backward', count: 1 }],
    ['fetch first from c', { direction: 'absolute', count: 1 }],
    ['fetch last from c', { direction: 'absolute', count: -1 }],
    ['move relative -3 in c', { kind: 'fetch', direction: 'relative', count: -3, move: true }],
    ['close all', { kind: 'close-cursor', name: null }],
    ["notify a, 'b'", { kind: 'notify', channel: 'a', payload: 'b' }],
    ['unlisten *', { kind: 'unlisten', channel: null }],
    [
      "copy s.t(a, b) from stdin with (format csv, header, force_null (a, b), delimiter E'\\t')",
      {
        kind: 'copy',
        direction: 'from',
        relation: { schema: 's', name: 't' },
        columns: ['a', 'b'],
        query: null,
        file: null,
        options: [
          { name: 'format', value: 'csv', position: 33 },
          { name: 'header', value: null, position: 45 },
          { name: 'force_null', value: ['a', 'b'], position: 53 },
          { name: 'delimiter', value: '\t', position: 72 },
        ],
        where: null,
      },
    ],
    [
      'copy (select (1), 2) to stdout',
      {
        kind: 'copy',
        direction: 'to',
        relation: null,
        query: { text: 'select (1), 2', offset: 6, verb: 'select' },
      },
    ],
    [
      "copy t from '/x' csv where (a) > 1",
      { file: '/x', program: false, where: { text: '(a) > 1', offset: 27 } },
    ],
    ["copy t to program 'x'", { file: 'x', program: true }],
    [
      'lock table a, s.b in share mode nowait',
      {
        kind: 'lock',
        relations: [
          { schema: null, name: 'a' },
          { schema: 's', name: 'b' },
        ],
        mode: 5,
        nowait: true,
      },
    ],
    ['vacuum (analyze) t(a)', { kind: 'maintenance', relations: [{ schema: null, name: 't' }] }],
    ['set constraints all immediate', { kind: 'set-constraints', deferred: false }],
    [
      'truncate t, s.u',
      {
        kind: 'ddl',
        fresh: [
          { schema: null, name: 't' },
          { schema: 's', name: 'u' },
        ],
      },
    ],
    ['create type x as (a int)', { kind: 'ddl', tag: 'CREATE TYPE' }],
    ['create table x as select 1 with no data', { kind: 'ddl', tag: 'CREATE TABLE AS' }],
  ];
  for (const [text, expected] of cases) {
    it(text, () => {
      const statement = classified(text);
      for (const [key, value] of Object.entries(expected)) {
        expect(statement, key).to.have.deep.property(key, value);
      }
    });
  }

  it('is plain data that can cross threads', () => {
    for (const [text] of cases) {
      const statement = classified(text);
      expect(structuredClone(statement), text).to.deep.equal(statement);
    }
  });
});
