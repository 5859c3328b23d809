import { isDeepStrictEqual } from 'node:util';
import type { ErrorFields } from '../../../src/errors/gateway-error.ts';
import type { Session } from '../session.ts';

/**
 * Sends the notices of a run. The shadow parses the text again for each, so those of the analysis, which the client has
 * had with Parse, are among them once more.
 */
export function sendRunNotices(
  session: Session,
  ofRun: readonly ErrorFields[],
  ofAnalysis: readonly ErrorFields[],
): void {
  const said = [...ofAnalysis];
  for (const fields of ofRun) {
    const at = said.findIndex((known) => isDeepStrictEqual(known, fields));
    if (at < 0) session.notice(fields);
    else said.splice(at, 1);
  }
}
