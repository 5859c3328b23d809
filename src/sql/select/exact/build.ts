import { numericModifiers } from '../../../types/typmod.ts';
import type { InfixName, NumericExpression, PrefixName } from '../../../types/numeric-expression.ts';
import { OID } from '../../../types/oids.ts';
import { fixedText } from '../../expression/constant.ts';
import { familyOf } from '../../expression/family.ts';
import { scaleOf } from '../../expression/numeric-scale.ts';
import type { Scope } from '../../expression/scope.ts';
import { typeOf } from '../../expression/type-of.ts';
import type {
  Aggref,
  CaseExpr,
  CoalesceExpr,
  Expression,
  FuncExpr,
  MinMaxExpr,
  OpExpr,
  Param,
  Var,
  WindowFunc,
} from '../../tree/nodes.ts';
import { neverFails } from './never-fails.ts';
import { divides } from './divides.ts';
import type { OperandSource } from './operand-source.ts';
import { rowScale } from './row-scale.ts';
import { isStrict } from './strict.ts';
import { aggregateAs, integer } from './synthetic.ts';

/** What the place of an expression asks of it. */
export interface Demands {
  readonly scope: Scope;
  readonly columns: OperandSource;
  /** Operands may have unknown scales: the result's digits do not depend on trailing zeros (division, rounding). */
  readonly anyScale: boolean;
  /** PostgreSQL may not come to compute this: operands must not fail. */
  readonly conditional: boolean;
}

type Built = NumericExpression | undefined;

const INFIX: ReadonlySet<string> = new Set<InfixName>(['+', '-', '*', '/', '%']);

const PREFIX: Readonly<Record<string, PrefixName>> = {
  abs: 'abs',
  ceil: 'ceil',
  ceiling: 'ceil',
  floor: 'floor',
};

/**
 * The computation that gives PostgreSQL's digits of an integer or numeric expression; undefined when there is none. What
 * needs no computation of its own is read from a column of IRIS's row.
 */
export function build(node: Expression, demands: Demands): Built {
  const family = familyOf(typeOf(node), demands.scope.statement.context);
  if (family === 'numeric') return numeric(node, demands);
  if (family !== 'integer') return undefined;
  return node.kind === 'CONST' || node.kind === 'PARAM' ? numeric(node, demands) : operand(node, demands);
}

function numeric(node: Expression, demands: Demands): Built {
  const { scope } = demands;
  switch (node.kind) {
    case 'CONST': {
      const text = fixedText(node, scope);
      return text === undefined ? undefined : { kind: 'constant', text };
    }
    case 'PARAM':
      return parameter(node, demands);
    case 'VAR':
      return demands.columns.trial(() => throughQuery(node, demands)) ?? operand(node, demands);
    case 'OPEXPR':
      return operator(node, demands);
    case 'FUNCEXPR':
      return call(node, demands);
    case 'AGGREF':
    case 'WINDOWFUNC':
    case 'COALESCEEXPR':
    case 'CASEEXPR':
    case 'MINMAXEXPR':
      return demands.columns.trial(() => composed(node, demands)) ?? operand(node, demands);
    default:
      return operand(node, demands);
  }
}

/** A column of a derived table or WITH query, when that computes it. */
function throughQuery(node: Var, demands: Demands): Built {
  const { scope } = demands;
  if (node.varlevelsup > 0) return undefined;
  const definition = scope.definition(node.varno, node.varattno);
  const columns = demands.columns.inner(node.varno);
  if (definition === null || columns === null) return undefined;
  const built = build(definition.expression, { ...demands, scope: definition.scope, columns });
  if (built === undefined || (node.varnullingrels.length > 0 && !isStrict(built))) return undefined;
  return divides(built) || scaleOf(node, scope) === undefined ? built : undefined;
}

/** What the lane can take apart; otherwise it is an operand as it stands. */
function composed(node: Aggref | WindowFunc | CoalesceExpr | CaseExpr | MinMaxExpr, demands: Demands): Built {
  switch (node.kind) {
    case 'AGGREF':
    case 'WINDOWFUNC':
      return average(node, demands);
    case 'CASEEXPR':
      return choice(node, demands);
    case 'COALESCEEXPR': {
      const values = node.args.map((arg, i) =>
        build(arg, { ...demands, conditional: demands.conditional || i > 0 }),
      );
      return complete(values, (all) => ({ kind: 'first', values: all }));
    }
    case 'MINMAXEXPR': {
      const values = node.args.map((arg) => build(arg, demands));
      const name = node.op === 0 ? 'greatest' : 'least';
      return complete(values, (all) => ({ kind: 'extreme', name, values: all }));
    }
  }
}

function complete(
  values: readonly Built[],
  make: (all: readonly NumericExpression[]) => NumericExpression,
): Built {
  return values.every((value) => value !== undefined) ? make(values) : undefined;
}

