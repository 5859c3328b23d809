import { expect } from 'chai';
import { Worker } from 'node:worker_threads';
import { SEQUENCE_FUNCTIONS } from '../../../src/catalog/sequence-functions.ts';
import { GATEWAY_FUNCTIONS } from '../../../src/catalog/gateway-functions.ts';
import type { Shadow } from '../../../src/catalog/shadow.ts';
import { ShadowBroken } from '../../../src/catalog/pglite/engine.ts';
import { ALICE, ask, IMAGE_FOLDER, openShadow, select, SHADOW_TIMEOUT } from './support/shadow.ts';

/** Volatile functions that may run: they read the catalog, the clock or chance, and change nothing that stays. */
const HARMLESS = new Set(
  `amvalidate array_sample array_shuffle bernoulli clock_timestamp current_query currtid2 gen_random_uuid pg_blocking_pids
   pg_collation_actual_version pg_current_wal_flush_lsn pg_current_wal_insert_lsn pg_current_wal_lsn
   pg_database_collation_actual_version pg_database_size pg_get_multixact_members pg_get_sequence_data
   pg_get_wait_events pg_get_wal_replay_pause_state pg_get_wal_resource_managers pg_get_wal_summarizer_state
   pg_indexes_size pg_is_in_recovery pg_is_wal_replay_paused pg_isolation_test_session_is_blocked pg_jit_available
   pg_last_committed_xact pg_last_wal_receive_lsn pg_last_wal_replay_lsn pg_last_xact_replay_timestamp pg_lock_status
   pg_notification_queue_usage pg_partition_ancestors pg_partition_tree pg_prepared_xact pg_relation_size
   pg_replication_origin_progress pg_replication_origin_session_is_setup pg_replication_origin_session_progress
   pg_safe_snapshot_blocking_pids pg_sequence_last_value pg_show_replication_origin_status pg_stat_get_backend_io
   pg_stat_get_backend_wal pg_stat_get_io pg_stat_get_recovery_prefetch pg_stat_get_xact_blocks_fetched
   pg_stat_get_xact_blocks_hit pg_stat_get_xact_function_calls pg_stat_get_xact_function_self_time
   pg_stat_get_xact_function_total_time pg_stat_get_xact_numscans pg_stat_get_xact_tuples_deleted
   pg_stat_get_xact_tuples_fetched pg_stat_get_xact_tuples_hot_updated pg_stat_get_xact_tuples_inserted
   pg_stat_get_xact_tuples_newpage_updated pg_stat_get_xact_tuples_returned pg_stat_get_xact_tuples_updated
   pg_stat_have_stats pg_table_size pg_tablespace_size pg_total_relation_size pg_xact_commit_timestamp
   pg_xact_commit_timestamp_origin pg_xact_status random random_normal system timeofday txid_status uuidv4 uuidv7`.split(
    /\s+/,
  ),
);

describe('guards of the shadow', function () {
  this.timeout(SHADOW_TIMEOUT);
  let shadow: Shadow;
  before(async () => {
    shadow = await openShadow();
  });
  after(() => shadow.close());

  it('know every function of PostgreSQL that can do harm', () => {
    const rows = shadow.rows(
      `select distinct proname from pg_proc where provolatile = 'v' and pronamespace = 'pg_catalog'::regnamespace
         and prokind = 'f' and prorettype not in ('internal'::regtype, 'index_am_handler'::regtype, 'table_am_handler'::regtype,
           'language_handler'::regtype, 'trigger'::regtype)
         and proname !~ '^(dsnowball|plpgsql|hnsw|ivfflat)'
         -- built-in functions in whose place the image has its own: their OIDs are those of the image
         and not (proname ~ '^iris_pgwire_' and not has_function_privilege('public', oid, 'execute'))`,
    );
    const unknown = rows
      .map(([name]) => name ?? '')
      .filter((name) => !GATEWAY_FUNCTIONS.has(name) && !SEQUENCE_FUNCTIONS.has(name) && !HARMLESS.has(name));
    expect(unknown).to.deep.equal([]);
  });

  it('list only functions that exist', () => {
    const rows = shadow.rows(
      "select distinct proname from pg_proc where pronamespace = 'pg_catalog'::regnamespace",
    );
    const existing = new Set(rows.map(([name]) => name));
    expect([...GATEWAY_FUNCTIONS.keys()].filter((name) => !existing.has(name))).to.deep.equal([]);
  });

  const refused = [
    'select pg_sleep(60)',
    "select set_config('session_authorization', 'pg_iris_pgwire', false)",
    "select pg_read_file('/etc/passwd')",
    'select pg_advisory_lock(1)',
    "select lo_import('/etc/passwd')",
    'select pg_terminate_backend(pg_backend_pid())',
    "select query_to_xml('select 1', true, true, '')",
    'select * from pg_authid',
    'select * from pg_shadow',
  ];
  for (const text of refused) {
    it(`refuse ${text}`, () => {
      expect(ask(shadow, text).error).to.deep.include({ sqlstate: '42501' });
    });
  }

  for (const text of [
    'create table x (a int)',
    'insert into pg_class values (null)',
    'drop schema public cascade',
    'create temp table x (a int)',
  ]) {
    it(`change nothing by ${text}`, () => {
      expect(ask(shadow, text).error?.sqlstate).to.be.oneOf(['25006', '42501']);
    });
  }

  it('leave no transaction open', () => {
    expect(ask(shadow, 'begin').error).to.equal(null);
    expect(select(shadow, 'select now()', { ...ALICE, now: 1n })).to.deep.equal([
      ['1970-01-01 00:00:00.000001+00'],
    ]);
    ask(shadow, 'begin isolation level serializable');
    expect(select(shadow, "select current_setting('transaction_isolation')")).to.deep.equal([
      ['read committed'],
    ]);
  });

  it('survive an error within a transaction block', () => {
    ask(shadow, 'begin');
    ask(shadow, 'select 1 / 0');
    expect(select(shadow, 'select 1')).to.deep.equal([['1']]);
  });

  it('keep the state of a session a client tries to change', () => {
    ask(shadow, 'set search_path to nowhere');
    expect(select(shadow, "select current_setting('search_path')")).to.deep.equal([['"$user", public']]);
    ask(shadow, 'set session authorization pg_iris_pgwire');
    expect(select(shadow, 'select current_user')).to.deep.equal([['alice']]);
  });

  it('make deep expressions an error in a worker with enough stack', async () => {
    const worker = new Worker(new URL('support/deep-expressions.ts', import.meta.url), {
      workerData: { folder: IMAGE_FOLDER },
      resourceLimits: { stackSizeMb: 16 },
    });
    const answers = await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    await worker.terminate();
    expect(answers).to.deep.equal(['54001', '54001', '54001', null]);
  });

  it('know a broken shadow', async () => {
    const other = await openShadow();
    await other.close();
    expect(other.broken).to.equal(true);
    expect(() => other.analyse('select 1', [], ALICE)).to.throw(ShadowBroken);
  });
});
