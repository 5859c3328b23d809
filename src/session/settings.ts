import { conversionOf, isUtf8 } from '../encoding/encoding.ts';
import type { SingleByteTable } from '../encoding/single-byte.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import type { ValueSettings } from '../types/codec.ts';
import { parseSetting, showSetting, type SettingDefinition } from './setting.ts';
import { SETTING_DEFINITIONS } from './setting-definitions.ts';

const DEFINITIONS: ReadonlyMap<string, SettingDefinition> = new Map(
  SETTING_DEFINITIONS.map((definition) => [definition.name.toLowerCase(), definition]),
);

/** A setting's name as PostgreSQL spells it; custom ones as they are written. */
export function settingName(name: string): string {
  return DEFINITIONS.get(name.toLowerCase())?.name ?? name;
}

/** A stored value as SHOW has it; of custom settings as it is. */
export function shownSetting(name: string, stored: string): string {
  const definition = DEFINITIONS.get(name.toLowerCase());
  return definition ? showSetting(definition, stored) : stored;
}

/** A custom parameter has two or more identifiers with dots between (manual 20.16). */
const CUSTOM_NAME = /^[A-Za-z_][\w$]*(\.[A-Za-z_][\w$]*)+$/;

/** What a setting is now, and what it will be after commit (SET LOCAL makes them differ). */
interface Value {
  readonly effective: string;
  readonly committed: string;
}

/** A setting as pg_settings tells it. */
export interface DescribedSetting {
  readonly definition: SettingDefinition;
  readonly value: string;
  /** What RESET goes back to. */
  readonly reset: string;
  readonly source: 'default' | 'client' | 'session';
}

/** Names and values ParameterStatus tells the client. */
export type Report = readonly [name: string, value: string];

/**
 * The run-time parameters of one session with PostgreSQL's transaction rules (manual SET): a change lasts with the
 * transaction, is undone by rollback of it or of its savepoint, and SET LOCAL ends with it.
 */
export class Settings {
  readonly #defaults = new Map<string, string>();
  /** Parameters of PostgreSQL's that clients of this session have set and that nobody heeds. */
  readonly #learned = new Map<string, SettingDefinition>();
  readonly #values = new Map<string, Value>();
  /** One map for each open level (transaction, savepoints): what was changed in it was like this before. */
  readonly #levels: Map<string, Value | undefined>[] = [];
  readonly #reported = new Map<string, string>();
  readonly #gotten = new Map<string, string>();
  #valueSettings: Omit<ValueSettings, 'now'> | null = null;
  #storedValues: Readonly<Record<string, string>> | null = null;
  /** undefined: not known. */
  #encoding: SingleByteTable | null | undefined;
  /** Something may have changed since `takeReports`. */
  #touched = true;

  /**
   * @param defaults what RESET goes back to: startup parameters and server values by name
   */
  constructor(defaults: Iterable<readonly [string, string]> = []) {
    for (const [name, value] of defaults) this.setDefault(name, value);
  }

  /** Sets what a session starts with and RESET returns to. Internal settings may be set here, unlike by `set`. */
  setDefault(name: string, value: string): void {
    const key = name.toLowerCase();
    const definition = this.#definition(name);
    this.#defaults.set(
      key,
      definition ? parseSetting(definition, value, this.#default(key, definition)) : value,
    );
    this.#touch();
  }

