import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseIrisSql } from '../../../../src/backend/embedded/iris-sql/parse.ts';
import { GatewayError } from '../../../../src/errors/gateway-error.ts';
import { ParameterNeeded, type TranslationContext } from '../../../../src/sql/context.ts';
import type { IrisStatement, Plan, Slot, Step } from '../../../../src/sql/plan.ts';
import { planSelect } from '../../../../src/sql/select/plan.ts';
import { readTree } from '../../../../src/sql/tree/read.ts';
import { fixtureContext, type TreeFixture } from '../../../support/tree-fixture.ts';
import { cases as basics } from './cases/basics.ts';
import { cases as exact } from './cases/exact.ts';
import { cases as functions } from './cases/functions.ts';
import { cases as groups } from './cases/groups.ts';
import { cases as joins } from './cases/joins.ts';
import { cases as paging } from './cases/paging.ts';
import { cases as sets } from './cases/sets.ts';
import { cases as vectors } from './cases/vectors.ts';
import { cases as windows } from './cases/windows.ts';
import { computationText } from './computation-text.ts';
import { distanceText } from './distance-text.ts';
import type { SelectCase } from './select-case.ts';

const TABLES: Readonly<Record<string, readonly SelectCase[]>> = {
  basics,
  exact,
  functions,
  groups,
  joins,
  paging,
  sets,
  vectors,
  windows,
};

function fixtureOf(name: string): TreeFixture {
  return JSON.parse(
    readFileSync(join(import.meta.dirname, `../fixtures/${name}.json`), 'utf8'),
  ) as TreeFixture;
}

function contextOf(fixture: TreeFixture, row: SelectCase): TranslationContext {
  return fixtureContext(fixture, row.sql, {
    ...(row.dialect === undefined ? {} : { dialect: { version: row.dialect } }),
    ...(row.timeZone === undefined ? {} : { timeZone: row.timeZone }),
    pinned: new Map(Object.entries(row.pinned ?? {}).map(([index, text]) => [Number(index), text])),
  });
}

function planOf(fixture: TreeFixture, row: SelectCase): Plan {
  const statement = fixture.statements[row.sql];
  if (statement === undefined) throw new Error(`no tree is recorded of ${row.sql}`);
  return planSelect(readTree(statement.tree), statement.columns ?? [], contextOf(fixture, row));
}

function slotText(slot: Slot): string {
  switch (slot.from) {
    case 'parameter':
      return `$${slot.index + 1}${slot.rowCount === undefined ? '' : `:${slot.rowCount}`}`;
    case 'session':
      return slot.value;
    case 'constant':
      return `=${slot.value instanceof Uint8Array ? Buffer.from(slot.value).toString('hex') : String(slot.value)}`;
    default:
      return slot.from;
  }
}

function statementsOf(plan: Plan): IrisStatement[] {
  const ofStep = (step: Step): IrisStatement[] => {
    if (step.do === 'emit' || step.do === 'change') return [step.statement];
    if (step.do !== 'each') return [];
    const source = step.source.kind === 'query' ? [step.source.statement] : [];
    return [...source, ...step.steps.flatMap(ofStep)];
  };
  return plan.steps.flatMap(ofStep);
}

function outcomeOf(fixture: TreeFixture, row: SelectCase): Partial<SelectCase> {
  try {
    const plan = planOf(fixture, row);
    const statements = statementsOf(plan);
    const slots = statements.flatMap(({ slots: own }) => own.map(slotText));
    const scales = Object.fromEntries(
      (plan.columns ?? []).flatMap((column, i) => (column.scale === undefined ? [] : [[i, column.scale]])),
    );
    const computed = Object.fromEntries(
      (plan.columns ?? []).flatMap(({ computed: expression }, i) =>
        expression === undefined ? [] : [[i, computationText(expression)]],
      ),
    );
    const distances = Object.fromEntries(
      (plan.columns ?? []).flatMap(({ distance }, i) =>
        distance === undefined ? [] : [[i, distanceText(distance)]],
      ),
    );
    return {
      iris: statements.map(({ sql }) => sql),
      ...(slots.length > 0 ? { slots } : {}),
      ...(Object.keys(scales).length > 0 ? { scales } : {}),
      ...(Object.keys(computed).length > 0 ? { computed } : {}),
      ...(Object.keys(distances).length > 0 ? { distances } : {}),
    };
  } catch (error) {
    if (error instanceof ParameterNeeded) return { needs: error.indexes };
    if (error instanceof GatewayError) return { error: `${error.sqlstate} ${error.message}` };
    throw error;
  }
}

for (const [name, rows] of Object.entries(TABLES)) {
  const fixture = fixtureOf(name);
  describe(`SELECT: ${name}`, () => {
    for (const row of rows) {
      const { sql, dialect, pinned, timeZone, ...expected } = row;
      const how = [dialect?.join('.'), pinned && JSON.stringify(pinned), timeZone].filter(Boolean).join(' ');
      it(`${sql}${how === '' ? '' : ` [${how}]`}`, () => {
        expect(outcomeOf(fixture, row)).to.deep.equal(expected);
      });
    }

    it('prints what the IRIS parser accepts, with a slot for each ?', () => {
      for (const row of rows.filter(({ iris }) => iris !== undefined)) {
        for (const { sql, slots } of statementsOf(planOf(fixture, row))) {
          const parsed = parseIrisSql(sql, { version: row.dialect ?? [2024, 1] });
          expect(parsed.parameters, sql).to.equal(slots.length);
        }
      }
    });
  });
}
