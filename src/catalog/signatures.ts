import type { FunctionSignature, OperatorSignature } from '../sql/context.ts';
import { readTypes, type TypeTable } from './types.ts';
import type { Shadow } from './shadow.ts';

/** pg_proc, pg_operator and pg_type of the image: the same for all shadows that were opened from it. */
export interface Signatures {
  readonly functions: ReadonlyMap<number, FunctionSignature>;
  readonly operators: ReadonlyMap<number, OperatorSignature>;
  readonly types: TypeTable;
}

/** oidvector's text form: `23 25`. */
function oidVector(text: string | null | undefined): number[] {
  return text ? text.split(' ').map(Number) : [];
}

function readFunctions(shadow: Shadow): Map<number, FunctionSignature> {
  const rows = shadow.rows(
    `select p.oid, n.nspname, p.proname, p.proargtypes, p.prorettype, p.prokind
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace`,
  );
  return new Map(
    rows.map(([oid, schema, name, argumentTypes, resultType, kind]) => [
      Number(oid),
      {
        oid: Number(oid),
        schema: schema ?? '',
        name: name ?? '',
        argumentTypes: oidVector(argumentTypes),
        resultType: Number(resultType),
        kind: kind ?? '',
      },
    ]),
  );
}

function readOperators(shadow: Shadow): Map<number, OperatorSignature> {
  const rows = shadow.rows(
    'select oid, oprname, oprleft, oprright, oprresult, oprcode::oid from pg_operator',
  );
  return new Map(
    rows.map(([oid, name, leftType, rightType, resultType, functionOid]) => [
      Number(oid),
      {
        oid: Number(oid),
        name: name ?? '',
        leftType: Number(leftType),
        rightType: Number(rightType),
        resultType: Number(resultType),
        functionOid: Number(functionOid),
      },
    ]),
  );
}

/** Reads them once: about 5000 rows, 50 ms. */
export function readSignatures(shadow: Shadow): Signatures {
  return {
    functions: readFunctions(shadow),
    operators: readOperators(shadow),
    types: readTypes(shadow, 0),
  };
}
