import { GatewayError } from '../../errors/gateway-error.ts';
import { ParameterNeeded } from '../../sql/context.ts';
import type { Plan } from '../../sql/plan.ts';
import type { Translated } from './messages.ts';

/**
 * Translates, and once more with every lifted literal pinned that turns out to decide the SQL. Where a parameter of the
 * client does, the answer is what has to be known of an execution.
 *
 * @param literalOf the text of a lifted literal by its parameter's 0-based index; undefined for the client's parameters
 */
export function translatePinning(
  translate: (pinned: ReadonlyMap<number, string | null>) => Plan,
  literalOf: (index: number) => string | undefined,
  given: ReadonlyMap<number, string | null> = new Map(),
): Translated {
  const pinned = new Map(given);
  for (;;) {
    try {
      return { plan: translate(pinned), pinned: [...pinned] };
    } catch (error) {
      if (!(error instanceof ParameterNeeded)) throw error;
      const fresh = error.indexes.filter((index) => !pinned.has(index));
      if (fresh.length === 0) throw new GatewayError('XX000', error.message, {}, { cause: error });
      const literals = fresh.map((index) => [index, literalOf(index)] as const);
      if (literals.some(([, text]) => text === undefined)) {
        return { plan: null, needed: [...pinned.keys(), ...error.indexes] };
      }
      for (const [index, text] of literals) pinned.set(index, text ?? null);
    }
  }
}
