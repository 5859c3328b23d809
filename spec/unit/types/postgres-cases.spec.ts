import { expect } from 'chai';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { TRAILING_DATA } from '../../../src/types/byte-reader.ts';
import type { Codec, CodecContext, ValueSettings } from '../../../src/types/codec.ts';
import { createRegistry } from '../../../src/types/registry.ts';
import { DEFAULT_VALUE_SETTINGS } from '../../../src/types/value-settings.ts';
import type { CaseSettings } from '../../support/type-inputs/input.ts';

/** One line of spec/unit/types/cases: made by spec/support/generate-type-cases.ts from PostgreSQL 15 and pgvector. */
interface Case {
  readonly input?: string;
  readonly bytes?: string;
  readonly typmod?: number;
  readonly settings?: CaseSettings;
  readonly text?: string;
  readonly binary?: string;
  readonly sqlstate?: string;
  readonly message?: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly where?: string;
}

const registry = createRegistry({ vectorOid: 16385, vectorArrayOid: 16390 });
const directory = join(import.meta.dirname, 'cases');

function settingsOf(given: CaseSettings = {}): ValueSettings {
  return {
    ...DEFAULT_VALUE_SETTINGS,
    ...(given.TimeZone === undefined ? {} : { timeZone: given.TimeZone }),
    ...(given.DateStyle === undefined ? {} : { dateStyle: given.DateStyle }),
    ...(given.IntervalStyle === undefined
      ? {}
      : { intervalStyle: given.IntervalStyle as ValueSettings['intervalStyle'] }),
    ...(given.bytea_output === undefined
      ? {}
      : { byteaOutput: given.bytea_output as ValueSettings['byteaOutput'] }),
    ...(given.extra_float_digits === undefined ? {} : { extraFloatDigits: Number(given.extra_float_digits) }),
  };
}

type Outcome = Omit<Case, 'input' | 'bytes' | 'typmod' | 'settings'>;

function run(codec: Codec, entry: Case): Outcome {
  const context: CodecContext = { typmod: entry.typmod ?? -1, settings: settingsOf(entry.settings) };
  try {
    const value =
      entry.bytes === undefined
        ? codec.parse(entry.input ?? '', context)
        : codec.receive(Buffer.from(entry.bytes, 'hex'), context);
    return {
      text: codec.format(value, context),
      binary: Buffer.from(codec.send(value, context)).toString('hex'),
    };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const { sqlstate, message, detail, hint, where } = error.fields;
    return {
      sqlstate,
      // decodeParameter adds the parameter's number; parameter.spec.ts looks at that.
      message: message === TRAILING_DATA ? `${message} in bind parameter 1` : message,
      ...(detail === undefined ? {} : { detail }),
      ...(hint === undefined ? {} : { hint }),
      ...(where === undefined ? {} : { where }),
    };
  }
}

function expected(entry: Case): Outcome {
  const { input: _input, bytes: _bytes, typmod: _typmod, settings: _settings, ...outcome } = entry;
  return outcome;
}

function different(left: Outcome, right: Outcome): boolean {
  const keys = ['text', 'binary', 'sqlstate', 'message', 'detail', 'hint', 'where'] as const;
  return keys.some((key) => left[key] !== right[key]);
}

describe('types as PostgreSQL has them', () => {
  for (const file of globSync('*.jsonl', { cwd: directory }).sort()) {
    const name = basename(file, '.jsonl');
    it(name, () => {
      const codec = registry.byName(name);
      if (codec === undefined) throw new Error(`no codec for ${name}`);
      const cases = readFileSync(join(directory, file), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Case);
      expect(cases).to.have.length.greaterThan(0);
      const mismatches = cases.flatMap((entry) => {
        const outcome = run(codec, entry);
        return different(outcome, expected(entry)) ? [{ entry, outcome }] : [];
      });
      expect(mismatches).to.deep.equal([]);
    });
  }
});
