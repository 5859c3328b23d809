/** Most important first. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** What lines are about. */
export const LOG_AREAS = ['gateway', 'admin', 'pool', 'connection', 'statement'] as const;

export type LogArea = (typeof LOG_AREAS)[number];

/** Levels of single areas; those of all others are the general one. */
export type AreaLevels = Readonly<Partial<Record<LogArea, LogLevel>>>;

export function isLogLevel(text: unknown): text is LogLevel {
  return LOG_LEVELS.some((level) => level === text);
}

/**
 * Reads `pool=debug,statement=info`.
 *
 * @throws Error that says what is wrong
 */
export function parseAreaLevels(text: string): AreaLevels {
  const levels: Partial<Record<LogArea, LogLevel>> = {};
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === '') continue;
    const [name = '', level = ''] = part.split('=').map((one) => one.trim());
    const area = LOG_AREAS.find((known) => known === name);
    if (area === undefined) throw new Error(`there is no area "${name}" (${LOG_AREAS.join(', ')})`);
    if (!isLogLevel(level)) throw new Error(`there is no level "${level}" (${LOG_LEVELS.join(', ')})`);
    levels[area] = level;
  }
  return levels;
}

/** Which lines are written: may be changed while the gateway runs. */
export class Levels {
  #general: LogLevel;
  #areas: AreaLevels;
  readonly #changed: (() => void)[] = [];

  constructor(general: LogLevel, areas: AreaLevels) {
    this.#general = general;
    this.#areas = areas;
  }

  of(area: LogArea): LogLevel {
    return this.#areas[area] ?? this.#general;
  }

  allows(area: LogArea, level: LogLevel): boolean {
    return LOG_LEVELS.indexOf(level) <= LOG_LEVELS.indexOf(this.of(area));
  }

  /** The level of every area. */
  all(): Readonly<Record<LogArea, LogLevel>> {
    return Object.fromEntries(LOG_AREAS.map((area) => [area, this.of(area)])) as Record<LogArea, LogLevel>;
  }

  /** `general` is for areas that `areas` does not name. */
  set(general: LogLevel, areas: AreaLevels): void {
    this.#general = general;
    this.#areas = areas;
    for (const changed of this.#changed) changed();
  }

  /** Changes these areas only. */
  change(areas: AreaLevels): void {
    this.set(this.#general, { ...this.#areas, ...areas });
  }

  /** Calls when levels have changed. */
  onChange(changed: () => void): void {
    this.#changed.push(changed);
  }
}
