import { currentMicroseconds } from '../../session/wall-clock.ts';

/** Whether PostgreSQL has not looked at the clock since its messages came. */
let awaited = false;

/** Messages go to PostgreSQL now: it looks at the clock at once, which is when a transaction that they open starts. */
export function messagesGo(): void {
  awaited = true;
}

/**
 * Runs `action`, the exchange of messages with PostgreSQL, with transactions that start at `instant` (microseconds since
 * 1970-01-01 UTC). gettimeofday() in WebAssembly is Date.now(). PostgreSQL calls it first thing with the first of the
 * messages that it is sent (xact.c, SetCurrentStatementStartTimestamp; a transaction takes its start from there):
 * so now() and the input 'now' give the instant, while clock_timestamp() goes on and is not before it.
 */
export function atInstant<T>(instant: bigint, action: () => T): T {
  const real = Date.now;
  Date.now = () => {
    if (awaited) {
      awaited = false;
      return milliseconds(instant);
    }
    const faked = Date.now;
    Date.now = real;
    const current = currentMicroseconds();
    Date.now = faked;
    return milliseconds(current > instant ? current : instant);
  };
  try {
    return action();
  } finally {
    Date.now = real;
  }
}

/** The half microsecond outweighs the rounding of a double, which is 0.25 us in this century. */
function milliseconds(microseconds: bigint): number {
  return (Number(microseconds) + 0.5) / 1000;
}
