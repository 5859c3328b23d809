import type { Dialect } from '../../sql/context.ts';
import { dialectOfServer } from '../../sql/iris/version.ts';
import { startChild } from './child/child-process.ts';
import { ControlLane } from './control-lane.ts';
import type { ConnectionFacts, ConnectionOptions } from './options.ts';

/** An IRIS server that was found to be there. */
export class IrisServer {
  readonly connection: ConnectionOptions;
  readonly facts: ConnectionFacts;
  /** SQL as the server accepts it. */
  readonly dialect: Dialect;
  /** Null when no connection besides the lanes is wanted: what is cancelled is killed then. */
  readonly control: ControlLane | null;

  private constructor(connection: ConnectionOptions, facts: ConnectionFacts, control: ControlLane | null) {
    this.connection = connection;
    this.facts = facts;
    this.dialect = dialectOfServer(facts.serverVersion);
    this.control = control;
  }

  /**
   * Connects: what the server is decides what SQL is printed for it.
   *
   * @param control whether the connection is kept, to cancel what lanes run
   * @throws GatewayError as openConnection does
   */
  static async meet(connection: ConnectionOptions, control: boolean): Promise<IrisServer> {
    const child = await startChild({ serve: 'control', connection });
    if (control) return new IrisServer(connection, child.facts, new ControlLane(connection, child));
    child.kill();
    await child.gone;
    return new IrisServer(connection, child.facts, null);
  }

  async close(): Promise<void> {
    await this.control?.close();
  }
}
