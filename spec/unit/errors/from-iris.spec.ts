import { expect } from 'chai';
import { fromIris } from '../../../src/errors/from-iris.ts';
import { openTestSession, type TestSession } from '../embedded/support.ts';

/** All codes of iris-sql.md 6.8 but those that %msg tells apart. */
const CODES: readonly (readonly [sqlstate: string, ...sqlcodes: number[]])[] = [
  ['02000', -500],
  ['08006', -401, -405, -406, -407, -408, -409, -410, -453, -461],
  ['08P01', -413],
  ['09000', -130, -131, -132, -133, -134, -135],
  [
    '0A000',
    -36,
    -37,
    -40,
    -69,
    -70,
    -71,
    -72,
    -94,
    -96,
    -117,
    -144,
    -154,
    -313,
    -372,
    -373,
    -374,
    -383,
    -385,
    -422,
    -478,
  ],
  ['0LP01', -56],
  ['21000', -432],
  ['22000', -257],
  ['22003', -7],
  ['22007', -146, -147],
  ['22011', -140],
  ['22019', -63],
  ['2201W', -65],
  ['22023', -8, -129],
  ['22P02', -141],
  ['23502', -108, -304, -305],
  ['23503', -121, -122, -123, -124, -127],
  ['23505', -119, -120, -125],
  ['24000', -101, -102, -103],
  ['25000', -78],
  ['25001', -92],
  ['25006', -115],
  ['28000', -459],
  ['28P01', -402],
  ['2BP01', -126, -317, -320, -321, -322, -475],
  ['34000', -52],
  ['38000', -149, -425, -426, -427, -429, -430, -431],
  ['3B001', -301, -302, -375],
  ['3D000', -340],
  ['3F000', -473],
  ['40001', -106, -109, -139, -150],
  ['42501', -95, -99, -112, -417],
  [
    '42601',
    -1,
    -2,
    -3,
    -4,
    -9,
    -10,
    -12,
    -13,
    -14,
    -15,
    -16,
    -17,
    -18,
    -25,
    -26,
    -28,
    -51,
    -54,
    -62,
    -76,
    -80,
    -81,
    -86,
    -91,
    -116,
    -143,
    -153,
    -386,
  ],
  ['42602', -87, -88, -89, -90],
  ['42701', -66, -74, -97, -306, -377],
  ['42702', -24, -27, -31],
  ['42703', -29, -316],
  ['42704', -118, -151, -152, -315, -333, -334, -363],
  ['42710', -311, -364, -365],
  ['42712', -20, -382],
  ['42725', -358],
  ['42803', -19, -73],
  ['42804', -11, -64, -258, -259, -303, -378],
  ['42809', -300, -356, -357],
  ['42830', -79, -314, -319],
  ['42846', -376],
  ['42883', -359, -360, -361, -362, -370, -380, -381, -428],
  ['428C9', -107, -111, -138],
  ['42939', -312],
  ['42P01', -23, -30, -310],
  ['42P02', -148],
  ['42P04', -341],
  ['42P06', -476],
  ['42P07', -201, -324],
  ['42P10', -5, -6, -22],
  ['42P16', -142, -307, -308],
  ['42P20', -367],
  ['44000', -136, -137],
  ['53200', -462],
  ['53300', -98],
  ['54001', -34],
  ['55000', -35, -61, -325],
  ['55P03', -110, -114],
  ['57014', -450, -456],
  ['58030', -411, -412],
  [
    'HV000',
    -220,
    -221,
    -222,
    -223,
    -224,
    -225,
    -226,
    -227,
    -228,
    -229,
    -230,
    -231,
    -232,
    -233,
    -234,
    -235,
    -236,
    -237,
  ],
  ['XX000', -38, -39, -241, -242, -251, -252, -253, -415],
];

