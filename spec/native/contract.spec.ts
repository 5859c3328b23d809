import { expect } from 'chai';
import { NativeBackend } from '../../src/backend/native/native-backend.ts';
import { backendContract } from '../support/backend-contract.ts';
import { LEVEL_FEATURES, nativeBackend, nativeSuite } from '../support/native.ts';
import { Superserver } from '../support/superserver/superserver.ts';

nativeSuite('the native backend keeps the contract', function () {
  this.timeout(60_000);

  for (const [level, features] of LEVEL_FEATURES) {
    describe(`on level ${level}`, () => {
      let server: Superserver;
      let backend: NativeBackend;
      before(async () => {
        server = await Superserver.start();
        for (const feature of features) server.features.set(feature, false);
      });
      after(async () => {
        await server.stop();
        expect(server.failures).to.deep.equal([]);
      });

      backendContract(async () => {
        backend = await nativeBackend(server);
        return backend;
      });

      it('is the level that was meant', async () => {
        const lane = await backend.connect();
        expect(lane.facts.level).to.equal(level);
        await lane.close();
      });
    });
  }
});
