import type { ShadowSession } from '../catalog/shadow-session.ts';
import type { TranslationSession } from './api.ts';

type ShadowSettings = ShadowSession['settings'];

/** By the session's settings object, which stays the same while nothing is set. */
const known = new WeakMap<object, { readonly key: string; readonly settings: ShadowSettings }>();

/** The session as the shadow wants it. */
export function shadowSession(session: TranslationSession): ShadowSession {
  return {
    user: session.user,
    database: session.database,
    backendPid: session.pid,
    now: session.now,
    ...(session.temporary === undefined ? {} : { temporary: session.temporary }),
    settings: shadowSettings(session),
  };
}

/** The same object for the same settings: what follows from it is remembered with it. */
function shadowSettings(session: TranslationSession): ShadowSettings {
  const own = {
    search_path: session.searchPath,
    TimeZone: session.timeZone,
    DateStyle: session.dateStyle,
    IntervalStyle: session.intervalStyle,
    bytea_output: session.byteaOutput,
    extra_float_digits: String(session.extraFloatDigits),
  };
  const key = Object.values(own).join('\n');
  const found = known.get(session.settings);
  if (found?.key === key) return found.settings;
  const settings = { ...session.settings, ...own };
  known.set(session.settings, { key, settings });
  return settings;
}
