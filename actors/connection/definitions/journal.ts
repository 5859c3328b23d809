import {
  changedRelations,
  isSameName,
  objectKey,
  relationKey,
} from '../../../src/catalog/restoration/snapshot-objects.ts';
import type { TouchedObjects } from '../../../src/catalog/restoration/restore.ts';
import type { CatalogSnapshot } from '../../../src/catalog/snapshot.ts';
import type { DefinedObject, DefinitionEffect } from '../../../src/sql/ddl/definition-effect.ts';

export type Rename = Extract<DefinitionEffect, { readonly does: 'rename' }>;

/** A drop that waits for the commit. */
export interface WaitingDrop {
  /** As it is called at present: it may have been renamed to make room. */
  object: DefinedObject;
  level: number;
}

/** What one DDL statement has done, or was about to do. */
interface Entry {
  readonly before: CatalogSnapshot;
  readonly made: DefinedObject[];
  readonly renames: Rename[];
  /** null until it is known. */
  touched: ReadonlySet<string> | null;
  level: number;
}

/** What is to be undone. */
export interface Undoing extends TouchedObjects {
  /** The dictionary before the first of it. */
  readonly target: CatalogSnapshot;
  /** Newest first. */
  readonly renames: readonly Rename[];
  /** objectKeys of what was made. */
  readonly madeObjects: ReadonlySet<string>;
}

/**
 * The DDL of a session's transaction, which IRIS does not roll back (iris-sql.md 6.1). Levels are numbers of open
 * savepoints. Entries are written before their statement runs, so that one that fails in the middle is undone, too.
 */
export class DefinitionJournal {
  #entries: Entry[] = [];
  #drops: WaitingDrop[] = [];

  get any(): boolean {
    return this.#entries.length > 0;
  }

  get drops(): readonly WaitingDrop[] {
    return this.#drops;
  }

  get dropped(): DefinedObject[] {
    return this.#drops.map(({ object }) => object);
  }

  begin(before: CatalogSnapshot, level: number): void {
    this.#entries.push({ before, made: [], renames: [], touched: null, level });
  }

  /** The statement that was begun last makes or renames something, or drops it at the commit. */
  noteMade(object: DefinedObject): void {
    this.#entries.at(-1)?.made.push(object);
  }

  noteRename(rename: Rename): void {
    this.#entries.at(-1)?.renames.push(rename);
    this.#rename(rename);
  }

  noteDrop(drop: WaitingDrop): void {
    this.#drops.push(drop);
  }

  /** It has been done, or is not wanted any more. */
  forgetDrop(drop: WaitingDrop): void {
    this.#drops = this.#drops.filter((one) => one !== drop);
  }

  /** The drop that waits for what has this name. */
  findDrop(object: DefinedObject): WaitingDrop | undefined {
    const key = objectKey(object);
    return this.#drops.find((drop) => objectKey(drop.object) === key);
  }

  /** The statement that was begun last is over. */
  end(after: CatalogSnapshot): void {
    const entry = this.#entries.at(-1);
    if (entry !== undefined) entry.touched = changedRelations(entry.before, after);
  }

  /** What was done at a level above `level` belongs to that one. */
  release(level: number): void {
    for (const one of [...this.#entries, ...this.#drops]) one.level = Math.min(one.level, level);
  }

  /** What was done above a level; null for nothing. */
  above(level: number): Undoing | null {
    const undone = this.#entries.filter((entry) => entry.level > level);
    const [first] = undone;
    if (first === undefined) return null;
    const made = undone.flatMap((entry) => entry.made);
    return {
      target: first.before,
      renames: undone.flatMap((entry) => entry.renames).toReversed(),
      touched: touchedBy(undone),
      made: new Set(made.filter(isRelation).map(({ schema, table: name }) => relationKey({ schema, name }))),
      madeObjects: new Set(made.map(objectKey)),
      schemas: made.filter(({ kind }) => kind === 'schema').map(({ schema }) => schema),
    };
  }

  /** It has been undone. */
  forgetAbove(level: number): void {
    const undone = this.#entries.filter((entry) => entry.level > level);
    this.#entries = this.#entries.filter((entry) => entry.level <= level);
    for (const rename of undone.flatMap((entry) => entry.renames).toReversed()) this.#rename(inverse(rename));
    this.#drops = this.#drops.filter((drop) => drop.level <= level);
  }

  clear(): void {
    this.#entries = [];
    this.#drops = [];
  }

  /** Drops that wait follow what they are about. */
  #rename(rename: Rename): void {
    for (const drop of this.#drops) drop.object = renamed(drop.object, rename);
  }
}

/** A rename the other way round. */
export function inverse({ object, to }: Rename): Rename {
  return { does: 'rename', object: renamed(object, { does: 'rename', object, to }), to: nameOf(object) };
}

function nameOf({ kind, table, part }: DefinedObject): string {
  return kind === 'column' ? part : table;
}

/** What an object is called after a rename. */
function renamed(object: DefinedObject, { object: from, to }: Rename): DefinedObject {
  const sameTable = isSameName(object.schema, from.schema) && isSameName(object.table, from.table);
  if (!sameTable) return object;
  if (from.kind !== 'column') return { ...object, table: to };
  return object.kind === 'column' && isSameName(object.part, from.part) ? { ...object, part: to } : object;
}

function isRelation({ kind }: DefinedObject): boolean {
  return kind === 'table' || kind === 'view';
}

/** What was made may have been renamed since: it counts under all its names. */
function touchedBy(entries: readonly Entry[]): Set<string> | null {
  const all = new Set<string>();
  for (const { touched } of entries) {
    if (touched === null) return null;
    for (const key of touched) all.add(key);
  }
  return all;
}
