import {
  checkClientEncoding,
  checkDateStyle,
  checkTimeZone,
  cleanName,
  systemsOwn,
} from './setting-checks.ts';
import type { SettingDefinition, SettingKind } from './setting.ts';

const BOOL: SettingKind = { kind: 'bool' };
const STRING: SettingKind = { kind: 'string' };
const INT_MAX = 2_147_483_647;

function milliseconds(min = 0): SettingKind {
  return { kind: 'integer', min, max: INT_MAX, unit: 'ms' };
}

function oneOf(...values: string[]): SettingKind {
  return { kind: 'enum', values };
}

interface Extra {
  readonly reported?: boolean;
  readonly context?: SettingDefinition['context'];
  readonly check?: SettingDefinition['check'];
}

function define(
  name: string,
  type: SettingKind,
  initial: string,
  description: string,
  extra: Extra = {},
): SettingDefinition {
  const { reported = false, context = 'user', check } = extra;
  return { name, type, initial, description, context, reported, ...(check ? { check } : {}) };
}

const reported = { reported: true } as const;
const fixed = { context: 'internal' } as const;
const ISOLATION = oneOf('serializable', 'repeatable read', 'read committed', 'read uncommitted');
const LEVELS = oneOf('debug5', 'debug4', 'debug3', 'debug2', 'debug1', 'log', 'notice', 'warning', 'error');

/**
 * The run-time parameters the gateway knows (manual chapter 20), in the order of pg_settings. Those that steer a
 * PostgreSQL server's inner life are accepted because clients set them; only their value is kept.
 */
