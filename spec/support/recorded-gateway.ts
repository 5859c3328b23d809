import { LanePool } from '../../actors/pool/lane-pool.ts';
import { DictionaryFollower } from '../../actors/dictionary/dictionary-follower.ts';
import type { Services } from '../../actors/connection/services.ts';
import type { Backend } from '../../src/backend/backend.ts';
import { DataFolder } from '../../src/backend/embedded/data-folder.ts';
import { openEmbeddedSession } from '../../src/backend/embedded/engine/session.ts';
import type { IrisSession } from '../../src/backend/iris-session.ts';
import { Inbox } from '../../src/backend/lane/inbox.ts';
import { LaneHost } from '../../src/backend/lane/lane-host.ts';
import type { FromLane } from '../../src/backend/lane/messages.ts';
import { RemoteLane } from '../../src/backend/lane/remote-lane.ts';
import type { Dialect } from '../../src/sql/context.ts';
import { Translator } from '../../src/translation/translator.ts';
import type { TypeRegistry } from '../../src/types/index.ts';
import type { IrisValue } from '../../src/types/iris-value.ts';
import { fakeServices } from './fake-services.ts';

/** A statement as IRIS gets it. */
export interface Recorded {
  readonly sql: string;
  readonly args: readonly IrisValue[];
}

/** Services with the real translator, and lanes of the embedded engine in this thread whose statements are recorded. */
export class RecordedGateway {
  readonly services: Services;
  readonly #translator: Translator;
  readonly #folder: DataFolder;
  readonly #log: Recorded[];

  private constructor(services: Services, translator: Translator, folder: DataFolder, log: Recorded[]) {
    this.services = services;
    this.#translator = translator;
    this.#folder = folder;
    this.#log = log;
  }

  static async open(dialect: Dialect, imageFolder: string): Promise<RecordedGateway> {
    const translator = await Translator.create({
      analysers: 1,
      queries: 1,
      imageFolder,
      cacheSize: 1000,
      timeoutMs: 60_000,
      dialect,
      serverVersion: '14.20',
      owner: '_SYSTEM',
      report: (error) => console.error(error),
    });
    const folder = DataFolder.claim(':memory:');
    const log: Recorded[] = [];
    const backend = recordingBackend(folder.file, dialect, translator.registry, log);
    const pool = new LanePool(
      backend,
      {
        size: 2,
        maxOverflow: 0,
        timeoutMs: 5000,
        maxWaiting: 10_000,
        growAfterMs: 0,
        eagerLanes: 2,
        recycleMs: 60_000,
        checkMs: 0,
        idleMs: 0,
      },
      () => undefined,
    );
    const lease = await pool.acquire(new AbortController().signal);
    await translator.refresh(await lease.lane.snapshot());
    lease.release(true);
    const fakes = fakeServices();
    const services: Services = {
      ...fakes,
      translation: translator,
      pool,
      dictionary: new DictionaryFollower({ pool, translation: translator, report: fakes.report }),
      registry: translator.registry,
      limits: { ...fakes.limits, remainderRows: 10_000, remainderBytes: 10_000_000 },
    };
    return new RecordedGateway(services, translator, folder, log);
  }

  /** What has reached IRIS since the last call; reads of the dictionary are left out. */
  take(): Recorded[] {
    return this.#log.splice(0).filter(({ sql }) => !/INFORMATION_SCHEMA|%Dictionary/.test(sql));
  }

  async close(): Promise<void> {
    await this.services.pool.close();
    await this.#translator.close();
    this.#folder.release();
  }
}

function recordingBackend(path: string, dialect: Dialect, registry: TypeRegistry, log: Recorded[]): Backend {
  return {
    type: 'embedded',
    exclusive: true,
    oneWriter: true,
    dialect,
    connect: () => Promise.resolve(lane(recording(openEmbeddedSession({ path, dialect }), log), registry)),
    close: () => Promise.resolve(),
  };
}

function recording(session: IrisSession, log: Recorded[]): IrisSession {
  return {
    execute: (sql, args) => {
      log.push({ sql, args });
      return session.execute(sql, args);
    },
    describe: (sql) => session.describe(sql),
    close: () => session.close(),
  };
}

/** Both ends of a lane in this thread. */
function lane(session: IrisSession, registry: TypeRegistry): RemoteLane {
  const { promise: gone, resolve: end } = Promise.withResolvers<unknown>();
  let toGateway: (message: FromLane) => void = () => undefined;
  const inbox = new Inbox();
  const link = { post: (message: FromLane) => toGateway(message), next: () => inbox.next() };
  void new LaneHost(session, registry, link, () => false).serve();
  return new RemoteLane({
    post: (message) => inbox.add(structuredClone(message)),
    listen: (onMessage) => {
      toGateway = (message) => queueMicrotask(() => onMessage(message));
    },
    interrupt: () => undefined,
    terminate: () => {
      session.close();
      end('closed');
      return Promise.resolve();
    },
    gone,
  });
}
