import { shownSetting } from '../session/settings.ts';
import { SHOWN_PREFIX } from './image-recipe.ts';
import { SESSION_DATA_PREFIX, type SessionData } from './session-data.ts';
import type { TemporarySchema } from './temporary.ts';

/** What of a client's session decides an answer of the shadow. Plain data, sent along with every request. */
export interface ShadowSession {
  /** session_user and current_user */
  readonly user: string;
  /** current_database() */
  readonly database: string;
  /** pg_backend_pid() */
  readonly backendPid: number;
  /**
   * Values of run-time parameters in the form SET stores them, by name. Those that change how PostgreSQL reads or
   * shows values take effect; of all others the value is only shown.
   */
  readonly settings: Readonly<Record<string, string>>;
  /** The transaction's start, microseconds since 1970-01-01 UTC: now() and its relatives. */
  readonly now: bigint;
  /** Its temporary tables; absent outside of a client's session. */
  readonly temporary?: TemporarySchema;
  /** What of the gateway's sessions the statement reads; absent for none. */
  readonly data?: SessionData;
  /** Users of other sessions that `data` tells of: they are roles, too. */
  readonly users?: readonly string[];
}

/**
 * Parameters that take effect in the shadow (manual chapter 20). Everything else is shown only: client_encoding, since
 * the shadow speaks UTF-8 and the gateway converts; timeouts, which its one thread cannot keep; what the shadow's
 * guards use itself.
 */
const EFFECTIVE: ReadonlySet<string> = new Set([
  'array_nulls',
  'backslash_quote',
  'bytea_output',
  'datestyle',
  'default_text_search_config',
  'escape_string_warning',
  'extra_float_digits',
  'intervalstyle',
  'quote_all_identifiers',
  'search_path',
  'standard_conforming_strings',
  'timezone',
  'transform_null_equals',
  'xmlbinary',
  'xmloption',
]);

/** Sends the analysed tree of every statement as a LOG message (shadow-answer.ts reads it). */
const TREES: Readonly<Record<string, string>> = { debug_print_parse: 'on', client_min_messages: 'log' };

/** The second guard after the caller's: whatever slips through cannot change the shadow. */
const READ_ONLY: Readonly<Record<string, string>> = { default_transaction_read_only: 'on' };

/** What a client is shown of the parameters above, unless its session says otherwise. */
const SHOWN_DEFAULTS: Readonly<Record<string, string>> = {
  client_min_messages: 'notice',
  debug_print_parse: 'off',
  default_transaction_read_only: 'off',
  transaction_read_only: 'off',
};

/** Values by the parameters' names in the shadow, as it is to be set to. */
type Values = ReadonlyMap<string, string>;

/** What follows from the settings of a session, as long as they are the same object. */
interface Remembered {
  readonly analyse: Values;
  /** Of the session that was evaluated last: they know its process id. */
  evaluate: { readonly key: string; readonly values: Values } | null;
}

const remembered = new WeakMap<object, Remembered>();

function rememberedOf(settings: ShadowSession['settings']): Remembered {
  const known = remembered.get(settings);
  if (known !== undefined) return known;
  const effective = Object.entries(settings)
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => EFFECTIVE.has(name));
  const analyse = new Map([...effective, ...Object.entries({ ...TREES, ...READ_ONLY })]);
  const made: Remembered = { analyse, evaluate: null };
  remembered.set(settings, made);
  return made;
}

/** Parameters, by lower-case name, that the analysis of a statement depends on. The same object for the same settings. */
export function settingsToAnalyse({ settings }: ShadowSession): Values {
  return rememberedOf(settings).analyse;
}

/**
 * All parameters of the session, those that are only shown under their own prefix and in the form that SHOW has. The same
 * object for the same settings, unless there is session data.
 */
export function settingsToEvaluate(session: ShadowSession, writable: boolean): Values {
  const known = rememberedOf(session.settings);
  const key = `${session.backendPid} ${String(writable)}`;
  if (known.evaluate?.key !== key) known.evaluate = { key, values: allSettings(session, writable) };
  const { values } = known.evaluate;
  if (session.data === undefined) return values;
  const data = Object.entries(session.data);
  return new Map([
    ...values,
    ...data.map(([name, value]) => [SHOWN_PREFIX + SESSION_DATA_PREFIX + name, `=${value}`] as const),
  ]);
}

function allSettings(session: ShadowSession, writable: boolean): Values {
  const values = new Map(settingsToAnalyse(session));
  if (writable) for (const name of Object.keys(READ_ONLY)) values.delete(name);
  values.set(`${SHOWN_PREFIX}backend_pid`, `=${session.backendPid}`);
  for (const [name, value] of Object.entries({ ...SHOWN_DEFAULTS, ...session.settings })) {
    const lower = name.toLowerCase();
    if (!EFFECTIVE.has(lower)) values.set(SHOWN_PREFIX + lower, `=${shownSetting(lower, value)}`);
  }
  return values;
}

/** Whether a parameter, by its name in the shadow, is only shown. */
export function isShown(name: string): boolean {
  return name.startsWith(SHOWN_PREFIX);
}
