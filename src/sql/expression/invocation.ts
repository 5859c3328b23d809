import { FUNCTIONS } from '../functions/registry.ts';
import { OPERATORS } from '../operators/registry.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { FuncExpr, OpExpr } from '../tree/nodes.ts';
import { refuse, type Call, type Rule } from './call.ts';
import { familyOf } from './family.ts';
import type { Print } from './print.ts';
import type { Scope } from './scope.ts';
import { typeOf } from './type-of.ts';
import { unsupported } from './unsupported.ts';

/** A printed node: a value or a condition. */
export interface Printed {
  readonly gives: 'value' | 'condition';
  readonly fragment: Fragment;
}

/** FirstNormalObjectId: from here on objects are users' and extensions'. */
const FIRST_USER_OID = 16384;

/** A call of an operator or function by its rule; 0A000 when it has none. */
export function call(node: OpExpr | FuncExpr, scope: Scope, print: Print): Printed {
  const { context } = scope.statement;
  const setReturning = node.kind === 'OPEXPR' ? node.opretset : node.funcretset;
  const oid = node.kind === 'OPEXPR' ? node.opno : node.funcid;
  const signature = node.kind === 'OPEXPR' ? context.operator(oid) : context.function(oid);
  if (signature === undefined) throw new Error(`the catalog has no ${node.kind} ${oid}`);
  if (setReturning) throw unsupported(`set-returning function ${signature.name}`, context, node.location);
  const made: Call = {
    name: signature.name,
    args: node.args ?? [],
    families: (node.args ?? []).map((arg) => familyOf(typeOf(arg), context)),
    resultType: node.kind === 'OPEXPR' ? node.opresulttype : node.funcresulttype,
    location: node.location,
    scope,
    print,
  };
  const rule = find(made, node.kind === 'OPEXPR', oid);
  if (rule === undefined) throw refuse(made);
  return { gives: rule.gives, fragment: rule.print(made) };
}

/** User-made functions that happen to have a built-in's name have no rule; pgvector's take vectors. */
function find(made: Call, operator: boolean, oid: number): Rule | undefined {
  if (oid >= FIRST_USER_OID && !made.families.includes('vector')) return undefined;
  return (operator ? OPERATORS : FUNCTIONS).find(made.name, made.families);
}
