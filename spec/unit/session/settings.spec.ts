import { expect } from 'chai';
import { Settings, splitIdentifiers } from '../../../src/session/settings.ts';

function refused(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return `${(error as { sqlstate: string }).sqlstate} ${(error as Error).message}`;
  }
  return 'accepted';
}

describe('settings', () => {
  it('shows integers in their largest fitting unit, as SHOW of PostgreSQL 15', () => {
    const settings = new Settings();
    for (const [value, shown] of [
      ['1500', '1500ms'],
      ['2s', '2s'],
      ['120000', '2min'],
      ['1h', '1h'],
      ['0', '0'],
      ['1.5s', '1500ms'],
      ['0.1', '0'],
    ] as const) {
      settings.set('statement_timeout', value);
      expect(settings.show('statement_timeout'), value).to.equal(shown);
    }
    settings.set('work_mem', '64MB');
    expect(settings.show('work_mem')).to.equal('64MB');
    expect(settings.integer('work_mem')).to.equal(65_536);
  });

  const REFUSALS: readonly (readonly [string, string, string])[] = [
    [
      'statement_timeout',
      '-1',
      '22023 -1 ms is outside the valid range for parameter "statement_timeout" (0 ms .. 2147483647 ms)',
    ],
    ['statement_timeout', '1 parsec', '22023 invalid value for parameter "statement_timeout": "1 parsec"'],
    [
      'standard_conforming_strings',
      'maybe',
      '22023 parameter "standard_conforming_strings" requires a Boolean value',
    ],
    ['IntervalStyle', 'x', '22023 invalid value for parameter "IntervalStyle": "x"'],
    ['TimeZone', 'Mars/Olympus', '22023 invalid value for parameter "TimeZone": "Mars/Olympus"'],
    ['DateStyle', 'ISO, SQL', '22023 invalid value for parameter "DateStyle": "ISO, SQL"'],
    ['DateStyle', 'dmy, mdy', '22023 invalid value for parameter "DateStyle": "dmy, mdy"'],
    ['server_version', '9', '55P02 parameter "server_version" cannot be changed'],
    [
      'max_connections',
      '9',
      '55P02 parameter "max_connections" cannot be changed without restarting the server',
    ],
    ['nonsense', '1', '42704 unrecognized configuration parameter "nonsense"'],
    [
      'extra_float_digits',
      '4',
      '22023 4 is outside the valid range for parameter "extra_float_digits" (-15 .. 3)',
    ],
  ];
  for (const [name, value, expected] of REFUSALS) {
    it(`refuses ${name} = ${value}`, () => {
      expect(refused(() => new Settings().set(name, value))).to.equal(expected);
    });
  }

  it('combines DateStyle in any order and case, and keeps what is not said', () => {
    const settings = new Settings();
    settings.set('datestyle', 'dmy, german');
    expect(settings.show('DateStyle')).to.equal('German, DMY');
    settings.set('datestyle', 'sql');
    expect(settings.show('DateStyle')).to.equal('SQL, DMY');
    settings.set('datestyle', 'ymd');
    expect(settings.show('DateStyle')).to.equal('SQL, YMD');
    settings.set('datestyle', 'german');
    expect(settings.show('DateStyle')).to.equal('German, DMY');
    settings.set('datestyle', 'default');
    expect(settings.show('DateStyle')).to.equal('ISO, MDY');
  });

  it('takes time zones by name, offset and POSIX rule', () => {
    const settings = new Settings();
    for (const [value, shown] of [
      ['europe/berlin', 'Europe/Berlin'],
      ['utc', 'UTC'],
      ['-5', '<-05>+05'],
      ['+05:30', '+05:30'],
      ['5.5', '<+05:30>-05:30'],
      ["INTERVAL '-08:00'", '<-08>+08'],
      ['EST5', 'EST5'],
    ] as const) {
      settings.set('TimeZone', value);
      expect(settings.show('timezone'), value).to.equal(shown);
    }
  });

  it('keeps custom parameters, and knows none that was not set', () => {
    const settings = new Settings();
    expect(refused(() => settings.show('app.tenant'))).to.equal(
      '42704 unrecognized configuration parameter "app.tenant"',
    );
    settings.set('app.tenant', '7');
    expect(settings.show('app.tenant')).to.equal('7');
    expect(settings.stored()['app.tenant']).to.equal('7');
  });

  it('undoes changes with the transaction, the savepoint and SET LOCAL', () => {
    const settings = new Settings();
    settings.set('application_name', 'before');
    settings.openLevel();
    settings.set('application_name', 'in transaction');
    settings.openLevel();
    settings.set('application_name', 'in savepoint');
    settings.rollbackToDepth(1);
    expect(settings.get('application_name')).to.equal('in transaction');
    settings.set('application_name', 'local', true);
    expect(settings.get('application_name')).to.equal('local');
    settings.commit();
    expect(settings.get('application_name')).to.equal('in transaction');
    settings.openLevel();
    settings.set('application_name', 'lost');
    settings.rollbackToDepth(0);
    expect(settings.get('application_name')).to.equal('in transaction');
  });

  it('a released savepoint belongs to the transaction', () => {
    const settings = new Settings();
    settings.openLevel();
    settings.openLevel();
    settings.set('work_mem', '1MB');
    settings.mergeToDepth(1);
    expect(settings.depth).to.equal(1);
    settings.rollbackToDepth(0);
    expect(settings.show('work_mem')).to.equal('4MB');
  });

  it('reports each reported setting once and again when it changes', () => {
    const settings = new Settings([['session_authorization', 'joe']]);
    const names = settings.takeReports().map(([name]) => name);
    expect(names).to.include.members([
      'server_version',
      'client_encoding',
      'TimeZone',
      'session_authorization',
      'is_superuser',
    ]);
    expect(settings.takeReports()).to.deep.equal([]);
    settings.set('work_mem', '1MB');
    expect(settings.takeReports()).to.deep.equal([]);
    settings.set('application_name', 'x');
    expect(settings.takeReports()).to.deep.equal([['application_name', 'x']]);
  });

  it('RESET goes back to what the startup packet said', () => {
    const settings = new Settings([['application_name', 'psql']]);
    settings.set('application_name', 'x');
    settings.resetAll();
    expect(settings.get('application_name')).to.equal('psql');
  });

  it('splits identifier lists as PostgreSQL does', () => {
    expect(splitIdentifiers('"$user", public')).to.deep.equal(['$user', 'public']);
    expect(splitIdentifiers(' Sales ,"My ""Schema"""')).to.deep.equal(['sales', 'My "Schema"']);
    expect(splitIdentifiers('')).to.deep.equal([]);
  });
});
