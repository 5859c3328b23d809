import type { ShadowSession } from '../catalog/shadow-session.ts';
import type { TranslationSession } from './api.ts';

/** The session as the shadow wants it. */
export function shadowSession(session: TranslationSession): ShadowSession {
  return {
    user: session.user,
    database: session.database,
    backendPid: session.pid,
    now: session.now,
    ...(session.temporary === undefined ? {} : { temporary: session.temporary }),
    settings: {
      ...session.settings,
      search_path: session.searchPath,
      TimeZone: session.timeZone,
      DateStyle: session.dateStyle,
      IntervalStyle: session.intervalStyle,
      bytea_output: session.byteaOutput,
      extra_float_digits: String(session.extraFloatDigits),
    },
  };
}
