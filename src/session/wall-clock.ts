/** Microseconds that the system's clock may be set apart from a thread's own before the thread follows it. */
const TOLERANCE = 5000;

/** What the system's clock was set forward, or back, since this thread began. */
let shift = 0;

/**
 * Microseconds since 1970-01-01 UTC. The thread's monotonic clock knows them, that of the system milliseconds only; it
 * is followed when somebody sets it.
 */
export function currentMicroseconds(): bigint {
  const own = (performance.timeOrigin + performance.now()) * 1000 + shift;
  const system = Date.now() * 1000;
  if (Math.abs(system - own) <= TOLERANCE) return BigInt(Math.floor(own));
  shift += system - own;
  return BigInt(system);
}