/** A value that IRIS computes, with its scale. */
function operand(node: Expression, { scope, columns, anyScale, conditional }: Demands): Built {
  if (conditional && !neverFails(node, scope)) return undefined;
  const scale = scaleOf(node, scope);
  if (scale !== undefined) return { kind: 'column', column: columns.position(node), scale };
  const digits = scaleColumn(node, scope);
  if (digits !== undefined) {
    return { kind: 'column', column: columns.position(node), scaleColumn: columns.position(digits) };
  }
  return anyScale ? { kind: 'column', column: columns.position(node) } : undefined;
}

/** What says the scale of a value row by row: a sum shows the largest among its terms (numeric_accum_inv in numeric.c). */
function scaleColumn(node: Expression, scope: Scope): Expression | undefined {
  if (node.kind !== 'AGGREF' && node.kind !== 'WINDOWFUNC') return rowScale(node, scope);
  const argument = argumentOf(node);
  if (argument === undefined || nameOf(node, scope) !== 'sum') return undefined;
  if (node.kind === 'AGGREF' && node.aggdistinct !== null) return undefined;
  const digits = rowScale(argument, scope);
  return digits === undefined ? undefined : aggregateAs(node, 'max', digits);
}

function argumentOf(node: Aggref | WindowFunc): Expression | undefined {
  return node.kind === 'AGGREF' ? node.args?.[0]?.expr : node.args?.[0];
}

function nameOf(node: Aggref | WindowFunc, scope: Scope): string | undefined {
  const { context } = scope.statement;
  return context.function(node.kind === 'AGGREF' ? node.aggfnoid : node.winfnoid)?.name;
}

/** avg(x) is sum(x) / count(x) in numeric (numeric_avg, int8_avg). */
function average(node: Aggref | WindowFunc, demands: Demands): Built {
  if (nameOf(node, demands.scope) !== 'avg' || argumentOf(node) === undefined) return undefined;
  const left = operand(aggregateAs(node, 'sum'), { ...demands, anyScale: true });
  const right = operand(aggregateAs(node, 'count'), demands);
  return left && right && { kind: 'infix', name: '/', left, right };
}

function parameter(node: Param, { scope }: Demands): Built {
  if (node.paramkind !== 0) return undefined;
  const index = node.paramid - 1;
  const pinned = scope.statement.context.pinned.get(index);
  return pinned === undefined ? { kind: 'parameter', index } : { kind: 'constant', text: pinned };
}

function operator(node: OpExpr, demands: Demands): Built {
  const name = demands.scope.statement.context.operator(node.opno)?.name ?? '';
  const [first, second] = node.args;
  if (first === undefined) return undefined;
  if (second === undefined) {
    if (name === '+') return build(first, demands);
    const prefix = name === '@' ? 'abs' : name;
    if (prefix !== '-' && prefix !== 'abs') return undefined;
    const value = build(first, demands);
    return value && { kind: 'prefix', name: prefix, value };
  }
  return isInfix(name) ? infix(name, first, second, demands) : undefined;
}

function isInfix(name: string): name is InfixName {
  return INFIX.has(name);
}

function infix(name: InfixName, first: Expression, second: Expression, demands: Demands): Built {
  const inner = name === '/' ? { ...demands, anyScale: true } : demands;
  const left = build(first, inner);
  const right = build(second, inner);
  return left && right && { kind: 'infix', name, left, right };
}

function call(node: FuncExpr, demands: Demands): Built {
  const name = demands.scope.statement.context.function(node.funcid)?.name ?? '';
  const [first, second] = node.args;
  if (first === undefined) return undefined;
  const rounded = { ...demands, anyScale: true };
  switch (name) {
    case 'numeric':
      return second === undefined ? build(first, demands) : cast(first, second, rounded);
    case 'round':
    case 'trunc': {
      const value = build(first, rounded);
      const places = second === undefined ? build(integer(0), demands) : build(second, demands);
      return value && places && { kind: 'places', name, value, places };
    }
    case 'mod':
      return second && infix('%', first, second, demands);
    default: {
      const prefix = PREFIX[name];
      if (prefix === undefined) return operand(node, demands);
      const value = build(first, prefix === 'abs' ? demands : rounded);
      return value && { kind: 'prefix', name: prefix, value };
    }
  }
}

/** numeric(value, typmod) */
function cast(first: Expression, modifier: Expression, demands: Demands): Built {
  const typmod = Number(modifier.kind === 'CONST' ? fixedText(modifier, demands.scope) : undefined);
  if (!Number.isInteger(typmod) || numericModifiers(typmod) === undefined) return undefined;
  const value = build(first, demands);
  return value && { kind: 'typmod', value, typmod };
}

/** IRIS decides which branch it is, and only that one is computed. */
function choice(node: CaseExpr, demands: Demands): Built {
  const inner = { ...demands, conditional: true };
  const results = [...node.args.map(({ result }) => result), node.defresult ?? integer(null)];
  return complete(
    results.map((result) => build(result, inner)),
    (values) => {
      const args = node.args.map((branch, i) => ({ ...branch, result: integer(i + 1) }));
      const which: CaseExpr = { ...node, casetype: OID.int4, args, defresult: integer(values.length) };
      return { kind: 'choice', column: demands.columns.position(which), values };
    },
  );
}
