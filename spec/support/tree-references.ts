import type { PGlite } from '@electric-sql/pglite';
import { AGGREGATES } from '../../src/sql/select/exact/synthetic.ts';
import type { FunctionSignature, OperatorSignature, TypeSignature } from '../../src/sql/context.ts';

const FUNCTION_FIELDS = new Set(['funcid', 'opfuncid', 'aggfnoid', 'winfnoid']);
const OPERATOR_FIELDS = new Set(['opno', 'eqop', 'sortop']);
const TYPE_FIELD = /type(id)?$|^coltypes$|^colTypes$|^typeId$/;

const FUNCTIONS = `select p.oid::int8::int4 as oid, nspname as schema, proname as name,
  array(select unnest(proargtypes)::int8::int4) as "argumentTypes", prorettype::int8::int4 as "resultType", prokind::text as kind
  from pg_proc p join pg_namespace n on n.oid = pronamespace where p.oid = any ($1::int8[]::oid[]) order by p.oid`;
const OPERATORS = `select oid::int8::int4 as oid, oprname as name, oprleft::int8::int4 as "leftType", oprright::int8::int4 as "rightType",
  oprresult::int8::int4 as "resultType", oprcode::oid::int8::int4 as "functionOid" from pg_operator
  where oid = any ($1::int8[]::oid[]) order by oid`;
const TYPES = `select oid::int8::int4 as oid, typname as name, typcategory::text as category, typtype::text as kind,
  typelem::int8::int4 as "elementOid", typbasetype::int8::int4 as "baseOid" from pg_type where oid = any ($1::int8[]::oid[]) order by oid`;

/** Collects the OIDs that trees mention, and reads what a TranslationContext must know of them. */
export class TreeReferences {
  /** Translations make aggregates of their own. */
  readonly #functions = new Set<number>(Object.values(AGGREGATES).map(({ oid }) => oid));
  readonly #operators = new Set<number>();
  readonly #types = new Set<number>();

  collect(node: unknown): void {
    if (Array.isArray(node)) {
      for (const item of node) this.collect(item);
      return;
    }
    if (typeof node !== 'object' || node === null || node instanceof Uint8Array) return;
    for (const [field, value] of Object.entries(node)) {
      if (FUNCTION_FIELDS.has(field)) this.#functions.add(Number(value));
      else if (field === 'opnos') for (const oid of value as number[]) this.#operators.add(oid);
      else if (OPERATOR_FIELDS.has(field)) this.#operators.add(Number(value));
      else if (TYPE_FIELD.test(field)) for (const oid of [value].flat()) this.#types.add(Number(oid));
      this.collect(value);
    }
  }

  async lookUp(db: PGlite): Promise<{
    functions: FunctionSignature[];
    operators: OperatorSignature[];
    types: TypeSignature[];
  }> {
    const operators = (await db.query<OperatorSignature>(OPERATORS, [[...this.#operators]])).rows;
    for (const operator of operators) {
      this.#functions.add(operator.functionOid);
      this.#types.add(operator.leftType).add(operator.rightType).add(operator.resultType);
    }
    const functions = (await db.query<FunctionSignature>(FUNCTIONS, [[...this.#functions]])).rows;
    for (const signature of functions) for (const oid of signature.argumentTypes) this.#types.add(oid);
    const oids = [...this.#types].filter((oid) => Number.isInteger(oid) && oid > 0);
    const types = (await db.query<TypeSignature>(TYPES, [oids])).rows;
    const elements = types.map((type) => type.elementOid).filter((oid) => oid > 0 && !oids.includes(oid));
    types.push(...(await db.query<TypeSignature>(TYPES, [elements])).rows);
    return { functions, operators, types };
  }
}
