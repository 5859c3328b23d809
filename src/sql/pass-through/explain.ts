import { characterLength } from '../../types/characters.ts';
import { classify, type Statement } from '../classify.ts';
import { parseStatements } from '../parse/parse.ts';
import { scanIris } from './scan.ts';
import { closing, follows } from './token.ts';

/** What an EXPLAIN of a statement in IRIS's own SQL says: PostgreSQL's parser cannot read it as a whole. */
export interface ExplainedText {
  /** The explained statement, and the UTF-16 offset at which it begins. */
  readonly text: string;
  readonly start: number;
}

/** The statement behind EXPLAIN and its options; null when the text is no EXPLAIN. */
export function explainedText(text: string): ExplainedText | null {
  const tokens = scanIris(text);
  if (tokens === null || !follows(tokens, 0, 'EXPLAIN')) return null;
  let at = 1;
  const second = tokens[2];
  if (follows(tokens, 1, '(') && second?.kind === 'word' && !['SELECT', 'WITH'].includes(second.key)) {
    at = closing(tokens, 1) + 1;
  } else {
    while (['ANALYZE', 'ANALYSE', 'VERBOSE'].some((word) => follows(tokens, at, word))) at += 1;
  }
  const start = tokens[at]?.start;
  return start === undefined ? null : { text: text.slice(start), start };
}

/**
 * The EXPLAIN as a statement: its options are read by PostgreSQL's parser, in front of a query that it knows.
 * @throws GatewayError when the options are no options
 */
export function explainStatement(text: string, { text: explained, start }: ExplainedText): Statement {
  const [statement] = parseStatements(`${text.slice(0, start)} SELECT`);
  if (statement === undefined) throw new RangeError('EXPLAIN without a statement');
  const classification = classify(statement);
  if (classification.kind !== 'explain') throw new RangeError('EXPLAIN is read as another statement');
  return { ...classification, text: explained, offset: characterLength(text.slice(0, start)) };
}
