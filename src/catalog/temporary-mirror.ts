import { GatewayError } from '../errors/gateway-error.ts';
import { pgSpelling } from '../sql/iris/spelling.ts';
import { TEMPORARY_SCHEMA } from '../sql/ddl/temporary-schema.ts';
import { planMirror, type MirrorPlan } from './mirror/mirror-plan.ts';
import { mirrorTable, type MirroredTable } from './mirror/mirrored-table.ts';
import type { MirrorStatement } from './mirror/statement.ts';
import { readRelations, Relations } from './relations.ts';
import type { Shadow } from './shadow.ts';
import type { CatalogSnapshot, SnapshotTable } from './snapshot.ts';
import { temporaryKey, type TemporarySchema } from './temporary.ts';
import type { TypeTable } from './types.ts';

/** What is mirrored of the backend for everybody. */
interface Permanent {
  readonly snapshot: CatalogSnapshot | null;
  readonly plan: MirrorPlan;
  readonly relations: Relations;
  readonly types: TypeTable;
}

/** Catalogs in which temporary tables that were dropped leave dead rows. */
const CATALOGS = ['attrdef', 'attribute', 'class', 'constraint', 'depend', 'index', 'sequence', 'type'];

/** The OIDs of what is made again must be free (see RELEASE_OIDS in mirror/diff.ts). */
const FORGET: readonly MirrorStatement[] = [
  { object: 'temporary tables', sql: 'discard temp', oid: null, superuser: true },
  {
    object: 'dead rows',
    sql: `vacuum ${CATALOGS.map((name) => `pg_catalog.pg_${name}`).join(', ')}`,
    oid: null,
    superuser: true,
  },
];

/**
 * The temporary tables of the session that is served, as temporary tables of the shadow's one PostgreSQL session: so
 * that only its statements see them, before all others, and by PostgreSQL's own rules.
 */
export class TemporaryMirror {
  readonly #shadow: Shadow;
  #key = '';
  #laid: { readonly plan: MirrorPlan; readonly relations: Relations } | null = null;

  constructor(shadow: Shadow) {
    this.#shadow = shadow;
  }

  /** The plan with the temporary tables in it, and what relations there are; null when there are none. */
  get laid(): { readonly plan: MirrorPlan; readonly relations: Relations } | null {
    return this.#laid;
  }

  /** Takes away what is there. */
  clear(): void {
    if (this.#key !== '') this.#shadow.apply(FORGET);
    this.#key = '';
    this.#laid = null;
  }

  /** Makes the tables of a session, if they are not there already. */
  lay(temporary: TemporarySchema | undefined, permanent: Permanent): void {
    const key = temporaryKey(temporary);
    if (key === this.#key) return;
    this.clear();
    if (temporary === undefined || key === '') return;
    this.#key = key;
    const tables = temporary.tables.map((source) => temporaryTable(source, temporary.prefix));
    const plan = planMirror(permanent.snapshot, tables);
    const groups = [...plan.groups.values()].filter((group) => !permanent.plan.groups.has(group.key));
    const [failure] = this.#shadow.apply(groups.flatMap((group) => group.create));
    if (failure !== undefined) {
      this.clear();
      throw GatewayError.fromFields(failure.error);
    }
    const oids = this.#sequenceOids();
    const sequences = plan.sequences.map((sequence) =>
      sequence.schema === TEMPORARY_SCHEMA
        ? { ...sequence, oid: oids.get(sequence.name) ?? sequence.oid }
        : sequence,
    );
    const own = readRelations(this.#shadow, tables, permanent.types, sequences, true);
    this.#laid = {
      plan: { ...plan, sequences },
      relations: new Relations([...permanent.relations.all(), ...own.all()]),
    };
  }

  #sequenceOids(): Map<string, number> {
    const rows = this.#shadow.rows(
      `select relname, oid from pg_class where relkind = 'S' and relnamespace = pg_my_temp_schema()`,
    );
    return new Map(rows.map(([name, oid]) => [name ?? '', Number(oid)]));
  }
}

function temporaryTable(source: SnapshotTable, prefix: string): MirroredTable {
  const name = pgSpelling(source.name.slice(prefix.length));
  return { ...mirrorTable(source), schema: TEMPORARY_SCHEMA, name };
}
