import { scanTokens } from '../../sql/parse/scan-tokens.ts';
import type { MirrorPlan } from '../../catalog/mirror/mirror-plan.ts';
import type { ErrorFields } from '../../errors/gateway-error.ts';
import { SourceText } from '../../sql/parse/source-text.ts';
import { foldAscii } from '../../sql/iris/spelling.ts';

/** undefined_table, undefined_column, invalid_schema_name */
const UNKNOWN_NAME: ReadonlySet<string> = new Set(['42P01', '42703', '3F000']);

/**
 * The text with a name that PostgreSQL does not know in lower case, where that is how a table of IRIS is shown: "Sample"."Person"
 * is IRIS's own spelling of sample.person. The text keeps its length, so that positions stay.
 *
 * @param error what PostgreSQL says of `text`
 * @returns null when there is nothing to change
 */
export function irisSpelled(text: string, error: ErrorFields, plan: MirrorPlan): string | null {
  if (!UNKNOWN_NAME.has(error.sqlstate) || error.position === undefined) return null;
  const names = namesOfIris(plan);
  if (names.size === 0) return null;
  const source = new SourceText(text);
  const tokens = scanTokens(text);
  const bytes = Buffer.from(text);
  let at = tokens.findIndex(({ start }) => source.position(start) === Number(error.position));
  while (at >= 0) {
    const token = tokens[at];
    if (token?.text.startsWith('"')) {
      const folded = foldAscii(token.text);
      if (folded !== token.text && !names.has(folded.slice(1, -1).replaceAll('""', '"'))) return null;
      bytes.write(folded, token.start);
    }
    at = tokens[at + 1]?.text === '.' ? at + 2 : -1;
  }
  const spelled = bytes.toString();
  return spelled === text ? null : spelled;
}

const known = new WeakMap<MirrorPlan, ReadonlySet<string>>();

/** Names that are shown in another case than they have in IRIS: of schemas, and of what the gateway has not made. */
function namesOfIris(plan: MirrorPlan): ReadonlySet<string> {
  const before = known.get(plan);
  if (before) return before;
  const names = new Set(
    plan.tables
      .filter(({ madeByGateway }) => !madeByGateway)
      .flatMap(({ schema, name, columns }) => [schema, name, ...columns.map((column) => column.name)]),
  );
  known.set(plan, names);
  return names;
}
