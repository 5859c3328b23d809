/** Where the gateway differs from pgvector, by topic and statement, with the reason. A difference that is gone fails too. */
export const PGVECTOR_EXCEPTIONS: ReadonlyMap<string, string> = new Map([]);
