import type { Lane } from '../../src/backend/backend.ts';
import type { CatalogSnapshot } from '../../src/catalog/snapshot.ts';
import { GatewayError } from '../../src/errors/gateway-error.ts';
import type { SchemaFailure, Translation } from '../../src/translation/api.ts';
import type { LanePool } from '../pool/lane-pool.ts';

/** A look waits no longer than this for a lane: whoever asks may hold the only one. */
const LANE_LIMIT_MS = 1000;

/** What a follower works with. */
export interface FollowerParts {
  readonly pool: Pick<LanePool, 'acquire' | 'exclusive'>;
  readonly translation: Pick<Translation, 'refresh'>;
  readonly report: (error: unknown) => void;
  /** Tells the gateway's other processes of a change that was made here; resolves when they know it. */
  readonly announce?: () => Promise<void>;
}

/**
 * Keeps the shadow catalog equal to the backend's dictionary: after definitions of the gateway's sessions, and by looks at
 * the dictionary for those that are made elsewhere. A look is one cheap query; the dictionary is read when it tells of a
 * change. On a backend that is the gateway's alone there is nothing to look for.
 */
export class DictionaryFollower {
  readonly #parts: FollowerParts;
  /** What could not be mirrored and has been told, so that it is told once. */
  readonly #told = new Set<string>();
  #version: string | null = null;
  /** Readings of the dictionary in the order they were begun, and the latest that was followed. */
  #begun = 0;
  #followed = 0;
  #looking: Promise<boolean> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #later: NodeJS.Timeout | null = null;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
  }

  /**
   * A session has changed definitions, and its lane shows them. Resolves when everybody knows them.
   *
   * @returns what the lane has read
   */
  async changed(lane: Pick<Lane, 'snapshot'>): Promise<CatalogSnapshot> {
    const snapshot = await this.read(lane);
    await this.#parts.announce?.();
    return snapshot;
  }

  /** Another process has changed definitions. Without a lane to look with they are found later. */
  async follow(): Promise<void> {
    // What is being looked at may be older than the change.
    await this.#looking;
    this.#version = null;
    this.#looking ??= this.#look().finally(() => (this.#looking = null));
    await this.#looking;
    if (this.#version === null) this.#later ??= setTimeout(() => this.#followLater(), LANE_LIMIT_MS).unref();
  }

  #followLater(): void {
    this.#later = null;
    void this.follow();
  }

  /**
   * Reads the dictionary through a lane and brings the catalog to it, unless a reading that was begun later is there
   * already: another lane may have been slower with an older state. What cannot be mirrored is reported, each object once.
   *
   * @returns what the lane has read
   */
  async read(lane: Pick<Lane, 'snapshot'>): Promise<CatalogSnapshot> {
    this.#begun += 1;
    const reading = this.#begun;
    const snapshot = await lane.snapshot();
    if (reading > this.#followed) {
      this.#followed = reading;
      const failures = await this.#parts.translation.refresh(snapshot);
      for (const failure of [...(snapshot.unreadable ?? []), ...failures]) this.#tell(failure);
    }
    return snapshot;
  }

  #tell({ object, error }: SchemaFailure): void {
    const text = `${object} cannot be mirrored: ${error.message}`;
    if (this.#told.has(text)) return;
    this.#told.add(text);
    this.#parts.report(new GatewayError(error.sqlstate, text));
  }

  /**
   * Looks whether somebody else has changed the dictionary, and follows.
   * @returns whether it is another than at the last look
   */
  look(): Promise<boolean> {
    if (this.#parts.pool.exclusive) return Promise.resolve(false);
    this.#looking ??= this.#look().finally(() => (this.#looking = null));
    return this.#looking;
  }

  async #look(): Promise<boolean> {
    const lease = await this.#parts.pool.acquire(AbortSignal.timeout(LANE_LIMIT_MS)).catch(() => null);
    if (lease === null) return false;
    let reusable = false;
    try {
      const changed = await this.#compare(lease.lane);
      reusable = true;
      return changed;
    } catch (error) {
      this.#parts.report(error);
      return false;
    } finally {
      lease.release(reusable);
    }
  }

  /** The version is asked for first: a change while the dictionary is read is found by the next look. */
  async #compare(lane: Lane): Promise<boolean> {
    const version = await lane.dictionaryVersion();
    if (version === this.#version) return false;
    await this.read(lane);
    this.#version = version;
    return true;
  }

  /** Looks again and again until `stop`. */
  start(intervalMs: number): void {
    if (intervalMs === 0 || this.#parts.pool.exclusive) return;
    this.#timer = setInterval(() => void this.look(), intervalMs).unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    if (this.#later !== null) clearTimeout(this.#later);
    this.#later = null;
  }
}
