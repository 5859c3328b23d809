import { bind, execute, parse, query, sync } from '../../../support/frontend.ts';
import { ready, type Step, type Topic } from '../conversation.ts';

/** 66 bytes and characters that are cut in the middle of one. */
const LONG = `Much_longer_than_an_identifier_of_PostgreSQL_may_be_at_any_timeéé`;

function each(...texts: string[]): Step[] {
  return texts.flatMap((text) => [query(text), ready()]);
}

/** ParameterStatus (manual 55.2.7), notices, and statements of a session's state. */
export const SETTINGS: Topic = {
  topic: 'settings and notices',
  conversations: [
    {
      name: 'SET of a reported setting',
      steps: each("SET application_name = 'one'", "SET application_name = 'one'", 'RESET application_name'),
    },
    {
      name: 'SET of a setting that is not reported',
      steps: each('SET statement_timeout = 5000', 'SHOW statement_timeout', 'RESET statement_timeout'),
    },
    {
      name: 'SET LOCAL ends with the block',
      steps: each('BEGIN', "SET LOCAL TimeZone = 'Asia/Tokyo'", 'COMMIT', 'SHOW TimeZone'),
    },
    {
      name: 'SET undone by ROLLBACK',
      steps: each('BEGIN', "SET DateStyle = 'German'", 'ROLLBACK', 'SHOW DateStyle'),
    },
    {
      name: 'SET undone by ROLLBACK TO',
      steps: each(
        'BEGIN',
        "SET application_name = 'a'",
        'SAVEPOINT s',
        "SET application_name = 'b'",
        'ROLLBACK TO s',
        'COMMIT',
        'SHOW application_name',
      ),
    },
    {
      name: 'SET LOCAL outside of a block',
      steps: each('SET LOCAL statement_timeout = 7', 'SHOW statement_timeout'),
    },
    {
      name: 'several SET in one Query',
      steps: each("SET application_name = 'a'; SET IntervalStyle = 'iso_8601'; SET application_name = 'b'"),
    },
    {
      name: 'set_config and current_setting',
      steps: each(
        "SELECT set_config('application_name', 'f', false)",
        "SELECT current_setting('application_name')",
        "SELECT current_setting('no.such', true)",
        "SELECT current_setting('nosuch')",
      ),
    },
    {
      name: 'set_config for the transaction',
      steps: each("SELECT set_config('application_name', 'f', true)", 'SHOW application_name'),
    },
    {
      name: 'SET by the extended protocol',
      steps: [
        parse('', "SET application_name = 'x'"),
        bind('', ''),
        execute(''),
        parse('', 'SHOW application_name'),
        bind('', ''),
        execute(''),
        sync(),
        ready(),
      ],
    },
    {
      name: 'settings that nobody has, values that nobody takes',
      steps: each(
        'SET nonsense = 1',
        "SET statement_timeout = 'soon'",
        "SET DateStyle = 'mine'",
        "SET TimeZone = 'Nowhere/City'",
        'SET extra_float_digits = 99',
        'SHOW nonsense',
        'RESET nonsense',
      ),
    },
    {
      name: 'settings that cannot be set',
      steps: each('SET server_version = 1', 'SET port = 1', 'SET integer_datetimes = off'),
    },
    {
      name: 'settings with a dot',
      steps: each("SET my.own = 'x'", 'SHOW my.own', 'RESET my.own', 'SHOW my.own', 'SHOW my.other'),
    },
    {
      name: 'RESET ALL',
      steps: each("SET application_name = 'a'", 'SET IntervalStyle = sql_standard', 'RESET ALL'),
    },
    {
      name: 'DISCARD ALL',
      steps: each("SET application_name = 'a'", 'PREPARE p AS SELECT 1', 'DISCARD ALL', 'EXECUTE p'),
    },
    { name: 'DISCARD ALL in a block', steps: each('BEGIN', 'DISCARD ALL', 'ROLLBACK') },
    { name: 'DISCARD ALL among several', steps: each('SELECT 1; DISCARD ALL') },
    {
      name: 'DISCARD PLANS, TEMP, SEQUENCES',
      steps: each('DISCARD PLANS', 'DISCARD TEMP', 'DISCARD SEQUENCES'),
    },
    {
      name: 'client_min_messages',
      steps: each(
        'DROP TABLE IF EXISTS nothing',
        'SET client_min_messages = warning',
        'DROP TABLE IF EXISTS nothing',
        'COMMIT',
        'SET client_min_messages = error',
        'COMMIT',
      ),
    },
    { name: 'notices of identifiers cut off', steps: each(`SELECT 1 AS ${'a'.repeat(70)}`) },
    {
      name: 'notices by the extended protocol',
      steps: [
        parse('', 'DROP TABLE IF EXISTS nothing'),
        bind('', ''),
        execute(''),
        parse('', 'COMMIT'),
        bind('', ''),
        execute(''),
        sync(),
        ready(),
      ],
    },
    {
      name: 'PREPARE and EXECUTE',
      steps: each(
        'PREPARE p (int, text) AS SELECT $1, $2',
        "EXECUTE p(1, 'a')",
        'EXECUTE p(1)',
        "EXECUTE p('x', 'a')",
        'EXECUTE nobody',
        'PREPARE p AS SELECT 1',
        'DEALLOCATE p',
        'DEALLOCATE p',
        'DEALLOCATE ALL',
      ),
    },
    {
      name: 'pg_prepared_statements',
      steps: [
        parse('mine', 'SELECT $1::int'),
        sync(),
        query('PREPARE yours (text) AS SELECT $1'),
        query('SELECT name, statement, parameter_types, from_sql FROM pg_prepared_statements ORDER BY name'),
        ready(3),
      ],
    },
    {
      name: 'SHOW of names in other cases',
      steps: each(
        'SHOW datestyle',
        'SHOW TIME ZONE',
        'SHOW TRANSACTION ISOLATION LEVEL',
        'SHOW search_path',
        'SHOW standard_conforming_strings',
        'SHOW server_encoding',
      ),
    },
    {
      name: 'search_path',
      steps: each(
        "SET search_path = 'a', public",
        'SHOW search_path',
        'SELECT current_schemas(false)',
        'RESET search_path',
      ),
    },
    {
      name: 'SET TIME ZONE',
      steps: each(
        "SET TIME ZONE 'Europe/Paris'",
        'SET TIME ZONE 3',
        "SET TIME ZONE INTERVAL '-08:00' HOUR TO MINUTE",
        'SET TIME ZONE LOCAL',
      ),
    },
    {
      name: 'standard_conforming_strings',
      steps: each(
        'SET standard_conforming_strings = off',
        "SELECT 'a\\nb'",
        'SET standard_conforming_strings = on',
        "SELECT 'a\\nb'",
      ),
    },
    {
      name: 'bytea_output and extra_float_digits',
      steps: each(
        "SELECT '\\x6162'::bytea, 0.1::float4 + 0.2::float4",
        'SET bytea_output = escape',
        'SET extra_float_digits = 0',
        "SELECT '\\x6162'::bytea, 0.1::float4 + 0.2::float4",
      ),
    },
    {
      name: 'parameters of the transaction',
      steps: each(
        'BEGIN',
        'SET transaction_read_only = on',
        "SELECT current_setting('transaction_read_only')",
        'CREATE TABLE never (a integer)',
        'ROLLBACK',
        "SET transaction_isolation = 'serializable'",
        'SHOW transaction_isolation',
        "BEGIN; SELECT set_config('transaction_isolation', 'repeatable read', false)",
        'SHOW transaction_isolation',
        'SAVEPOINT s',
        'SET TRANSACTION DEFERRABLE',
        'ROLLBACK',
        'SET transaction_deferrable = nonsense',
      ),
    },
    {
      name: 'parameters that steer the inner life of a server',
      steps: each(
        "SET temp_buffers = '16MB'",
        "SELECT current_setting('temp_buffers'), setting FROM pg_settings WHERE name = 'temp_buffers'",
        'BEGIN; SET LOCAL vacuum_cost_delay = 10',
        'SHOW vacuum_cost_delay',
        'ROLLBACK',
        'SHOW vacuum_cost_delay',
        'SET array_nulls = on',
        'SET autovacuum = off',
        'SET shared_buffers = 1000',
        'SET block_size = 1',
        'SET log_connections = on',
        'SET gin_fuzzy_search_limit = -1',
        "SELECT set_config('nothing_like_this', '1', false)",
      ),
    },
    {
      name: 'identifiers that are too long in statements of the session',
      steps: each(
        `PREPARE ${LONG} AS SELECT 1`,
        `EXECUTE ${LONG}`,
        `DEALLOCATE ${LONG}`,
        'BEGIN',
        `SAVEPOINT "${LONG}"`,
        `DECLARE ${LONG} CURSOR FOR SELECT 1`,
        'ROLLBACK',
        `LISTEN ${LONG}`,
        `UNLISTEN ${LONG}`,
      ),
    },
    { name: 'DO', steps: each('DO $$ BEGIN NULL; END $$') },
  ],
};
