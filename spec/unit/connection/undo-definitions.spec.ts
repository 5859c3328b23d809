import { expect } from 'chai';
import { DefinitionJournal } from '../../../actors/connection/definitions/journal.ts';
import { undoDefinitions } from '../../../actors/connection/definitions/undo-definitions.ts';
import type { Session } from '../../../actors/connection/session.ts';
import type { Lane } from '../../../src/backend/backend.ts';
import { changedRelations } from '../../../src/catalog/restoration/snapshot-objects.ts';
import type { CatalogSnapshot, SnapshotTable } from '../../../src/catalog/snapshot.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { DefinedObject } from '../../../src/sql/ddl/definition-effect.ts';

function table(name: string): SnapshotTable {
  return {
    schema: 'SQLUser',
    name,
    kind: 'table',
    definition: null,
    columns: [],
    keys: [],
    foreignKeys: [],
    indexes: [],
  };
}

function object(name: string): DefinedObject {
  return { kind: 'table', schema: 'SQLUser', table: name, part: '' };
}

/** A backend with these tables, whose DROP and RENAME work, and which refuses or is lost when it is told so. */
class Backend {
  snapshot: CatalogSnapshot;
  readonly done: string[] = [];
  /** Statements that fail, by their beginning. */
  readonly failures = new Map<string, GatewayError>();

  constructor(...names: string[]) {
    this.snapshot = { schemas: ['SQLUser'], tables: names.map(table) };
  }

  lane(): Lane {
    const lane: Pick<Lane, 'snapshot' | 'execute'> = {
      snapshot: () => Promise.resolve(this.snapshot),
      execute: (_name, { plan }) => {
        const [step] = plan.steps;
        const sql = step?.do === 'command' ? step.statement.sql : '';
        const failure = [...this.failures].find(([start]) => sql.startsWith(start))?.[1];
        if (failure) return Promise.reject(failure);
        this.done.push(sql);
        this.#apply(sql);
        return Promise.resolve({ count: 0, suspended: false });
      },
    };
    return lane as Lane;
  }

  #apply(sql: string): void {
    const [, name, to] = /"SQLUser"\."(\w+)"(?: RENAME "(\w+)")?/.exec(sql) ?? [];
    const { tables } = this.snapshot;
    const others = tables.filter((one) => one.name !== name);
    this.snapshot = { ...this.snapshot, tables: to === undefined ? others : [...others, table(to)] };
  }
}

function sessionOf(journal: DefinitionJournal): { session: Session; warnings: string[]; log: unknown[] } {
  const warnings: string[] = [];
  const log: unknown[] = [];
  const session = {
    journal,
    settings: { integer: () => 0 },
    services: { report: (error: unknown) => log.push(error) },
    warn: (_state: string, message: string) => warnings.push(message),
  } as unknown as Session;
  return { session, warnings, log };
}

/** The journal of: t is renamed away, another t is made, u is made. */
function journalOf(before: CatalogSnapshot, after: CatalogSnapshot): DefinitionJournal {
  const journal = new DefinitionJournal();
  journal.begin(before, 0);
  journal.noteRename({ does: 'rename', object: object('t'), to: 'away' });
  journal.noteMade(object('t'));
  journal.noteMade(object('u'));
  journal.end(after);
  return journal;
}

const BEFORE: CatalogSnapshot = new Backend('t', 'other').snapshot;

describe('undoing definitions', () => {
  it('drops what has taken an old name, renames back, and drops what was made', async () => {
    const backend = new Backend('away', 't', 'u', 'other', 'foreign');
    const { session, warnings } = sessionOf(
      journalOf(BEFORE, new Backend('away', 't', 'u', 'other').snapshot),
    );
    await undoDefinitions(session, backend.lane(), -1);
    expect(backend.done).to.deep.equal([
      'DROP TABLE "SQLUser"."t" CASCADE',
      'ALTER TABLE "SQLUser"."away" RENAME "t"',
      'DROP TABLE "SQLUser"."u" CASCADE',
    ]);
    expect(warnings).to.deep.equal([]);
    expect(session.journal.any).to.equal(false);
  });

  it('leaves alone what the backend has undone', async () => {
    const backend = new Backend('t', 'other');
    const { session } = sessionOf(journalOf(BEFORE, new Backend('away', 't', 'u', 'other').snapshot));
    await undoDefinitions(session, backend.lane(), -1);
    expect(backend.done).to.deep.equal([]);
  });

  it('tells client and log what cannot be undone, and does the rest', async () => {
    const backend = new Backend('away', 't', 'u', 'other');
    backend.failures.set('DROP TABLE "SQLUser"."u"', new GatewayError('55P03', 'the table is locked'));
    const { session, warnings, log } = sessionOf(journalOf(BEFORE, backend.snapshot));
    await undoDefinitions(session, backend.lane(), -1);
    expect(warnings).to.deep.equal([
      'table SQLUser.u could not be brought back to what it was before the transaction: the table is locked',
    ]);
    expect(log).to.have.length(1);
    expect(backend.snapshot.tables.map(({ name }) => name)).to.have.members(['t', 'u', 'other']);
  });

  it('goes on with another lane when this one is lost', async () => {
    const backend = new Backend('away', 't', 'u', 'other');
    backend.failures.set('DROP TABLE "SQLUser"."u"', new GatewayError('08006', 'the lane is lost'));
    const { session } = sessionOf(journalOf(BEFORE, backend.snapshot));
    const lost: unknown = await undoDefinitions(session, backend.lane(), -1).catch((error: unknown) => error);
    expect(lost).to.be.instanceOf(GatewayError);
    expect(session.journal.any).to.equal(true);
    backend.failures.clear();
    await undoDefinitions(session, backend.lane(), -1);
    expect(backend.snapshot.tables.map(({ name }) => name)).to.have.members(['t', 'other']);
    expect(changedRelations(BEFORE, backend.snapshot).size).to.equal(0);
  });
});
