import { expect } from 'chai';
import { userTypeSteps, type TypeUsers } from '../../../../src/sql/ddl/user-type-steps.ts';
import type { Relation } from '../../../../src/sql/context.ts';
import { stepLines } from '../support/steps.ts';

const MOOD_OID = 200_001;
const ARRAY_OID = 200_000;

const mood = (labels: readonly (readonly [number, string])[], name = 'mood') => ({
  oid: MOOD_OID,
  schema: 'public',
  name,
  definition: { kind: 'enum', labels: labels.map(([, label]) => label) } as const,
  labelOids: labels.map(([oid]) => oid),
});

const column = (attnum: number, name: string, typeOid: number): Relation['columns'][number] => ({
  attnum,
  name,
  irisName: name,
  typeOid,
  typmod: -1,
  notNull: false,
  irisType: 'VARCHAR(63)',
  collation: 'EXACT',
  generated: null,
  defaultExpression: null,
});

const person = (typeOid: number): Relation => ({
  oid: 1,
  schema: 'public',
  name: 'person',
  irisSchema: 'SQLUser',
  irisName: 'person',
  kind: 'table',
  columns: [column(1, 'id', 23), column(2, 'current', typeOid)],
  keys: [],
});

const users = (typeOid: number, ...viewQueries: string[]): TypeUsers => ({
  types: [],
  relations: [person(typeOid)],
  elementOf: (oid) => (oid === ARRAY_OID ? MOOD_OID : 0),
  viewQueries,
});

const BEFORE = [
  mood([
    [2, 'sad'],
    [4, 'ok'],
  ]),
];

function lines(after: ReturnType<typeof mood>[], use = users(MOOD_OID)): string[] {
  return stepLines(userTypeSteps(BEFORE, after, use)).filter((line) => !line.includes('IF NOT EXISTS'));
}

describe('what becomes of types in the backend', () => {
  it('nothing when nothing changed', () => {
    expect(userTypeSteps(BEFORE, BEFORE, users(MOOD_OID))).to.deep.equal([]);
  });

  it('a label that is added changes no row', () => {
    const found = lines([
      mood([
        [2, 'sad'],
        [6, 'meh'],
        [4, 'ok'],
      ]),
    ]);
    expect(found.filter((line) => line.includes('"person"'))).to.deep.equal([]);
    expect(found.some((line) => line.includes('UPDATE "IrisPGWire"."UserType"'))).to.equal(true);
  });

  it('a label that is renamed is renamed in the rows', () => {
    const renamed = [
      mood([
        [2, 'blue'],
        [4, 'ok'],
      ]),
    ];
    expect(
      lines(renamed).some((line) => line.includes('UPDATE "SQLUser"."person" SET "current" = ')),
    ).to.equal(true);
    const refusal = userTypeSteps(BEFORE, renamed, users(ARRAY_OID)).find((step) => step.do === 'refuse');
    expect(refusal).to.have.nested.property('error.sqlstate', '0A000');
    expect(() => lines(renamed, users(MOOD_OID, `select 'sad'::mood`))).to.throw('a view may use it');
  });

  it('columns follow the name of their type', () => {
    const found = lines([
      mood(
        [
          [2, 'sad'],
          [4, 'ok'],
        ],
        'Feeling',
      ),
    ]);
    expect(found.filter((line) => line.includes('"ColumnType"'))).to.have.length(2);
    expect(found.filter((line) => line.includes('SET "definition"'))).to.deep.equal([]);
  });

  it('a type that is gone is forgotten, one that is new remembered', () => {
    expect(lines([]).some((line) => line.includes('DELETE FROM "IrisPGWire"."UserType"'))).to.equal(true);
    const fresh = { ...mood([[8, 'x']], 'fresh'), oid: 3_000_000_001 };
    expect(
      lines([...BEFORE, fresh]).some((line) => line.includes('INSERT INTO "IrisPGWire"."UserType"')),
    ).to.equal(true);
  });
});
