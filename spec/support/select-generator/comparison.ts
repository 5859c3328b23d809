import type { Buffer } from 'node:buffer';
import { compare } from '../../differential/compare.ts';
import type { Aspect, Difference } from '../../differential/compare.ts';
import { sortMessages } from '../../differential/observe.ts';
import type { Observation } from '../../differential/observe.ts';
import * as frontend from '../frontend.ts';
import { WireClient } from '../wire-client.ts';
import type { GeneratedSelect } from './statement.ts';

/** Sessions differ in TimeZone, so that what depends on it is compared too. */
export const TIME_ZONES = ['UTC', 'Europe/Prague', 'America/New_York', 'Asia/Kolkata'] as const;

/** Statements that are sent before the first answer is read. */
const PIPELINE = 16;

interface Address {
  readonly host: string;
  readonly port: number;
}

/** A statement for which the two servers do not agree. */
export interface Disagreement {
  readonly select: GeneratedSelect;
  readonly differences: readonly Difference[];
}

function messagesOf({ sql, parameters, binary }: GeneratedSelect): Buffer[] {
  const types = parameters.map(({ oid }) => oid);
  return [
    frontend.parse('', sql, types),
    frontend.describe('S', ''),
    frontend.bind('', '', { values: parameters.map(({ value }) => value), resultFormats: binary ? [1] : [] }),
    frontend.describe('P', ''),
    frontend.execute('', 0),
    frontend.sync(),
  ];
}

/** The columns whose order is certain, of all rows in their order. */
function leading({ results }: Observation, outputs: readonly number[]): (string | null | undefined)[][] {
  return results.flatMap(({ rows }) => rows.map((row) => outputs.map((index) => row[index])));
}

/** Wording, and what the planner makes of a typmod when it folds constants: it shows when a portal is described. */
const LEFT_OUT: readonly Aspect[] = ['texts', 'typmod'];

function differencesOf(
  { sql, ordering: { total, outputs } }: GeneratedSelect,
  expected: Observation,
  actual: Observation,
): Difference[] {
  const entry = { name: '', sql, line: 0, parameters: null, unordered: !total, limit: 0 };
  const found = compare(expected, actual, entry).filter(({ aspect }) => !LEFT_OUT.includes(aspect));
  const [left, right] = [expected, actual].map((one) => leading(one, outputs));
  if (found.length > 0 || JSON.stringify(left) === JSON.stringify(right)) return found;
  return [{ aspect: 'rows', expected: left, actual: right }];
}

async function answers(client: WireClient, selects: readonly GeneratedSelect[]): Promise<Observation[]> {
  client.send(...selects.flatMap(messagesOf));
  const observations: Observation[] = [];
  while (observations.length < selects.length) {
    observations.push(sortMessages(await client.readUntil('ReadyForQuery')));
  }
  return observations;
}

/** A session on the oracle and one on the target, with the same settings. */
export class Comparison {
  readonly #oracle: WireClient;
  readonly #target: WireClient;

  private constructor(oracle: WireClient, target: WireClient) {
    this.#oracle = oracle;
    this.#target = target;
  }

  static async open(oracle: Address, target: Address, timeZone: string): Promise<Comparison> {
    const parameters = { TimeZone: timeZone, DateStyle: 'ISO, MDY' };
    const connect = ({ host, port }: Address): Promise<WireClient> =>
      WireClient.connect({ host, port, parameters, timeoutMs: 60_000 });
    return new Comparison(await connect(oracle), await connect(target));
  }

  /** Runs the statements on both, a few at once, and gives those that differ. */
  async run(selects: readonly GeneratedSelect[]): Promise<Disagreement[]> {
    const found: Disagreement[] = [];
    for (let start = 0; start < selects.length; start += PIPELINE) {
      const part = selects.slice(start, start + PIPELINE);
      const [expected, actual] = await Promise.all([
        answers(this.#oracle, part),
        answers(this.#target, part),
      ]);
      for (const [index, select] of part.entries()) {
        const [left, right] = [expected[index], actual[index]];
        if (!left || !right) throw new Error('a statement without answer');
        const differences = differencesOf(select, left, right);
        if (differences.length > 0) found.push({ select, differences });
      }
    }
    return found;
  }

  async close(): Promise<void> {
    await Promise.all([this.#oracle.close(), this.#target.close()]);
  }
}
