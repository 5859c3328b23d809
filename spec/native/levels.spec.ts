import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { NativeLane } from '../../src/backend/native/native-lane.ts';
import type { ConnectionFacts } from '../../src/backend/native/options.ts';
import { GatewayError } from '../../src/errors/gateway-error.ts';
import { connectionTo, nativeSuite } from '../support/native.ts';
import { Superserver } from '../support/superserver/superserver.ts';

const SOURCE = readFileSync(new URL('../../ipm/IrisPGWire/Gateway.cls', import.meta.url), 'utf8');

nativeSuite('what a lane finds when it connects', function () {
  this.timeout(60_000);
  let server: Superserver;
  before(async () => {
    server = await Superserver.start({ version: '2024.1' });
  });
  after(async () => {
    await server.stop();
    expect(server.failures).to.deep.equal([]);
  });

  async function facts(helperSource: string | null): Promise<ConnectionFacts> {
    const lane = await NativeLane.open(
      connectionTo(server, { helperSource }),
      { vectorOid: 16385, vectorArrayOid: 16390 },
      () => Promise.resolve(null),
      new AbortController().signal,
    );
    await lane.close();
    return lane.facts;
  }

  it('uses the helper class where it is, and knows the version and the job of the server', async () => {
    const found = await facts(null);
    expect(found).to.include({ level: 'helper' });
    expect(found.serverVersion).to.match(/ 2024\.1 /);
    expect(found.job).to.match(/^[0-9]+$/);
    expect(found.notes).to.deep.equal([]);
  });

  it('does without it where it is missing, and says why', async () => {
    server.features.set('helper', false);
    const found = await facts(null);
    expect(found.level).to.equal('batches');
    expect(found.notes).to.have.length(1);
    expect(found.notes[0]).to.match(/^helper: .*CLASS DOES NOT EXIST/);
  });

  it('does without it where it may not be installed', async () => {
    server.features.set('compile', false);
    const found = await facts(SOURCE);
    expect(found.level).to.equal('batches');
    expect(found.notes[0]).to.match(/^helper: .*PROTECT/);
  });

  it('installs it where it may', async () => {
    server.features.set('compile', true);
    expect((await facts(SOURCE)).level).to.equal('helper');
  });

  it('takes row by row what batches cannot give', async () => {
    server.features.set('helper', false);
    server.features.set('getRows', false);
    const found = await facts(null);
    expect(found.level).to.equal('rows');
    expect(found.notes.map((note) => note.split(':')[0])).to.deep.equal(['helper', 'batches']);
  });

  it('tells a refused login apart from an address where nobody listens', async () => {
    const refused = async (more: Parameters<typeof connectionTo>[1]): Promise<string> => {
      try {
        await NativeLane.open(
          connectionTo(server, more),
          { vectorOid: 16385, vectorArrayOid: 16390 },
          () => Promise.resolve(null),
          new AbortController().signal,
        );
      } catch (error) {
        return error instanceof GatewayError ? error.sqlstate : String(error);
      }
      return '00000';
    };
    expect(await refused({ password: 'no' })).to.equal('28P01');
    expect(await refused({ namespace: 'NOPE' })).to.equal('3D000');
    expect(await refused({ port: 1 })).to.equal('08001');
    server.faults.licences = 0;
    expect(await refused({})).to.equal('53300');
  });
});
