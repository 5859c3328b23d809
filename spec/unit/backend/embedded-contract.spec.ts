import { DataFolder } from '../../../src/backend/embedded/data-folder.ts';
import { EmbeddedBackend } from '../../../src/backend/embedded/embedded-backend.ts';
import { backendContract } from '../../support/backend-contract.ts';

describe('the embedded backend keeps the contract', function () {
  this.timeout(30_000);
  backendContract(() =>
    Promise.resolve(
      new EmbeddedBackend({
        folder: DataFolder.claim(':memory:'),
        dialect: { version: [2025, 3] },
        vectorOid: 16385,
        vectorArrayOid: 16390,
      }),
    ),
  );
});