export const SETTING_DEFINITIONS: readonly SettingDefinition[] = [
  define('application_name', STRING, '', 'Sets the application name to be reported in statistics and logs.', {
    ...reported,
    check: cleanName,
  }),
  define('bytea_output', oneOf('escape', 'hex'), 'hex', 'Sets the output format for bytea.'),
  define(
    'check_function_bodies',
    BOOL,
    'on',
    'Check routine bodies during CREATE FUNCTION and CREATE PROCEDURE.',
  ),
  define('client_encoding', STRING, 'UTF8', "Sets the client's character set encoding.", {
    ...reported,
    check: checkClientEncoding,
  }),
  define('client_min_messages', LEVELS, 'notice', 'Sets the message levels that are sent to the client.'),
  define(
    'constraint_exclusion',
    oneOf('partition', 'on', 'off'),
    'partition',
    'Enables the planner to use constraints to optimize queries.',
  ),
  define(
    'cursor_tuple_fraction',
    { kind: 'real', min: 0, max: 1 },
    '0.1',
    "Sets the planner's estimate of the fraction of a cursor's rows that will be retrieved.",
  ),
  define('DateStyle', STRING, 'ISO, MDY', 'Sets the display format for date and time values.', {
    ...reported,
    check: checkDateStyle,
  }),
  define(
    'default_table_access_method',
    STRING,
    'heap',
    'Sets the default table access method for new tables.',
  ),
  define('default_tablespace', STRING, '', 'Sets the default tablespace to create tables and indexes in.'),
  define(
    'default_text_search_config',
    STRING,
    'pg_catalog.english',
    'Sets default text search configuration.',
  ),
  define(
    'default_transaction_deferrable',
    BOOL,
    'off',
    'Sets the default deferrable status of new transactions.',
  ),
  define(
    'default_transaction_isolation',
    ISOLATION,
    'read committed',
    'Sets the transaction isolation level of each new transaction.',
  ),
  define(
    'default_transaction_read_only',
    BOOL,
    'off',
    'Sets the default read-only status of new transactions.',
    reported,
  ),
  define(
    'effective_cache_size',
    { kind: 'integer', min: 1, max: INT_MAX, unit: '8kB' },
    '524288',
    "Sets the planner's assumption about the total size of the data caches.",
  ),
  define('enable_async_append', BOOL, 'on', "Enables the planner's use of async append plans."),
  define('enable_bitmapscan', BOOL, 'on', "Enables the planner's use of bitmap-scan plans."),
  define('enable_gathermerge', BOOL, 'on', "Enables the planner's use of gather merge plans."),
  define('enable_hashagg', BOOL, 'on', "Enables the planner's use of hashed aggregation plans."),
  define('enable_hashjoin', BOOL, 'on', "Enables the planner's use of hash join plans."),
  define('enable_incremental_sort', BOOL, 'on', "Enables the planner's use of incremental sort steps."),
  define('enable_indexonlyscan', BOOL, 'on', "Enables the planner's use of index-only-scan plans."),
  define('enable_indexscan', BOOL, 'on', "Enables the planner's use of index-scan plans."),
  define('enable_material', BOOL, 'on', "Enables the planner's use of materialization."),
  define('enable_memoize', BOOL, 'on', "Enables the planner's use of memoization."),
  define('enable_mergejoin', BOOL, 'on', "Enables the planner's use of merge join plans."),
  define('enable_nestloop', BOOL, 'on', "Enables the planner's use of nested-loop join plans."),
  define('enable_parallel_append', BOOL, 'on', "Enables the planner's use of parallel append plans."),
  define('enable_parallel_hash', BOOL, 'on', "Enables the planner's use of parallel hash plans."),
  define('enable_partition_pruning', BOOL, 'on', 'Enables plan-time and execution-time partition pruning.'),
  define('enable_partitionwise_aggregate', BOOL, 'off', 'Enables partitionwise aggregation and grouping.'),
  define('enable_partitionwise_join', BOOL, 'off', 'Enables partitionwise join.'),
  define('enable_seqscan', BOOL, 'on', "Enables the planner's use of sequential-scan plans."),
  define('enable_sort', BOOL, 'on', "Enables the planner's use of explicit sort steps."),
  define('enable_tidscan', BOOL, 'on', "Enables the planner's use of TID scan plans."),
  define('escape_string_warning', BOOL, 'on', 'Warn about backslash escapes in ordinary string literals.'),
  define(
    'extra_float_digits',
    { kind: 'integer', min: -15, max: 3 },
    '1',
    'Sets the number of digits displayed for floating-point values.',
  ),
  define(
    'from_collapse_limit',
    { kind: 'integer', min: 1, max: INT_MAX },
    '8',
    'Sets the FROM-list size beyond which subqueries are not collapsed.',
  ),
  define('geqo', BOOL, 'on', 'Enables genetic query optimization.'),
  define(
    'hnsw.ef_search',
    { kind: 'integer', min: 1, max: 1000 },
    '40',
    'Sets the size of the dynamic candidate list for search (IRIS chooses its own).',
  ),
  define(
    'hnsw.iterative_scan',
    oneOf('off', 'relaxed_order', 'strict_order'),
    'off',
    'Sets the mode for iterative scans (IRIS chooses its own).',
  ),
  define(
    'hnsw.max_scan_tuples',
    { kind: 'integer', min: 1, max: INT_MAX },
    '20000',
    'Sets the max number of tuples to visit for iterative scans (IRIS chooses its own).',
  ),
  define(
    'hnsw.scan_mem_multiplier',
    { kind: 'real', min: 1, max: 1000 },
    '1',
    'Sets the multiple of work_mem to use for iterative scans (IRIS chooses its own).',
  ),
  define(
    'idle_in_transaction_session_timeout',
    milliseconds(),
    '0',
    'Sets the maximum allowed idle time between queries, when in a transaction.',
  ),
  define(
    'idle_session_timeout',
    milliseconds(),
    '0',
    'Sets the maximum allowed idle time between queries, when not in a transaction.',
  ),
  define('in_hot_standby', BOOL, 'off', 'Shows whether hot standby is currently active.', {
    ...reported,
    ...fixed,
  }),
  define('integer_datetimes', BOOL, 'on', 'Shows whether datetimes are integer based.', {
    ...reported,
    ...fixed,
  }),
  define(
    'IntervalStyle',
    oneOf('postgres', 'postgres_verbose', 'sql_standard', 'iso_8601'),
    'postgres',
    'Sets the display format for interval values.',
    reported,
  ),
  define(
    'ivfflat.iterative_scan',
    oneOf('off', 'relaxed_order'),
    'off',
    'Sets the mode for iterative scans (IRIS has no ivfflat).',
  ),
  define(
    'ivfflat.max_probes',
    { kind: 'integer', min: 1, max: 32768 },
    '32768',
    'Sets the max number of probes for iterative scans (IRIS has no ivfflat).',
  ),
  define(
    'ivfflat.probes',
    { kind: 'integer', min: 1, max: 32768 },
    '1',
    'Sets the number of probes (IRIS has no ivfflat).',
  ),
  define('is_superuser', BOOL, 'off', 'Shows whether the current user is a superuser.', {
    ...reported,
    ...fixed,
  }),
  define('jit', BOOL, 'on', 'Allow JIT compilation.'),
  define(
    'join_collapse_limit',
    { kind: 'integer', min: 1, max: INT_MAX },
    '8',
    'Sets the FROM-list size beyond which JOIN constructs are not flattened.',
  ),
  define('lc_collate', STRING, 'C', 'Shows the collation order locale.', fixed),
  define('lc_ctype', STRING, 'C', 'Shows the character classification and case conversion locale.', fixed),
  define('lc_messages', STRING, 'C', 'Sets the language in which messages are displayed.'),
  define('lc_monetary', STRING, 'C', 'Sets the locale for formatting monetary amounts.'),
  define('lc_numeric', STRING, 'C', 'Sets the locale for formatting numbers.'),
  define('lc_time', STRING, 'C', 'Sets the locale for formatting date and time values.'),
  define('lock_timeout', milliseconds(), '0', 'Sets the maximum allowed duration of any wait for a lock.'),
  define(
    'maintenance_work_mem',
    { kind: 'integer', min: 1024, max: INT_MAX, unit: 'kB' },
    '65536',
    'Sets the maximum memory to be used for maintenance operations.',
  ),
  define(
    'max_connections',
    { kind: 'integer', min: 1, max: 262_143 },
    '1000',
    'Sets the maximum number of concurrent connections.',
    { context: 'postmaster' },
  ),
  define(
    'max_identifier_length',
    { kind: 'integer', min: 63, max: 63 },
    '63',
    'Shows the maximum identifier length.',
    fixed,
  ),
  define(
    'max_index_keys',
    { kind: 'integer', min: 32, max: 32 },
    '32',
    'Shows the maximum number of index keys.',
    fixed,
  ),
  define(
    'max_parallel_workers_per_gather',
    { kind: 'integer', min: 0, max: 1024 },
    '2',
    'Sets the maximum number of parallel processes per executor node.',
  ),
  define(
    'password_encryption',
    oneOf('md5', 'scram-sha-256'),
    'scram-sha-256',
    'Chooses the algorithm for encrypting passwords.',
  ),
  define(
    'plan_cache_mode',
    oneOf('auto', 'force_generic_plan', 'force_custom_plan'),
    'auto',
    "Controls the planner's selection of custom or generic plan.",
  ),
  define('quote_all_identifiers', BOOL, 'off', 'When generating SQL fragments, quote all identifiers.'),
  define(
    'random_page_cost',
    { kind: 'real', min: 0, max: Number.MAX_VALUE },
    '4',
    "Sets the planner's estimate of the cost of a nonsequentially fetched disk page.",
  ),
  define(
    'restrict_nonsystem_relation_kind',
    { kind: 'list' },
    '',
    'Prohibits access to non-system relations of specified kinds.',
  ),
  define('role', STRING, 'none', 'Sets the current role.'),
  define('row_security', BOOL, 'on', 'Enable row security.'),
  define(
    'search_path',
    { kind: 'list' },
    '"$user", public',
    'Sets the schema search order for names that are not schema-qualified.',
  ),
  define(
    'seq_page_cost',
    { kind: 'real', min: 0, max: Number.MAX_VALUE },
    '1',
    "Sets the planner's estimate of the cost of a sequentially fetched disk page.",
  ),
  define('server_encoding', STRING, 'UTF8', 'Shows the server (database) character set encoding.', {
    ...reported,
    ...fixed,
  }),
  define('server_version', STRING, '14.20', 'Shows the server version.', { ...reported, ...fixed }),
  define('server_version_num', STRING, '140020', 'Shows the server version as an integer.', fixed),
  define('session_authorization', STRING, '', 'Sets the current session user name.', {
    ...reported,
    ...fixed,
  }),
  define(
    'session_replication_role',
    oneOf('origin', 'replica', 'local'),
    'origin',
    "Sets the session's behavior for triggers and rewrite rules.",
  ),
  define(
    'standard_conforming_strings',
    BOOL,
    'on',
    "Causes '...' strings to treat backslashes literally.",
    reported,
  ),
  define('statement_timeout', milliseconds(), '0', 'Sets the maximum allowed duration of any statement.'),
  define('synchronize_seqscans', BOOL, 'on', 'Enable synchronized sequential scans.'),
  define(
    'synchronous_commit',
    oneOf('local', 'remote_write', 'remote_apply', 'on', 'off'),
    'on',
    "Sets the current transaction's synchronization level.",
  ),
  define(
    'tcp_keepalives_count',
    { kind: 'integer', min: 0, max: INT_MAX },
    '0',
    'Maximum number of TCP keepalive retransmits.',
    { check: systemsOwn },
  ),
  define(
    'tcp_keepalives_idle',
    { kind: 'integer', min: 0, max: INT_MAX, unit: 's' },
    '0',
    'Time between issuing TCP keepalives.',
  ),
  define(
    'tcp_keepalives_interval',
    { kind: 'integer', min: 0, max: INT_MAX, unit: 's' },
    '0',
    'Time between TCP keepalive retransmits.',
    { check: systemsOwn },
  ),
  define(
    'tcp_user_timeout',
    { kind: 'integer', min: 0, max: INT_MAX, unit: 'ms' },
    '0',
    'TCP user timeout.',
    { check: systemsOwn },
  ),
  define('TimeZone', STRING, 'UTC', 'Sets the time zone for displaying and interpreting time stamps.', {
    ...reported,
    check: checkTimeZone,
  }),
  define(
    'transaction_deferrable',
    BOOL,
    'off',
    'Whether to defer a read-only serializable transaction until it can be executed with no possible serialization failures.',
  ),
  define(
    'transaction_isolation',
    ISOLATION,
    'read committed',
    "Sets the current transaction's isolation level.",
  ),
  define('transaction_read_only', BOOL, 'off', "Sets the current transaction's read-only status."),
  define(
    'transaction_timeout',
    milliseconds(),
    '0',
    'Sets the maximum allowed duration of any transaction within a session.',
  ),
  define('transform_null_equals', BOOL, 'off', 'Treats "expr=NULL" as "expr IS NULL".'),
  define(
    'work_mem',
    { kind: 'integer', min: 64, max: INT_MAX, unit: 'kB' },
    '4096',
    'Sets the maximum memory to be used for query workspaces.',
  ),
  define('xmlbinary', oneOf('base64', 'hex'), 'base64', 'Sets how binary values are to be encoded in XML.'),
  define(
    'xmloption',
    oneOf('content', 'document'),
    'content',
    'Sets whether XML data in implicit parsing and serialization operations is to be considered as documents or content fragments.',
  ),
];
