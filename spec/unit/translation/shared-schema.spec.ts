import { expect } from 'chai';
import { readSchema, shareSchema } from '../../../src/translation/shared-schema.ts';
import { SHOP } from '../catalog/support/snapshots.ts';

describe('shared schema', () => {
  it('is read as it was written', () => {
    const schema = shareSchema(3, SHOP);
    expect(schema.epoch).to.equal(3);
    expect(schema.bytes).to.be.instanceOf(SharedArrayBuffer);
    expect(readSchema(schema)).to.deep.equal(SHOP);
  });

  it('keeps names beyond ASCII', () => {
    const snapshot = { schemas: ['Größe', '漢字'], tables: [] };
    expect(readSchema(shareSchema(1, snapshot))).to.deep.equal(snapshot);
  });
});
