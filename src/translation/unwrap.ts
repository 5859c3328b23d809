import { GatewayError } from '../errors/gateway-error.ts';
import type { Answer } from './tasks/messages.ts';

/** A thread's answer, or the statement's error as it crossed. */
export function unwrap<R>(answer: Answer<R>): R {
  if ('error' in answer) throw GatewayError.fromFields(answer.error);
  return answer.value;
}
