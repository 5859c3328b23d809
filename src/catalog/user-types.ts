import type { DomainCheck, UserTypeDefinition, UserTypeName } from '../sql/ddl/user-type.ts';
import { FIRST_MIRRORED_OID } from './mirror/oids.ts';
import type { Shadow } from './shadow.ts';

/** A type as the shadow has it at a moment: by its OID it is known under another name too. */
export interface CatalogUserType extends UserTypeName {
  readonly oid: number;
  readonly definition: UserTypeDefinition;
  /** pg_enum.oid of each label, which stays when the label is renamed. */
  readonly labelOids: readonly number[];
}

/** Names of other types are qualified, since the shadow's superuser has nothing but pg_catalog in its search path. */
const TYPES = `
  select t.oid, n.nspname, t.typname, t.typtype,
         (select json_agg(json_build_array(e.oid::int8, e.enumlabel) order by e.enumsortorder)
            from pg_enum e where e.enumtypid = t.oid),
         format_type(t.typbasetype, t.typtypmod), b.typname,
         (select json_build_object('schema', un.nspname, 'name', u.typname)
            from pg_type u join pg_namespace un on un.oid = u.typnamespace
           where u.typtype in ('e', 'd')
             and u.oid in (b.oid, case when b.typsubscript = 'array_subscript_handler'::regproc then b.typelem end)),
         t.typtypmod,
         (select quote_ident(cn.nspname) || '.' || quote_ident(c.collname)
            from pg_collation c join pg_namespace cn on cn.oid = c.collnamespace
           where c.oid = t.typcollation and c.oid <> b.typcollation),
         t.typnotnull, pg_get_expr(t.typdefaultbin, 0),
         (select json_agg(json_build_object('name', k.conname, 'check', pg_get_expr(k.conbin, 0), 'valid', k.convalidated)
                          order by k.conname)
            from pg_constraint k where k.contypid = t.oid and k.contype = 'c')
    from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_type b on b.oid = t.typbasetype
   where t.typtype in ('e', 'd') and t.oid >= ${FIRST_MIRRORED_OID}
   order by t.oid`;

/** The enums and domains that are in the shadow. */
export function readUserTypes(shadow: Shadow): CatalogUserType[] {
  return shadow.rows(TYPES).map((row) => {
    const [oid, schema, name, kind, labels, base, baseName, baseUser, typmod, collation, notNull] = row;
    const [value = null, checks] = row.slice(11);
    const named = { oid: Number(oid), schema: schema ?? '', name: name ?? '' };
    if (kind === 'e') {
      const read = JSON.parse(labels ?? '[]') as [number, string][];
      const definition = { kind: 'enum', labels: read.map(([, label]) => label) } as const;
      return { ...named, definition, labelOids: read.map(([label]) => label) };
    }
    return {
      ...named,
      labelOids: [],
      definition: {
        kind: 'domain',
        base: base ?? '',
        baseName: baseName ?? '',
        baseUser: JSON.parse(baseUser ?? 'null') as UserTypeName | null,
        typmod: Number(typmod),
        collation: collation ?? null,
        notNull: notNull === 't',
        default: value,
        checks: JSON.parse(checks ?? '[]') as DomainCheck[],
      },
    };
  });
}