/** Codes that %msg tells apart. */
const REFINED: readonly (readonly [sqlcode: number, message: string, expected: string])[] = [
  [-149, 'SQL function f failed with error: <DIVIDE>', '22012 division by zero'],
  [-400, '<DIVIDE>zRun+4^%sqlcq.1', '22012 division by zero'],
  [-400, '<MAXNUMBER>', '22003 bigint out of range'],
  [-400, '<MAXSTRING>', '54000 <MAXSTRING>'],
  [-400, '<SUBSCRIPT>', '54000 <SUBSCRIPT>'],
  [-400, '<FRAMESTACK>', '54001 <FRAMESTACK>'],
  [-400, '<STORE>', '53200 <STORE>'],
  [-400, '<LOCKTABLEFULL>', '53200 <LOCKTABLEFULL>'],
  [-400, '<PROTECT>', '42501 <PROTECT>'],
  [-400, 'ERROR #5480: no such type', '42601 ERROR #5480: no such type'],
  [-400, 'Fatal error occurred', 'XX000 Fatal error occurred'],
  [-104, 'no reason is given', '22023 no reason is given'],
  [-110, 'Locking conflict in filing', '55P03 canceling statement due to lock timeout'],
  [-456, 'interrupted', '57014 canceling statement due to user request'],
  [-375, `Cannot ROLLBACK to unestablished savepoint 's'`, '3B001 savepoint does not exist'],
  [-9999, '', 'XX000 IRIS SQLCODE -9999'],
];

