import type { Lane } from '../../../src/backend/backend.ts';
import { dropColumn, rename } from '../../../src/catalog/restoration/definition-sql.ts';
import { lostTables, restore, type RestoringStatement } from '../../../src/catalog/restoration/restore.ts';
import { hasObject, objectKey, relationKey } from '../../../src/catalog/restoration/snapshot-objects.ts';
import type { CatalogSnapshot } from '../../../src/catalog/snapshot.ts';
import { asGatewayError, GatewayError } from '../../../src/errors/gateway-error.ts';
import type { DefinedObject } from '../../../src/sql/ddl/definition-effect.ts';
import type { Session } from '../session.ts';
import { define } from './define.ts';
import { inverse, type Undoing } from './journal.ts';

/**
 * Undoes the DDL that the session's transaction has done above a level; the backend has rolled the rows back already.
 * What cannot be undone is told the client and the log. Looks at what is there, so that it may be called again when the
 * lane was lost in the middle.
 *
 * @throws GatewayError 08006
 */
export async function undoDefinitions(session: Session, lane: Lane, level: number): Promise<void> {
  const undoing = session.journal.above(level);
  if (undoing === null) return;
  const undo = new Undo(session, lane, undoing);
  await undo.renames();
  await undo.rest();
  session.journal.forgetAbove(level);
}

class Undo {
  readonly #session: Session;
  readonly #lane: Lane;
  readonly #undoing: Undoing;

  constructor(session: Session, lane: Lane, undoing: Undoing) {
    this.#session = session;
    this.#lane = lane;
    this.#undoing = undoing;
  }

  /** What has taken the old name since goes first. */
  async renames(): Promise<void> {
    for (const done of this.#undoing.renames) {
      const back = inverse(done);
      const current = await this.#lane.snapshot();
      if (!hasObject(current, back.object)) continue;
      await this.#makeRoom(current, done.object);
      await this.#run({ object: nameOf(done.object), statement: rename(back.object, back.to) });
    }
  }

  async rest(): Promise<void> {
    const { target } = this.#undoing;
    const current = await this.#lane.snapshot();
    for (const statement of restore(target, current, this.#undoing)) await this.#run(statement);
    for (const { schema, name } of lostTables(target, current, this.#undoing))
      this.#fail(`table ${schema}.${name}`, new GatewayError('XX000', 'it was dropped'));
  }

  /** What was made under the old name goes, with the foreign keys to it. */
  async #makeRoom(current: CatalogSnapshot, object: DefinedObject): Promise<void> {
    if (!this.#undoing.madeObjects.has(objectKey(object)) || !hasObject(current, object)) return;
    const { schema, table: name, part } = object;
    if (object.kind === 'column') {
      await this.#run({ object: nameOf(object), statement: dropColumn({ schema, name }, part) });
      return;
    }
    const made = new Set([relationKey({ schema, name })]);
    const without = { ...current, tables: current.tables.filter((table) => !made.has(relationKey(table))) };
    const scope = { touched: new Set<string>(), made, schemas: [] };
    for (const statement of restore(without, current, scope)) await this.#run(statement);
  }

  async #run({ object, statement }: RestoringStatement): Promise<void> {
    try {
      await define(this.#session, this.#lane, statement);
    } catch (error) {
      const failure = asGatewayError(error);
      if (failure.sqlstate === '08006') throw failure;
      this.#fail(object, failure);
    }
  }

  #fail(object: string, error: GatewayError): void {
    const message = `${object} could not be brought back to what it was before the transaction: ${error.message}`;
    this.#session.warn('01000', message);
    this.#session.services.report(new GatewayError(error.sqlstate, message));
  }
}

function nameOf({ kind, schema, table, part }: DefinedObject): string {
  return kind === 'column' ? `column ${part} of table ${schema}.${table}` : `${kind} ${schema}.${table}`;
}
