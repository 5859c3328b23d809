/** A construct of PostgreSQL's SQL and a statement that uses it on the tables of schema.ts. */
export interface Construct {
  readonly name: string;
  readonly example: string;
}

export interface Topic {
  readonly title: string;
  readonly constructs: readonly Construct[];
}

/** Constructs as name and example, the short way to write them. */
export function topic(title: string, constructs: Readonly<Record<string, string>>): Topic {
  return { title, constructs: Object.entries(constructs).map(([name, example]) => ({ name, example })) };
}
