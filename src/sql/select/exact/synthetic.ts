import { OID } from '../../../types/oids.ts';
import type { Aggref, CaseWhen, Const, Expression, WindowFunc } from '../../tree/nodes.ts';

/** Nodes that PostgreSQL's analysis did not make. Function OIDs are those of pg_proc.dat, the same in every version. */

/** The three aggregates that operands are made of. */
export const AGGREGATES = {
  sum: { oid: 2114, type: OID.numeric },
  count: { oid: 2147, type: OID.int8 },
  max: { oid: 2116, type: OID.int4 },
} as const;

/** The same aggregate call, filter and window with another function, and with another argument when one is given. */
export function aggregateAs(
  node: Aggref | WindowFunc,
  name: keyof typeof AGGREGATES,
  argument?: Expression,
): Expression {
  const { oid, type } = AGGREGATES[name];
  if (node.kind === 'WINDOWFUNC') {
    const args = argument === undefined ? node.args : [argument];
    return { ...node, winfnoid: oid, wintype: type, args };
  }
  const args =
    argument === undefined
      ? node.args
      : (node.args ?? []).slice(0, 1).map((entry) => ({ ...entry, expr: argument }));
  return { ...node, aggfnoid: oid, aggtype: type, args };
}

/** An int4 constant; null for NULL. */
export function integer(value: number | null): Const {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value ?? 0);
  return {
    kind: 'CONST',
    consttype: OID.int4,
    consttypmod: -1,
    constlen: 4,
    constbyval: true,
    constisnull: value === null,
    constvalue: value === null ? null : bytes,
    location: -1,
  };
}

/** `arg IS NOT NULL` */
export function isNotNull(arg: Expression): Expression {
  return { kind: 'NULLTEST', arg, nulltesttype: 1, argisrow: false, location: -1 };
}

/** A searched CASE of integers. */
export function integerCase(
  branches: readonly (readonly [condition: Expression, result: Expression])[],
): Expression {
  const args = branches.map(([expr, result]): CaseWhen => ({ kind: 'CASEWHEN', expr, result, location: -1 }));
  return { kind: 'CASEEXPR', casetype: OID.int4, arg: null, args, defresult: integer(null), location: -1 };
}
