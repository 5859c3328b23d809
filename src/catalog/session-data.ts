/**
 * What of the gateway's sessions the shadow's own views and functions tell. It comes as JSON with the request that needs
 * it, in shown settings (image-recipe.ts): rows as an array of objects, keys as the built-in function names its columns.
 */
export type SessionDataName =
  | 'activity'
  | 'connection'
  | 'cursors'
  | 'listening_channels'
  | 'locks'
  | 'prepared_statements'
  | 'statement'
  | 'settings'
  /** The users there are, as roles; no rows of their own. */
  | 'users';

/** The values of a request, by name. */
export type SessionData = Readonly<Partial<Record<SessionDataName, string>>>;

/** Part of a shown setting's name. */
export const SESSION_DATA_PREFIX = 'data_';

/** pg_database.oid of the one database (pg_database.dat, postgres). */
export const DATABASE_OID = 5;

/** A set-returning function of pg_catalog whose rows are the gateway's. */
interface RowsFunction {
  readonly name: string;
  /** As ALTER FUNCTION wants them. */
  readonly argumentTypes: string;
  readonly data: SessionDataName;
  /** Which of the rows, `r`, it gives. */
  readonly condition?: string;
}

export const ROWS_FUNCTIONS: readonly RowsFunction[] = [
  {
    name: 'pg_stat_get_activity',
    argumentTypes: 'integer',
    data: 'activity',
    condition: 'coalesce($1, -1) in (-1, r.pid)',
  },
  { name: 'pg_lock_status', argumentTypes: '', data: 'locks' },
  { name: 'pg_prepared_statement', argumentTypes: '', data: 'prepared_statements' },
  { name: 'pg_cursor', argumentTypes: '', data: 'cursors' },
];

/** Views over these functions and over roles, and what they read. */
export const SESSION_VIEWS: Readonly<Record<string, SessionDataName>> = {
  pg_cursors: 'cursors',
  pg_locks: 'locks',
  pg_auth_members: 'users',
  pg_authid: 'users',
  pg_group: 'users',
  pg_prepared_statements: 'prepared_statements',
  pg_roles: 'users',
  pg_settings: 'settings',
  pg_shadow: 'users',
  pg_stat_activity: 'activity',
  pg_stat_database: 'activity',
  pg_stat_gssapi: 'activity',
  pg_stat_replication: 'activity',
  pg_stat_ssl: 'activity',
  pg_user: 'users',
};

/** They take or give the name of a role. */
const ROLE_FUNCTIONS = [
  'has_any_column_privilege',
  'has_column_privilege',
  'has_database_privilege',
  'has_function_privilege',
  'has_language_privilege',
  'has_parameter_privilege',
  'has_schema_privilege',
  'has_sequence_privilege',
  'has_table_privilege',
  'has_tablespace_privilege',
  'has_type_privilege',
  'pg_get_userbyid',
  'pg_has_role',
  'to_regrole',
];

/** Functions of pg_catalog that read session data, by proname. */
export const SESSION_FUNCTIONS: ReadonlyMap<string, SessionDataName> = new Map<string, SessionDataName>([
  ...ROWS_FUNCTIONS.map(({ name, data }) => [name, data] as const),
  ['inet_client_addr', 'connection'],
  ['inet_client_port', 'connection'],
  ['inet_server_addr', 'connection'],
  ['inet_server_port', 'connection'],
  ['pg_listening_channels', 'listening_channels'],
  ['pg_stat_get_db_numbackends', 'activity'],
  ['statement_timestamp', 'statement'],
  ...ROLE_FUNCTIONS.map((name) => [name, 'users'] as const),
]);

/** SQL of the data of one kind in the shadow: json, null when the request brought none. */
export function dataOf(name: SessionDataName): string {
  return `pg_catalog.iris_pgwire_shown('${SESSION_DATA_PREFIX}${name}')::pg_catalog.json`;
}

/**
 * The function manager calls built-in functions by their OIDs, whatever pg_proc says of them. So a set-returning one,
 * which may stand where it is not inlined, is renamed and another one of its signature made in its place.
 */
