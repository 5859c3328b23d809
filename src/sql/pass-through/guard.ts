import { GatewayError } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import type { Effect } from './effect.ts';
import { follows, isName, type IrisToken } from './token.ts';

/** The gateway's own schema in IRIS, in upper case. */
const GATEWAY_SCHEMA = 'IRISPGWIRE';

/** Words that hold ObjectScript in a definition: code that would run with the rights of the gateway's IRIS user. */
const CODE_WORDS: ReadonlySet<string> = new Set(['COMPUTECODE', 'COMPUTEONCHANGE', 'OBJECTSCRIPT']);

/** Functions of IRIS's own packages that tell something and change nothing. */
const HARMLESS: ReadonlySet<string> = new Set([
  '%SYSTEM_SQL.DEFAULTSCHEMA',
  '%SYSTEM_SQL.UTIL_GETOPTION',
  '%SYSTEM.VERSION_GETNUMBER',
  '%SYSTEM.VERSION_GETVERSION',
]);

/** Words between the verb of a change or definition and the name of what it is about. */
const BEFORE_TARGET: ReadonlySet<string> = new Set(
  'BITMAP BITSLICE COLUMNAR EXISTS FOR FROM GLOBAL IF INDEX INTO MODEL NOT ON OR REPLACE SCHEMA STATISTICS TABLE TEMPORARY UNIQUE UPDATE VIEW'.split(
    ' ',
  ),
);

/**
 * What a client must not do behind the gateway's back.
 * @throws GatewayError 42501, 0A000
 */
export function guard(tokens: readonly IrisToken[], effect: Effect): void {
  for (const [at, token] of tokens.entries()) {
    if (isName(token) && token.key.toUpperCase() === GATEWAY_SCHEMA) throw denied('schema IrisPGWire');
    if (effect.does === 'define' && token.kind === 'word' && CODE_WORDS.has(token.key)) {
      throw new GatewayError('0A000', `the gateway does not pass ${token.key} on to InterSystems IRIS`, {
        detail: "ObjectScript in a definition runs with the rights of the gateway's own IRIS user.",
      });
    }
    if (effect.does !== 'define' && isSystemCall(tokens, at)) {
      throw denied(`function ${tokens[at]?.key}.${tokens[at + 2]?.key}`);
    }
  }
  if (effect.does === 'query' || effect.does === 'call') return;
  const target = tokens[targetAt(tokens, effect)];
  if (isName(target) && target.key.startsWith('%')) throw denied(`schema ${target.key}`);
}

/** `%SYSTEM_SQL.Util_SetOption(...)` and its like change the process, run statements, end jobs. */
function isSystemCall(tokens: readonly IrisToken[], at: number): boolean {
  const schema = tokens[at];
  const name = tokens[at + 2];
  if (!isName(schema) || !schema.key.startsWith('%') || !isName(name)) return false;
  return (
    follows(tokens, at + 1, '.') &&
    follows(tokens, at + 3, '(') &&
    !HARMLESS.has(`${schema.key}.${name.key}`.toUpperCase())
  );
}

/** Index of the name of the table, view or schema that is changed. CREATE INDEX and DROP INDEX name it behind ON. */
function targetAt(tokens: readonly IrisToken[], { verb, tag }: Effect): number {
  let at = verb + 1;
  if (tag.endsWith(' INDEX')) {
    const on = tokens.findIndex((_, i) => follows(tokens, i, 'ON'));
    if (on >= 0) at = on + 1;
  }
  while (isKeyword(tokens[at])) at += 1;
  return at;
}

/** %NOLOCK and its like are keywords here too; a schema's name has a point behind it. */
function isKeyword(token: IrisToken | undefined): boolean {
  return token?.kind === 'word' && (BEFORE_TARGET.has(token.key) || RESTRICTIONS.has(token.key));
}

const RESTRICTIONS: ReadonlySet<string> = new Set(
  '%NOCHECK %NOFPLAN %NOINDEX %NOJOURN %NOLOCK %NOTRIGGER %PROFILE'.split(' '),
);

function denied(what: string): GatewayError {
  return new GatewayError(SQLSTATE.insufficientPrivilege, `permission denied for ${what}`);
}
