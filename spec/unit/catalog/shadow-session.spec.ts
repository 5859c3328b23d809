import { expect } from 'chai';
import type { Shadow } from '../../../src/catalog/shadow.ts';
import type { ShadowSession } from '../../../src/catalog/shadow-session.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { ALICE, ask, openShadow, withShadow, select, SHADOW_TIMEOUT } from './support/shadow.ts';

const BOB: ShadowSession = {
  user: 'Bob "the" O\'Neil',
  database: 'OTHER',
  backendPid: 12,
  settings: {
    search_path: 'pg_catalog',
    TimeZone: 'Asia/Kolkata',
    DateStyle: 'German',
    IntervalStyle: 'iso_8601',
    bytea_output: 'escape',
    extra_float_digits: '0',
    client_encoding: 'LATIN1',
    client_min_messages: 'error',
    application_name: 'back\\slash',
    'shop.tenant': 'blue',
  },
  now: 946_684_800_000_000n,
};

const WHO = `select current_user, session_user, current_database(), current_catalog, pg_backend_pid(),
  current_setting('search_path'), current_setting('TimeZone'), now()::text, interval '1 day'::text, '\\x41ff'::bytea::text,
  current_setting('client_encoding'), current_setting('client_min_messages'), current_setting('application_name', true),
  current_setting('shop.tenant', true), current_setting('transaction_read_only')`;

const ALICE_IS = [
  'alice',
  'alice',
  'USER',
  'USER',
  '4711',
  '"$user", public',
  'UTC',
  '2023-11-14 22:13:20.123456+00',
  '1 day',
  '\\x41ff',
  'UTF8',
  'notice',
  '',
  null,
  'off',
];

const BOB_IS = [
  'Bob "the" O\'Neil',
  'Bob "the" O\'Neil',
  'OTHER',
  'OTHER',
  '12',
  'pg_catalog',
  'Asia/Kolkata',
  '01.01.2000 05:30:00 IST',
  'P1D',
  'A\\377',
  'LATIN1',
  'error',
  'back\\slash',
  'blue',
  'off',
];

describe('sessions in the shadow', function () {
  this.timeout(SHADOW_TIMEOUT);
  let shadow: Shadow;
  before(async () => {
    shadow = await openShadow();
  });
  after(() => shadow.close());

  it('never see each other, in whatever order they come', () => {
    for (const session of [ALICE, BOB, BOB, ALICE, BOB, ALICE, ALICE]) {
      expect(select(shadow, WHO, session)).to.deep.equal([session === ALICE ? ALICE_IS : BOB_IS]);
    }
  });

  it('stay apart when analysis and trials come in between', () => {
    shadow.tryDdl('create table t (a int)', BOB);
    shadow.analyse('select 1', [], BOB);
    expect(select(shadow, WHO, ALICE)).to.deep.equal([ALICE_IS]);
    shadow.analyse('select 1', [], ALICE);
    shadow.rows('select 1');
    expect(select(shadow, WHO, BOB)).to.deep.equal([BOB_IS]);
  });

  it('stay apart in analysis: search_path and DateStyle decide there', () => {
    const monthFirst = { ...ALICE, settings: { ...ALICE.settings, DateStyle: 'ISO, MDY' } };
    const dayFirst = { ...ALICE, settings: { ...ALICE.settings, DateStyle: 'ISO, DMY' } };
    for (const session of [monthFirst, dayFirst, monthFirst]) {
      const failed = shadow.analyse("select '25/12/2020'::date", [], session).error;
      expect(failed?.sqlstate ?? null).to.equal(session === monthFirst ? '22008' : null);
    }
  });

  it('show their values in pg_settings, and for all others the defaults of PostgreSQL', () => {
    const settings = [
      { name: 'TimeZone', setting: 'Asia/Kolkata', boot_val: 'UTC', reset_val: 'UTC', source: 'session' },
      { name: 'hnsw.ef_search', setting: '40', source: 'default', vartype: 'integer' },
    ];
    const rows = select(
      shadow,
      `select name, setting, reset_val, source, vartype, category from pg_settings
        where name in ('TimeZone', 'hnsw.ef_search', 'shared_buffers', 'wal_level') order by name collate "C"`,
      { ...BOB, data: { settings: JSON.stringify(settings) } },
    );
    expect(rows).to.deep.equal([
      [
        'TimeZone',
        'Asia/Kolkata',
        'UTC',
        'session',
        'string',
        'Client Connection Defaults / Locale and Formatting',
      ],
      ['hnsw.ef_search', '40', null, 'default', 'integer', 'Customized Options'],
      ['shared_buffers', '16384', '16384', 'default', 'integer', 'Resource Usage / Memory'],
      ['wal_level', 'replica', 'replica', 'default', 'enum', 'Write-Ahead Log / Settings'],
    ]);
    expect(select(shadow, `select current_setting('shared_buffers')`)).to.deep.equal([['128MB']]);
  });

  it('are told the configured version', () => {
    expect(select(shadow, "select version(), current_setting('server_version')")).to.deep.equal([
      ['PostgreSQL 14.20 (iris-pgwire 0.1.0, shadow 18.6)', '14.20'],
    ]);
  });

  it('see the one database under their own name', () => {
    expect(select(shadow, 'select datname from pg_database', BOB)).to.deep.equal([['OTHER']]);
  });

  it('stand many changes of the database', () => {
    for (let at = 0; at < 520; at += 1) shadow.analyse('select 1', [], { ...ALICE, database: `db${at % 2}` });
    const [[pages] = []] = shadow.rows("select pg_relation_size('pg_database') / 8192");
    expect(Number(pages)).to.be.below(10);
  });

  it('fail with a setting the shadow does not take and go on without it', () => {
    const session = { ...ALICE, settings: { TimeZone: 'Nowhere/Land' } };
    expect(ask(shadow, 'select 1', session).error).to.deep.include({
      sqlstate: '22023',
      message: 'invalid value for parameter "TimeZone": "Nowhere/Land"',
    });
    expect(shadow.analyse('select 1', [], session).error).to.deep.include({ sqlstate: '22023' });
    expect(select(shadow, WHO, ALICE)).to.deep.equal([ALICE_IS]);
  });

  it('cannot be those of reserved roles', () => {
    for (const user of ['pg_iris_pgwire', 'pg_read_server_files']) {
      expect(() => shadow.analyse('select 1', [], { ...ALICE, user }))
        .to.throw(GatewayError)
        .with.property('sqlstate', '28000');
    }
  });

  it('have roles whose OIDs follow from their names', async () => {
    await withShadow((other) => {
      const sql = "select oid from pg_roles where rolname = 'alice'";
      expect(select(other, sql)).to.deep.equal(select(shadow, sql));
    });
  });
});
