import { GatewayError } from '../../errors/gateway-error.ts';
import { classify, type Statement } from '../../sql/classify.ts';
import { parseStatements } from '../../sql/parse/parse.ts';
import { splitIris } from '../../sql/pass-through/split.ts';
import type { StatementPart } from '../api.ts';
import type { SplitTask } from './messages.ts';
import { ownStatement } from './own-sql.ts';

/**
 * The statements of a query string.
 * @throws GatewayError 42601 and its like when any of them is not SQL, 0A000 for one of an unknown kind
 */
export function split({ text }: SplitTask): readonly StatementPart[] {
  try {
    return splitPostgres(text);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return splitOwn(text, error);
  }
}

function splitPostgres(text: string): StatementPart[] {
  return parseStatements(text).map((raw) => ({
    text: raw.text,
    offset: raw.offset,
    classification: classify(raw),
  }));
}

/** Some of the statements are IRIS's own; of each of the others PostgreSQL's parser has to know what it is. */
function splitOwn(text: string, refusal: GatewayError): StatementPart[] {
  const parts = splitIris(text);
  if (parts === null) throw refusal;
  return parts.flatMap(({ text: part, offset }): StatementPart[] => {
    try {
      return splitPostgres(part).map((inner) => ({ ...inner, offset: offset + inner.offset }));
    } catch (error) {
      return [{ text: part, offset, classification: ownClassification(part, error, refusal) }];
    }
  });
}

/** @throws `refusal`, which has PostgreSQL's position in the whole text, when nothing is IRIS's own */
function ownClassification(text: string, error: unknown, refusal: GatewayError): Statement {
  try {
    return ownStatement(text, error, null).classification;
  } catch (failure) {
    throw failure === error ? refusal : failure;
  }
}
