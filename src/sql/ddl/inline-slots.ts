import { GatewayError } from '../../errors/gateway-error.ts';
import type { IrisValue } from '../../types/iris-value.ts';
import { raw, stringLiteral } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { Slot } from '../plan.ts';

/**
 * The same SQL with its constants written into it: a view has no parameters (-148).
 * @throws GatewayError 0A000 for values that are not the same at all times, and for bytes, which have no literal
 */
export function withoutSlots({ sql, slots }: Fragment): Fragment {
  let text = '';
  let quote = '';
  let next = 0;
  for (const character of sql) {
    if (quote !== '') {
      if (character === quote) quote = '';
      text += character;
    } else if (character === '?') {
      text += literalOf(slots[next]);
      next += 1;
    } else {
      if (character === "'" || character === '"') quote = character;
      text += character;
    }
  }
  return raw(text);
}

function literalOf(slot: Slot | undefined): string {
  if (slot?.from === 'session') {
    throw new GatewayError('0A000', 'a view on the current time or user is not supported');
  }
  if (slot?.from !== 'constant') throw new GatewayError('42P02', 'there is no parameter in a view');
  return valueLiteral(slot.value);
}

function valueLiteral(value: IrisValue): string {
  if (value === null) return 'NULL';
  if (value instanceof Uint8Array)
    throw new GatewayError('0A000', 'a bytea constant in a view is not supported');
  return typeof value === 'string' ? stringLiteral(value).sql : String(value);
}
