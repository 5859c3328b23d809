import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { Buffer } from 'node:buffer';
import { splitMessages } from '../../protocol/backend/decode.ts';
import type { RawMessage } from '../../protocol/backend/decode.ts';
import { messagesGo } from './clock.ts';
import { FrontendWriter } from './frontend-writer.ts';
import { ImageFiles } from './image-files.ts';
import { OidCounter } from './oid-counter.ts';
import { startParameters } from './start-parameters.ts';

/** The instance can no longer be trusted: its worker must be ended and started anew from the image. */
export class ShadowBroken extends Error {
  override readonly name = 'ShadowBroken';
}

export interface EngineOptions {
  /** From loadImage() */
  readonly image: Uint8Array;
  /** pglite.wasm as a WebAssembly.Module, compiled once and shared between threads; compiled here when left out. */
  readonly wasmModule?: object;
  /** Server settings beside those of start-parameters.ts. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Bytes of one answer that are kept; what comes beyond is counted and thrown away. */
  readonly maximumAnswer: number;
}

/** One answer of the engine. */
export interface Exchange {
  /** Whole messages; views of memory that belongs to this answer alone. */
  readonly messages: readonly RawMessage[];
  /** More bytes came than may be kept: `messages` is ReadyForQuery alone. */
  readonly overflowed: boolean;
}

const READY_FOR_QUERY = 'Z'.charCodeAt(0);
const READY_LENGTH = 6;

/** PGlite as a byte machine: frontend messages in, backend messages out, synchronously. */
export class Engine {
  readonly oids: OidCounter;
  readonly #database: PGlite;
  readonly #maximum: number;
  #chunks: Buffer[] = [];
  #kept = 0;
  /** The answer's last bytes, where ReadyForQuery stands, kept or not. */
  #tail: Buffer = Buffer.alloc(0);
  #overflowed = false;
  #broken = false;

  private constructor(database: PGlite, maximum: number) {
    this.#database = database;
    this.#maximum = maximum;
    this.oids = new OidCounter(database);
  }

  /** Starts on the image. */
  static async open(options: EngineOptions): Promise<Engine> {
    const database = await PGlite.create({
      extensions: { vector },
      fs: new ImageFiles(options.image),
      startParams: startParameters(options.settings),
      ...(options.wasmModule ? { pgliteWasmModule: options.wasmModule } : {}),
    });
    const engine = new Engine(database, options.maximumAnswer);
    // Installs the callback for good. Without it PGlite parses and keeps every answer (measurements.md, Describe).
    await database.execProtocolRawStream(new FrontendWriter().sync().take(), {
      onRawData: (bytes) => engine.#receive(bytes),
    });
    return engine;
  }

  /** After a ShadowBroken: nothing more is to be asked. */
  get broken(): boolean {
    return this.#broken;
  }

  /** The bytes are a view of WebAssembly's memory, valid during the call only. */
  #receive(bytes: Uint8Array): void {
    const chunk = Buffer.from(bytes);
    this.#tail = Buffer.concat([this.#tail, chunk.subarray(-READY_LENGTH)]).subarray(-READY_LENGTH);
    if (this.#kept + chunk.length > this.#maximum) {
      this.#overflowed = true;
      return;
    }
    this.#kept += chunk.length;
    this.#chunks.push(chunk);
  }

  /**
   * Sends messages that end in Sync or a Query and gives the whole answer.
   *
   * @throws ShadowBroken when the instance threw or did not end its answer with ReadyForQuery
   */
  exchange(request: Uint8Array): Exchange {
    if (this.#broken) throw new ShadowBroken('the shadow catalog has failed before');
    this.#chunks = [];
    this.#kept = 0;
    this.#overflowed = false;
    this.#tail = Buffer.alloc(0);
    messagesGo();
    try {
      this.#database.execProtocolRawSync(request);
      return this.#answer();
    } catch (error) {
      this.#broken = true;
      if (error instanceof ShadowBroken) throw error;
      throw new ShadowBroken('the shadow catalog threw', { cause: error });
    } finally {
      this.#chunks = [];
    }
  }

  #answer(): Exchange {
    if (this.#tail[0] !== READY_FOR_QUERY)
      throw new ShadowBroken('the shadow catalog did not finish its answer');
    if (this.#overflowed) return { messages: [...splitMessages(this.#tail)], overflowed: true };
    const [only] = this.#chunks;
    const bytes = this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks);
    return { messages: [...splitMessages(bytes)], overflowed: false };
  }

  /** An answer was not as it must be: nothing more is to be asked. */
  abandon(): void {
    this.#broken = true;
  }

  /** Ends the instance and frees its memory. */
  async close(): Promise<void> {
    this.#broken = true;
    await this.#database.close();
  }
}
