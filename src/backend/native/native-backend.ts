import type { Dialect } from '../../sql/context.ts';
import { dialectOfServer } from '../../sql/iris/version.ts';
import type { RegistryOptions } from '../../types/index.ts';
import type { Backend } from '../backend.ts';
import { startChild } from './child/child-process.ts';
import { ControlLane } from './control-lane.ts';
import { NativeLane } from './native-lane.ts';
import type { ConnectionFacts, ConnectionOptions } from './options.ts';

export interface NativeOptions {
  readonly connection: ConnectionOptions;
  readonly types: RegistryOptions;
  readonly facts: ConnectionFacts;
  /** Whether there may be a connection besides the lanes, which cancels; without it a lane is killed instead. */
  readonly control: boolean;
}

/**
 * Connects once to see that IRIS is there, and what it is: its version decides what SQL is printed.
 *
 * @throws GatewayError as openConnection does
 */
export async function meetServer(connection: ConnectionOptions): Promise<ConnectionFacts> {
  const child = await startChild({ serve: 'control', connection });
  child.kill();
  await child.gone;
  return child.facts;
}

/** InterSystems IRIS through the vendor's driver: one child process for each connection (design.md decision 3). */
export class NativeBackend implements Backend {
  readonly type = 'native';
  readonly dialect: Dialect;
  readonly #options: NativeOptions;
  readonly #control: ControlLane | null;

  constructor(options: NativeOptions) {
    this.#options = options;
    this.dialect = dialectOfServer(options.facts.serverVersion);
    this.#control = options.control ? new ControlLane(options.connection) : null;
  }

  connect(): Promise<NativeLane> {
    const { connection, types } = this.#options;
    return NativeLane.open(connection, types, (job) =>
      this.#control === null ? Promise.resolve('there is no control connection') : this.#control.cancel(job),
    );
  }

  async close(): Promise<void> {
    await this.#control?.close();
  }
}
