import { OID } from '../../types/oids.ts';
import type { Expression } from '../tree/nodes.ts';

/** pg_type.oid of an expression's value, as exprType (nodeFuncs.c) has it. */
export function typeOf(node: Expression): number {
  switch (node.kind) {
    case 'VAR':
      return node.vartype;
    case 'CONST':
      return node.consttype;
    case 'PARAM':
      return node.paramtype;
    case 'OPEXPR':
    case 'DISTINCTEXPR':
    case 'NULLIFEXPR':
      return node.opresulttype;
    case 'SCALARARRAYOPEXPR':
    case 'BOOLEXPR':
    case 'NULLTEST':
    case 'BOOLEANTEST':
    case 'ROWCOMPAREEXPR':
      return OID.bool;
    case 'FUNCEXPR':
      return node.funcresulttype;
    case 'AGGREF':
      return node.aggtype;
    case 'GROUPINGFUNC':
      return OID.int4;
    case 'WINDOWFUNC':
      return node.wintype;
    case 'SUBLINK':
      return sublinkType(node.subLinkType, node.subselect.targetList?.[0]?.expr);
    case 'CASEEXPR':
      return node.casetype;
    case 'CASETESTEXPR':
    case 'COERCETODOMAINVALUE':
    case 'SETTODEFAULT':
      return node.typeId;
    case 'COALESCEEXPR':
      return node.coalescetype;
    case 'MINMAXEXPR':
      return node.minmaxtype;
    case 'SQLVALUEFUNCTION':
      return node.type;
    case 'RELABELTYPE':
    case 'COERCEVIAIO':
    case 'ARRAYCOERCEEXPR':
    case 'COERCETODOMAIN':
    case 'FIELDSELECT':
      return node.resulttype;
    case 'ARRAYEXPR':
      return node.array_typeid;
    case 'ROWEXPR':
      return node.row_typeid;
    case 'COLLATEEXPR':
    case 'NAMEDARGEXPR':
      return typeOf(node.arg);
    case 'SUBSCRIPTINGREF':
      return node.refrestype;
    case 'RETURNINGEXPR':
      return typeOf(node.retexpr);
    case 'MERGESUPPORTFUNC':
      return node.msftype;
  }
}

function sublinkType(subLinkType: number, first: Expression | undefined): number {
  // SUBLINK.expression: the value of the only column; an ARRAY sublink's array type is not in the tree.
  if (subLinkType === 4 && first !== undefined) return typeOf(first);
  return subLinkType === 6 ? OID.unknown : OID.bool;
}

/** pg_attribute.atttypmod-like modifier of an expression, -1 for none; exprTypmod (nodeFuncs.c) where it is plain. */
export function typmodOf(node: Expression): number {
  switch (node.kind) {
    case 'VAR':
      return node.vartypmod;
    case 'CONST':
      return node.consttypmod;
    case 'PARAM':
      return node.paramtypmod;
    case 'RELABELTYPE':
    case 'COERCETODOMAIN':
      return node.resulttypmod;
    case 'SUBLINK': {
      const first = node.subselect.targetList?.[0]?.expr;
      return node.subLinkType === 4 && first !== undefined ? typmodOf(first) : -1;
    }
    case 'FUNCEXPR':
      return lengthCoercion(node.funcformat, node.args);
    default:
      return -1;
  }
}

/** A length coercion such as numeric(x, typmod): the second argument is the typmod (exprIsLengthCoercion). */
function lengthCoercion(funcformat: number, args: readonly Expression[]): number {
  const modifier = args[1];
  if (funcformat === 0 || funcformat === 3 || modifier?.kind !== 'CONST') return -1;
  if (modifier.consttype !== OID.int4 || modifier.constvalue === null) return -1;
  return Buffer.from(modifier.constvalue).readInt32LE(0);
}
