import { join } from 'node:path';
import { expect } from 'chai';
import { decodeBackend, splitMessages } from '../../src/protocol/index.ts';
import type { CatalogSnapshot } from '../../src/catalog/snapshot.ts';
import type { ShadowRows } from '../../src/translation/api.ts';
import { shareSchema } from '../../src/translation/shared-schema.ts';
import type { Answer, PrepareTask, RunTask, StatementShape } from '../../src/translation/tasks/messages.ts';
import { WorkerPool } from '../../src/translation/worker-pool.ts';
import { workerSetup } from '../../src/translation/worker-setup.ts';
import { rowsOf } from '../support/rows.ts';
import type { Mortality } from '../support/translation/mortal-worker.ts';
import { ALICE, IMAGE_FOLDER, SHADOW_TIMEOUT } from '../unit/catalog/support/shadow.ts';
import { pgColumn, primaryKey, table } from '../unit/catalog/support/snapshots.ts';

const THREADS = join(import.meta.dirname, '../support/translation/mortal-worker.ts');
const CONCURRENT = 100;

const SNAPSHOT: CatalogSnapshot = {
  schemas: ['SQLUser'],
  tables: ['orders', 'items'].map((name) =>
    table(
      name,
      [pgColumn('id', 'INTEGER', 'integer', { nullable: false }), pgColumn('note', 'VARCHAR(20)', 'text')],
      {
        keys: [primaryKey(`${name}_pkey`, 'id')],
      },
    ),
  ),
};

function rowsIn(frames: Uint8Array): (string | null)[][] {
  return rowsOf([...splitMessages(frames)].map(({ type, body }) => decodeBackend(type, body)));
}

// Issue 5: killing the shadow's worker in the middle of 100 concurrent introspections loses none.
describe('threads that die in the middle of introspections', function () {
  this.timeout(4 * SHADOW_TIMEOUT);
  const schema = shareSchema(1, SNAPSHOT);
  let pool: WorkerPool;

  /** @param answers so many are given before a thread dies */
  async function start(answers: number, answersQueries: boolean): Promise<void> {
    const setup = await workerSetup({
      imageFolder: IMAGE_FOLDER,
      analysers: 1,
      queries: 1,
      cacheSize: 10,
      timeoutMs: SHADOW_TIMEOUT,
      dialect: { version: [2025, 1] },
      serverVersion: '14.20',
      owner: '_SYSTEM',
      report: () => undefined,
    });
    const mortality: Mortality = { answersLeft: new SharedArrayBuffer(4) };
    new Int32Array(mortality.answersLeft)[0] = answers;
    pool = new WorkerPool({
      filename: THREADS,
      threads: 1,
      workerData: { ...setup, answersQueries, ...mortality },
      timeoutMs: SHADOW_TIMEOUT,
      startTimeoutMs: 2 * SHADOW_TIMEOUT,
      maxQueue: CONCURRENT,
      report: () => undefined,
    });
  }

  afterEach(() => pool.close());

  const numbers = Array.from({ length: CONCURRENT }, (_, number) => number);
  const columnsOf = (number: number): string =>
    `select ${number}, attname from pg_attribute where attrelid = 'public.orders'::regclass and attnum > 0 order by attnum`;

  it('queries on the catalog are all answered', async () => {
    await start(CONCURRENT / 2, true);
    const answers = await Promise.all(
      numbers.map((number) => {
        const task: RunTask = {
          schema,
          text: columnsOf(number),
          parameterTypes: [],
          parameterFormats: [],
          parameters: [],
          resultFormats: [],
          session: ALICE,
          tables: [],
        };
        return pool.run<Answer<ShadowRows>>('run', task);
      }),
    );
    const rows = answers.map((answer) => ('value' in answer ? rowsIn(answer.value.frames) : answer.error));
    expect(rows).to.deep.equal(
      numbers.map((number) => [
        [String(number), 'id'],
        [String(number), 'note'],
      ]),
    );
    expect(pool.restarts).to.equal(1);
  });

  it('statements to be translated are all translated', async () => {
    await start(CONCURRENT / 2, false);
    const answers = await Promise.all(
      numbers.map((number) => {
        const text = `select id, note from orders where id = ${number}`;
        const task: PrepareTask = { schema, text, parameterTypes: [], session: ALICE, lifted: null };
        return pool.run<Answer<StatementShape>>('prepare', task);
      }),
    );
    const names = answers.map((answer) =>
      'value' in answer && answer.value.kind === 'query'
        ? answer.value.columns?.map(({ name }) => name)
        : answer,
    );
    expect(names).to.deep.equal(numbers.map(() => ['id', 'note']));
    expect(pool.restarts).to.equal(1);
  });
});
