import { IrisError } from '../../iris-session.ts';
import { DEFAULT_SCHEMA } from '../functions/system.ts';
import { nameKey } from '../iris-sql/ast.ts';
import { type ForeignKeyRecord, type Relation, type TableRecord, fullName } from './records.ts';
import type { DictionaryChanges } from './changes.ts';
import type { DictionaryStore } from './store.ts';
import { type SystemView, systemView } from './system-views.ts';

/** A name's meaning. */
export type Found = Relation | SystemView;

/** One session's view of the dictionary: loaded piece by piece, forgotten when the epoch changes. */
export class Dictionary {
  readonly store: DictionaryStore;
  readonly #changes: DictionaryChanges | undefined;
  /** The changes that the epoch has seen. */
  #seen = -1;
  #epoch = -1;
  #byName = new Map<string, Relation | null>();
  #byId = new Map<number, Relation>();
  #all: readonly Relation[] | null = null;
  #schemas: ReadonlyMap<string, string> | null = null;
  readonly #systemRows = new Map<string, string>();
  /** Of views that tell of each relation for itself; a definition makes new records. */
  readonly #relationRows = new Map<SystemView, WeakMap<Relation, string>>();

  /** @param changes of the file, when all that change its dictionary count them; else the epoch is looked up each time */
  constructor(store: DictionaryStore, changes?: DictionaryChanges) {
    this.store = store;
    this.#changes = changes;
  }

  /** As of the last look. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Looks whether another session, or a rollback, changed the dictionary. Returns the epoch. */
  refresh(): number {
    if (this.#changes !== undefined) {
      // Counted before the epoch is read: what changes in between is looked at again the next time.
      const count = this.#changes.count();
      if (count === this.#seen) return this.#epoch;
      this.#seen = count;
    }
    return this.reread();
  }

  /** The same, where changes of this session were taken back within its transaction. */
  reread(): number {
    const epoch = this.store.epoch();
    if (epoch !== this.#epoch) this.#forget(epoch);
    return epoch;
  }

  #forget(epoch: number): void {
    this.#epoch = epoch;
    this.#byName = new Map();
    this.#byId = new Map();
    this.#all = null;
    this.#schemas = null;
    this.#systemRows.clear();
  }

  /** Called by DDL after its writes. */
  changed(): void {
    this.store.touch();
    this.store.afterwards(() => this.#changes?.add());
    this.#forget(this.store.epoch());
  }

  /** A table, view or system view; unqualified names live in SQLUser. */
  find(schema: string | null, name: string): Found | undefined {
    const schemaKey = nameKey(schema ?? DEFAULT_SCHEMA);
    const view = systemView(schemaKey, nameKey(name));
    if (view) return view;
    const key = `${schemaKey}.${nameKey(name)}`;
    const known = this.#byName.get(key);
    if (known !== undefined) return known ?? undefined;
    const relation = this.store.relation(schemaKey, nameKey(name));
    this.#byName.set(key, relation ?? null);
    if (relation) this.#byId.set(relation.id, relation);
    return relation;
  }

  /** @throws IrisError -30 when there is no such table, -35 when it is no table */
  table(schema: string | null, name: string): TableRecord {
    const found = this.find(schema, name);
    if (!found) throw new IrisError(-30, `Table '${schema ?? DEFAULT_SCHEMA}.${name}' not found`);
    if (found.kind === 'system') throw new IrisError(-115, `Table '${fullName(found)}' is read only`);
    if (found.kind === 'view') throw new IrisError(-35, `View '${fullName(found)}' is not updateable`);
    return found;
  }

  byId(id: number): Relation | undefined {
    const known = this.#byId.get(id);
    if (known) return known;
    const relation = this.store.relationById(id);
    if (relation) this.#byId.set(id, relation);
    return relation;
  }

  /** @throws Error when the dictionary contradicts itself */
  tableById(id: number): TableRecord {
    const relation = this.byId(id);
    if (relation?.kind !== 'table') throw new Error(`dictionary: no table ${id}`);
    return relation;
  }

  all(): readonly Relation[] {
    this.#all ??= this.store.relations();
    return this.#all;
  }

  tables(): readonly TableRecord[] {
    return this.all().filter((relation) => relation.kind === 'table');
  }

  /** Foreign keys of all tables that point to a table. */
  referencing(id: number): readonly { readonly table: TableRecord; readonly foreignKey: ForeignKeyRecord }[] {
    return this.store
      .referencing(id)
      .map((child) => this.tableById(child))
      .flatMap((table) =>
        table.foreignKeys
          .filter((foreignKey) => foreignKey.targetTable === id)
          .map((foreignKey) => ({ table, foreignKey })),
      );
  }

  /** Spelling of each schema by its key. */
  schemas(): ReadonlyMap<string, string> {
    this.#schemas ??= new Map(this.store.schemas());
    return this.#schemas;
  }

  /** Rows of a system view as JSON, made once for each epoch. */
  systemRows(view: SystemView): string {
    const key = fullName(view);
    const known = this.#systemRows.get(key);
    if (known !== undefined) return known;
    const rows = `[${this.#rowTexts(view).join(',')}]`;
    this.#systemRows.set(key, rows);
    return rows;
  }

  /** Rows of a system view as JSON without the brackets, in one piece or for each relation that has any. */
  #rowTexts(view: SystemView): string[] {
    const { contents } = view;
    const textOf = (rows: readonly unknown[]): string => JSON.stringify(rows).slice(1, -1);
    if (contents.of === 'all') return [textOf(contents.rows(this))].filter((text) => text !== '');
    let known = this.#relationRows.get(view);
    if (known === undefined) this.#relationRows.set(view, (known = new WeakMap()));
    return this.all().flatMap((relation) => {
      const text = known.get(relation) ?? textOf(contents.rows(relation));
      known.set(relation, text);
      return text === '' ? [] : [text];
    });
  }
}
