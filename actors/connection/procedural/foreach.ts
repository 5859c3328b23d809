import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { StatementOfKind } from '../../../src/sql/procedural/tree.ts';
import { unsupported } from '../../../src/sql/procedural/unsupported.ts';
import type { ArrayDimension, ArrayValue } from '../../../src/types/array-value.ts';
import type { BlockRun } from './block-run.ts';
import { codecFor, decode } from './codec-values.ts';
import { columnType, convert } from './conversion.ts';
import { evaluate } from './evaluate.ts';
import { NEXT, type Flow } from './flow.ts';
import { Scope } from './scope.ts';
import { put, typeOf } from './targets.ts';
import { turn } from './turn.ts';
import type { Value } from './variable.ts';

/** FOREACH x [SLICE n] IN ARRAY a (manual 43.6.7). */
export async function runForeach(
  run: BlockRun,
  around: Scope,
  loop: StatementOfKind<'foreach'>,
): Promise<Flow> {
  const { registry } = run.session.services;
  const { value, type } = await evaluate(run, around, loop.array, null);
  if (value.bytes === null) throw new GatewayError('22004', 'FOREACH expression must not be null');
  const elementOid = registry.elementOid(type.oid);
  if (elementOid === 0) {
    const { name } = await columnType(run, { typeOid: type.oid, typmod: type.typmod });
    throw new GatewayError('42804', `FOREACH expression must yield an array, not type ${name}`);
  }
  const { codec, context } = codecFor(run.session, type);
  const array = decode(codec, value, context) as ArrayValue;
  const { slice } = loop;
  if (slice > array.dimensions.length) {
    throw new GatewayError(
      '2202E',
      `slice dimension (${slice}) is out of the valid range 0..${array.dimensions.length}`,
    );
  }
  const [target, second] = loop.targets;
  if (target === undefined || second !== undefined) throw unsupported('FOREACH with several variables');
  const found = around.target(target);
  const wanted = typeOf(found);
  const isArray = registry.elementOid(wanted.oid) !== 0;
  if (slice > 0 && !isArray) {
    throw new GatewayError('42804', 'FOREACH ... SLICE loop variable must be of an array type');
  }
  if (slice === 0 && isArray) {
    throw new GatewayError('42804', 'FOREACH loop variable must not be of an array type');
  }
  const parts =
    slice > 0
      ? slices(array, slice).map((part): Value => ({ format: 1, bytes: codec.send(part, context) }))
      : array.elements.map(
          (element): Value => ({
            format: 1,
            bytes: element === null ? null : registry.codec(elementOid).send(element, context),
          }),
        );
  const partOid = slice > 0 ? type.oid : elementOid;
  const scope = new Scope(loop.label, around);
  let end: Flow = NEXT;
  for (const part of parts) {
    put(run, found, await convert(run, part, { oid: partOid, typmod: type.typmod }, wanted));
    const flow = await turn(run, scope, loop);
    if (flow === null) continue;
    end = flow;
    break;
  }
  run.found = parts.length > 0;
  return end;
}

/** The parts of an array of its last `count` dimensions. */
function slices({ dimensions, elements }: ArrayValue, count: number): ArrayValue[] {
  const inner: readonly ArrayDimension[] = dimensions.slice(dimensions.length - count);
  const size = inner.reduce((product, { length }) => product * length, 1);
  return Array.from({ length: size === 0 ? 0 : elements.length / size }, (_, i) => ({
    dimensions: inner,
    elements: elements.slice(i * size, (i + 1) * size),
  }));
}
