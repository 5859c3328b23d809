import type { ExplainPlan } from '../compile/plan.ts';
import type { Dictionary } from '../dictionary/dictionary.ts';
import type { Database } from './database.ts';

/**
 * The plan of a statement as EXPLAIN gives it (RSQL_explain): XML with the statement and what is done, in the words of
 * IRIS's query plans (GSOE_interpret). SQLite estimates no cost, so there is no <cost>.
 */
export function explanation(plan: ExplainPlan, database: Database, dictionary: Dictionary): string {
  const lines = steps(plan, database).map((detail) => inWordsOfIris(detail, plan.labels, dictionary));
  return [
    '<plans>',
    '<plan>',
    '<sql>',
    escaped(plan.text),
    '</sql>',
    ...lines.map((line) => escaped(line)),
    '</plan>',
    '</plans>',
  ].join('\r\n');
}

/** The steps of SQLite's plan, those inside others indented. */
function steps({ sql }: ExplainPlan, { connection }: Database): string[] {
  const depths = new Map<unknown, number>();
  // unbound parameters are NULL, which no plan depends on
  const rows = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
  return rows.map(({ id, parent, detail }) => {
    const depth = (depths.get(parent) ?? -1) + 1;
    depths.set(id, depth);
    return `${'  '.repeat(depth)}${String(detail)}`;
  });
}

function inWordsOfIris(step: string, labels: ReadonlyMap<string, string>, dictionary: Dictionary): string {
  const text = step.trimStart();
  const indent = step.slice(0, step.length - text.length);
  const [verb = '', alias = '', ...rest] = text.split(' ');
  const table = labels.get(alias);
  if (table === undefined || (verb !== 'SCAN' && verb !== 'SEARCH')) return step;
  const index = rest[rest.indexOf('INDEX') + 1];
  const name = rest.includes('INDEX') && index !== undefined ? indexName(table, index, dictionary) : null;
  if (name !== null) {
    const how = verb === 'SCAN' ? 'looping on its values' : 'using the given value';
    return `${indent}Read index map ${table}.${name}, ${how}.`;
  }
  return verb === 'SCAN'
    ? `${indent}Read master map ${table}.IDKEY, looping on ID.`
    : `${indent}Read master map ${table}.IDKEY, using the given idkey value.`;
}

/** IRIS's name of the key or index that SQLite calls k5; null for another one. */
function indexName(table: string, sqliteName: string, dictionary: Dictionary): string | null {
  const dot = table.indexOf('.');
  const relation = dictionary.find(table.slice(0, dot), table.slice(dot + 1));
  if (relation?.kind !== 'table') return null;
  const named = [...relation.keys, ...relation.indexes, ...relation.foreignKeys];
  return named.find(({ id }) => sqliteName === `k${id}` || sqliteName === `f${id}`)?.name ?? null;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
