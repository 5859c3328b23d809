import type { Relation, RelationColumn, RelationKey, TypeSignature } from '../sql/context.ts';
import type { MirroredTable } from './mirror/mirrored-table.ts';
import { TEMPORARY_SCHEMA } from '../sql/ddl/temporary-schema.ts';
import { FIRST_MIRRORED_OID } from './mirror/oids.ts';
import { quoteLiteral } from './quote.ts';
import { readRowRules, ruledViews, type RowRules } from './row-rules.ts';
import type { MirroredSequence } from './mirror/user-sequence.ts';
import type { Shadow } from './shadow.ts';
import type { SnapshotColumn } from './snapshot.ts';
import type { TypeTable } from './types.ts';

/** The mirrored tables and views, both sides known, by OID and by name. */
export class Relations {
  readonly #byOid: ReadonlyMap<number, Relation>;
  readonly #byName = new Map<string, Relation>();

  constructor(relations: readonly Relation[]) {
    this.#byOid = new Map(relations.map((relation) => [relation.oid, relation]));
    for (const relation of relations) {
      this.#byName.set(nameKey(relation.schema, relation.name), relation);
    }
  }

  get(oid: number): Relation | undefined {
    return this.#byOid.get(oid);
  }

  named(schema: string, name: string): Relation | undefined {
    return this.#byName.get(nameKey(schema, name));
  }

  all(): IterableIterator<Relation> {
    return this.#byOid.values();
  }
}

function nameKey(schema: string, name: string): string {
  return JSON.stringify([schema, name]);
}

/** A column as pg_attribute has it. */
interface Attribute {
  readonly attnum: number;
  readonly name: string;
  readonly typeOid: number;
  readonly typmod: number;
  readonly notNull: boolean;
  readonly defaultExpression: string | null;
}

interface ShadowRelation {
  readonly oid: number;
  readonly attributes: Attribute[];
}

function readAttributes(shadow: Shadow, temporary: boolean): Map<string, ShadowRelation> {
  const rows = shadow.rows(
    `select ${temporary ? quoteLiteral(TEMPORARY_SCHEMA) : 'n.nspname'}, c.relname, c.oid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull,
            coalesce(pg_get_expr(d.adbin, d.adrelid),
                     case when t.typtype = 'd' then pg_get_expr(t.typdefaultbin, 0) end)
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       join pg_type t on t.oid = a.atttypid
       left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.oid >= ${FIRST_MIRRORED_OID} and c.relkind in ('r', 'v')
        and c.relnamespace ${temporary ? '=' : '<>'} pg_my_temp_schema()
      order by c.oid, a.attnum`,
  );
  const relations = new Map<string, ShadowRelation>();
  for (const [schema, table, oid, attnum, name, typeOid, typmod, notNull, defaultExpression] of rows) {
    const key = nameKey(schema ?? '', table ?? '');
    let relation = relations.get(key);
    if (!relation) {
      relation = { oid: Number(oid), attributes: [] };
      relations.set(key, relation);
    }
    relation.attributes.push({
      attnum: Number(attnum),
      name: name ?? '',
      typeOid: Number(typeOid),
      typmod: Number(typmod),
      notNull: notNull === 't',
      defaultExpression: defaultExpression ?? null,
    });
  }
  return relations;
}

/** Unique indexes are what ON CONFLICT infers, be they made by a constraint or not (manual, INSERT). */
function readKeys(shadow: Shadow): Map<number, RelationKey[]> {
  const rows = shadow.rows(
    `select i.indrelid, c.relname, i.indisprimary, i.indkey
       from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid >= ${FIRST_MIRRORED_OID} and i.indisunique
      order by i.indrelid, i.indisprimary desc, c.relname`,
  );
  const keys = new Map<number, RelationKey[]>();
  for (const [relation, name, primary, attnums] of rows) {
    const oid = Number(relation);
    const key = {
      name: name ?? '',
      primary: primary === 't',
      attnums: (attnums ?? '').split(' ').map(Number),
    };
    const known = keys.get(oid);
    if (known) known.push(key);
    else keys.set(oid, [key]);
  }
  return keys;
}

/**
 * Relations of what is in the shadow now. Tables the shadow could not make are absent: their statements pass through as
 * IRIS SQL. `tables` are those of the plan the shadow was built from, or the temporary ones.
 */
export function readRelations(
  shadow: Shadow,
  tables: readonly MirroredTable[],
  types: TypeTable,
  sequences: readonly MirroredSequence[],
  temporary = false,
): Relations {
  const attributes = readAttributes(shadow, temporary);
  const keys = readKeys(shadow);
  const rules = readRowRules(shadow);
  const ruled = ruledViews(shadow, rules);
  const kept = keptColumns(sequences);
  return new Relations(
    tables.flatMap((table) => {
      const found = attributes.get(nameKey(table.schema, table.name));
      if (!found) return [];
      const relation = withRules(joinSides(table, found, keys.get(found.oid) ?? [], types, kept), rules);
      return [relation.kind === 'view' && ruled.has(relation.oid) ? { ...relation, ruled: true } : relation];
    }),
  );
}

function joinSides(
  table: MirroredTable,
  found: ShadowRelation,
  keys: RelationKey[],
  types: TypeTable,
  kept: ReadonlySet<SnapshotColumn>,
): Relation {
  const sources = new Map(table.columns.map(({ name, source }) => [name, source]));
  return {
    oid: found.oid,
    schema: table.schema,
    name: table.name,
    irisSchema: table.source.schema,
    irisName: table.source.name,
    kind: table.source.kind,
    columns: found.attributes.map((attribute, at): RelationColumn => {
      // A view's columns may be named by its definition; IRIS has them in the same order.
      const source = sources.get(attribute.name) ?? table.columns[at]?.source;
      return {
        ...attribute,
        ...withoutDomain(attribute, types),
        irisName: source?.name ?? attribute.name,
        irisType: source?.irisType ?? 'VARCHAR',
        collation: source?.collation ?? 'OTHER',
        generated: source?.generated ?? null,
        ...(source !== undefined && kept.has(source) ? { numbered: true } : {}),
      };
    }),
    keys,
  };
}

/** Columns whose sequences the gateway keeps, so that IRIS does not number them any more. */
function keptColumns(sequences: readonly MirroredSequence[]): ReadonlySet<SnapshotColumn> {
  const columns = sequences.flatMap(({ kept, counter }) =>
    kept !== null && counter !== null ? [counter.column.source] : [],
  );
  return new Set(columns);
}

/** What PostgreSQL calls the default of a generated column is its expression. */
function withRules(relation: Relation, { computed, checks }: RowRules): Relation {
  const own = checks.get(relation.oid);
  const columns = computed.get(relation.oid);
  return {
    ...relation,
    ...(own && { checks: own }),
    ...(columns && {
      columns: relation.columns.map((column) => {
        const rule = columns.get(column.attnum);
        return rule ? { ...column, defaultExpression: null, ...rule } : column;
      }),
    }),
  };
}

/** A column declared with a domain holds values of the type that is under it. */
function withoutDomain(
  { typeOid, typmod }: Attribute,
  types: TypeTable,
): Pick<RelationColumn, 'typeOid' | 'typmod' | 'domain'> {
  const declared = types.get(typeOid);
  if (declared?.kind !== 'd') return { typeOid, typmod };
  let base: TypeSignature | undefined = declared;
  let baseOid = typeOid;
  while (base?.kind === 'd') {
    baseOid = base.baseOid;
    base = types.get(baseOid);
  }
  return { typeOid: baseOid, typmod: declared.baseTypmod ?? -1, domain: typeOid };
}
