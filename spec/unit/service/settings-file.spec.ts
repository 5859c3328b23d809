import { expect } from 'chai';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../../config/load.ts';
import { parseSetting, writeSettings } from '../../../src/service/settings-file.ts';

describe('settings file of the service', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iris-pgwire-settings-'));
    file = join(folder, 'config.yaml');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const valid = (candidate: string): void => void loadConfig({ PGWIRE_CONFIG: candidate });

  it('is made with values as YAML reads them, and is for its owner only', () => {
    const given = [
      'server.port=5999',
      'pool.strictSingle=true',
      'backend.embeddedPath=:memory:',
      'iris.username=a: b',
    ];
    writeSettings(file, { given: given.map(parseSetting), replaced: [['iris.password', '12#: 34']] }, valid);
    const config = loadConfig({ PGWIRE_CONFIG: file });
    expect(config.server.port).to.equal(5999);
    expect(config.pool.strictSingle).to.equal(true);
    expect(config.backend.embeddedPath).to.equal(':memory:');
    expect(config.iris).to.include({ username: 'a: b', password: '12#: 34' });
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).to.equal(0o600);
    expect(readdirSync(folder)).to.deep.equal(['config.yaml']);
  });

  it('keeps what it has, comments too; only what is to be replaced is', () => {
    writeFileSync(file, '# ours\nserver:\n  port: 6000 # not 5432\niris:\n  password: old\n');
    writeSettings(
      file,
      {
        given: [parseSetting('server.port=5432'), parseSetting('server.host=::1')],
        replaced: [['iris.password', 'new']],
      },
      valid,
    );
    expect(readFileSync(file, 'utf8')).to.equal(
      '# ours\nserver:\n  port: 6000 # not 5432\n  host: ::1\niris:\n  password: new\n',
    );
  });

  it('stays as it was when a setting is wrong', () => {
    writeFileSync(file, 'server:\n  port: 6000\n');
    const given = [parseSetting('server.prot=5432')];
    expect(() => writeSettings(file, { given, replaced: [] }, valid)).to.throw('server.prot');
    expect(readFileSync(file, 'utf8')).to.equal('server:\n  port: 6000\n');
    expect(readdirSync(folder)).to.deep.equal(['config.yaml']);
  });

  it('is refused when it is no YAML, and a setting when it has no value', () => {
    writeFileSync(file, 'server: [');
    expect(() => writeSettings(file, { given: [], replaced: [] }, valid)).to.throw(file);
    expect(() => parseSetting('server.port')).to.throw('KEY=VALUE');
    expect(parseSetting('a.b=c=d')).to.deep.equal(['a.b', 'c=d']);
  });
});
