import { expect } from 'chai';
import type { ErrorFields } from '../../../src/errors/gateway-error.ts';
import type { BackendPrepared } from '../../../src/translation/api.ts';
import { Translator } from '../../../src/translation/translator.ts';
import { SESSION } from '../../support/translation/session.ts';
import { IMAGE_FOLDER, SHADOW_TIMEOUT } from '../catalog/support/shadow.ts';
import { pgColumn, primaryKey, table } from '../catalog/support/snapshots.ts';

const ITEMS = table(
  'Items',
  [
    pgColumn('Id', 'INTEGER', 'int4', { nullable: false }),
    pgColumn('Small', 'SMALLINT', 'int2'),
    pgColumn('Price', 'NUMERIC(6,2)', 'numeric(6,2)'),
    pgColumn('Share', 'NUMERIC(2,2)', 'numeric(2,2)'),
    pgColumn('Code', 'VARCHAR(5)', 'character(5)'),
    pgColumn('Name', 'VARCHAR(5)', 'character varying(5)'),
    pgColumn('Token', 'VARCHAR(36)', 'uuid', { pgDefault: 'gen_random_uuid()' }),
  ],
  { keys: [primaryKey('items_pkey', 'Id')] },
);

const NUMBERED = table('Numbered', [
  pgColumn('Id', 'BIGINT', 'int8', { nullable: false, generated: 'identity', pgIdentity: 'd' }),
  pgColumn('Name', 'VARCHAR(5)', 'character varying(5)', { nullable: false }),
]);

/** As from-iris.ts makes them: with IRIS's names of table and field. */
function fromBackend(sqlstate: string, column: string, tableName = 'Items'): ErrorFields {
  return { severity: 'ERROR', sqlstate, message: 'of IRIS', schema: 'public', table: tableName, column };
}

describe('values that the backend refuses', function () {
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
    expect(await translator.refresh({ schemas: ['SQLUser'], tables: [ITEMS, NUMBERED] })).to.deep.equal([]);
  });
  after(() => translator.close());

  async function words(
    text: string,
    error: ErrorFields,
    parameters: readonly string[] = [],
  ): Promise<ErrorFields> {
    const prepared = await translator.prepare(text, [], SESSION);
    const bound = parameters.map((value) => ({ format: 0 as const, bytes: Buffer.from(value) }));
    return translator.refusedValue(error, prepared as BackendPrepared, bound, SESSION);
  }

  describe('are worded by PostgreSQL where the statement holds them', () => {
    it('in an INSERT of constants, at their place', async () => {
      const error = await words(
        `insert into "Items" ("Id", "Small") values (1, 40000)`,
        fromBackend('22003', 'Small'),
      );
      expect(error).to.deep.equal({
        severity: 'ERROR',
        sqlstate: '22003',
        message: 'smallint out of range',
      });
    });

    it('in an INSERT of parameters', async () => {
      const text = `insert into "Items" ("Id", "Price") values ($1, $2)`;
      const error = await words(text, fromBackend('22003', 'Price'), ['1', '12345']);
      expect(error.detail).to.equal(
        'A field with precision 6, scale 2 must round to an absolute value less than 10^4.',
      );
    });

    it('in an UPDATE', async () => {
      const error = await words(`update "Items" set "Code" = 'abcdef'`, fromBackend('22001', 'Code'));
      expect(error.message).to.equal('value too long for type character(5)');
    });
  });

  it('show the failing row', async () => {
    const text = `insert into "Items" ("Name", "Token") values ('a', '00000000-0000-0000-0000-000000000001')`;
    const { sqlstate, detail, column } = await words(text, fromBackend('23502', 'ID'));
    expect({ sqlstate, detail, column }).to.deep.equal({
      sqlstate: '23502',
      detail: 'Failing row contains (null, null, null, null, null, a, 00000000-0000-0000-0000-000000000001).',
      column: 'Id',
    });
  });

  it('do not show a row of which something is another in the backend', async () => {
    const random = await words(`insert into "Items" ("Name") values ('a')`, fromBackend('23502', 'Id'));
    expect([random.sqlstate, random.detail]).to.deep.equal(['23502', undefined]);
    const numbered = await words(
      'insert into "Numbered" default values',
      fromBackend('23502', 'Name', 'Numbered'),
    );
    expect([numbered.column, numbered.detail]).to.deep.equal(['Name', undefined]);
  });

  describe('in a key are shown as PostgreSQL shows them', () => {
    const text = `delete from "Items"`;
    const key = (detail: string): ErrorFields => ({ ...fromBackend('23505', 'Id'), detail });
    const cases: readonly (readonly [said: string, expected: string])[] = [
      ['Key (Price)=(2.5) already exists.', 'Key (Price)=(2.50) already exists.'],
      [
        'Key (Code, Price)=(ab, 2) is still referenced from table "x".',
        'Key (Code, Price)=(ab   , 2.00) is still referenced from table "x".',
      ],
      // which comma divides them is not known
      ['Key (Name, Price)=(a, b, 2) already exists.', 'Key (Name, Price)=(a, b, 2) already exists.'],
      ['Key (other)=(2) already exists.', 'Key (other)=(2) already exists.'],
    ];
    for (const [said, expected] of cases) {
      it(expected, async () => {
        expect((await words(text, key(said))).detail).to.equal(expected);
      });
    }
  });

  describe('are worded by the type of their column where only the backend has them', () => {
    const copy = `insert into "Items" ("Id", "Small") select "Id", "Small" from "Items"`;
    const cases: readonly (readonly [sqlstate: string, column: string, expected: object])[] = [
      ['22003', 'small', { message: 'smallint out of range' }],
      ['22003', 'ID', { message: 'integer out of range' }],
      [
        '22003',
        'Share',
        {
          message: 'numeric field overflow',
          detail: 'A field with precision 2, scale 2 must round to an absolute value less than 1.',
        },
      ],
      ['22001', 'Name', { message: 'value too long for type character varying(5)' }],
      ['22001', 'Code', { message: 'value too long for type character(5)' }],
    ];
    for (const [sqlstate, column, expected] of cases) {
      it(`${sqlstate} of ${column}`, async () => {
        expect(await words(copy, fromBackend(sqlstate, column))).to.deep.equal({
          severity: 'ERROR',
          sqlstate,
          ...expected,
        });
      });
    }

    it('23502, with the names that PostgreSQL knows', async () => {
      expect(await words(copy, fromBackend('23502', 'ID', 'ITEMS'))).to.deep.equal({
        severity: 'ERROR',
        sqlstate: '23502',
        message: 'null value in column "Id" of relation "Items" violates not-null constraint',
        schema: 'public',
        table: 'Items',
        column: 'Id',
      });
    });

    it('as the backend says it when nothing is known of the column', async () => {
      const error = fromBackend('22023', 'elsewhere');
      expect(await words(copy, error)).to.deep.equal(error);
    });
  });
});
