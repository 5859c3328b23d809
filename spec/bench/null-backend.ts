import type { Backend, Execution, Lane, Outcome, RowSink } from '../../src/backend/backend.ts';
import { GatewayError } from '../../src/errors/gateway-error.ts';
import type { CatalogSnapshot, SnapshotColumn } from '../../src/catalog/snapshot.ts';
import { DataRowWriter } from '../../src/protocol/index.ts';

const COLUMN: Omit<SnapshotColumn, 'name' | 'irisType' | 'nullable'> = {
  generated: null,
  collation: 'EXACT',
  pgType: null,
  pgDefault: null,
  pgIdentity: null,
};

/** The table that the workloads of spec/bench read. */
const SNAPSHOT: CatalogSnapshot = {
  schemas: ['SQLUser'],
  tables: [
    {
      schema: 'SQLUser',
      name: 'bench',
      kind: 'table',
      definition: null,
      columns: [
        { ...COLUMN, name: 'id', irisType: 'INTEGER', nullable: false },
        { ...COLUMN, name: 'label', irisType: 'VARCHAR(40)', nullable: true },
        { ...COLUMN, name: 'amount', irisType: 'NUMERIC(10,2)', nullable: true },
      ],
      keys: [{ name: 'bench_pkey', kind: 'primary', columns: ['id'] }],
      foreignKeys: [],
      indexes: [],
    },
  ],
};

/** A backend that answers at once and always the same: what is left is the gateway's own work. */
export class NullBackend implements Backend {
  readonly type = 'embedded';
  readonly exclusive = true;
  readonly oneWriter = true;
  readonly dialect = { version: [2025, 3] } as const;
  #lanes = 0;

  connect(): Promise<Lane> {
    this.#lanes += 1;
    return Promise.resolve(nullLane(this.#lanes));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function nullLane(id: number): Lane {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const row = oneRow();
  const nothing = (): Promise<void> => Promise.resolve();
  const refuse = (): never => {
    throw new GatewayError('0A000', 'a null lane does nothing');
  };
  return {
    id,
    answered: 0,
    ended,
    async execute(_portal: string, { plan }: Execution, sink: RowSink): Promise<Outcome> {
      if (plan.columns !== null) await sink(row, 1);
      return { count: 1, suspended: false };
    },
    resume: refuse,
    copyIn: refuse,
    closePortal: nothing,
    begin: nothing,
    commit: nothing,
    rollback: nothing,
    savepoint: nothing,
    rollbackTo: nothing,
    release: nothing,
    cancel: () => undefined,
    describe: refuse,
    dictionaryVersion: () => Promise.resolve(''),
    snapshot: () => Promise.resolve(SNAPSHOT),
    close: () => {
      end();
      return Promise.resolve();
    },
  };
}

function oneRow(): Uint8Array {
  const writer = new DataRowWriter();
  writer.beginRow(2);
  writer.text('label 4711');
  writer.text('711.25');
  writer.endRow();
  return writer.take();
}
