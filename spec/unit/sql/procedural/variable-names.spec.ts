import { expect } from 'chai';
import { loadParser, parseStatements } from '../../../../src/sql/parse/parse.ts';
import { bindVariables, originalPosition } from '../../../../src/sql/procedural/bind-variables.ts';
import { isCaughtBy, sqlstatesOf } from '../../../../src/sql/procedural/condition-names.ts';
import { formatMessage } from '../../../../src/sql/procedural/raise-format.ts';
import type { ScopeNames } from '../../../../src/sql/procedural/scope.ts';
import { variablesIn } from '../../../../src/sql/procedural/variable-names.ts';

const SCOPES: readonly ScopeNames[] = [
  { label: 'near', variables: [{ name: 'x', typeOid: 23 }] },
  {
    label: 'far',
    variables: [
      { name: 'x', typeOid: 25 },
      {
        name: 'r',
        typeOid: 0,
        fields: [
          { name: 'a', typeOid: 23 },
          { name: 'B c', typeOid: 25 },
        ],
      },
    ],
  },
];

/** The text with every name that may mean a variable taken for one, and the types of its parameters. */
function bound(text: string): string {
  const [statement] = parseStatements(text);
  if (statement === undefined) throw new Error('no statement');
  const use = variablesIn(statement, SCOPES);
  const result = bindVariables(
    text,
    use,
    use.names.filter(({ columnOnly }) => !columnOnly),
  );
  return `${result.text} | ${result.parameters.map(({ typeOid }) => typeOid).join()}`;
}

describe('variables in the SQL of PL/pgSQL', () => {
  before(loadParser);

  it('become parameters, each once', () => {
    expect(bound('SELECT x + x * length(far.x)')).to.equal('SELECT $1 + $1 * length($2) | 23,25');
  });

  it('are found by the innermost scope and by label', () => {
    expect(bound('SELECT f(x, near.x, far.x)')).to.equal('SELECT f($1, $1, $2) | 23,25');
  });

  it('name the columns that they are', () => {
    expect(bound('SELECT x, r.a, x + 1')).to.equal('SELECT $1 AS "x", $2 AS "a", $1 + 1 | 23,23');
  });

  it('are fields of records, all of them, or the row', () => {
    expect(bound('INSERT INTO t VALUES (r.*)')).to.equal('INSERT INTO t VALUES ($1, $2) | 23,25');
    expect(bound('SELECT f(r)')).to.equal(
      'SELECT f((SELECT "row" FROM (SELECT $1 AS "a", $2 AS "B c") AS "row")) | 23,25',
    );
  });

  it('are not the names of columns that are written, of output columns that are sorted by, or of functions', () => {
    expect(bound('UPDATE t SET x = 1')).to.equal('UPDATE t SET x = 1 | ');
    expect(bound('INSERT INTO t (x) VALUES (1)')).to.equal('INSERT INTO t (x) VALUES (1) | ');
    expect(bound('SELECT a AS x FROM t ORDER BY x')).to.equal('SELECT a AS x FROM t ORDER BY x | ');
    expect(bound('SELECT x(1), \'x\', "X" -- x')).to.equal('SELECT x(1), \'x\', "X" -- x | ');
  });

  it('keep places in the text known', () => {
    const text = "SELECT 'ä', far.x, y";
    const [statement] = parseStatements(text);
    if (statement === undefined) throw new Error('no statement');
    const use = variablesIn(statement, SCOPES);
    const { text: after, replaced } = bindVariables(text, use, use.names);
    expect(after).to.equal('SELECT \'ä\', $1 AS "x", y');
    expect(originalPosition(after.indexOf('y') + 1, replaced)).to.equal(text.indexOf('y') + 1);
    expect(originalPosition(after.indexOf('$1') + 2, replaced)).to.equal(text.indexOf('far') + 1);
  });
});

describe('conditions and messages of PL/pgSQL', () => {
  it('have the SQLSTATEs of PostgreSQL', () => {
    expect(sqlstatesOf('unique_violation')).to.deep.equal(['23505']);
    expect(sqlstatesOf('null_value_not_allowed')).to.deep.equal(['22004', '39004']);
    expect(sqlstatesOf('no_such_condition')).to.deep.equal([]);
  });

  it('are caught by name, class and OTHERS', () => {
    expect(isCaughtBy('22012', ['22000'])).to.equal(true);
    expect(isCaughtBy('22012', ['23000', '22003'])).to.equal(false);
    expect(isCaughtBy('57014', ['others'])).to.equal(false);
    expect(isCaughtBy('P0004', ['others'])).to.equal(false);
    expect(isCaughtBy('P0001', ['others'])).to.equal(true);
  });

  it('put values in the place of percent signs', () => {
    expect(formatMessage('% of 100%%: %', ['1', null])).to.equal('1 of 100%: <NULL>');
    expect(() => formatMessage('%', [])).to.throw('too few parameters specified for RAISE');
    expect(() => formatMessage('', ['1'])).to.throw('too many parameters specified for RAISE');
  });
});
