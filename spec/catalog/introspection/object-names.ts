import { rowsOf } from '../../support/rows.ts';
import type { WireClient } from '../../support/wire-client.ts';

/** FirstNormalObjectId of src/include/access/transam.h: smaller OIDs are the same everywhere, or nearly so. */
const FIRST_USER_OID = 16_384;

/** What an object is called on every server; members of extensions have their extension's name. */
const NAMES = `
  select o.classid, o.objid,
         coalesce('extension ' || e.extname, i.type || ' ' || i.identity)
    from (select 'pg_class'::regclass as classid, oid as objid from pg_class
          union all select 'pg_type'::regclass, oid from pg_type
          union all select 'pg_namespace'::regclass, oid from pg_namespace
          union all select 'pg_constraint'::regclass, oid from pg_constraint
          union all select 'pg_attrdef'::regclass, oid from pg_attrdef
          union all select 'pg_rewrite'::regclass, oid from pg_rewrite
          union all select 'pg_proc'::regclass, oid from pg_proc
          union all select 'pg_authid'::regclass, oid from pg_roles
          union all select 'pg_database'::regclass, oid from pg_database) o
    cross join lateral pg_identify_object(o.classid, o.objid, 0) i
    left join pg_depend d on d.classid = o.classid and d.objid = o.objid and d.deptype = 'e'
    left join pg_extension e on d.refclassid = 'pg_extension'::regclass and d.refobjid = e.oid
   where o.objid >= ${FIRST_USER_OID}`;

/** Whether a value is a member of an extension, of which the oracle has none. */
export function isOfExtension(value: string): boolean {
  return value.startsWith('<extension ');
}

/** Words by which a parameter names an object: `<class public.books>`. */
const REFERENCE = /<(class|type|namespace) ([^>]+)>/g;

const RESOLVE = {
  class: (name: string) => `select '${name}'::regclass::oid`,
  type: (name: string) => `select '${name}'::regtype::oid`,
  namespace: (name: string) => `select '${name}'::regnamespace::oid`,
} as const;

/** OIDs of one server's objects, which differ from those of another. */
export class ObjectNames {
  readonly #client: WireClient;
  readonly #names: ReadonlyMap<string, string>;

  private constructor(client: WireClient, names: ReadonlyMap<string, string>) {
    this.#client = client;
    this.#names = names;
  }

  static async read(client: WireClient): Promise<ObjectNames> {
    const rows = rowsOf(await client.simple(NAMES));
    if (rows.length === 0) throw new Error('the server has no objects of users');
    return new ObjectNames(client, new Map(rows.map(([, oid, name]) => [oid ?? '', name ?? ''])));
  }

  /** A value with all OIDs of users' objects in it replaced by names. */
  nameIn(value: string): string {
    return value.replace(/\d{5,10}/g, (number) => {
      const name = this.#names.get(number);
      return name === undefined ? number : `<${name}>`;
    });
  }

  /** Whether the value is the OID of an object that a user has made. */
  isUsers(value: string): boolean {
    const name = this.#names.get(value);
    return name !== undefined && !isOfExtension(`<${name}`);
  }

  /** A text with the references in it replaced by OIDs. */
  async resolve(text: string): Promise<string> {
    let resolved = text;
    for (const [whole, kind = 'class', name = ''] of text.matchAll(REFERENCE)) {
      const [row] = rowsOf(await this.#client.simple(RESOLVE[kind as keyof typeof RESOLVE](name)));
      if (row?.[0] === undefined || row[0] === null) throw new Error(`there is no ${kind} ${name}`);
      resolved = resolved.replace(whole, row[0]);
    }
    return resolved;
  }
}
