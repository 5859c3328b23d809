import type {
  DistanceExpression,
  FloatOperator,
  VectorOperand,
} from '../../../types/pgvector/distance-expression.ts';
import { fixedText } from '../../expression/constant.ts';
import { distanceOf, holdsDistance, type Distance } from '../../expression/distance.ts';
import { familyOf, isHalfvec } from '../../expression/family.ts';
import type { Scope } from '../../expression/scope.ts';
import { typeOf } from '../../expression/type-of.ts';
import { withoutLengthCheck } from '../../expression/vector.ts';
import type { Expression, FuncExpr, OpExpr, Var } from '../../tree/nodes.ts';
import type { OperandSource } from './operand-source.ts';

type Built = DistanceExpression | undefined;

const INFIX: ReadonlySet<string> = new Set<FloatOperator>(['+', '-', '*', '/']);

/** CoercionForms of casts that are written (COERCE_EXPLICIT_CAST) and of those that are not (COERCE_IMPLICIT_CAST). */
const CASTS = [1, 2];

/** The computation that gives pgvector's digits of a value made of distances; undefined when there is none. */
export function buildDistance(node: Expression, scope: Scope, columns: OperandSource): Built {
  const distance = distanceOf(node, scope);
  if (distance !== null) return measured(distance, scope, columns);
  if (!holdsDistance(node, scope)) return number(node, scope, columns);
  switch (node.kind) {
    case 'VAR':
      return throughQuery(node, scope, columns);
    case 'OPEXPR':
      return operator(node, scope, columns);
    case 'FUNCEXPR':
      return absolute(node, scope, columns);
    default:
      return undefined;
  }
}

function measured({ measure, vectors }: Distance, scope: Scope, columns: OperandSource): Built {
  const [first] = vectors;
  if (first === undefined) return undefined;
  const type = isHalfvec(typeOf(first), scope.statement.context) ? 'halfvec' : 'vector';
  return {
    kind: 'distance',
    measure,
    type,
    vectors: vectors.map((vector) => operand(vector, scope, columns)),
  };
}

function operand(vector: Expression, scope: Scope, columns: OperandSource): VectorOperand {
  const inner = withoutLengthCheck(vector);
  const bound = parameterIndex(inner, scope);
  if (bound !== undefined) return { kind: 'parameter', index: bound };
  if (inner.kind === 'CONST' || inner.kind === 'PARAM') {
    return { kind: 'constant', text: fixedText(inner, scope) ?? null };
  }
  return { kind: 'column', column: columns.position(inner) };
}

/** Index of a parameter that the plan's SQL does not depend on. */
function parameterIndex(node: Expression, scope: Scope): number | undefined {
  if (node.kind !== 'PARAM' || node.paramkind !== 0) return undefined;
  const index = node.paramid - 1;
  return scope.statement.context.pinned.has(index) ? undefined : index;
}

/** A number that distances are reckoned with. Its cast to double precision is made where it is computed. */
function number(node: Expression, scope: Scope, columns: OperandSource): Built {
  const { context } = scope.statement;
  if (node.kind === 'FUNCEXPR' && CASTS.includes(node.funcformat) && node.args.length === 1) {
    const [inner] = node.args;
    const isFloat = familyOf(node.funcresulttype, context) === 'float';
    return inner !== undefined && isFloat ? number(inner, scope, columns) : undefined;
  }
  if (!['integer', 'numeric', 'float'].includes(familyOf(typeOf(node), context))) return undefined;
  const bound = parameterIndex(node, scope);
  if (bound !== undefined) return { kind: 'parameter', index: bound };
  if (node.kind === 'CONST' || node.kind === 'PARAM') {
    const text = fixedText(node, scope) ?? null;
    return { kind: 'number', value: text === null ? null : Number(text) };
  }
  return node.kind === 'VAR' ? { kind: 'column', column: columns.position(node) } : undefined;
}

function operator(node: OpExpr, scope: Scope, columns: OperandSource): Built {
  const name = scope.statement.context.operator(node.opno)?.name ?? '';
  const [first, second] = node.args.map((arg) => buildDistance(arg, scope, columns));
  if (first === undefined) return undefined;
  if (node.args.length === 1) {
    if (name === '+') return first;
    return name === '-' ? { kind: 'sign', name, value: first } : undefined;
  }
  return second !== undefined && isInfix(name)
    ? { kind: 'infix', name, left: first, right: second }
    : undefined;
}

function isInfix(name: string): name is FloatOperator {
  return INFIX.has(name);
}

function absolute(node: FuncExpr, scope: Scope, columns: OperandSource): Built {
  const [arg] = node.args;
  if (arg === undefined || scope.statement.context.function(node.funcid)?.name !== 'abs') return undefined;
  const value = buildDistance(arg, scope, columns);
  return value && { kind: 'sign', name: 'abs', value };
}

/** A column of a derived table or WITH query. */
function throughQuery(node: Var, scope: Scope, columns: OperandSource): Built {
  if (node.varlevelsup > 0) return undefined;
  const definition = scope.definition(node.varno, node.varattno);
  const inner = columns.inner(node.varno);
  if (definition === null || inner === null) return undefined;
  const built = buildDistance(definition.expression, definition.scope, inner);
  // Rows that an outer join fills with NULLs have no distance.
  return built === undefined || node.varnullingrels.length === 0 || readsRow(built) ? built : undefined;
}

function readsRow(expression: DistanceExpression): boolean {
  switch (expression.kind) {
    case 'distance':
      return expression.vectors.some(({ kind }) => kind === 'column');
    case 'column':
      return true;
    case 'number':
    case 'parameter':
      return false;
    case 'sign':
      return readsRow(expression.value);
    case 'infix':
      return readsRow(expression.left) || readsRow(expression.right);
  }
}
