import assert from 'node:assert/strict';
import { RowReader } from '../../../src/copy/from/row-reader.ts';
import { readCopyOptions, type CopyOption } from '../../../src/copy/options.ts';
import type { GatewayError } from '../../../src/errors/gateway-error.ts';
import { createRegistry, DEFAULT_VALUE_SETTINGS, OID } from '../../../src/types/index.ts';
import { civil } from '../civil.ts';
import { cut, Input, seed, type FuzzTarget } from '../target.ts';

const registry = createRegistry({ vectorOid: 0, vectorArrayOid: 0 });

const option = (name: string, value: string): CopyOption => ({ name, value });

const FORMATS: readonly (readonly CopyOption[])[] = [
  [],
  [option('delimiter', '|'), option('null', 'NIL'), option('header', 'match')],
  [option('format', 'csv')],
  [option('format', 'csv'), option('header', 'true'), option('quote', "'"), option('escape', '\\')],
  [option('format', 'binary')],
  [option('on_error', 'ignore'), option('encoding', 'LATIN1')],
];

const COLUMNS = [
  { name: 'a', typeOid: OID.int4, typmod: -1, notNull: true },
  { name: 'b', typeOid: OID.text, typmod: -1, notNull: false },
];

/** Rows of COPY FROM: the same rows and the same refusal however the data is cut. */
export function copy(): FuzzTarget {
  return {
    seeds: SEEDS,
    words: [
      '\\.',
      '\\N',
      '\t',
      '\r\n',
      '\n',
      '"',
      '""',
      '\\x41',
      '\\101',
      '\\',
      'a|b\n',
      '\0\u0002',
      '\xff\xff\xff\xff',
      SIGNATURE,
    ],
    run: (bytes) => {
      const input = new Input(bytes);
      const options = input.pick(FORMATS) ?? [];
      const places = [input.byte(), input.byte(), input.byte()];
      const data = input.rest();
      assert.deepEqual(rows(options, cut(data, places)), rows(options, [data]));
    },
  };
}

function rows(options: readonly CopyOption[], pieces: readonly Uint8Array[]): unknown[] {
  const source = {
    schema: 'public',
    table: 't',
    columns: COLUMNS,
    options: readCopyOptions(options, 'from'),
  };
  const reader = new RowReader(source, registry, DEFAULT_VALUE_SETTINGS);
  const said: unknown[] = [];
  const drain = (): void => {
    for (let batch = reader.next(); batch !== null; batch = reader.next()) {
      said.push(...batch.rows, ...batch.skipped, shown(batch.failure));
    }
  };
  const read = civil(() => {
    for (const piece of pieces) {
      reader.push(piece);
      drain();
    }
    reader.finish();
    drain();
  });
  return ['refused' in read ? read.refused : '', ...said.filter((one) => one !== null)];
}

/** Of a byte sequence that is none, the message shows what has come of it, as PostgreSQL's does. */
function shown(failure: GatewayError | null): string | null {
  return failure && `${failure.sqlstate} ${failure.message.replace(/0x.*/, '')} ${failure.fields.where}`;
}

const SIGNATURE = 'PGCOPY\n\xff\r\n\0';

const BINARY = Buffer.concat([
  Buffer.from(SIGNATURE, 'latin1'),
  Buffer.from('000000000000000000020000000400000007000000016100020000000400000008ffffffffffff', 'hex'),
]);

const SEEDS = [
  seed([0, 3, 9, 11], '1\ta\n2\t\\N\n3\tx\\ty\\\\z\\x41\n\\.\n'),
  seed([1, 3, 9, 11], 'a|b\n1|NIL\n2|\\|\n'),
  seed([2, 3, 9, 11], '1,"a ""b"" \n c"\n2,\n'),
  seed([3, 3, 9, 11], "a,b\n1,'it\\'s'\n"),
  seed([4, 3, 9, 11], BINARY),
  seed([5, 3, 9, 11], 'x\ta\n2\t\xe9\n'),
];