describe('errors of IRIS as PostgreSQL words them', () => {
  for (const [sqlstate, ...sqlcodes] of CODES) {
    it(`${sqlstate} for ${sqlcodes.join(', ')}`, () => {
      for (const sqlcode of sqlcodes) {
        const error = fromIris(sqlcode, 'said by IRIS');
        expect([sqlcode, error.sqlstate]).to.deep.equal([sqlcode, sqlstate]);
        expect(error.message, String(sqlcode)).to.not.equal('');
      }
    });
  }

  for (const [sqlcode, message, expected] of REFINED) {
    it(`${expected} for ${sqlcode} ${message}`, () => {
      const error = fromIris(sqlcode, message);
      expect(`${error.sqlstate} ${error.message}`).to.equal(expected);
    });
  }

  it('name a field with its table before it', () => {
    const { fields } = fromIris(-104, "Field 'SQLUser.t.c' (value '9') failed validation");
    expect(fields.column).to.equal('c');
  });

  it('keep quotes, commas and signs of equality in values', () => {
    const message = `Table 'App.T', Constraint 'k', Field(s) a="x"",y=""",b="=,;"; failed unique check`;
    expect(fromIris(-119, message).fields.detail).to.equal('Key (a, b)=(x",y=", =,;) already exists.');
  });

  describe('from the embedded engine', () => {
    let iris: TestSession;

    before(() => {
      iris = openTestSession();
      iris.run('CREATE TABLE parent (id INTEGER NOT NULL, name VARCHAR(5) NOT NULL, PRIMARY KEY (id))');
      iris.run(
        'CREATE TABLE child (id INTEGER, parent_id INTEGER, small SMALLINT, price NUMERIC(6,2), v VECTOR(DOUBLE,3), CONSTRAINT child_pk PRIMARY KEY (id), CONSTRAINT child_parent FOREIGN KEY (parent_id) REFERENCES parent (id), CONSTRAINT child_small UNIQUE (small, price))',
      );
      iris.run(`INSERT INTO parent VALUES (1, 'a')`);
      iris.run('INSERT INTO child (id, parent_id, small, price) VALUES (1, 1, 7, 2.25)');
    });

    after(() => iris.close());

    const PLACE = { schema: 'public', table: 'child' };
    const cases: readonly (readonly [sql: string, fields: object])[] = [
      [
        'INSERT INTO child (id) VALUES (1)',
        {
          sqlstate: '23505',
          message: 'duplicate key value violates unique constraint "child_pk"',
          detail: 'Key (id)=(1) already exists.',
          ...PLACE,
          constraint: 'child_pk',
        },
      ],
      [
        'INSERT INTO child (id, small, price) VALUES (2, 7, 2.25)',
        {
          sqlstate: '23505',
          message: 'duplicate key value violates unique constraint "child_small"',
          detail: 'Key (small, price)=(7, 2.25) already exists.',
          ...PLACE,
          constraint: 'child_small',
        },
      ],
      [
        'INSERT INTO child (id, parent_id) VALUES (2, 9)',
        {
          sqlstate: '23503',
          message: 'insert or update on table "child" violates foreign key constraint "child_parent"',
          detail: 'Key (parent_id)=(9) is not present in table "parent".',
          ...PLACE,
          constraint: 'child_parent',
        },
      ],
      [
        'UPDATE child SET parent_id = 9',
        {
          sqlstate: '23503',
          message: 'insert or update on table "child" violates foreign key constraint "child_parent"',
          detail: 'Key (parent_id)=(9) is not present in table "parent".',
          ...PLACE,
          constraint: 'child_parent',
        },
      ],
      [
        'DELETE FROM parent',
        {
          sqlstate: '23503',
          message:
            'update or delete on table "parent" violates foreign key constraint "child_parent" on table "child"',
          detail: 'Key (id)=(1) is still referenced from table "child".',
          ...PLACE,
          constraint: 'child_parent',
        },
      ],
      [
        'INSERT INTO parent (id) VALUES (2)',
        {
          sqlstate: '23502',
          message: 'null value in column "name" of relation "parent" violates not-null constraint',
          schema: 'public',
          table: 'parent',
          column: 'name',
        },
      ],
      [
        `UPDATE parent SET name = 'too long'`,
        {
          sqlstate: '22001',
          message: 'value too long for type character varying(5)',
          schema: 'public',
          table: 'parent',
          column: 'name',
        },
      ],
      ['INSERT INTO child (id, small) VALUES (2, 40000)', { sqlstate: '22003', ...PLACE, column: 'small' }],
      ['UPDATE child SET price = 10000', { sqlstate: '22003', ...PLACE, column: 'price' }],
      [`INSERT INTO child (id) VALUES ('x')`, { sqlstate: '22P02', ...PLACE, column: 'id' }],
      [
        `INSERT INTO child (id, v) VALUES (2, TO_VECTOR('1,2', DOUBLE))`,
        { sqlstate: '22000', message: 'expected 3 dimensions, not 2' },
      ],
      ['SELECT 1 / 0', { sqlstate: '22012', message: 'division by zero' }],
      ['SELECT 9223372036854775807 + 1', { sqlstate: '22003', message: 'bigint out of range' }],
      ['SELECT * FROM nowhere', { sqlstate: '42P01' }],
      ['SELECT nothing FROM parent', { sqlstate: '42703' }],
      ['SELEC 1', { sqlstate: '42601' }],
      ['SELECT nofunction(1)', { sqlstate: '42883' }],
      ['CREATE TABLE parent (a INTEGER)', { sqlstate: '42P07' }],
      ['DROP TABLE parent', { sqlstate: '2BP01' }],
      ['DROP TABLE nowhere', { sqlstate: '42P01' }],
      ['ALTER TABLE child DROP COLUMN small', { sqlstate: '2BP01' }],
      ['ALTER TABLE child DROP CONSTRAINT nothing', { sqlstate: '42704' }],
      ['ALTER TABLE parent ADD COLUMN name INTEGER', { sqlstate: '42701' }],
      ['DROP INDEX nothing ON parent', { sqlstate: '42704' }],
      ['CREATE SCHEMA sqluser', { sqlstate: '42P06' }],
      ['ROLLBACK TO SAVEPOINT s', { sqlstate: '3B001' }],
    ];
    for (const [sql, fields] of cases) {
      it(`says ${JSON.stringify(fields).slice(13, 18)} to ${sql}`, () => {
        const { sqlcode, message } = iris.failure(sql);
        expect(fromIris(sqlcode, message).fields, message).to.deep.include(fields);
      });
    }
  });
});
