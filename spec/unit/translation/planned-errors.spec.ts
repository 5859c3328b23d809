import { expect } from 'chai';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { FittedParameter } from '../../../src/sql/plan.ts';
import { Translator } from '../../../src/translation/translator.ts';
import { SESSION } from '../../support/translation/session.ts';
import { IMAGE_FOLDER, SHADOW_TIMEOUT } from '../catalog/support/shadow.ts';
import { pgColumn, primaryKey, table, uniqueKey } from '../catalog/support/snapshots.ts';

const ITEMS = table(
  'items',
  [
    pgColumn('id', 'INTEGER', 'int4', { nullable: false }),
    pgColumn('a', 'INTEGER', 'int4'),
    pgColumn('b', 'INTEGER', 'int4'),
    pgColumn('name', 'VARCHAR(5)', 'character varying(5)'),
    pgColumn('note', 'VARCHAR(3641144)', 'text'),
  ],
  { keys: [primaryKey('items_pkey', 'id'), uniqueKey('items_a_b', 'a', 'b')] },
);

describe('what PostgreSQL finds when it plans', function () {
  this.timeout(2 * SHADOW_TIMEOUT);
  let translator: Translator;

  before(async () => {
    translator = await Translator.create({
      analysers: 1,
      queries: 1,
      imageFolder: IMAGE_FOLDER,
      cacheSize: 10,
      timeoutMs: 60_000,
      dialect: { version: [2024, 1] },
      serverVersion: '14.20',
      owner: '_SYSTEM',
      report: () => undefined,
    });
    expect(await translator.refresh({ schemas: ['SQLUser'], tables: [ITEMS] })).to.deep.equal([]);
  });
  after(() => translator.close());

  async function outcome(text: string): Promise<string> {
    try {
      await translator.prepare(text, [], SESSION);
      return 'prepared';
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      const { sqlstate, message, position } = error.fields;
      return `${sqlstate} ${message}${position === undefined ? '' : ` at ${position}`}`;
    }
  }

  const NO_KEY = '42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification';
  const LIKE_END = '22025 LIKE pattern must not end with escape character';
  const cases: readonly (readonly [text: string, expected: string])[] = [
    ['insert into items (id) values (1) on conflict (id) do nothing', 'prepared'],
    ['insert into items (id) values (1) on conflict (b, a) do nothing', 'prepared'],
    ['insert into items (id) values (1) on conflict (a) do nothing', NO_KEY],
    ['insert into items (id) values (1) on conflict (id, a) do update set a = 2', NO_KEY],
    [`select id from items where name like 'a\\'`, LIKE_END],
    [`select id from items where name ilike 'a\\'`, LIKE_END],
    [`select id from items where name like 'a\\\\'`, 'prepared'],
    // the gateway refuses these too, but PostgreSQL says what is wrong
    ['create table t (id strange)', '42704 type "strange" does not exist at 20'],
    ['create table t (n numeric(2000, 2))', '22023 NUMERIC precision 2000 must be between 1 and 1000 at 19'],
    ['/* é */ create table t (id strange)', '42704 type "strange" does not exist at 28'],
    [
      'alter table items add exclude using btree (nothing with =)',
      '42703 column "nothing" named in key does not exist',
    ],
    [
      'create table t (id int, exclude using btree (id with =))',
      '0A000 exclusion constraints are not supported',
    ],
  ];
  for (const [text, expected] of cases) {
    it(`${expected} for ${text}`, async () => {
      expect(await outcome(text)).to.equal(expected);
    });
  }

  async function fitted(text: string): Promise<readonly FittedParameter[] | undefined> {
    const prepared = await translator.prepare(text, [], SESSION);
    if (prepared.kind !== 'backend') throw new Error(`not for the backend: ${text}`);
    return prepared.plan?.fitted;
  }

  it('cuts parameters to the length of the varchar they go into', async () => {
    const name = [{ index: 1, length: 5 }];
    expect(await fitted('insert into items (id, name) values ($1, $2)')).to.deep.equal(name);
    expect(await fitted('insert into items (id, name, note) values (1, $2, $1)')).to.deep.equal(name);
    expect(await fitted('update items set name = $2 where id = $1')).to.deep.equal(name);
    expect(await fitted(`insert into items (id, name) values (7, 'literal')`)).to.deep.equal(name);
    expect(await fitted('insert into items (id, name) values ($1, $2), ($3, $4)')).to.deep.equal([
      ...name,
      { index: 3, length: 5 },
    ]);
  });

  it('leaves parameters alone that are used elsewhere too', async () => {
    expect(await fitted('update items set name = $1 where note = $1::varchar')).to.equal(undefined);
    expect(await fitted('update items set note = $1 where name = $2')).to.equal(undefined);
  });
});
