import type { FunctionSignature, OperatorSignature, TypeSignature } from '../sql/context.ts';
import type { Shadow } from './shadow.ts';

/** pg_proc, pg_operator and pg_type of the image: the same for all shadows that were opened from it. */
export interface Signatures {
  readonly functions: ReadonlyMap<number, FunctionSignature>;
  readonly operators: ReadonlyMap<number, OperatorSignature>;
  readonly types: TypeTable;
}

/** Types by OID and by name. */
export class TypeTable {
  readonly #byOid = new Map<number, TypeSignature>();
  readonly #byName = new Map<string, TypeSignature>();

  add(schema: string, type: TypeSignature): void {
    this.#byOid.set(type.oid, type);
    this.#byName.set(JSON.stringify([schema, type.name]), type);
  }

  get(oid: number): TypeSignature | undefined {
    return this.#byOid.get(oid);
  }

  named(schema: string, name: string): TypeSignature | undefined {
    return this.#byName.get(JSON.stringify([schema, name]));
  }

  get size(): number {
    return this.#byOid.size;
  }
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

/** Types whose OID is `from` or more; 0 for all. */
export function readTypes(shadow: Shadow, from: number): TypeTable {
  const rows = shadow.rows(
    `select n.nspname, t.oid, t.typname, t.typcategory, t.typtype, t.typbasetype,
            case when t.typsubscript = 'array_subscript_handler'::regproc then t.typelem else 0 end
       from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.oid >= ${from}`,
  );
  const types = new TypeTable();
  for (const [schema, oid, name, category, kind, baseOid, elementOid] of rows) {
    types.add(schema ?? '', {
      oid: Number(oid),
      name: name ?? '',
      category: category ?? '',
      kind: kind ?? '',
      elementOid: Number(elementOid),
      baseOid: Number(baseOid),
    });
  }
  return types;
}

/** Reads them once: about 5000 rows, 50 ms. */
export function readSignatures(shadow: Shadow): Signatures {
  return {
    functions: readFunctions(shadow),
    operators: readOperators(shadow),
    types: readTypes(shadow, 0),
  };
}
