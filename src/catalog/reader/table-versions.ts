import { asText, nameKey } from './query.ts';
import type { DictionaryQuery } from './query.ts';
import type { TableMemory } from './gateway-memory.ts';

/**
 * For each table and view a text that is another when its definition may have changed: when its class was changed last
 * (every definition compiles its class, iris-sql.md section 7), and what the gateway remembers of it. Of the classes that
 * were changed last of all nobody knows whether they will be changed once more within the same tick of TimeChanged: they
 * have the empty version, which is never up to date.
 *
 * @param listed the tables and views, by nameKey
 */
export function readVersions(
  query: DictionaryQuery,
  listed: ReadonlyMap<string, { readonly className: string }>,
  memory: ReadonlyMap<string, TableMemory>,
  definitions: ReadonlyMap<string, string>,
): Map<string, string> {
  const times = readTimes(query);
  const latest = [...times.values()].reduce((one, other) => (isLater(other, one) ? other : one), '');
  return new Map(
    [...listed].map(([key, { className }]) => {
      const time = times.get(nameKey(className)) ?? '';
      if (time === '' || time === latest) return [key, ''];
      const remembered = [...(memory.get(key) ?? [])].map(([column, facts]) => [
        column,
        Object.values(facts),
      ]);
      return [key, JSON.stringify([time, className, remembered, definitions.get(key) ?? null])];
    }),
  );
}

/** TimeChanged by class. */
function readTimes(query: DictionaryQuery): Map<string, string> {
  const rows = query(
    "SELECT Name, TimeChanged FROM %Dictionary.CompiledClass WHERE NOT (SqlSchemaName %STARTSWITH '%')",
    [],
  );
  return new Map(rows.map(([name, time]) => [nameKey(asText(name)), asText(time)]));
}

/** $HOROLOG is days and seconds; what is no $HOROLOG is a timestamp, whose texts sort as they are. */
function isLater(one: string, other: string): boolean {
  const [day, second] = one.split(',').map(Number);
  const [otherDay, otherSecond] = other.split(',').map(Number);
  if (second === undefined || otherSecond === undefined) return one > other;
  return day === otherDay ? second > otherSecond : Number(day) > Number(otherDay);
}
