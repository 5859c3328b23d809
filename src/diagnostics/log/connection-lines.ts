import { connectionChanged, type ConnectionReport } from '../connection-report.ts';
import type { Logger } from './log.ts';

/** Logs connections at level debug. Returns what ends it. */
export function logConnections(logger: Logger): () => void {
  const onChanged = (message: unknown): void => {
    const { happened, connection, processId, user, client } = message as ConnectionReport;
    logger.debug(happened, { connection, pid: processId, user, client });
  };
  connectionChanged.subscribe(onChanged);
  return () => {
    connectionChanged.unsubscribe(onChanged);
  };
}
