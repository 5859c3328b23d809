import { expect } from 'chai';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Integers are read out of bytes through a Reader only, which checks every bound (pgx does the same:
 * pgtype/raw_binary_read_test.go). A spec and not a lint rule, so that it stands beside what it protects.
 */
const ALLOWED = [
  'src/protocol/reader.ts',
  'src/types/',
  // Datums of PGlite's own memory within an analysed tree, little endian: nobody sent them.
  'src/sql/tree/datum',
  'src/sql/expression/type-of.ts',
  // $LIST items of IRIS, little endian, within a list whose end is known; the driver's answer, no client's bytes.
  'src/backend/native/driver/list.ts',
  // Frames and counters between the gateway and its own child.
  'src/backend/native/child/',
];
const RAW_READ =
  /\bDataView\b|\.read(?:Big)?U?Int(?:8|16|32|64|LE|BE)|\.read(?:Float|Double)(?:LE|BE)|\.get(?:Big)?(?:Uint|Int|Float)(?:8|16|32|64)\b/;

const root = join(import.meta.dirname, '../../..');

function rawReads(text: string): string[] {
  return text.split('\n').filter((line) => RAW_READ.test(line));
}

describe('raw binary reads', () => {
  it('are recognised', () => {
    const samples = [
      'buffer.readInt32BE(0)',
      'buffer.readUInt8(1)',
      'buffer.readUIntLE(0, 3)',
      'buffer.readBigUInt64LE(0)',
      'buffer.readDoubleBE()',
      'new DataView(bytes.buffer)',
      'view.getUint16(0)',
      'view.getBigInt64(0)',
    ];
    for (const sample of samples) expect(rawReads(sample), sample).to.have.lengthOf(1);
    expect(rawReads('buffer.writeInt32BE(1); reader.uint32()')).to.have.lengthOf(0);
  });

  for (const file of globSync('{src,actors}/**/*.ts', { cwd: root })) {
    if (ALLOWED.some((allowed) => file.startsWith(allowed))) continue;
    it(`${file} has none`, () => {
      expect(rawReads(readFileSync(join(root, file), 'utf8'))).to.deep.equal([]);
    });
  }
});
