/** Types of PostgreSQL 18's analysed tree, as src/sql/tree/read.ts reads it. */
export * from './expression-nodes.ts';
export * from './query-nodes.ts';
