import type { EnumLabel, TypeSignature } from '../sql/context.ts';
import type { Shadow } from './shadow.ts';

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

/** Types whose OID is `from` or more; 0 for all. */
export function readTypes(shadow: Shadow, from: number): TypeTable {
  const rows = shadow.rows(
    `select n.nspname, t.oid, t.typname, t.typcategory, t.typtype, t.typbasetype,
            case when t.typsubscript = 'array_subscript_handler'::regproc then t.typelem else 0 end
       from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.oid >= ${from}`,
  );
  const labels = readLabels(shadow, from);
  const domains = readDomains(shadow, from);
  const types = new TypeTable();
  for (const [schema, oid, name, category, kind, baseOid, elementOid] of rows) {
    const own = labels.get(Number(oid));
    types.add(schema ?? '', {
      oid: Number(oid),
      name: name ?? '',
      category: category ?? '',
      kind: kind ?? '',
      elementOid: Number(elementOid),
      baseOid: Number(baseOid),
      ...(schema === null || schema === undefined ? {} : { schema }),
      ...(own === undefined ? {} : { labels: own }),
      ...domains.get(Number(oid)),
    });
  }
  return types;
}

function readLabels(shadow: Shadow, from: number): Map<number, EnumLabel[]> {
  const rows = shadow.rows(
    `select enumtypid, oid, enumlabel from pg_enum where enumtypid >= ${from} order by enumtypid, enumsortorder`,
  );
  const labels = new Map<number, EnumLabel[]>();
  for (const [type, oid, label] of rows) {
    const known = labels.get(Number(type)) ?? [];
    known.push({ oid: Number(oid), label: label ?? '' });
    labels.set(Number(type), known);
  }
  return labels;
}

type DomainFacts = Required<Pick<TypeSignature, 'baseTypmod' | 'constrained' | 'takesNull'>>;

/** Whether a domain takes NULL is tried: only its CHECK expressions can tell. */
function readDomains(shadow: Shadow, from: number): Map<number, DomainFacts> {
  const rows = shadow.rows(
    `with recursive chain (oid, base) as (
       select oid, oid from pg_type where typtype = 'd' and oid >= ${from}
       union all select c.oid, t.typbasetype from chain c join pg_type t on t.oid = c.base where t.typtype = 'd')
     select c.oid, format_type(c.oid, null),
            bool_or(t.typnotnull or exists (select from pg_constraint k where k.contypid = t.oid)),
            max(t.typtypmod)
       from chain c join pg_type t on t.oid = c.base group by c.oid order by c.oid`,
  );
  return new Map(
    rows.map(([oid, name, constrained, typmod]): [number, DomainFacts] => [
      Number(oid),
      {
        // Only the innermost of domains over domains can have a modifier.
        baseTypmod: Number(typmod),
        constrained: constrained === 't',
        takesNull: constrained !== 't' || shadow.allows(`select null::${name ?? ''}`),
      },
    ]),
  );
}
