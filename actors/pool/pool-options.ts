/** Sizes and times of the pool (feature 018, upstream.md 3.1). Times in milliseconds. */
export interface PoolOptions {
  /** Lanes kept when idle. */
  readonly size: number;
  /** Lanes opened beyond that under load and closed when idle. */
  readonly maxOverflow: number;
  readonly timeoutMs: number;
  /** Who may wait at once; more are refused without waiting. */
  readonly maxWaiting: number;
  /**
   * How long somebody waits before one more lane is opened for him. Most statements take less than opening a lane does
   * (0.2 s of CPU and 21 MB for a thread, measured 2026-11-24), so a short queue is served faster by the lanes there are.
   */
  readonly growAfterMs: number;
  /**
   * How many lanes can make work go faster. Further ones are opened when no lane comes back for `growAfterMs`, because
   * transactions or long statements hold them, or for somebody who has waited very long.
   */
  readonly eagerLanes: number;
  /** Age at which a lane is replaced when it comes back. */
  readonly recycleMs: number;
  /** How often an idle lane is asked whether it answers still; 0 for never. */
  readonly checkMs: number;
  /** Lanes that were idle for so long are closed, and none is opened for nobody; 0 keeps them. Looked at every `checkMs`. */
  readonly idleMs: number;
}
