import type { Dialect } from '../../sql/context.ts';
import type { RegistryOptions } from '../../types/index.ts';
import type { AccountBackend, Backend } from '../backend.ts';
import { DictionaryMemory } from '../lane/dictionary-memory.ts';
import type { IrisServer } from './iris-server.ts';
import { NativeLane } from './native-lane.ts';
import type { ConnectionOptions } from './options.ts';

/** InterSystems IRIS through the vendor's driver: one child process for each connection (design.md decision 3). */
export class NativeBackend implements AccountBackend {
  readonly type = 'native';
  readonly exclusive = false;
  readonly oneWriter = false;
  readonly #server: IrisServer;
  readonly #types: RegistryOptions;
  readonly #dictionary = new DictionaryMemory();

  /** @param server closed with the backend */
  constructor(server: IrisServer, types: RegistryOptions) {
    this.#server = server;
    this.#types = types;
  }

  get dialect(): Dialect {
    return this.#server.dialect;
  }

  connect(): Promise<NativeLane> {
    return this.#connect(this.#server.connection, this.#dictionary);
  }

  /** Its statements are cancelled by the gateway's own account, which needs the privilege %CANCEL_QUERY for that. */
  withAccount(user: string, password: string): Backend {
    const { type, dialect, exclusive, oneWriter } = this;
    // What a user may see of the dictionary is his own.
    const dictionary = new DictionaryMemory();
    // The helper class is the gateway's to install.
    const connection = { ...this.#server.connection, user, password, helperSource: null };
    return {
      type,
      dialect,
      exclusive,
      oneWriter,
      connect: () => this.#connect(connection, dictionary),
      close: () => Promise.resolve(),
    };
  }

  #connect(connection: ConnectionOptions, dictionary: DictionaryMemory): Promise<NativeLane> {
    const { control, closed } = this.#server;
    return NativeLane.open(
      connection,
      this.#types,
      (job) => control?.cancel(job) ?? Promise.resolve('there is no control connection'),
      closed,
      dictionary,
    );
  }

  close(): Promise<void> {
    return this.#server.close();
  }
}
