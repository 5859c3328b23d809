/**
 * pg_settings: what the session's settings are comes from the gateway. Of all others the shadow's process has values for a
 * server without rows and files; clients see the defaults of PostgreSQL instead.
 */

import { dataOf } from './session-data.ts';

/** A row of the session data `settings`. */
export interface ShownSetting {
  readonly name: string;
  /** In the base unit. */
  readonly setting: string;
  readonly boot_val: string;
  readonly reset_val: string;
  /** As pg_settings.source has it. */
  readonly source: string;
  readonly context: string;
  readonly short_desc: string;
  readonly vartype: string;
  readonly unit: string | null;
}

const DATA_COLUMNS =
  'name text, setting text, boot_val text, reset_val text, source text, context text, short_desc text, vartype text, unit text';

/** By column, instead of what the shadow's process has; `s` is its row, `r` the gateway's. */
const COLUMNS: Readonly<Record<string, string>> = {
  name: 'coalesce(s.name, r.name)',
  // Modes of files are integers that are shown in octal (variable.c): their boot_val is decimal.
  setting: `coalesce(r.setting, case when s.setting ~ '^0[0-7]{3}$' then s.setting else s.boot_val end)`,
  unit: 'case when s.name is null then r.unit else s.unit end',
  category: `coalesce(s.category, 'Customized Options')`,
  short_desc: 'coalesce(s.short_desc, r.short_desc)',
  context: 'coalesce(r.context, s.context)',
  vartype: 'coalesce(s.vartype, r.vartype)',
  source: `coalesce(r.source, 'default')`,
  boot_val: 'coalesce(r.boot_val, s.boot_val)',
  reset_val: 'coalesce(r.reset_val, s.boot_val)',
  sourcefile: 'null::text',
  sourceline: 'null::integer',
  pending_restart: 'false',
};

/** The view is made over with its own column list; its rules and OID stay. */
export const SETTINGS_VIEW = `do $do$
  declare
    instead json := $json$${JSON.stringify(COLUMNS)}$json$;
    columns text;
  begin
    select string_agg(coalesce(instead ->> attname, 's.' || quote_ident(attname)) || ' as ' || quote_ident(attname),
                      ', ' order by attnum)
      into columns
      from pg_attribute where attrelid = 'pg_catalog.pg_settings'::regclass and attnum > 0;
    execute 'create or replace view pg_catalog.pg_settings as select ' || columns || $from$
      from pg_catalog.pg_show_all_settings() s
      full join pg_catalog.json_to_recordset(${dataOf('settings')}) as r(${DATA_COLUMNS})
        on pg_catalog.lower(r.name) = pg_catalog.lower(s.name)$from$;
  end $do$`;

/**
 * What current_setting() tells of parameters whose values in the shadow's process are not PostgreSQL's defaults
 * (start-parameters.ts, PGlite's own), unless the session has them. As SHOW prints them in release 15.
 */
export const STOCK_SETTINGS: Readonly<Record<string, string>> = {
  allow_system_table_mods: 'off',
  debug_pretty_print: 'on',
  exit_on_error: 'off',
  fsync: 'on',
  full_page_writes: 'on',
  log_checkpoints: 'on',
  log_min_messages: 'warning',
  log_timezone: 'GMT',
  max_parallel_maintenance_workers: '2',
  max_parallel_workers: '8',
  max_wal_senders: '10',
  max_wal_size: '1GB',
  max_worker_processes: '8',
  min_wal_size: '80MB',
  shared_buffers: '128MB',
  wal_level: 'replica',
};
