import { OID } from '../../types/oids.ts';
import { numericModifiers } from '../../types/typmod.ts';
import type { TranslationContext } from '../context.ts';
import { fixedText } from '../expression/constant.ts';
import { familyOf } from '../expression/family.ts';
import { QueryScope } from '../expression/query-scope.ts';
import { scopeOf, type Scope } from '../expression/scope.ts';
import { typeOf, typmodOf } from '../expression/type-of.ts';
import type { OutputColumn } from '../plan.ts';
import type { Aggref, Expression, FuncExpr, OpExpr, Query, SetOperationStmt } from '../tree/nodes.ts';
import { createStatement } from './statement.ts';

/** Columns with the scale of numeric results that carry no typmod, where PostgreSQL's is known beforehand. */
export function withScales(
  query: Query,
  columns: readonly OutputColumn[],
  context: TranslationContext,
): OutputColumn[] {
  const targets = (query.targetList ?? []).filter((target) => !target.resjunk);
  const scope = new QueryScope(createStatement(context), query, null);
  return columns.map((column, i) => {
    if (column.typeOid !== OID.numeric || column.typmod >= 0) return column;
    const target = targets[i];
    const scale =
      query.setOperations === null
        ? target === undefined
          ? undefined
          : scaleOf(target.expr, scope)
        : setOperationScale(query.setOperations, i, scope);
    return scale === undefined ? column : { ...column, scale };
  });
}

/** All legs must show the same scale. */
function setOperationScale(
  node: SetOperationStmt | { readonly kind: 'RANGETBLREF'; readonly rtindex: number },
  column: number,
  scope: Scope,
): number | undefined {
  if (node.kind === 'RANGETBLREF') {
    const definition = scope.definition(node.rtindex, column + 1);
    return definition === null ? undefined : scaleOf(definition.expression, definition.scope);
  }
  return common([setOperationScale(node.larg, column, scope), setOperationScale(node.rarg, column, scope)]);
}

/**
 * Digits after the point of a numeric value (dscale in numeric.c), undefined when they depend on the values: columns and
 * parameters without typmod, quotients and averages (select_div_scale).
 */
export function scaleOf(node: Expression, scope: Scope): number | undefined {
  const { context } = scope.statement;
  const family = familyOf(typeOf(node), context);
  if (family === 'integer') return 0;
  if (family !== 'numeric') return undefined;
  const modifiers = numericModifiers(typmodOf(node));
  if (modifiers !== undefined) return Math.max(modifiers.scale, 0);
  switch (node.kind) {
    case 'VAR': {
      const owner = scopeOf(node, scope);
      const definition = owner.definition(node.varno, node.varattno);
      return definition === null ? undefined : scaleOf(definition.expression, definition.scope);
    }
    case 'CONST': {
      const text = fixedText(node, scope);
      return typeof text === 'string' ? (text.split('.')[1]?.length ?? 0) : undefined;
    }
    case 'OPEXPR':
      return operatorScale(node, scope);
    case 'FUNCEXPR':
      return functionScale(node, scope);
    case 'AGGREF':
      return aggregateScale(node, scope);
    case 'COALESCEEXPR':
    case 'MINMAXEXPR':
      return common(node.args.map((arg) => scaleOf(arg, scope)));
    case 'CASEEXPR': {
      const results = node.args.map((branch) => branch.result);
      const all = node.defresult === null ? results : [...results, node.defresult];
      return common(all.filter((result) => !isNull(result)).map((result) => scaleOf(result, scope)));
    }
    case 'NULLIFEXPR':
    case 'RELABELTYPE':
      return scaleOf(node.kind === 'RELABELTYPE' ? node.arg : (node.args[0] ?? node), scope);
    default:
      return undefined;
  }
}

function isNull(node: Expression): boolean {
  return node.kind === 'CONST' && node.constisnull;
}

function common(scales: readonly (number | undefined)[]): number | undefined {
  const [first] = scales;
  return scales.every((scale) => scale === first) ? first : undefined;
}

/** add_var and sub_var keep the larger scale, mul_var adds both. */
function operatorScale(node: OpExpr, scope: Scope): number | undefined {
  const scales = node.args.map((arg) => scaleOf(arg, scope));
  const [left, right] = scales;
  const name = scope.statement.context.operator(node.opno)?.name;
  if (node.args.length === 1) return left;
  if (left === undefined || right === undefined) return undefined;
  switch (name) {
    case '+':
    case '-':
    case '%':
      return Math.max(left, right);
    case '*':
      return left + right;
    default:
      return undefined;
  }
}

function functionScale(node: FuncExpr, scope: Scope): number | undefined {
  const { context } = scope.statement;
  const [first, second] = node.args;
  if (first === undefined) return undefined;
  const name = context.function(node.funcid)?.name;
  switch (name) {
    case 'abs':
      return scaleOf(first, scope);
    case 'mod':
      return operatorScaleOfMod(first, second, scope);
    case 'numeric':
      return second === undefined ? scaleOf(first, scope) : undefined;
    case 'ceil':
    case 'ceiling':
    case 'floor':
    case 'sign':
      return 0;
    case 'round':
    case 'trunc':
      return second === undefined ? 0 : fixedPlaces(second, scope);
    case 'extract':
      return extractScale(first, scope);
    default:
      return undefined;
  }
}

function operatorScaleOfMod(
  first: Expression,
  second: Expression | undefined,
  scope: Scope,
): number | undefined {
  const left = scaleOf(first, scope);
  const right = second === undefined ? undefined : scaleOf(second, scope);
  return left === undefined || right === undefined ? undefined : Math.max(left, right);
}

function fixedPlaces(node: Expression, scope: Scope): number | undefined {
  if (node.kind !== 'CONST') return undefined;
  const places = Number(fixedText(node, scope) ?? Number.NaN);
  return Number.isInteger(places) ? Math.max(places, 0) : undefined;
}

/** Scales that extract() shows (timestamp.c); the other fields are whole numbers. */
const EXTRACT_SCALES: Readonly<Record<string, number>> = { second: 6, milliseconds: 3, epoch: 6 };

function extractScale(field: Expression, scope: Scope): number | undefined {
  if (field.kind !== 'CONST') return undefined;
  return EXTRACT_SCALES[fixedText(field, scope) ?? ''] ?? 0;
}

/** sum, min and max show the scale of their values. */
function aggregateScale(node: Aggref, scope: Scope): number | undefined {
  const name = scope.statement.context.function(node.aggfnoid)?.name ?? '';
  const argument = node.args?.[0]?.expr;
  if (argument === undefined || !['sum', 'min', 'max'].includes(name)) return undefined;
  return scaleOf(argument, scope);
}
