import { keptSetting, type ServerSetting } from '../../../src/session/server-setting.ts';
import { OID } from '../../../src/types/index.ts';
import type { Session } from '../session.ts';
import { evaluateRow } from '../shadow-values.ts';

/** One row, of NULLs for a name that PostgreSQL does not know. */
const DESCRIBED = `select row_to_json(s)
  from (values (1)) one left join (
    select name, context, category, vartype, unit, min_val::float8 as min, max_val::float8 as max,
      coalesce(enumvals, '{}') as "values", coalesce(boot_val, '') as initial, short_desc as description
    from pg_catalog.pg_settings where pg_catalog.lower(name) = pg_catalog.lower($1)) s on true`;

/**
 * Before a parameter is set that the gateway has no use for: PostgreSQL says whether there is such a one and what it may
 * be. One that nobody knows stays unknown, which is then the caller's error.
 *
 * @throws GatewayError when it may not be set
 */
export async function learnSetting(session: Session, name: string): Promise<void> {
  const { settings } = session;
  if (settings.mayBeSet(name)) return;
  const [row] = await session.run((signal) =>
    evaluateRow(
      session,
      DESCRIBED,
      [OID.text],
      [{ format: 0, bytes: Buffer.from(name) }],
      signal,
      'settings are no table',
    ),
  );
  const found = row?.bytes ? (JSON.parse(Buffer.from(row.bytes).toString()) as ServerSetting | null) : null;
  if (found?.name) settings.learn(keptSetting(found));
}
