import { quoteLiteral } from '../../../src/catalog/quote.ts';
import { scan } from '../../../src/sql/lexer/scan.ts';
import { unsupported } from '../../../src/sql/procedural/unsupported.ts';
import type { Session } from '../session.ts';
import { codecFor, decode } from './codec-values.ts';
import type { Value, ValueType } from './variable.ts';

/** A statement with constants in the place of its parameters: for those that take none (CREATE TABLE AS, EXPLAIN). */
export function withLiterals(
  session: Session,
  text: string,
  values: readonly { readonly value: Value; readonly type: ValueType }[],
): string {
  const tokens = scan(text);
  if (tokens === null) throw unsupported('a variable in this statement');
  let result = '';
  let at = 0;
  for (const { kind, value, start, end } of tokens) {
    const given = kind === 'parameter' ? values[Number(value.slice(1)) - 1] : undefined;
    if (given === undefined) continue;
    result += text.slice(at, start) + literal(session, given.value, given.type);
    at = end;
  }
  return result + text.slice(at);
}

function literal(session: Session, value: Value, type: ValueType): string {
  if (value.bytes === null) return `CAST(NULL AS ${type.name})`;
  const { codec, context } = codecFor(session, type);
  return `CAST(${quoteLiteral(codec.format(decode(codec, value, context), context))} AS ${type.name})`;
}
