import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseIrisSql } from '../../../../src/backend/embedded/iris-sql/parse.ts';
import { GatewayError } from '../../../../src/errors/gateway-error.ts';
import type { DdlPlan } from '../../../../src/sql/ddl/plan-ddl.ts';
import { planDdl } from '../../../../src/sql/ddl/plan-ddl.ts';
import { loadParser, parseStatements } from '../../../../src/sql/parse/parse.ts';
import { ddlContext } from '../support/ddl-context.ts';
import { SAMPLE } from '../support/sample-ddl.ts';
import { statementsOf, stepLines } from '../support/steps.ts';

interface Case {
  readonly sql: string;
  readonly version?: readonly [number, number];
  readonly tag?: string;
  /** Steps but for the creation of the gateway's tables; slots are written into the text. */
  readonly steps?: readonly string[];
  readonly notices?: readonly string[];
  readonly error?: string;
  /** Statements in PostgreSQL's SQL that follow. */
  readonly fills?: readonly string[];
}

const CASES = JSON.parse(readFileSync(join(import.meta.dirname, 'plans.json'), 'utf8')) as readonly Case[];

function planned({ sql, version = [2024, 1] }: Case): DdlPlan {
  const [statement] = parseStatements(sql);
  if (statement === undefined) throw new Error(`no statement in ${sql}`);
  return planDdl(statement, ddlContext({ ...SAMPLE, version }));
}

before(loadParser);

describe('planDdl', () => {
  for (const expected of CASES) {
    it(expected.sql, () => {
      if (expected.error !== undefined) {
        expect(() => planned(expected)).to.throw(GatewayError, expected.error.slice('00000 '.length));
        try {
          planned(expected);
        } catch (error) {
          expect((error as GatewayError).sqlstate).to.equal(expected.error.slice(0, 5));
        }
        return;
      }
      const { plan, notices, evaluated } = planned(expected);
      expect(evaluated?.fills ?? []).to.deep.equal(expected.fills ?? []);
      const lines = stepLines(plan.steps);
      expect(lines.filter((line) => !line.includes('IF NOT EXISTS "IrisPGWire"'))).to.deep.equal(
        expected.steps,
      );
      expect(plan.tag).to.equal(expected.tag);
      expect(notices.map(({ severity, message }) => `${severity}: ${message}`)).to.deep.equal(
        expected.notices,
      );
    });
  }

  it('prints nothing that the dialect refuses', () => {
    for (const expected of CASES.filter(({ error }) => error === undefined)) {
      const version = expected.version ?? [2024, 1];
      for (const sql of statementsOf(planned(expected).plan)) {
        expect(() => parseIrisSql(sql, { version }), sql).not.to.throw();
      }
    }
  });

  it('makes its own table before it writes into it', () => {
    for (const expected of CASES.filter(({ error }) => error === undefined)) {
      const lines = stepLines(planned(expected).plan.steps);
      for (const table of ['ColumnType', 'ViewDefinition']) {
        const used = lines.findIndex((line) => line.includes(`"IrisPGWire"."${table}"`));
        if (used >= 0) expect(lines[used], expected.sql).to.match(/^CREATE TABLE IF NOT EXISTS/);
      }
    }
  });

  it('is plain data that can cross threads', () => {
    for (const expected of CASES.filter(({ error }) => error === undefined)) {
      const plan = planned(expected);
      expect(structuredClone(plan)).to.deep.equal(plan);
    }
  });
});
