import { expect } from 'chai';
import { Buffer } from 'node:buffer';
import { WORKLOADS } from '../../../src/load/builtin/index.ts';
import { statementBytes } from '../../../src/load/run/statement-bytes.ts';
import type { Value } from '../../../src/load/script/expression.ts';
import { readScript } from '../../../src/load/script/read-script.ts';
import type { StatementStep } from '../../../src/load/script/script.ts';
import { ScriptError } from '../../../src/load/script/script-error.ts';

function only(text: string, variables: readonly string[] = []): StatementStep {
  const { statements } = readScript('spec', text, variables);
  expect(statements).to.have.length(1);
  const [statement] = statements;
  if (!statement) throw new Error('no statement');
  return statement;
}

function sent(statement: StatementStep, variables: Record<string, Value>): string {
  return Buffer.from(statementBytes(statement, new Map(Object.entries(variables)), 'simple', '')).toString();
}

describe('load scripts', () => {
  it('cuts statements at semicolons, not at those in literals, and over several lines', () => {
    const { statements } = readScript(
      'spec',
      "SELECT ';', $$a;b$$; SELECT\n  2 -- ; not here\n;\n-- alone\n; ;\nSELECT 3",
    );
    expect(statements.map(({ text }) => text)).to.deep.equal([
      "SELECT ';', $$a;b$$",
      'SELECT\n  2 -- ; not here',
      'SELECT 3',
    ]);
  });

  it('finds variables, not in literals, casts and array bounds', () => {
    const statement = only(
      String.raw`\set id 5
SELECT ':id', x::id, a[1:n], :id + :id, :client_id FROM t /* :id */;`,
    );
    expect(statement.parameterText).to.equal("SELECT ':id', x::id, a[1:n], $1 + $1, $2 FROM t /* :id */");
    expect(statement.parameters).to.deep.equal(['id', 'client_id']);
  });

  it('puts values into the text of the simple protocol as literals', () => {
    const statement = only('SELECT 1 -:a, :b;', ['a', 'b']);
    expect(sent(statement, { a: -5, b: "O'Hara" })).to.contain("SELECT 1 -(-5), 'O''Hara'\0");
  });

  it('sends the rows of a COPY behind it', () => {
    const statement = only(String.raw`COPY t FROM STDIN;
\data 2 :row\t:client_id x`);
    expect(sent(statement, { client_id: 7 })).to.contain('1\t7 x\n2\t7 x\n');
  });

  it('reads every script that comes with the gateway', () => {
    for (const workload of WORKLOADS) {
      expect(
        readScript(workload.name, workload.script, Object.keys(workload.variables(1))).statements,
        workload.name,
      ).not.to.be.empty;
    }
  });

  for (const [text, message] of [
    ['', 'spec: there is no statement'],
    ['\\set\nSELECT 1;', 'spec, line 1: \\set NAME EXPRESSION'],
    ['SELECT 1;\n\\sleep\n', 'spec, line 2: \\sleep NUMBER [us|ms|s]'],
    ['\\expect 1\nSELECT 1;', 'spec, line 1: \\expect stands behind a statement'],
    ['SELECT 1;\n\\gset', 'spec, line 2: \\gset is not known; there are \\set, \\sleep, \\expect and \\data'],
    ['COPY t FROM STDIN;', 'spec: COPY ... FROM STDIN needs its rows: \\data ROWS LINE'],
    ['COPY t FROM STDIN;\n\\data 2 :nobody', 'spec, line 2: variable nobody is not set'],
    ["SELECT 'open;", /^spec: cannot read "SELECT 'open/],
  ] as const) {
    it(`tells what is wrong with ${JSON.stringify(text)}`, () => {
      expect(() => readScript('spec', text)).to.throw(ScriptError, message);
    });
  }
});
