import type { MirroredCatalog } from '../../catalog/mirrored-catalog.ts';
import type { Signatures } from '../../catalog/signatures.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import type { Statement } from '../../sql/classify.ts';
import { explainedText, explainStatement } from '../../sql/pass-through/explain.ts';
import type { MarkContext } from '../../sql/pass-through/marks.ts';
import { passCall, passThrough } from '../../sql/pass-through/pass-through.ts';
import type { StatementShape } from './messages.ts';

type OwnShape = Extract<StatementShape, { readonly kind: 'iris' | 'utility' }>;

/** What PostgreSQL says of a text: syntax errors, unknown names and functions, types that do not fit. */
const OF_THE_TEXT = ['42', '3F'];

/**
 * A statement that PostgreSQL has refused, as one of IRIS's own, or as EXPLAIN of one. Without the catalog only PostgreSQL's
 * parser has seen it.
 * @throws the refusal when nothing in it is IRIS's own
 */
export function ownStatement(text: string, error: unknown, catalog: MirroredCatalog | null): OwnShape {
  const shape = error instanceof GatewayError ? shapeOf(text, error, catalog) : null;
  if (shape === null) throw error;
  return shape;
}

/** CALL, which PostgreSQL parses and IRIS executes. */
export function calledProcedure(text: string, classification: Statement): OwnShape {
  const refusal = new GatewayError(SQLSTATE.featureNotSupported, 'CALL is not supported by the gateway');
  const passed = passCall(text, refusal.fields);
  if (passed === null) throw refusal;
  return { kind: 'iris', classification, passed };
}

function shapeOf(text: string, { fields }: GatewayError, catalog: MirroredCatalog | null): OwnShape | null {
  if (!OF_THE_TEXT.includes(fields.sqlstate.slice(0, 2))) return null;
  const context: MarkContext = {
    refusal: fields,
    knowsFunction: (name) => catalog !== null && functionNames(catalog.signatures).has(name),
  };
  const explained = explainedText(text);
  if (explained !== null) {
    const own = passThrough(explained.text, context) !== null;
    return own ? { kind: 'utility', classification: explainStatement(text, explained), notices: [] } : null;
  }
  const passed = passThrough(text, context);
  return passed && { kind: 'iris', classification: { kind: 'iris', tag: passed.effect.tag }, passed };
}

const names = new WeakMap<Signatures, ReadonlySet<string>>();

function functionNames(signatures: Signatures): ReadonlySet<string> {
  const known = names.get(signatures);
  if (known) return known;
  const made = new Set(Array.from(signatures.functions.values(), ({ name }) => name));
  names.set(signatures, made);
  return made;
}
