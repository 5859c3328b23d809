import type { PGlite } from '@electric-sql/pglite';

/** The name under which emscripten exports the address of the C variable. */
const VARIABLE = '_TransamVariables';

/** What the WebAssembly module has beside the members its types name: the address of an exported C variable. */
interface PostgresMemory {
  readonly [VARIABLE]?: number;
  getValue(address: number, type: 'i32'): number;
  setValue(address: number, value: number, type: 'i32'): void;
}

/**
 * PostgreSQL's OID counter: the first member of the struct that the C variable TransamVariables points to
 * (access/transam.h, TransamVariablesData.nextOid). Set before an object is created, its OID is ours to choose, so that
 * all workers agree and a restart changes nothing. GetNewOidWithIndex still skips numbers in use.
 *
 * Binary-upgrade mode (-b) would also take OIDs, but refuses every other DDL, which trials of client DDL need.
 */
export class OidCounter {
  readonly #memory: PostgresMemory;
  readonly #address: number;

  /** @throws Error when this PGlite does not export the variable */
  constructor(database: PGlite) {
    this.#memory = database.Module as unknown as PostgresMemory;
    const variable = this.#memory[VARIABLE];
    if (variable === undefined) throw new Error('this PGlite does not export TransamVariables');
    this.#address = this.#memory.getValue(variable, 'i32');
  }

  get next(): number {
    return this.#memory.getValue(this.#address, 'i32') >>> 0;
  }

  set next(oid: number) {
    this.#memory.setValue(this.#address, oid | 0, 'i32');
  }
}
