import { createHash } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { ENCODING_STATEMENTS } from './encoding-functions.ts';
import { GATEWAY_FUNCTIONS } from './gateway-functions.ts';
import { startParameters } from './pglite/start-parameters.ts';
import { quoteLiteral } from './quote.ts';
import { SESSION_DATA_STATEMENTS } from './session-data.ts';
import { SETTINGS_VIEW } from './settings-view.ts';

/**
 * The bootstrap superuser's name in the shadow. The prefix pg_ is reserved for roles of the system, so that no client
 * can log in as it, and psql's \du leaves it out.
 */
export const SUPERUSER = 'pg_iris_pgwire';

/**
 * Prefix of the custom settings that override what current_setting() and pg_settings say. Their values begin with `=`,
 * because a custom setting that was reset is the empty string and could not be told from an empty value.
 */
export const SHOWN_PREFIX = 'iris_pgwire.';

/** initdb's own options: the smallest WAL segments, since the image holds them. */
const INITDB_PARAMETERS = ['--wal-segsize=1'];

const REVOKED = [...GATEWAY_FUNCTIONS.keys()].map(quoteLiteral).join(', ');

/**
 * What the session, not the shadow's process, has to answer. The functions keep their OIDs, so that analysed trees and
 * clients' binary knowledge of pg_proc stay valid. They must be inlined to take effect (the function manager calls
 * built-in OIDs directly): hence LANGUAGE sql, one expression, and not STRICT.
 */
const SESSION_ANSWERS = [
  `create function pg_catalog.iris_pgwire_setting(text) returns text
     language internal stable strict parallel safe as 'show_config_by_name'`,
  `create function pg_catalog.iris_pgwire_setting(text, boolean) returns text
     language internal stable strict parallel safe as 'show_config_by_name_missing_ok'`,
  `create function pg_catalog.iris_pgwire_shown(text) returns text
     language sql stable parallel safe as
     $$ select substr(nullif(pg_catalog.iris_pgwire_setting('${SHOWN_PREFIX}' || $1, true), ''), 2) $$`,
  `create or replace function pg_catalog.current_setting(text) returns text
     language sql stable parallel safe as
     $$ select coalesce(pg_catalog.iris_pgwire_shown($1), pg_catalog.iris_pgwire_setting($1)) $$`,
  `create or replace function pg_catalog.current_setting(text, boolean) returns text
     language sql stable parallel safe as
     $$ select coalesce(pg_catalog.iris_pgwire_shown($1), pg_catalog.iris_pgwire_setting($1, $2)) $$`,
  `create or replace function pg_catalog.version() returns text
     language sql stable parallel safe as $$ select pg_catalog.iris_pgwire_shown('version') $$`,
  `create or replace function pg_catalog.pg_backend_pid() returns integer
     language sql stable parallel safe as
     $$ select pg_catalog.iris_pgwire_shown('backend_pid')::pg_catalog.int4 $$`,
];

const REVOKE_GATEWAY_FUNCTIONS = `do $do$
  declare proc regprocedure;
  begin
    for proc in select oid from pg_proc
      where pronamespace = 'pg_catalog'::regnamespace and proname in (${REVOKED})
    loop
      execute format('revoke execute on function %s from public', proc);
    end loop;
  end $do$`;

/**
 * What pg_catalog is from the start is no business of pg_dump's: it dumps privileges that differ from those noted here
 * (catalogs.sgml, pg_init_privs).
 */
const NOTE_PRIVILEGES = [
  `delete from pg_catalog.pg_init_privs
    where classoid = 'pg_proc'::regclass and privtype = 'i'
      and objoid in (select oid from pg_proc where pronamespace = 'pg_catalog'::regnamespace)`,
  `insert into pg_catalog.pg_init_privs (objoid, classoid, objsubid, privtype, initprivs)
   select oid, 'pg_proc'::regclass, 0, 'i', proacl
     from pg_proc where pronamespace = 'pg_catalog'::regnamespace and proacl is not null`,
];

/** Other databases only make the image larger and show in \l. */
const ONE_DATABASE = [
  `update pg_catalog.pg_database set datallowconn = true, datistemplate = false where datname like 'template%'`,
  'drop database template0',
  'drop database template1',
];

const RECIPE = [
  'create extension vector',
  ...SESSION_ANSWERS,
  ...SESSION_DATA_STATEMENTS,
  ...ENCODING_STATEMENTS,
  SETTINGS_VIEW,
  REVOKE_GATEWAY_FUNCTIONS,
  ...NOTE_PRIVILEGES,
  `update pg_catalog.pg_authid set rolname = '${SUPERUSER}' where oid = 10`,
  ...ONE_DATABASE,
  'vacuum full',
  'checkpoint',
];

/** Hash of all that the image's content depends on beside the versions of its packages. */
export function recipeHash(): string {
  const parts = JSON.stringify([RECIPE, INITDB_PARAMETERS, startParameters()]);
  return createHash('sha256').update(parts).digest('hex').slice(0, 12);
}

/** Makes the image: about 6 s of CPU, most of it initdb. Gzipped tar of the data directory. */
export async function buildImage(): Promise<Uint8Array> {
  const database = await PGlite.create({
    extensions: { vector },
    initDbStartParams: INITDB_PARAMETERS,
    startParams: startParameters(),
  });
  try {
    for (const statement of RECIPE) await database.exec(statement);
    const dump = await database.dumpDataDir('gzip');
    return new Uint8Array(await dump.arrayBuffer());
  } finally {
    await database.close();
  }
}
