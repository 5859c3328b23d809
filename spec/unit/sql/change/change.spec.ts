import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseIrisSql } from '../../../../src/backend/embedded/iris-sql/parse.ts';
import { GatewayError } from '../../../../src/errors/gateway-error.ts';
import { planChange } from '../../../../src/sql/change/plan-change.ts';
import { loadParser } from '../../../../src/sql/parse/parse.ts';
import type { Plan } from '../../../../src/sql/plan.ts';
import { readTree } from '../../../../src/sql/tree/read.ts';
import type { TreeFixture } from '../../../support/tree-fixture.ts';
import { fixtureContext } from '../../../support/tree-fixture.ts';
import { statementsOf, stepLines } from '../support/steps.ts';
import { cases } from './cases/change.ts';

const FIXTURE = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/change.json'), 'utf8'),
) as TreeFixture;
const VERSION = [2024, 1] as const;

function planned(sql: string, version: readonly [number, number] = VERSION): Plan {
  const statement = FIXTURE.statements[sql];
  if (statement === undefined) throw new Error(`no tree is recorded of ${sql}`);
  const context = fixtureContext(FIXTURE, sql, { dialect: { version } });
  return planChange(readTree(statement.tree), statement.columns, context);
}

before(loadParser);

describe('planChange', () => {
  for (const { sql, steps, error } of cases) {
    it(sql, () => {
      if (error === undefined) {
        expect(stepLines(planned(sql).steps)).to.deep.equal(steps);
        return;
      }
      expect(() => planned(sql)).to.throw(GatewayError, error.slice('00000 '.length));
      try {
        planned(sql);
      } catch (thrown) {
        expect((thrown as GatewayError).sqlstate).to.equal(error.slice(0, 5));
      }
    });
  }

  it('prints nothing that the dialect refuses', () => {
    for (const { sql } of cases.filter(({ error }) => error === undefined)) {
      for (const statement of statementsOf(planned(sql))) {
        expect(() => parseIrisSql(statement, { version: VERSION }), statement).not.to.throw();
      }
    }
  });

  it('gives each ? one slot', () => {
    for (const { sql } of cases.filter(({ error }) => error === undefined)) {
      for (const line of stepLines(planned(sql).steps)) {
        expect(line, sql).not.to.match(/<no slot>|slots too many/);
      }
    }
  });

  it('counts, writes, and says what comes back', () => {
    const insert = planned('insert into orders (customer_id) values ($1) returning id');
    expect(insert).to.include({ tag: 'INSERT', counted: true, writes: true, changesSchema: false });
    expect(insert.columns?.map(({ name }) => name)).to.deep.equal(['id']);
    expect(planned('delete from customers')).to.include({ tag: 'DELETE', columns: null });
    expect(planned('update customers set name = $1 where id = $2').tag).to.equal('UPDATE');
  });

  it('emits as many columns as it announces', () => {
    for (const { sql } of cases.filter(({ error }) => error === undefined)) {
      const plan = planned(sql);
      const emits = stepLines(plan.steps).filter((line) => line.trimStart().startsWith('emit '));
      if (plan.columns === null) expect(emits, sql).to.deep.equal([]);
      else {
        expect(emits.length, sql).to.be.greaterThan(0);
        for (const line of emits) {
          const outputs = line.slice(0, line.indexOf(' FROM ')).match(/ AS "c\d+"/g) ?? [];
          expect(outputs.length, line).to.equal(plan.columns.length);
        }
      }
    }
  });

  it('is plain data that can cross threads', () => {
    for (const { sql } of cases.filter(({ error }) => error === undefined)) {
      const plan = planned(sql);
      expect(structuredClone(plan)).to.deep.equal(plan);
    }
  });
});
