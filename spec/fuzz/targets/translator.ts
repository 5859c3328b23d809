import assert from 'node:assert/strict';
import { parseIrisSql } from '../../../src/backend/embedded/iris-sql/parse.ts';
import { lift } from '../../../src/sql/lexer/lift.ts';
import type { IrisStatement, Plan, RowSource, Step } from '../../../src/sql/plan.ts';
import { shadowSession } from '../../../src/translation/shadow-session.ts';
import { shareSchema } from '../../../src/translation/shared-schema.ts';
import { prepare } from '../../../src/translation/worker.ts';
import { sentTask } from '../../../src/translation/sent-session.ts';
import type { PrepareTask } from '../../../src/translation/tasks/messages.ts';
import { Choices } from '../../support/select-generator/choices.ts';
import { generateSelect } from '../../support/select-generator/statement.ts';
import { SESSION } from '../../support/translation/session.ts';
import { SCHEMA } from '../schema.ts';
import { corpusTexts, SQL_WORDS } from '../sql-texts.ts';
import type { FuzzTarget } from '../target.ts';

/** SELECTs of the grammar among the seeds. */
const GENERATED = 300;

const DIALECT = { version: [2025, 3] } as const;
const LIMITS = { maxDimensions: 2048 };

/**
 * Any text as a statement: refused with PostgreSQL's errors, or translated to IRIS SQL that is well formed, each part one
 * statement with a slot for every parameter. Runs in a thread of the translation workers (see run.ts).
 */
export function translator(): FuzzTarget {
  const schema = shareSchema(1, SCHEMA);
  const generated = Array.from({ length: GENERATED }, (_, i) => generateSelect(Choices.seeded(7, i)).sql);
  const names = SCHEMA.tables.flatMap(({ name, columns }) => [name, ...columns.map((column) => column.name)]);
  return {
    seeds: [...generated, ...corpusTexts(8)].map((text) => Buffer.from(text)),
    words: [...SQL_WORDS, ...names.map((name) => ` ${name} `)],
    run: async (bytes) => {
      const text = Buffer.from(bytes).toString('utf8').replaceAll('\0', '');
      const task: PrepareTask = {
        text,
        parameterTypes: [],
        session: shadowSession(SESSION),
        lifted: liftedStatement(text),
        schema,
      };
      const answer = await prepare({ ...(sentTask(task) as PrepareTask), seat: 0 });
      if ('error' in answer) {
        assert.match(answer.error.sqlstate, /^[0-9A-Z]{5}$/);
        assert.notEqual(answer.error.sqlstate, 'XX000', answer.error.message);
      } else if (answer.value.kind === 'query' && answer.value.translation?.plan) {
        check(answer.value.translation.plan);
      } else if (answer.value.kind === 'ddl') {
        check(answer.value.plan);
      }
    },
  };
}

/** As StatementPreparer sends it. */
function liftedStatement(text: string): PrepareTask['lifted'] {
  const lifted = lift(text, 0);
  if (lifted === null) return null;
  const { parameters, literals } = lifted;
  return {
    text: lifted.text,
    parameters,
    types: literals.map(({ typeOid }) => typeOid),
    values: literals.map(({ value }) => value),
  };
}

function check(plan: Plan): void {
  for (const { sql, slots } of statements(plan.steps)) {
    try {
      const { parameters } = parseIrisSql(sql, { ...DIALECT, ...LIMITS });
      assert.equal(parameters, slots.length);
    } catch (error) {
      throw new Error(`IRIS would not understand: ${sql}`, { cause: error });
    }
  }
}

function statements(steps: readonly Step[]): IrisStatement[] {
  return steps.flatMap((step) => {
    switch (step.do) {
      case 'emit':
      case 'change':
      case 'command':
        return [step.statement];
      case 'each':
        return [...sources(step.source), ...statements(step.steps)];
      case 'branch':
        return [step.query, ...statements(step.found), ...statements(step.missing)];
      case 'refuse':
        return [step.query];
    }
  });
}

function sources(source: RowSource): IrisStatement[] {
  return source.kind === 'query' ? [source.statement] : [];
}
