import { numericModifiers } from '../../types/typmod.ts';
import { SUBLINK } from '../tree/nodes.ts';
import type { Aggref, Expression, FuncExpr, OpExpr, WindowFunc } from '../tree/nodes.ts';
import { fixedText } from './constant.ts';
import { familyOf } from './family.ts';
import { scopeOf, type Scope } from './scope.ts';
import { typeOf, typmodOf } from './type-of.ts';

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
    case 'WINDOWFUNC':
      return windowScale(node, scope);
    case 'SUBLINK': {
      const { subselect } = node;
      const [column] = subselect.targetList ?? [];
      if (node.subLinkType !== SUBLINK.expression || column === undefined) return undefined;
      return subselect.setOperations === null ? scaleOf(column.expr, scope.child(subselect)) : undefined;
    }
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

/** The scale that all have; undefined when they differ. */
export function common(scales: readonly (number | undefined)[]): number | undefined {
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

/** Window functions that show values of their first argument; lag and lead also their default. */
const PASSING = ['sum', 'min', 'max', 'first_value', 'last_value', 'nth_value'];

function windowScale(node: WindowFunc, scope: Scope): number | undefined {
  const name = scope.statement.context.function(node.winfnoid)?.name ?? '';
  const [first, , otherwise] = node.args ?? [];
  if (first === undefined) return undefined;
  if (name === 'lag' || name === 'lead') {
    return common([first, ...(otherwise === undefined ? [] : [otherwise])].map((arg) => scaleOf(arg, scope)));
  }
  return PASSING.includes(name) ? scaleOf(first, scope) : undefined;
}
