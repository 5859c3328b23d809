/**
 * Runs `action` with this thread's clock standing at `instant` (microseconds since 1970-01-01 UTC): PostgreSQL's
 * gettimeofday() in WebAssembly is Date.now(), so now(), clock_timestamp() and the input 'now' all give it.
 * The half microsecond outweighs the rounding of a double, which is 0.25 us in this century.
 */
export function atInstant<T>(instant: bigint, action: () => T): T {
  const real = Date.now;
  const milliseconds = (Number(instant) + 0.5) / 1000;
  Date.now = () => milliseconds;
  try {
    return action();
  } finally {
    Date.now = real;
  }
}
