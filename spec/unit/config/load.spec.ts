import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, loadConfig } from '../../../config/load.ts';

describe('configuration', () => {
  it('has the defaults of feature 018 and of design.md', () => {
    const config = loadConfig({});
    expect(config.pool).to.deep.equal({
      size: 50,
      maxOverflow: 20,
      timeout: 30,
      recycle: 3600,
      strictSingle: false,
      maxWaiting: 10_000,
    });
    expect(config.server).to.include({
      host: '127.0.0.1',
      port: 5432,
      maxConnections: 1000,
      version: '14.20',
    });
    expect(config.backend).to.deep.equal({
      type: 'embedded',
      embeddedPath: 'data',
      embeddedVersion: '2025.3',
      probeInterval: 5,
    });
    expect(config.iris).to.include({ namespace: 'USER', username: '_SYSTEM', port: 1972 });
  });

  const WRONG: readonly (readonly [string, Record<string, string>, string])[] = [
    [
      'too many connections together',
      { PGWIRE_POOL_SIZE: '180', PGWIRE_POOL_MAX_OVERFLOW: '50' },
      'pool.size: Connection pool (180 + 50) exceeds maximum (200)',
    ],
    ['a pool of none', { PGWIRE_POOL_SIZE: '0' }, 'pool.size: must be a whole number from 1 to 200'],
    [
      'an overflow of 101',
      { PGWIRE_POOL_MAX_OVERFLOW: '101' },
      'pool.maxOverflow: must be a whole number from 0 to 100',
    ],
    ['a timeout of 0', { PGWIRE_POOL_TIMEOUT: '0' }, 'pool.timeout: must be a whole number from 1 to 300'],
    [
      'a recycle time of 59',
      { PGWIRE_POOL_RECYCLE: '59' },
      'pool.recycle: must be a whole number from 60 to 86400',
    ],
    [
      'an unknown backend',
      { PGWIRE_BACKEND_TYPE: 'invalid' },
      "backend.type: Invalid backend_type: invalid. Must be 'native'",
    ],
    [
      'native without password',
      { PGWIRE_BACKEND_TYPE: 'dbapi' },
      'iris.password: native backend requires credentials',
    ],
    ['a port that is no number', { PGWIRE_PORT: 'abc' }, 'server.port: '],
    ['a method without userlist', { PGWIRE_AUTH_METHOD: 'scram-sha-256' }, 'auth.file: '],
    ['an unknown method', { PGWIRE_AUTH_METHOD: 'kerberos' }, 'auth.method: '],
    ['trust beyond loopback', { PGWIRE_HOST: '0.0.0.0' }, 'auth.method: trust is allowed on loopback only'],
    ['a file that is not there', { PGWIRE_CONFIG: '/nonexistent/x.yaml' }, 'PGWIRE_CONFIG: cannot read'],
  ];
  for (const [name, env, message] of WRONG) {
    it(`refuses ${name} in one line that names the key`, () => {
      expect(() => loadConfig(env))
        .to.throw(ConfigError)
        .with.property('message')
        .that.satisfies((text: string) => {
          expect(text).to.match(/^[^\n]*$/);
          return text.startsWith(message);
        });
    });
  }

  it('lets trust be used everywhere when told so', () => {
    expect(loadConfig({ PGWIRE_HOST: '0.0.0.0', PGWIRE_ALLOW_REMOTE_TRUST: 'yes' }).server.host).to.equal(
      '0.0.0.0',
    );
  });

  it('takes dbapi as the name of native', () => {
    const config = loadConfig({ PGWIRE_BACKEND_TYPE: 'dbapi', IRIS_PASSWORD: 'SYS' });
    expect(config.backend.type).to.equal('native');
  });

  describe('from a file', () => {
    let folder: string;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'iris-pgwire-config-'));
      writeFileSync(join(folder, 'a.yaml'), 'server:\n  port: 6000\npool:\n  size: 7\n');
      writeFileSync(join(folder, 'b.json'), '{"server": {"port": 6001}}');
      writeFileSync(join(folder, 'c.yaml'), 'server:\n  prot: 6000\n');
      writeFileSync(join(folder, 'd.yaml'), 'server: [\n');
    });
    after(() => rmSync(folder, { recursive: true }));

    it('reads YAML and JSON; environment and command line come after it', () => {
      const file = join(folder, 'a.yaml');
      expect(loadConfig({ PGWIRE_CONFIG: file }).server.port).to.equal(6000);
      expect(loadConfig({ PGWIRE_CONFIG: file, PGWIRE_PORT: '6100' }).server.port).to.equal(6100);
      expect(
        loadConfig({ PGWIRE_CONFIG: file, PGWIRE_PORT: '6100' }, ['--port', '6200']).server.port,
      ).to.equal(6200);
      expect(loadConfig({ PGWIRE_CONFIG: file }).pool.size).to.equal(7);
      expect(loadConfig({ PGWIRE_CONFIG: join(folder, 'b.json') }).server.port).to.equal(6001);
    });

    it('refuses unknown keys and broken files', () => {
      expect(() => loadConfig({ PGWIRE_CONFIG: join(folder, 'c.yaml') })).to.throw(
        ConfigError,
        'server.prot',
      );
      expect(() => loadConfig({ PGWIRE_CONFIG: join(folder, 'd.yaml') })).to.throw(
        ConfigError,
        'not valid YAML',
      );
    });
  });

  it('masks secrets when printed', () => {
    const { masked } = loadConfig({ IRIS_PASSWORD: 'open sesame' });
    expect(masked).to.include('"username": "_SYSTEM"').and.not.to.include('open sesame');
  });
});
