import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { driverFolder } from '../../src/backend/native/driver/load-driver.ts';
import { startSimulator } from '../support/simulator-process.ts';
import { DriverClient } from '../support/superserver/driver/driver-client.ts';
import { DriverSql } from '../support/superserver/driver/driver-sql.ts';
import { requireInstalled } from '../support/target.ts';

describe('the superserver simulator as a process', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'pgwire-simulator-'));
  let client: DriverClient;

  before(function () {
    requireInstalled(this, driverFolder() !== null, '@intersystems/intersystems-iris-native');
    client = new DriverClient();
  });
  after(async () => {
    await client?.kill();
    rmSync(folder, { recursive: true });
  });

  it('keeps its data in a folder, plays a version, has users and namespaces, and obeys control lines', async () => {
    const args = [
      '--path',
      folder,
      '--iris-version',
      '2024.1',
      '--user',
      'alice:secret',
      '--namespace',
      'SALES',
    ];
    const first = await startSimulator(args);
    const login = { user: 'alice', password: 'secret', namespace: 'SALES' };
    await client.connect({ port: first.port, ...login });
    const sql = await DriverSql.open(client);
    expect(await sql.change('CREATE TABLE kept (id INTEGER)')).to.equal(0);
    expect(await sql.change('INSERT INTO kept VALUES (1)')).to.equal(0);
    expect(await sql.prepare('SELECT id FROM kept LIMIT 1')).to.match(/SQLCODE: -25 /);
    await first.stop();

    const second = await startSimulator(args);
    await client.connect({ port: second.port, ...login });
    expect(await (await DriverSql.open(client)).rows('SELECT id FROM kept', 1)).to.deep.equal([['1']]);
    second.control('without helper');
    let message = '';
    while (message === '') {
      try {
        await client.call('classMethodObject', 'IrisPGWire.Gateway', '%New');
      } catch (error) {
        message = error instanceof Error ? error.message : '';
      }
    }
    expect(message).to.equal('<CLASS DOES NOT EXIST> *IrisPGWire.Gateway');
    await second.stop();
  });
});
