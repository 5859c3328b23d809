import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { ProcedureStatement, StatementOfKind, Target } from '../../../src/sql/procedural/tree.ts';
import { unsupported } from '../../../src/sql/procedural/unsupported.ts';
import type { ArrayDimension, ArrayValue } from '../../../src/types/array-value.ts';
import { OID } from '../../../src/types/index.ts';
import { RowStore } from '../cursor/row-store.ts';
import { columnsOf } from '../portal/portal.ts';
import type { PreparedStatement } from '../statement.ts';
import { assignRow } from './assign-row.ts';
import type { BlockRun } from './block-run.ts';
import { columnType, convert } from './conversion.ts';
import { dynamicQuery, prepareOnly } from './dynamic.ts';
import { bind, explained, sqlStatement, type Embedded } from './embedded.ts';
import { evaluate, integer, isMet } from './evaluate.ts';
import { afterTurn, NEXT, type Flow } from './flow.ts';
import { int4Value } from './plain-values.ts';
import { formatsOf, prepareQuery, rowsIn, runQuery, type Query } from './run-query.ts';
import { runStatements } from './run-statements.ts';
import { Scope } from './scope.ts';
import { put, typeOf } from './targets.ts';
import type { ScalarVariable, Value } from './variable.ts';

interface Body {
  readonly label: string | null;
  readonly body: readonly ProcedureStatement[];
}

/** One turn of a loop; null: go on. */
async function turn(run: BlockRun, scope: Scope, { label, body }: Body): Promise<Flow | null> {
  await run.step();
  const end = afterTurn(await runStatements(run, scope, body), label);
  if (end === 'again') return null;
  return end === 'leave' ? NEXT : end;
}

/** LOOP (manual 43.6.5.1). */
export async function runLoop(run: BlockRun, around: Scope, loop: StatementOfKind<'loop'>): Promise<Flow> {
  const scope = new Scope(loop.label, around);
  for (;;) {
    const end = await turn(run, scope, loop);
    if (end !== null) return end;
  }
}

export async function runWhile(run: BlockRun, around: Scope, loop: StatementOfKind<'while'>): Promise<Flow> {
  const scope = new Scope(loop.label, around);
  while (await isMet(run, scope, loop.condition)) {
    const end = await turn(run, scope, loop);
    if (end !== null) return end;
  }
  return NEXT;
}

/** FOR i IN [REVERSE] a .. b [BY c] (manual 43.6.5.5): the bounds are evaluated once. */
export async function runForInteger(
  run: BlockRun,
  around: Scope,
  loop: StatementOfKind<'for-integer'>,
): Promise<Flow> {
  const from = await integer(run, around, loop.from, 'lower bound of FOR loop cannot be null');
  const to = await integer(run, around, loop.to, 'upper bound of FOR loop cannot be null');
  const by =
    loop.by === null ? 1 : await integer(run, around, loop.by, 'BY value of FOR loop cannot be null');
  if (by <= 0) throw new GatewayError('22023', 'BY value of FOR loop must be greater than zero');
  const scope = new Scope(loop.label, around);
  const variable: ScalarVariable = {
    kind: 'scalar',
    name: loop.variable,
    type: { oid: OID.int4, typmod: -1, name: 'integer', domain: false },
    constant: false,
    notNull: false,
    value: int4Value(from),
  };
  scope.add(variable);
  const step = loop.reverse ? -by : by;
  let found = false;
  let end: Flow = NEXT;
  for (let i = from; loop.reverse ? i >= to : i <= to; i += step) {
    found = true;
    variable.value = int4Value(i);
    const flow = await turn(run, scope, loop);
    if (flow === null) continue;
    end = flow;
    break;
  }
  run.found = found;
  return end;
}

/** FOR row IN query (manual 43.6.6). */
export async function runForQuery(
  run: BlockRun,
  around: Scope,
  loop: StatementOfKind<'for-query'>,
): Promise<Flow> {
  const bound = await bind(run, around, sqlStatement(loop, loop.query));
  const prepared = await explained(run, bound.of, bound.statement, async () =>
    prepareQuery(run.session, bound),
  );
  return overRows(run, around, loop, prepared, bound, bound.of);
}

/** FOR row IN EXECUTE text [USING ...] */
export async function runForExecute(
  run: BlockRun,
  around: Scope,
  loop: StatementOfKind<'for-execute'>,
): Promise<Flow> {
  const query = await dynamicQuery(run, around, loop.query, loop.using);
  const prepared = await explained(run, query.of, null, () => prepareOnly(run, query));
  return overRows(run, around, loop, prepared, query, query.of);
}

/**
 * The body for each row. The rows are read first, as PostgreSQL reads them in one snapshot: what the body changes does not
 * show. Many of them lie in a file, as a cursor's do.
 */
async function overRows(
  run: BlockRun,
  around: Scope,
  loop: Body & { readonly targets: readonly Target[] },
  statement: PreparedStatement,
  query: Query,
  of: Pick<Embedded, 'shown' | 'prefix' | 'as'>,
): Promise<Flow> {
  const { session } = run;
  const columns = columnsOf(session, statement.prepared);
  if (columns === null) {
    const tag = statement.prepared.kind === 'empty' ? '' : statement.prepared.classification.tag;
    throw new GatewayError('42P11', `cannot open ${tag} query as cursor`);
  }
  const formats = formatsOf(session, columns);
  const store = new RowStore(session.services.limits.cursorBytes);
  const scope = new Scope(loop.label, around);
  try {
    const rows = (frames: Uint8Array): Promise<void> => store.append(frames);
    await explained(run, of, null, () => runQuery(session, statement, query, 0, { rows }, formats));
    let end: Flow = NEXT;
    let found = false;
    reading: for await (const frames of store.read(1, store.last)) {
      for (const values of rowsIn(frames, formats)) {
        found = true;
        await assignRow(run, around, loop.targets, { columns, values });
        const flow = await turn(run, scope, loop);
        if (flow === null) continue;
        end = flow;
        break reading;
      }
    }
    if (!found) await assignRow(run, around, loop.targets, { columns, values: null });
    run.found = found;
    return end;
  } finally {
    await store.close();
  }
}

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
  const settings = { ...run.session.settings.valueSettings(), now: run.session.now };
  const context = { typmod: type.typmod, settings };
  const codec = registry.codec(type.oid);
  const array = (
    value.format === 1
      ? codec.receive(value.bytes, context)
      : codec.parse(new TextDecoder().decode(value.bytes), context)
  ) as ArrayValue;
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
      : array.elements.map((element): Value => ({
          format: 1,
          bytes: element === null ? null : registry.codec(elementOid).send(element, context),
        }));
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
