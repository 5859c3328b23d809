/**
 * The part of a suite's dimension that the environment asks for, all of it when it says nothing: a native run takes fewer
 * versions and modes than an embedded one (TESTING.md).
 *
 * @param variable names separated by commas
 */
export function chosen<T extends string>(variable: string, all: readonly T[]): readonly T[] {
  const asked = process.env[variable]?.split(',');
  if (asked === undefined) return all;
  const unknown = asked.filter((name) => !all.some((known) => known === name));
  if (unknown.length > 0) throw new Error(`${variable} knows ${all.join(', ')} only`);
  return all.filter((name) => asked.includes(name));
}
