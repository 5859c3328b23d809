import { FACT_TABLES, NO_FACTS, type CatalogFacts, type Fact } from '../../sql/ddl/catalog-facts.ts';
import { GATEWAY_SCHEMA } from './gateway-memory.ts';
import type { Unreadable } from './stored-json.ts';
import { asText, nameKey } from './query.ts';
import type { DictionaryQuery } from './query.ts';

/**
 * The facts that the gateway keeps in its own tables, which are made with the first of their kind.
 * @param listed the tables there are, by nameKey
 */
export function readFacts(
  query: DictionaryQuery,
  listed: ReadonlyMap<string, unknown>,
  unreadable: Unreadable,
): CatalogFacts {
  const read = FACT_TABLES.filter(({ name }) => listed.has(nameKey(GATEWAY_SCHEMA, name))).map(
    ({ kind, name, key, value }) => {
      const columns = [...key, value].map((column) => `"${column}"`).join(', ');
      const rows = query(
        `SELECT ${columns} FROM "${GATEWAY_SCHEMA}"."${name}" ORDER BY ${key.map((column) => `"${column}"`).join(', ')}`,
        [],
      );
      const facts = rows.map((row): Fact => {
        const text = row[key.length] ?? null;
        return { key: row.slice(0, key.length).map(asText), value: text === null ? null : asText(text) };
      });
      // The names of what a comment is on are a list.
      const readable = facts.filter(
        (fact) =>
          kind !== 'comments' ||
          unreadable.json(`comment on ${fact.key.join(' ')}`, fact.key[1] ?? '') !== null,
      );
      return [kind, readable] as const;
    },
  );
  return { ...NO_FACTS, ...Object.fromEntries(read) };
}
