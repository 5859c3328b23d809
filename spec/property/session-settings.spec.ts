import { expect } from 'chai';
import fc from 'fast-check';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { rowsOf } from '../support/rows.ts';
import { WireClient } from '../support/wire-client.ts';

/** What a client has set in its session, and so must be told; all sessions are served by one shadow. */
interface Expected {
  user: string;
  searchPath: string;
  timeZone: string;
  dateStyle: string;
  application: string;
  /** The column of its temporary table `scratch`; null when it has none. */
  temporary: string | null;
}

interface Session {
  readonly client: WireClient;
  readonly expected: Expected;
}

/** Values and what current_setting() and others must say of them. */
const SEARCH_PATHS: Readonly<Record<string, string>> = {
  first: 'first',
  second: 'second',
  '"$user", public': 'public',
};
const TIME_ZONES: Readonly<Record<string, string>> = {
  UTC: '2024-07-01 12:00:00+00',
  'Europe/Prague': '2024-07-01 14:00:00+02',
  'Asia/Kolkata': '2024-07-01 17:30:00+05:30',
};
const DATE_STYLES: Readonly<Record<string, string>> = {
  'ISO, MDY': '2024-02-29',
  'German, DMY': '29.02.2024',
  'SQL, MDY': '02/29/2024',
};

/** Everything that the session can be recognised by, from the shadow, in one row. */
const WHO = `select current_user, session_user, current_schema, current_setting('search_path'), current_setting('TimeZone'),
  current_setting('application_name'), pg_backend_pid(), to_regclass('place')::oid = to_regclass(coalesce(current_schema, '') || '.place')::oid,
  date '2024-02-29', (select string_agg(attname, ',' order by attnum) from pg_attribute where attrelid = to_regclass('pg_temp.scratch') and attnum > 0)`;

type Command =
  | {
      readonly do: 'set';
      readonly setting: 'search_path' | 'TimeZone' | 'DateStyle' | 'application_name';
      readonly value: string;
    }
  | { readonly do: 'reset' }
  | { readonly do: 'temporary'; readonly column: string }
  | { readonly do: 'discard' }
  | { readonly do: 'ask' };

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Command>({ do: 'ask' }) },
  fc
    .constantFrom(...Object.keys(SEARCH_PATHS))
    .map((value): Command => ({ do: 'set', setting: 'search_path', value })),
  fc
    .constantFrom(...Object.keys(TIME_ZONES))
    .map((value): Command => ({ do: 'set', setting: 'TimeZone', value })),
  fc
    .constantFrom(...Object.keys(DATE_STYLES))
    .map((value): Command => ({ do: 'set', setting: 'DateStyle', value })),
  fc
    .constantFrom('one', 'two', '')
    .map((value): Command => ({ do: 'set', setting: 'application_name', value })),
  fc.constantFrom('x', 'y').map((column): Command => ({ do: 'temporary', column })),
  fc.constantFrom<Command>({ do: 'reset' }, { do: 'discard' }),
);

const USERS = ['alice', 'bob', '_SYSTEM'];

function fresh(user: string): Expected {
  return {
    user,
    searchPath: '"$user", public',
    timeZone: 'UTC',
    dateStyle: 'ISO, MDY',
    application: '',
    temporary: null,
  };
}

/** The statements of a command; `expected` becomes what they make of the session. */
function statementsOf(command: Command, expected: Expected): string[] {
  switch (command.do) {
    case 'set':
      if (command.setting === 'search_path') expected.searchPath = command.value;
      else if (command.setting === 'TimeZone') expected.timeZone = command.value;
      else if (command.setting === 'DateStyle') expected.dateStyle = command.value;
      else expected.application = command.value;
      return [
        command.setting === 'search_path'
          ? `set search_path to ${command.value}`
          : `set ${command.setting} to '${command.value}'`,
      ];
    case 'reset':
      Object.assign(expected, { ...fresh(expected.user), temporary: expected.temporary });
      return ['reset all'];
    case 'temporary':
      expected.temporary = command.column;
      return [
        'drop table if exists pg_temp.scratch',
        `create temporary table scratch (${command.column} integer)`,
      ];
    case 'discard':
      Object.assign(expected, fresh(expected.user));
      return ['discard all'];
    case 'ask':
      return [];
  }
}

// Issue 5, done when 5: sessions never see each other's settings.
describe('sessions over shared shadows (properties)', function () {
  this.timeout(180_000);
  let gateway: GatewayProcess;
  let sessions: Session[] = [];

  before(async () => {
    gateway = await startGateway();
    sessions = await Promise.all(
      USERS.map(async (user) => {
        const client = await WireClient.connect({
          host: gateway.host,
          port: gateway.port,
          user,
          timeoutMs: 60_000,
          parameters: { TimeZone: 'UTC' },
        });
        return { client, expected: fresh(user) };
      }),
    );
    for (const schema of ['first', 'second']) {
      await sessions[0]?.client.simple(
        `create schema ${schema}; create table ${schema}.place (${schema}_column integer)`,
      );
    }
    await sessions[0]?.client.simple('create table public.place (public_column integer)');
  });

  after(async () => {
    for (const { client } of sessions) await client.close();
    await gateway.stop();
  });

  /** Runs the commands and compares what the session is told after each. */
  async function live({ client, expected }: Session, commands: readonly Command[]): Promise<void> {
    for (const one of commands) {
      for (const sql of statementsOf(one, expected)) {
        const failure = (await client.simple(sql)).find((message) => message.type === 'ErrorResponse');
        if (failure) throw new Error(`${sql}: ${failure.fields.message}`);
      }
      const schema = SEARCH_PATHS[expected.searchPath] ?? '';
      const [row] = rowsOf(await client.simple(WHO));
      expect(row).to.deep.equal([
        expected.user,
        expected.user,
        schema,
        expected.searchPath,
        expected.timeZone,
        expected.application,
        String(client.processId),
        't',
        DATE_STYLES[expected.dateStyle],
        expected.temporary,
      ]);
      // Names are resolved by the analyser, in the session's own search path.
      const place = await client.extended('select * from place', [], { describe: true });
      const description = place.find((message) => message.type === 'RowDescription');
      expect(description?.fields.map(({ name }) => name)).to.deep.equal([`${schema}_column`]);
      const instant = `select timestamptz '2024-07-01 12:00:00+00'::timestamp = timestamp '${(TIME_ZONES[expected.timeZone] ?? '').slice(0, 19)}'`;
      expect(rowsOf(await client.simple(instant))).to.deep.equal([['t']]);
    }
  }

  it('are told their own settings, users, temporary tables and schemas, in any interleaving', () =>
    fc.assert(
      fc.asyncProperty(
        fc.tuple(...USERS.map(() => fc.array(command, { minLength: 1, maxLength: 6 }))),
        async (lives) => {
          await Promise.all(sessions.map((session, index) => live(session, lives[index] ?? [])));
        },
      ),
      { numRuns: 12, seed: 5 },
    ));
});
