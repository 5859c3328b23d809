import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { OID } from '../../../src/types/index.ts';
import type { ExpressionText } from '../../../src/sql/procedural/tree.ts';
import { columnsOf } from '../portal/portal.ts';
import type { BlockRun } from './block-run.ts';
import { codecFor, decode } from './codec-values.ts';
import { conversionTo, convert, fits, goesByText, type SourceType } from './conversion.ts';
import { bind, explained, expression, type Bound, type Embedded } from './embedded.ts';
import { isTrue, int4Of, textOf } from './plain-values.ts';
import { prepareQuery, readRows, type Query } from './run-query.ts';
import type { Scope } from './scope.ts';
import { NULL_VALUE, type Value, type ValueType } from './variable.ts';

/** A value with the type that PostgreSQL finds the expression to have. */
export interface Evaluated {
  readonly value: Value;
  readonly type: SourceType;
}

const SELECT = 'SELECT ';

const BOOLEAN: ValueType = { oid: OID.bool, typmod: -1, name: 'boolean', domain: false };
const INTEGER: ValueType = { oid: OID.int4, typmod: -1, name: 'integer', domain: false };
const TEXT: ValueType = { oid: OID.text, typmod: -1, name: 'text', domain: false };

/** Evaluates an expression of a block, as one of `to` where that is given. */
export async function evaluate(
  run: BlockRun,
  scope: Scope,
  part: ExpressionText,
  to: ValueType | null,
): Promise<Evaluated> {
  return evaluateEmbedded(run, await bind(run, scope, expression(part)), to);
}

/** The same for an expression that errors show in another way. */
export async function evaluateAs(
  run: BlockRun,
  scope: Scope,
  of: Embedded,
  to: ValueType | null,
): Promise<Evaluated> {
  return evaluateEmbedded(run, await bind(run, scope, of), to);
}

async function evaluateEmbedded(run: BlockRun, bound: Bound, to: ValueType | null): Promise<Evaluated> {
  const { of, statement } = bound;
  const { session } = run;
  // What has no variables and no tables PostgreSQL evaluates when it plans, and tells so.
  const silent = statement.isValue && statement.parameters.length > 0;
  const prepared = await explained(run, of, statement, async () => prepareQuery(session, bound), silent);
  const columns = columnsOf(session, prepared.prepared) ?? [];
  const [column] = columns;
  if (column === undefined || columns.length !== 1) throw run.unexplained(columnCount(columns.length, of));
  const type: SourceType = { oid: column.typeOid, typmod: column.typmod };
  if (to !== null && statement.isValue && !fits(type, to) && !(await goesByText(run, type.oid, to.oid))) {
    const converted = await inOne(run, bound, to, silent);
    return { value: converted, type: to };
  }
  const value = await explained(run, of, statement, () => readOne(run, prepared, bound, of), silent);
  if (to === null) return { value, type };
  const assigned = of.as === 'PL/pgSQL assignment';
  const converted = await explained(run, of, null, () => convert(run, value, type, to), !assigned);
  return { value: converted, type: to };
}

/** Expression and conversion in one statement. */
function inOne(run: BlockRun, bound: Bound, to: ValueType, silent: boolean): Promise<Value> {
  const { of, statement } = bound;
  const value = bound.text.slice(SELECT.length);
  const converting: Query = { ...bound, text: SELECT + conversionTo(`(${value}\n)`, to) };
  // Only an assignment's constants are of the variable's type before anything is evaluated (transformPLAssignStmt).
  const before = of.as === 'PL/pgSQL assignment' ? converting.text.indexOf(value) - SELECT.length : null;
  return explained(
    run,
    of,
    statement,
    async () => {
      try {
        return await readOne(run, await prepareQuery(run.session, converting), converting, of);
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        throw before === null ? error.with({ position: undefined }) : error.shifted(-before);
      }
    },
    silent,
  );
}

async function readOne(
  run: BlockRun,
  statement: Parameters<typeof readRows>[1],
  query: Query,
  { shown }: Embedded,
): Promise<Value> {
  const { rows } = await readRows(run.session, statement, query, 2);
  if (rows.length > 1) {
    const where = `query: ${shown}`;
    throw run.unexplained(new GatewayError('21000', 'query returned more than one row', { where }));
  }
  return rows[0]?.[0] ?? NULL_VALUE;
}

function columnCount(count: number, { shown, as }: Embedded): GatewayError {
  if (as === 'PL/pgSQL assignment') {
    return new GatewayError('42601', `assignment source returned ${count} column${count === 1 ? '' : 's'}`, {
      where: `${as} "${shown}"`,
    });
  }
  return new GatewayError('42601', `query returned ${count} column${count === 1 ? '' : 's'}`, {
    where: `query: ${shown}`,
  });
}

/** A condition: NULL is false. */
export async function isMet(run: BlockRun, scope: Scope, condition: ExpressionText): Promise<boolean> {
  return isTrue((await evaluate(run, scope, condition, BOOLEAN)).value);
}

/** An integer. @throws GatewayError 22004 with `whatIsNull` for NULL */
export async function integer(
  run: BlockRun,
  scope: Scope,
  part: ExpressionText,
  whatIsNull: string,
): Promise<number> {
  return int4Of((await evaluate(run, scope, part, INTEGER)).value, whatIsNull);
}

/** A value as PostgreSQL's output function shows it; null for NULL. */
export async function shown(run: BlockRun, scope: Scope, part: ExpressionText): Promise<string | null> {
  const { value, type } = await evaluate(run, scope, part, null);
  if (value.bytes === null || value.format === 0) return textOf(value);
  const { codec, context } = codecFor(run.session, type);
  return codec.format(decode(codec, value, context), context);
}

/** A text; null for NULL. */
export async function text(run: BlockRun, scope: Scope, part: ExpressionText): Promise<string | null> {
  return textOf((await evaluate(run, scope, part, TEXT)).value);
}