function rowsFunction({ name, argumentTypes, data, condition = 'true' }: RowsFunction): string {
  return `do $do$
    declare
      own regprocedure := 'pg_catalog.${name}(${argumentTypes})';
      arguments text := pg_get_function_arguments(own);
      columns text;
      typed text;
    begin
      select string_agg('r.' || quote_ident(argument), ', ' order by place),
             string_agg(quote_ident(argument) || ' ' || format_type(type, null), ', ' order by place)
        into columns, typed
        from pg_proc, unnest(proargnames, proallargtypes, proargmodes) with ordinality as u(argument, type, mode, place)
       where oid = own and mode = 'o';
      alter function pg_catalog.${name}(${argumentTypes}) rename to iris_pgwire_${name};
      revoke execute on function pg_catalog.iris_pgwire_${name}(${argumentTypes}) from public;
      execute format($make$create function pg_catalog.${name}(%s) returns setof record
        language sql stable parallel safe as
        $sql$ select %s from pg_catalog.json_to_recordset(${dataOf(data)}) as r(%s) where ${condition} $sql$$make$,
        arguments, columns, typed);
    end $do$`;
}

/** A view is bound to the function that was renamed: it is made over from its own text. OID and columns stay. */
const VIEWS_OVER_FUNCTIONS = Object.entries(SESSION_VIEWS)
  .filter(([, data]) => data !== 'settings' && data !== 'users')
  .map(([name]) => name);

const REMEMBER_VIEWS = `create temporary table iris_pgwire_views as
  select relname, pg_get_viewdef(oid) as definition from pg_class
   where relnamespace = 'pg_catalog'::regnamespace
     and relname in (${VIEWS_OVER_FUNCTIONS.map((name) => `'${name}'`).join(', ')})`;

const MAKE_VIEWS_OVER = `do $do$
  declare view record;
  begin
    for view in select * from iris_pgwire_views loop
      execute format('create or replace view pg_catalog.%I as %s', view.relname, view.definition);
    end loop;
  end $do$`;

function addressFunction(name: string, key: string, type: string): string {
  return `create or replace function pg_catalog.${name}() returns ${type}
    language sql stable parallel restricted as
    $$ select (${dataOf('connection')} operator(pg_catalog.->>) '${key}')::pg_catalog.${type} $$`;
}

/** Statements that make the image's functions and views read session data; iris_pgwire_shown is there. */
export const SESSION_DATA_STATEMENTS: readonly string[] = [
  REMEMBER_VIEWS,
  ...ROWS_FUNCTIONS.map(rowsFunction),
  MAKE_VIEWS_OVER,
  'drop table iris_pgwire_views',
  addressFunction('inet_client_addr', 'client_addr', 'inet'),
  addressFunction('inet_client_port', 'client_port', 'int4'),
  addressFunction('inet_server_addr', 'server_addr', 'inet'),
  addressFunction('inet_server_port', 'server_port', 'int4'),
  'alter function pg_catalog.pg_listening_channels() rename to iris_pgwire_pg_listening_channels',
  'revoke execute on function pg_catalog.iris_pgwire_pg_listening_channels() from public',
  `create function pg_catalog.pg_listening_channels() returns setof text
    language sql stable parallel restricted as
    $$ select pg_catalog.json_array_elements_text(${dataOf('listening_channels')}) $$`,
  `create or replace function pg_catalog.pg_stat_get_db_numbackends(oid) returns int4
    language sql stable parallel restricted as
    $$ select case $1 when ${DATABASE_OID} then pg_catalog.json_array_length(${dataOf('activity')}) else 0 end $$`,
  `create function pg_catalog.iris_pgwire_statement_timestamp() returns timestamptz
    language internal stable strict parallel restricted as 'statement_timestamp'`,
  `create or replace function pg_catalog.statement_timestamp() returns timestamptz
    language sql stable parallel restricted as
    $$ select coalesce((${dataOf('statement')} operator(pg_catalog.->>) 'start')::pg_catalog.timestamptz,
         pg_catalog.iris_pgwire_statement_timestamp()) $$`,
];
