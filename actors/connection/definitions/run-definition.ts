import type { Lane, Outcome } from '../../../src/backend/backend.ts';
import { dropConstraint, rename, setNullability } from '../../../src/catalog/restoration/definition-sql.ts';
import { findTable, isSameName } from '../../../src/catalog/restoration/snapshot-objects.ts';
import type { CatalogSnapshot, SnapshotTable } from '../../../src/catalog/snapshot.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { DefinedObject } from '../../../src/sql/ddl/definition-effect.ts';
import type { IrisStatement, Plan, Step } from '../../../src/sql/plan.ts';
import type { Session } from '../session.ts';
import { droppingStatement } from './dropping-statement.ts';
import { define } from './define.ts';
import { showOwnSchema } from './own-schema.ts';

let renamed = 0;

type Command = Extract<Step, { readonly do: 'command' }>;

/**
 * Runs a DDL plan within the session's transaction. IRIS does not roll DDL back (iris-sql.md 6.1), so what would lose
 * rows waits for the commit, hidden from the session, and everything else is written down to be undone.
 *
 * @param onlyTemporary it concerns nothing but the session's own temporary tables
 * @param execute runs the plan in the lane
 * @throws GatewayError 0A000 for what could not be undone
 */
export async function runDefinition(
  session: Session,
  lane: Lane,
  plan: Plan,
  onlyTemporary: boolean,
  execute: (plan: Plan) => Promise<Outcome>,
): Promise<Outcome> {
  const { journal } = session;
  refuseConversions(session, plan);
  const made = plan.steps
    .filter(isCommand)
    .flatMap(({ effect }) => (effect?.does === 'make' ? [effect.object] : []));
  await makeRoomByDropping(session, lane, made);
  const before = await lane.snapshot();
  const level = session.transaction.savepoints.length;
  journal.begin(before, level);
  session.backend.markSchemaChanged();
  try {
    const drops = (plan.dependents ?? []).flatMap((view) => waiting(session, view, before));
    const steps = [...drops, ...plan.steps.flatMap((step) => stepsFor(session, step, before))];
    return await execute({ ...plan, steps });
  } finally {
    await showOwnSchema(session, lane, onlyTemporary);
  }
}

function isCommand(step: Step): step is Command {
  return step.do === 'command';
}

/** What IRIS is told at once, in place of one step of the plan. */
function stepsFor(session: Session, step: Step, before: CatalogSnapshot): Step[] {
  const { journal } = session;
  if (step.do !== 'command' || step.effect === undefined) return [step];
  const { effect } = step;
  switch (effect.does) {
    case 'make':
      journal.noteMade(effect.object);
      return [...roomFor(session, effect.object), step];
    case 'rename': {
      const { object, to } = effect;
      const next = object.kind === 'column' ? { ...object, part: to } : { ...object, table: to };
      const room = roomFor(session, next);
      journal.noteRename(effect);
      return [...room, step];
    }
    case 'drop':
      return waiting(session, effect.object, before);
    case 'convert':
      return [step];
  }
}

/** What waits to be dropped under this name is called otherwise until then. */
function roomFor(session: Session, object: DefinedObject): Step[] {
  const { journal } = session;
  const drop = journal.findDrop(object);
  if (drop === undefined) return [];
  renamed += 1;
  const to = `IrisPgwire_dropped_${Date.now().toString(36)}_${renamed}`;
  const statement = rename(drop.object, to);
  journal.noteRename({ does: 'rename', object: drop.object, to });
  return [command(statement)];
}

/** Views and indexes cannot be renamed in IRIS: what waits is dropped, and can be made again. */
async function makeRoomByDropping(
  session: Session,
  lane: Lane,
  made: readonly DefinedObject[],
): Promise<void> {
  const { journal } = session;
  for (const object of made) {
    const drop = journal.findDrop(object);
    if (drop === undefined || drop.object.kind === 'table' || drop.object.kind === 'column') continue;
    if (drop.object.kind === 'schema') {
      throw new GatewayError(
        '0A000',
        `schema "${object.schema}" cannot be created in the transaction that has dropped it`,
        { detail: 'InterSystems IRIS drops it when the transaction is committed.' },
      );
    }
    journal.begin(await lane.snapshot(), drop.level);
    journal.forgetDrop(drop);
    try {
      await define(session, lane, droppingStatement(drop.object));
    } finally {
      journal.end(await lane.snapshot());
    }
  }
}

/** Notes a drop for the commit, and gives what IRIS is told meanwhile so that nobody meets what is hidden. */
function waiting(session: Session, object: DefinedObject, before: CatalogSnapshot): Step[] {
  const { journal } = session;
  if (journal.findDrop(object) !== undefined) return [];
  journal.noteDrop({ object, level: session.transaction.savepoints.length });
  if (object.kind === 'table') return foreignKeysOf(findTable(before, object));
  if (object.kind === 'schema') {
    return before.tables
      .filter(({ schema }) => isSameName(schema, object.schema))
      .flatMap((table) => foreignKeysOf(table));
  }
  return object.kind === 'column' ? withoutValues(findTable(before, object), object.part) : [];
}

/** SQLCODE of a constraint that is not there (iris-sql.md, SQLCODE table). */
const NO_SUCH_CONSTRAINT = -315;

/**
 * The rows of a hidden table must not hold fast those of others. The statement may have dropped the key itself: DROP TABLE
 * of two tables, one of which refers to the other.
 */
function foreignKeysOf(table: SnapshotTable | undefined): Step[] {
  if (table === undefined) return [];
  return table.foreignKeys.map(({ name }) => ({
    ...command(dropConstraint(table, name)),
    ignore: [NO_SUCH_CONSTRAINT],
  }));
}

/** New rows have nothing in a hidden column. */
function withoutValues(table: SnapshotTable | undefined, name: string): Step[] {
  const column = table?.columns.find((one) => isSameName(one.name, name));
  return table === undefined || column === undefined || column.nullable || column.generated !== null
    ? []
    : [command(setNullability(table, column.name, true))];
}

function command(statement: IrisStatement): Command {
  return { do: 'command', statement };
}

/** @throws GatewayError 0A000 for values that could not be brought back */
function refuseConversions({ transaction }: Session, { steps }: Plan): void {
  if (!transaction.inBlock) return;
  for (const step of steps) {
    if (step.do !== 'command' || step.effect?.does !== 'convert') continue;
    throw new GatewayError(
      '0A000',
      `changing the type of column "${step.effect.object.part}" is not supported in a transaction block`,
      {
        detail: 'Its values would be rounded, and InterSystems IRIS does not roll definitions back.',
        hint: 'Run it outside of a transaction.',
      },
    );
  }
}
