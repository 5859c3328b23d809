import { EmbeddedBackend } from '../../../src/backend/embedded/embedded-backend.ts';
import { backendContract } from '../../support/backend-contract.ts';

describe('the embedded backend keeps the contract', function () {
  this.timeout(30_000);
  backendContract(() =>
    Promise.resolve(new EmbeddedBackend({ path: ':memory:', vectorOid: 16385, vectorArrayOid: 16390 })),
  );
});
