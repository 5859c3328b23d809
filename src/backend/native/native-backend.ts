import type { Dialect } from '../../sql/context.ts';
import type { RegistryOptions } from '../../types/index.ts';
import type { Backend } from '../backend.ts';
import { DictionaryMemory } from '../lane/dictionary-memory.ts';
import type { IrisServer } from './iris-server.ts';
import { NativeLane } from './native-lane.ts';

/** InterSystems IRIS through the vendor's driver: one child process for each connection (design.md decision 3). */
export class NativeBackend implements Backend {
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
    const { connection, control, closed } = this.#server;
    return NativeLane.open(
      connection,
      this.#types,
      (job) => control?.cancel(job) ?? Promise.resolve('there is no control connection'),
      closed,
      this.#dictionary,
    );
  }

  close(): Promise<void> {
    return this.#server.close();
  }
}