  /**
   * SET and set_config. `value` null means DEFAULT.
   *
   * @throws 42704 unknown name, 22023 bad value, 55P02 not changeable
   */
  set(name: string, value: string | null, local = false): void {
    const key = name.toLowerCase();
    const definition = this.#definition(name);
    if (definition !== undefined && definition.context !== 'user') {
      const why =
        definition.context === 'internal'
          ? 'cannot be changed'
          : 'cannot be changed without restarting the server';
      throw new GatewayError('55P02', `parameter "${definition.name}" ${why}`);
    }
    const parsed =
      value === null
        ? this.#default(key, definition)
        : definition
          ? parseSetting(definition, value, this.#stored(key, definition))
          : value;
    const before = this.#values.get(key);
    const level = this.#levels.at(-1);
    if (level && !level.has(key)) level.set(key, before);
    const committed = local ? (before?.committed ?? this.#default(key, definition)) : parsed;
    this.#values.set(key, { effective: parsed, committed });
    this.#touch();
  }

  /** RESET ALL: everything a user may change. */
  resetAll(): void {
    for (const key of Array.from(this.#values.keys())) {
      if (key !== 'role' && key !== 'transaction_isolation' && key !== 'transaction_read_only')
        this.set(key, null);
    }
  }

  /**
   * SHOW and current_setting, in SHOW's form (integers with their unit).
   *
   * @throws 42704 for an unknown name
   */
  show(name: string): string {
    const definition = this.#definition(name);
    const stored = this.#stored(name.toLowerCase(), definition);
    if (definition) return showSetting(definition, stored);
    if (!this.#values.has(name.toLowerCase()) && !this.#defaults.has(name.toLowerCase()))
      throw unknownSetting(name);
    return stored;
  }

  /** The stored form: integers in their base unit. For the gateway's own use of known settings. Cached until one changes. */
  get(name: string): string {
    const known = this.#gotten.get(name);
    if (known !== undefined) return known;
    const value = this.#stored(name.toLowerCase(), this.#known(name.toLowerCase()));
    this.#gotten.set(name, value);
    return value;
  }

  /** A known integer setting in its base unit (milliseconds for timeouts). */
  integer(name: string): number {
    return Number(this.get(name));
  }

  boolean(name: string): boolean {
    return this.get(name) === 'on';
  }

  /** Every setting for SHOW ALL and pg_settings: name, value, description. */
  all(): (readonly [name: string, value: string, description: string])[] {
    return [...SETTING_DEFINITIONS, ...this.#learned.values()].map((definition) => [
      definition.name,
      this.show(definition.name),
      definition.description,
    ]);
  }

  /** Whether SHOW has a value for it. */
  has(name: string): boolean {
    const key = name.toLowerCase();
    return this.#known(key) !== undefined || this.#values.has(key) || this.#defaults.has(key);
  }

  /** Whether `set` knows what to do with it: it is one of the gateway's, learned, or a custom one. */
  mayBeSet(name: string): boolean {
    return this.#known(name.toLowerCase()) !== undefined || CUSTOM_NAME.test(name);
  }

  /** One more parameter that may be set from now on. */
  learn(definition: SettingDefinition): void {
    this.#learned.set(definition.name.toLowerCase(), definition);
    this.#touch();
  }

  /** Every known setting with where it came from, in stored form. */
  described(): DescribedSetting[] {
    return [...SETTING_DEFINITIONS, ...this.#learned.values()].map((definition) => {
      const key = definition.name.toLowerCase();
      const reset = this.#default(key, definition);
      const value = this.#stored(key, definition);
      const origin = reset === definition.initial ? 'default' : 'client';
      return { definition, value, reset, source: value === reset ? origin : 'session' };
    });
  }

  /** Every setting in its stored form, custom ones too. The same object until one changes. */
  stored(): Readonly<Record<string, string>> {
    if (this.#storedValues === null) {
      const known = SETTING_DEFINITIONS.map(({ name }) => [name, this.get(name)] as const);
      const custom = [...this.#defaults.keys(), ...this.#values.keys()].filter(
        (key) => !DEFINITIONS.has(key),
      );
      this.#storedValues = Object.fromEntries([
        ...known,
        // Of learned ones nobody reads the stored form.
        ...custom.map((key) => [key, this.show(key)] as const),
      ]);
    }
    return this.#storedValues;
  }

  /** search_path as schema names; "$user" is kept for the caller to replace. */
  searchPath(): string[] {
    return splitIdentifiers(this.get('search_path'));
  }

