import { expect } from 'chai';
import { readIrisPlan } from '../../../../src/sql/explain/iris-plan.ts';
import { jsonText } from '../../../../src/sql/explain/json.ts';
import type { Explanation, Measured } from '../../../../src/sql/explain/node.ts';
import { explainOptions, shadowOptions } from '../../../../src/sql/explain/options.ts';
import { planNode, planStatements } from '../../../../src/sql/explain/plan-node.ts';
import { structureOf } from '../../../../src/sql/explain/structure.ts';
import { textLines } from '../../../../src/sql/explain/text.ts';
import { xmlText } from '../../../../src/sql/explain/xml.ts';
import { yamlText } from '../../../../src/sql/explain/yaml.ts';
import type { IrisStatement, Plan } from '../../../../src/sql/plan.ts';

describe("IRIS's own plan", () => {
  it('is read from the XML of EXPLAIN, without the statement', () => {
    const plan = readIrisPlan(
      '<plans>\r\n<plan>\r\n<sql>\r\nSELECT a &lt; 1 FROM t /* <cost value="9"/> */\r\n</sql>\r\n<cost value="1147000"/>\r\nCall module B.\r\n\r\nFor a &lt; 1 &amp;&amp; b:\r\n<module name="B" top="1">\r\n  Read master map t.IDKEY, looping on ID. \r\n</module>\r\n</plan>\r\n</plans>',
    );
    expect(plan).to.deep.equal({
      cost: 1147000,
      text: 'Call module B.\nFor a < 1 && b:\nmodule B:\n  Read master map t.IDKEY, looping on ID.',
    });
  });
  it('may have no cost, and be no XML at all', () => {
    expect(readIrisPlan('<plans><plan><sql>x</sql>y</plan></plans>')).to.deep.equal({
      cost: null,
      text: 'y',
    });
    expect(readIrisPlan('no plan < here')).to.deep.equal({ cost: null, text: 'no plan < here' });
    expect(readIrisPlan('')).to.deep.equal({ cost: null, text: '' });
  });
});

describe('options of EXPLAIN', () => {
  const read = (...options: [string, string | null][]): ReturnType<typeof explainOptions> =>
    explainOptions(
      options.map(([name, value]) => ({ name, value })),
      options.map((_, i) => i),
    );

  it('imply one another as in PostgreSQL', () => {
    expect(read()).to.deep.include({
      analyze: false,
      costs: true,
      timing: false,
      summary: false,
      format: 'text',
    });
    expect(read(['analyze', null])).to.include({ analyze: true, timing: true, summary: true });
    expect(read(['analyze', 'on'], ['timing', 'OFF'])).to.include({ timing: false, summary: true });
    expect(read(['analyze', 'on'], ['analyze', '0'])).to.include({ analyze: false });
  });
  it('are handed on to PostgreSQL, with what it would imply said', () => {
    expect(shadowOptions(read(['verbose', null]), 'json')).to.equal(
      'EXPLAIN (VERBOSE ON, COSTS ON, FORMAT JSON)',
    );
    expect(shadowOptions(read(['analyze', null], ['costs', 'off']), 'text')).to.equal(
      'EXPLAIN (ANALYZE ON, VERBOSE OFF, COSTS OFF, SETTINGS OFF, BUFFERS OFF, WAL OFF, TIMING ON, SUMMARY ON, FORMAT TEXT)',
    );
  });
});

describe('the plan of a statement', () => {
  const find: IrisStatement = {
    sql: 'SELECT %ID FROM t WHERE a = ?\n AND b = ?',
    slots: [
      { from: 'parameter', index: 0 },
      { from: 'session', value: 'now' },
    ],
  };
  const change: IrisStatement = {
    sql: 'UPDATE t SET a = ?, b = ? WHERE %ID = ? OR %ID = ?',
    slots: [
      { from: 'parameter', index: 2 },
      { from: 'constant', value: 'secret' },
      { from: 'row', column: 0 },
      { from: 'row', column: 1, outwards: 1 },
    ],
  };
  const insert: IrisStatement = { sql: 'INSERT INTO t (a) VALUES (?)', slots: [{ from: 'rowid' }] };
  const plan: Plan = {
    steps: [
      { do: 'refuse', query: find, error: { sqlstate: '21000', message: 'too many' } },
      {
        do: 'branch',
        query: find,
        found: [{ do: 'change', statement: change }],
        missing: [{ do: 'change', statement: insert, skipUnique: true }],
      },
    ],
    tag: 'UPDATE',
    counted: true,
    columns: null,
    writes: true,
    changesSchema: false,
  };
  const measured = new Map<string, Measured>([[change.sql, { rows: 4, loops: 2, startup: 1, total: 3 }]]);
  const irisPlans = new Map([[find.sql, { cost: 12, text: 'one\ntwo' }]]);
  const explanation = (costs: boolean): Explanation => ({
    plan: planNode(plan, { parameters: 2, irisPlans, measured, costs }),
    summary: [
      ['Route', 'backend'],
      ['Planning Time', 0.5],
    ],
  });

  it('names where values come from, and none of them', () => {
    expect(planStatements(plan)).to.deep.equal([find, find, change, insert]);
    expect(textLines(explanation(true))).to.deep.equal([
      'Steps',
      '  ->  Check',
      '        Error If Found: too many',
      '        ->  IRIS Query (never executed)',
      '              IRIS SQL:',
      '                SELECT %ID FROM t WHERE a = ?',
      '                 AND b = ?',
      '              Values: parameter 1, session now',
      '              IRIS Cost: 12',
      '              IRIS Plan:',
      '                one',
      '                two',
      '  ->  If Found',
      '        ->  IRIS Query (never executed)',
      '              IRIS SQL:',
      '                SELECT %ID FROM t WHERE a = ?',
      '                 AND b = ?',
      '              Values: parameter 1, session now',
      '              IRIS Cost: 12',
      '              IRIS Plan:',
      '                one',
      '                two',
      '        ->  Then',
      '              ->  IRIS Change (actual time=0.500..1.500 rows=2 loops=2)',
      '                    IRIS SQL: UPDATE t SET a = ?, b = ? WHERE %ID = ? OR %ID = ?',
      '                    Values: literal 1, constant, column 1 of the row, column 2 of row 1 outwards',
      '        ->  Else',
      '              ->  IRIS Change (never executed)',
      '                    IRIS SQL: INSERT INTO t (a) VALUES (?)',
      '                    Values: last %ROWID',
      '                    On Unique Violation: Skip',
      'Route: backend',
      'Planning Time: 0.500 ms',
    ]);
  });
  it('is the same tree in every format', () => {
    const structure = structureOf(explanation(false));
    const [parsed] = JSON.parse(jsonText(structure)) as Record<string, unknown>[];
    expect(parsed).to.deep.equal(structure);
    expect(parsed?.['Planning Time']).to.equal(0.5);
    expect(jsonText(structure)).to.not.include('IRIS Cost').and.not.include('secret');
    const xml = xmlText(structure);
    expect(xml).to.include('<Error-If-Found>too many</Error-If-Found>');
    expect(xml.match(/<Plan>/g)).to.have.length(9);
    expect(yamlText(structure)).to.include('          - Node Type: "IRIS Query"\n');
  });
});
