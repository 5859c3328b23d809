import { classify } from '../../sql/classify.ts';
import { parseStatements } from '../../sql/parse/parse.ts';
import type { StatementPart } from '../api.ts';
import type { SplitTask } from './messages.ts';

/**
 * The statements of a query string.
 * @throws GatewayError 42601 and its like when any of them is not SQL, 0A000 for one of an unknown kind
 */
export function split({ text }: SplitTask): readonly StatementPart[] {
  return parseStatements(text).map((raw) => ({
    text: raw.text,
    offset: raw.offset,
    classification: classify(raw),
  }));
}