  /** The settings that change how values look, without the clock. Cached until one changes. */
  valueSettings(): Omit<ValueSettings, 'now'> {
    this.#valueSettings ??= {
      timeZone: this.get('TimeZone'),
      dateStyle: this.get('DateStyle'),
      intervalStyle: this.get('IntervalStyle') as ValueSettings['intervalStyle'],
      byteaOutput: this.get('bytea_output') as ValueSettings['byteaOutput'],
      extraFloatDigits: this.integer('extra_float_digits'),
    };
    return this.#valueSettings;
  }

  /** How the client's text is converted; null for UTF-8. */
  clientEncoding(): SingleByteTable | null {
    if (this.#encoding === undefined) {
      const name = this.get('client_encoding');
      this.#encoding = isUtf8(name) ? null : conversionOf(name);
    }
    return this.#encoding;
  }

  /** Opens a level: BEGIN (depth 0 to 1) or SAVEPOINT. */
  openLevel(): void {
    this.#levels.push(new Map());
  }

  /** How many levels are open: what `rollbackToDepth` takes. */
  get depth(): number {
    return this.#levels.length;
  }

  /** RELEASE: the levels above `depth` become part of the one below. */
  mergeToDepth(depth: number): void {
    while (this.#levels.length > depth) {
      const level = this.#levels.pop();
      const below = this.#levels.at(-1);
      if (!level || !below) return;
      for (const [key, before] of level) if (!below.has(key)) below.set(key, before);
    }
  }

  /** ROLLBACK [TO]: undoes every change made in the levels above `depth` and closes them. */
  rollbackToDepth(depth: number): void {
    while (this.#levels.length > depth) {
      for (const [key, before] of this.#levels.pop() ?? []) {
        if (before === undefined) this.#values.delete(key);
        else this.#values.set(key, before);
        this.#touch();
      }
    }
  }

  /** COMMIT: what was set stays, what was SET LOCAL goes. */
  commit(): void {
    this.#levels.length = 0;
    for (const [key, value] of this.#values) {
      if (value.effective === value.committed) continue;
      this.#values.set(key, { effective: value.committed, committed: value.committed });
      this.#touch();
    }
  }

  /** The reported settings that changed since the last call; at first all of them. */
  takeReports(): Report[] {
    if (!this.#touched) return [];
    this.#touched = false;
    const reports: Report[] = [];
    for (const definition of SETTING_DEFINITIONS) {
      if (!definition.reported) continue;
      const value = this.get(definition.name);
      if (this.#reported.get(definition.name) === value) continue;
      this.#reported.set(definition.name, value);
      reports.push([definition.name, value]);
    }
    return reports;
  }

  #touch(): void {
    this.#gotten.clear();
    this.#valueSettings = null;
    this.#storedValues = null;
    this.#encoding = undefined;
    this.#touched = true;
  }

  #default(key: string, definition: SettingDefinition | undefined): string {
    return this.#defaults.get(key) ?? definition?.initial ?? '';
  }

  #known(key: string): SettingDefinition | undefined {
    return DEFINITIONS.get(key) ?? this.#learned.get(key);
  }

  /** The definition, or undefined for a custom parameter; 42704 for anything else. */
  #definition(name: string): SettingDefinition | undefined {
    const definition = this.#known(name.toLowerCase());
    if (definition === undefined && !CUSTOM_NAME.test(name)) throw unknownSetting(name);
    return definition;
  }

  #stored(key: string, definition: SettingDefinition | undefined): string {
    return this.#values.get(key)?.effective ?? this.#default(key, definition);
  }
}

function unknownSetting(name: string): GatewayError {
  return new GatewayError('42704', `unrecognized configuration parameter "${name}"`);
}

/** `"$user", public` -> [`$user`, `public`]: unquoted names fold to lower case (manual 4.1.1). */
export function splitIdentifiers(text: string): string[] {
  const names: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const quoted = /^"((?:[^"]|"")*)"\s*(?:,\s*|$)/.exec(rest);
    const plain = quoted ? null : /^([^,"]*?)\s*(?:,\s*|$)/.exec(rest);
    const match = quoted ?? plain;
    if (!match) break;
    const name = quoted ? (quoted[1] ?? '').replaceAll('""', '"') : (plain?.[1] ?? '').toLowerCase();
    if (name !== '') names.push(name);
    rest = rest.slice(match[0].length);
  }
  return names;
}
