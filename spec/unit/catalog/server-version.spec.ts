import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { versionNumber, versionText } from '../../../src/catalog/server-version.ts';

describe('the version the shadow claims', () => {
  it('names the gateway as package.json does', () => {
    const file = new URL('../../../package.json', import.meta.url);
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
    expect(versionText('14.20')).to.equal(`PostgreSQL 14.20 (iris-pgwire ${manifest.version}, shadow 18.6)`);
  });

  it('has server_version_num', () => {
    expect(versionNumber('14.20')).to.equal(140_020);
    expect(versionNumber('17.0')).to.equal(170_000);
  });
});
