import type { ChildProcess } from 'node:child_process';

let listening = false;

/** SIGTERM (a time limit of CI, say) would end this process without its exit listeners. */
function exitOnSigterm(): void {
  if (listening) return;
  listening = true;
  process.once('SIGTERM', () => process.exit(143));
}

/**
 * Sends the child the signal when this process ends before the child does: a test run that fails half way or is stopped
 * leaves no server behind.
 */
export function endWithParent(child: ChildProcess, signal: NodeJS.Signals): void {
  exitOnSigterm();
  const end = (): void => {
    child.kill(signal);
  };
  process.once('exit', end);
  child.once('exit', () => process.removeListener('exit', end));
}
