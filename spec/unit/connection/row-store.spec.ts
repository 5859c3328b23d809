import { expect } from 'chai';
import { RowStore } from '../../../actors/connection/cursor/row-store.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { DataRowWriter, decodeBackend, splitMessages } from '../../../src/protocol/index.ts';

const LIMIT = 10_000_000;

/** Rows that hold their number and some filling. */
function frames(from: number, to: number, filling = 0): Uint8Array {
  const writer = new DataRowWriter();
  for (let row = from; row <= to; row += 1) {
    writer.beginRow(2);
    writer.text(String(row));
    writer.text('x'.repeat(filling));
    writer.endRow();
  }
  return writer.take();
}

async function numbers(store: RowStore, from: number, to: number): Promise<number[]> {
  const found: number[] = [];
  for await (const piece of store.read(from, to)) {
    for (const { type, body } of splitMessages(piece)) {
      const row = decodeBackend(type, body);
      if (row.type === 'DataRow') found.push(Number(Buffer.from(row.values[0] ?? []).toString()));
    }
  }
  return found;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

describe('rows of a cursor', () => {
  for (const [where, filling] of [
    ['in memory', 10],
    ['in a file', 2000],
  ] as const) {
    it(`are read back from any place to any other, ${where}`, async () => {
      const store = new RowStore(LIMIT);
      for (let row = 1; row <= 1500; row += 15) await store.append(frames(row, row + 14, filling));
      expect(store.last).to.equal(1500);
      for (const [from, to] of [
        [1, 1500],
        [1, 1],
        [1500, 1500],
        [700, 1203],
      ] as const) {
        expect(await numbers(store, from, to)).to.deep.equal(range(from, to));
      }
      await store.append(frames(1501, 1501, 300_000));
      expect(await numbers(store, 1499, 1501)).to.deep.equal([1499, 1500, 1501]);
      await store.close();
    });
  }

  it('keep their numbers when earlier ones were forgotten or never kept', async () => {
    const store = new RowStore(LIMIT);
    await store.append(frames(1, 10));
    await store.discard(5);
    expect(store.bytes).to.equal(0);
    await store.append(frames(16, 20));
    expect(store.last).to.equal(20);
    expect(await numbers(store, 16, 20)).to.deep.equal(range(16, 20));
    await store.close();
  });

  it('take no more than the limit: 53400', async () => {
    const store = new RowStore(2_000_000);
    await store.append(frames(1, 500, 2000));
    try {
      for (;;) await store.append(frames(501, 1000, 2000));
    } catch (error) {
      expect(error).to.be.instanceOf(GatewayError);
      expect((error as GatewayError).fields).to.include({
        sqlstate: '53400',
        message: 'temporary file size exceeds temp_file_limit (1953kB)',
      });
    }
    expect(await numbers(store, 400, 402)).to.deep.equal([400, 401, 402]);
    await store.close();
  });
});
