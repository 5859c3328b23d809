import type { Dialect } from '../../sql/context.ts';
import { dialectOfServer } from '../../sql/iris/version.ts';
import { startChild } from './child/child-process.ts';
import { ControlLane } from './control-lane.ts';
import type { ConnectionFacts, ConnectionOptions } from './options.ts';

/** The first connection is given up by its timeout only. */
const NEVER = new AbortController().signal;

/** An IRIS server that was found to be there. */
export class IrisServer {
  readonly connection: ConnectionOptions;
  readonly facts: ConnectionFacts;
  /** SQL as the server accepts it. */
  readonly dialect: Dialect;
  /** Null when no connection besides the lanes is wanted: what is cancelled is killed then. */
  readonly control: ControlLane | null;
  readonly #closing = new AbortController();

  private constructor(connection: ConnectionOptions, facts: ConnectionFacts, control: ControlLane | null) {
    this.connection = connection;
    this.facts = facts;
    this.dialect = dialectOfServer(facts.serverVersion);
    this.control = control;
  }

  /** Aborted when the server is closed: connections that are being opened then are given up. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  /**
   * Connects: what the server is decides what SQL is printed for it.
   *
   * @param control whether the connection is kept, to cancel what lanes run
   * @throws GatewayError as openConnection does
   */
  static async meet(connection: ConnectionOptions, control: boolean): Promise<IrisServer> {
    const child = await startChild({ serve: 'control', connection }, NEVER);
    if (control) return new IrisServer(connection, child.facts, new ControlLane(connection, child));
    child.kill();
    await child.gone;
    return new IrisServer(connection, child.facts, null);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.control?.close();
  }
}
