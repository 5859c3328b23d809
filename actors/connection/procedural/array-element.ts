import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { Target } from '../../../src/sql/procedural/tree.ts';
import { unsupported } from '../../../src/sql/procedural/unsupported.ts';
import type { ArrayValue } from '../../../src/types/array-value.ts';
import type { BlockRun } from './block-run.ts';
import { codecFor, decode } from './codec-values.ts';
import { columnType } from './conversion.ts';
import type { Embedded } from './embedded.ts';
import { evaluateAs, integer } from './evaluate.ts';
import type { Found, Scope } from './scope.ts';
import { put, typeOf, valueOf } from './targets.ts';

/** variable[i] := expression: PostgreSQL's array_set_element on the array's value. */
export async function assignElement(
  run: BlockRun,
  scope: Scope,
  found: Found,
  { subscripts }: Target,
  of: Embedded,
): Promise<void> {
  const { registry } = run.session.services;
  const type = typeOf(found);
  const elementOid = registry.elementOid(type.oid);
  if (elementOid === 0) throw unsupported('an assignment to an element of what is no array');
  if (subscripts.some(({ slice }) => slice)) throw unsupported('an assignment to a slice of an array');
  const places: number[] = [];
  for (const { upper } of subscripts) {
    if (upper === null) throw unsupported('an assignment to a slice of an array');
    places.push(await integer(run, scope, upper, 'array subscript in assignment must not be null'));
  }
  const elementType = await columnType(run, { typeOid: elementOid, typmod: type.typmod });
  const { value } = await evaluateAs(run, scope, of, elementType);
  const array = codecFor(run.session, type);
  const element = codecFor(run.session, elementType);
  const old = decode(array.codec, valueOf(found), array.context) as ArrayValue | null;
  const changed = withElement(
    old ?? { dimensions: [], elements: [] },
    places,
    decode(element.codec, value, element.context),
  );
  put(run, found, { format: 1, bytes: array.codec.send(changed, array.context) });
}

/** An array with one element set; one of a single dimension grows, with NULLs between (arrayfuncs.c). */
function withElement(array: ArrayValue, places: readonly number[], value: unknown): ArrayValue {
  const { dimensions, elements } = array;
  if (dimensions.length === 0) {
    return { dimensions: places.map((place) => ({ length: 1, lowerBound: place })), elements: [value] };
  }
  if (dimensions.length !== places.length)
    throw new GatewayError('2202E', 'wrong number of array subscripts');
  const [first] = dimensions;
  const [place = 0] = places;
  if (dimensions.length === 1 && first !== undefined) {
    const before = Math.max(0, first.lowerBound - place);
    const after = Math.max(0, place - (first.lowerBound + first.length - 1));
    checkSize(first.length + before + after);
    const grown = [...nulls(before), ...elements, ...nulls(after)];
    const lowerBound = Math.min(first.lowerBound, place);
    grown[place - lowerBound] = value;
    return { dimensions: [{ length: grown.length, lowerBound }], elements: grown };
  }
  let at = 0;
  for (const [i, { length, lowerBound }] of dimensions.entries()) {
    const offset = (places[i] ?? 0) - lowerBound;
    if (offset < 0 || offset >= length) throw new GatewayError('2202E', 'array subscript out of range');
    at = at * length + offset;
  }
  return { dimensions, elements: elements.map((one, i) => (i === at ? value : one)) };
}

/** Elements that a variable's array may have. */
const MOST_ELEMENTS = 4_000_000;

function checkSize(count: number): void {
  if (count <= MOST_ELEMENTS) return;
  throw new GatewayError('54000', `array size exceeds the maximum allowed (${MOST_ELEMENTS})`);
}

function nulls(count: number): null[] {
  return Array.from({ length: count }, () => null);
}
