import assert from 'node:assert/strict';
import {
  createRegistry,
  DEFAULT_VALUE_SETTINGS,
  type Codec,
  type CodecContext,
} from '../../../src/types/index.ts';
import { intervalTypmod, numericTypmod } from '../../../src/types/typmod.ts';
import { TYPE_INPUTS } from '../../support/type-inputs/index.ts';
import { VECTOR_INPUTS } from '../../support/type-inputs/vector.ts';
import { civil } from '../civil.ts';
import { Input, seed, type FuzzTarget } from '../target.ts';

const CODECS = [...createRegistry({ vectorOid: 16385, vectorArrayOid: 16390 }).all()];
const TYPMODS = [-1, -1, 0, 5, 14, numericTypmod(6, 2), numericTypmod(3, -2), intervalTypmod(1024, 3)];
const STYLES = [
  {},
  { dateStyle: 'SQL, DMY', intervalStyle: 'sql_standard' },
  { dateStyle: 'German, DMY', timeZone: 'Europe/Berlin', intervalStyle: 'iso_8601' },
  {
    dateStyle: 'Postgres, MDY',
    timeZone: '<+03>-03',
    intervalStyle: 'postgres_verbose',
    byteaOutput: 'escape',
  },
] as const;

const PLAIN: CodecContext = { typmod: -1, settings: DEFAULT_VALUE_SETTINGS };

/** Text and binary input of every type: a value or a refusal; a value is the same after it was written and read again. */
export function codecs(): FuzzTarget {
  return {
    seeds: SEEDS,
    words: [
      '{',
      '}',
      '{{',
      '"',
      '\\',
      ',',
      'NULL',
      '1e400',
      '-0',
      'NaN',
      'infinity',
      '-infinity',
      'BC',
      'Europe/Berlin',
      ' +14:00',
      '\\x',
      '00:00',
      '9999999999',
      'P1Y',
      'ago',
      '[1:2]={',
      '0x',
      '_',
      '\u2028',
      '4713-01-01',
      'now',
      '\\u0000',
      '"a":',
    ],
    run: (bytes) => {
      const input = new Input(bytes);
      const codec = input.pick(CODECS);
      const binary = input.byte() % 2 === 1;
      // char(n) pads to whatever the typmod says.
      const typmod = codec?.name.endsWith('bpchar') ? input.byte() % 70 : (input.pick(TYPMODS) ?? -1);
      const settings = { ...DEFAULT_VALUE_SETTINGS, ...input.pick(STYLES) };
      if (codec) (binary ? received : parsed)(codec, input, { typmod, settings });
    },
  };
}

function parsed(codec: Codec, input: Input, context: CodecContext): void {
  const text = input.text();
  const read = civil(() => codec.parse(text, context));
  if (!('value' in read)) return;
  codec.format(read.value, context);
  survives(codec, read.value);
}

function received(codec: Codec, input: Input, context: CodecContext): void {
  const read = civil(() => codec.receive(input.rest(), context));
  if (!('value' in read)) return;
  codec.format(read.value, context);
  survives(codec, read.value);
}

/** Written as text and read, the value must look the same; where IRIS takes it, it comes back from there the same. */
function survives(codec: Codec, value: unknown): void {
  const text = codec.format(value, PLAIN);
  assert.equal(codec.format(codec.parse(text, PLAIN), PLAIN), text, codec.name);
  // Blanks at its end are no part of a char(n)'s value; they come back with the typmod.
  if (codec.name.endsWith('bpchar')) return;
  const stored = civil(() => codec.toIris(value, PLAIN));
  if ('value' in stored && stored.value !== null) {
    assert.equal(codec.format(codec.fromIris(stored.value, PLAIN), PLAIN), text, codec.name);
  }
}

const SEEDS = [...TYPE_INPUTS, VECTOR_INPUTS].flatMap(({ type, groups, binaries = [] }) => {
  const index = CODECS.findIndex(({ name }) => name === type);
  const texts = groups.flatMap((group) => group.texts).filter((text) => text.length < 200);
  return [
    ...texts.slice(0, 25).map((text) => seed([index, 0, 0, 0], text)),
    ...binaries.slice(0, 15).map((hex) => seed([index, 1, 0, 0], Buffer.from(hex, 'hex'))),
  ];
});
