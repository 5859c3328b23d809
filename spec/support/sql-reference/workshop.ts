import { join } from 'node:path';
import { openEmbeddedSession } from '../../../src/backend/embedded/engine/session.ts';
import type { IrisSession } from '../../../src/backend/iris-session.ts';
import { runPlan } from '../../../src/backend/lane/plan-run.ts';
import { readSnapshot } from '../../../src/catalog/reader.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { createRegistry } from '../../../src/types/registry.ts';
import { dialectOf, type IrisVersion } from '../../../src/sql/iris/version.ts';
import type { Plan } from '../../../src/sql/plan.ts';
import type { Prepared } from '../../../src/translation/api.ts';
import { Translator } from '../../../src/translation/translator.ts';
import { stepLines } from '../../unit/sql/support/steps.ts';
import { SESSION } from '../translation/session.ts';

const IMAGE_FOLDER = join(import.meta.dirname, '../../../.cache');

/** Where a statement is evaluated. */
export type Way = 'native' | 'steps' | 'remainder' | 'PostgreSQL' | 'gateway' | 'not supported';

export interface Translated {
  readonly way: Way;
  /** What reaches IRIS, a line for each statement with its values as `<$1>`; the message of a refusal. */
  readonly lines: readonly string[];
}

/** A translator over an embedded engine of one IRIS version, without a gateway around them. */
export class Workshop {
  readonly #session: IrisSession;
  readonly translator: Translator;

  private constructor(session: IrisSession, translator: Translator) {
    this.#session = session;
    this.translator = translator;
  }

  /** @param schema DDL to begin with */
  static async open(version: IrisVersion, schema: readonly string[]): Promise<Workshop> {
    const dialect = dialectOf(version);
    const translator = await Translator.create({
      analysers: 1,
      queries: 1,
      imageFolder: IMAGE_FOLDER,
      cacheSize: 1000,
      timeoutMs: 60_000,
      dialect,
      serverVersion: '14.20',
      owner: '_SYSTEM',
      report: (error) => console.error(error),
    });
    const workshop = new Workshop(openEmbeddedSession({ path: ':memory:', dialect }), translator);
    await workshop.#follow();
    for (const sql of schema) await workshop.#define(sql);
    return workshop;
  }

  async translate(sql: string): Promise<Translated> {
    try {
      return await this.#describe(await this.translator.prepare(sql, [], SESSION));
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      return { way: 'not supported', lines: [`${error.sqlstate} ${error.message}`] };
    }
  }

  async close(): Promise<void> {
    await this.translator.close();
    this.#session.close();
  }

  async #define(sql: string): Promise<void> {
    const prepared = await this.translator.prepare(sql, [], SESSION);
    if (prepared.kind !== 'ddl') throw new Error(`no DDL: ${sql}`);
    const { plan } = prepared;
    const rows = runPlan(
      this.#session,
      { plan, parameters: [], sessionValues: {}, formats: [], settings: SESSION, limit: 0, lockTimeoutMs: 0 },
      false,
      createRegistry({ vectorOid: 0, vectorArrayOid: 0 }),
    );
    while (rows.next().done !== true);
    await this.#follow();
  }

  async #follow(): Promise<void> {
    const snapshot = readSnapshot((sql, args) => [...this.#session.execute(sql, args).rows()]);
    const failures = await this.translator.refresh(snapshot);
    if (failures.length > 0) throw new Error(JSON.stringify(failures));
  }

  async #describe(prepared: Prepared): Promise<Translated> {
    switch (prepared.kind) {
      case 'backend': {
        const plan = prepared.plan ?? (await this.translator.resolvePlan(prepared, () => null, SESSION));
        return planned(plan);
      }
      case 'ddl':
        return defined(prepared.plan, prepared.evaluated?.fills ?? []);
      case 'remainder': {
        const readings = prepared.readings.flatMap(({ plan }) => lines('reads', plan));
        const changes = prepared.changes.flatMap(({ plan }) => lines('changes', plan));
        return { way: 'remainder', lines: [...readings, ...changes] };
      }
      case 'iris':
        return { way: 'native', lines: [prepared.text] };
      case 'shadow':
        return { way: 'PostgreSQL', lines: [] };
      case 'gateway-function':
      case 'utility':
      case 'empty':
        return { way: 'gateway', lines: [] };
    }
  }
}

function planned(plan: Plan): Translated {
  const text = stepsOf(plan);
  return { way: text.length > 1 ? 'steps' : 'native', lines: text };
}

/** @param fills statements in PostgreSQL's SQL that follow the definition */
function defined(plan: Plan, fills: readonly string[]): Translated {
  const { way, lines: own } = planned(plan);
  return fills.length === 0
    ? { way, lines: own }
    : { way: 'steps', lines: [...own, ...fills.map((text) => `then: ${text}`)] };
}

function lines(word: string, plan: Plan): string[] {
  return stepsOf(plan).map((line) => `${word}: ${line}`);
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** A generation's number is another one each time. */
function stepsOf(plan: Plan): string[] {
  return stepLines(plan.steps).map((line) => line.replaceAll(UUID, 'a new uuid'));
}
