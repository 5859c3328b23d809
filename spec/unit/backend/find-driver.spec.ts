import { expect } from 'chai';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDriver } from '../../../src/backend/native/driver/find-driver.ts';
import {
  driverFolder,
  DriverUnavailable,
  loadDriver,
} from '../../../src/backend/native/driver/load-driver.ts';

describe("the vendor's driver in a folder", () => {
  let kit = '';
  before(() => {
    kit = mkdtempSync(join(tmpdir(), 'iris-kit-'));
  });
  after(() => rmSync(kit, { recursive: true }));

  function install(path: string, name: string): string {
    const folder = join(kit, path);
    mkdirSync(join(folder, 'src'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, main: './src/index.js' }));
    writeFileSync(join(folder, 'src', 'index.js'), '');
    return folder;
  }

  it('is found below it, under its name on npm and under that of older kits', () => {
    const scoped = install('a/node_modules/@intersystems/native', '@intersystems/intersystems-iris-native');
    expect(findDriver(join(kit, 'a'))).to.equal(scoped);
    const old = install('b/intersystems-iris-native', 'intersystems-iris-native');
    expect(findDriver(join(kit, 'b'))).to.equal(old);
    expect(findDriver(old)).to.equal(old);
    expect(driverFolder(join(kit, 'b'))).to.equal(join(old, 'src'));
  });

  it('is not another package, and none is an error that names the setting and the folder', () => {
    install('c/other', 'other');
    expect(findDriver(join(kit, 'c'))).to.equal(null);
    for (const place of [join(kit, 'c'), join(kit, 'missing')]) {
      expect(() => loadDriver(place))
        .to.throw(DriverUnavailable, `iris.driver: `)
        .with.property('message')
        .that.includes(place);
    }
  });
});
