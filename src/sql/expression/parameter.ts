import { fragment, parameter, type Fragment } from '../iris/fragment.ts';
import type { Const, Param } from '../tree/nodes.ts';
import { valueOf } from './constant.ts';
import { refuseConstrained } from './domain.ts';
import { familyOf } from './family.ts';
import { castTarget, castTo, DEFAULT_VECTOR, type VectorShape } from './iris-type.ts';
import { literal } from './literal.ts';
import type { Scope } from './scope.ts';
import { unsupported } from './unsupported.ts';

/** A Const as an IRIS value. */
export function constant(node: Const, scope: Scope, vector: VectorShape = DEFAULT_VECTOR): Fragment {
  const { context } = scope.statement;
  return literal(valueOf(node, context), node.consttype, context, node.location, vector);
}

/** A parameter with a type of its own: `CAST(? AS INTEGER)`; pinned ones are literals. */
export function typedParameter(node: Param, scope: Scope, vector: VectorShape = DEFAULT_VECTOR): Fragment {
  const { context } = scope.statement;
  const bare = bareParameter(node, scope, vector);
  if (bare.sql !== '?' || node.paramkind !== 0) return bare;
  return castTo(bare, node.paramtype, context, vector);
}

/** A parameter whose type is given by its place: `?`. Vectors have no such place. */
export function bareParameter(node: Param, scope: Scope, vector: VectorShape = DEFAULT_VECTOR): Fragment {
  const { context } = scope.statement;
  if (node.paramkind === 2) {
    const column = scope.bindings.sublink?.(node.paramid);
    if (column === undefined) throw new Error('a sub-select column is used outside of its comparison');
    return column.fragment;
  }
  // PostgreSQL checks the value when it is bound.
  refuseConstrained(node.paramtype, context, node.location);
  if (node.paramkind !== 0) throw unsupported('assignment from a row sub-select', context, node.location);
  const index = node.paramid - 1;
  const pinned = context.pinned.get(index);
  if (pinned !== undefined) return literal(pinned, node.paramtype, context, node.location, vector);
  const bare = parameter({ from: 'parameter', index });
  return familyOf(node.paramtype, context) === 'vector'
    ? castTo(bare, node.paramtype, context, vector)
    : bare;
}

/** An untyped value (a `?` of a row or session slot) with its IRIS type. */
export function typedSlot(value: Fragment, oid: number, scope: Scope): Fragment {
  const target = castTarget(oid, scope.statement.context);
  return fragment`CAST(${value} AS ${{ sql: target, slots: [] }})`;
}
