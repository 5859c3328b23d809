/** A statement and what becomes of it; the fixture of the same file name holds its analysed tree. */
export interface SelectCase {
  readonly sql: string;
  /** IRIS version; 2024.1 by default. */
  readonly dialect?: readonly [number, number];
  /** Parameters whose text is known, by 0-based index. */
  readonly pinned?: Readonly<Record<number, string | null>>;
  /** UTC by default. */
  readonly timeZone?: string;
  /** The statements of all steps. */
  readonly iris?: readonly string[];
  /** Slots of all statements: `$1` a parameter, `$1:LIMIT` a row count, `=x` a constant, a word a session value. */
  readonly slots?: readonly string[];
  /** OutputColumn.scale by 0-based column, where there is one. */
  readonly scales?: Readonly<Record<number, number>>;
  /** OutputColumn.computed by 0-based column, as computationText writes it. */
  readonly computed?: Readonly<Record<number, string>>;
  /** OutputColumn.distance by 0-based column, as distanceText writes it. */
  readonly distances?: Readonly<Record<number, string>>;
  /** `SQLSTATE message` */
  readonly error?: string;
  /** Parameters that must be pinned first. */
  readonly needs?: readonly number[];
}
