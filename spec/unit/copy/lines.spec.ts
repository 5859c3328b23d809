import { expect } from 'chai';
import fc from 'fast-check';
import { csvFields } from '../../../src/copy/from/csv-fields.ts';
import { LineReader } from '../../../src/copy/from/line-reader.ts';
import { textFields } from '../../../src/copy/from/text-fields.ts';
import { readCopyOptions } from '../../../src/copy/options.ts';
import { LineWriter } from '../../../src/copy/to/line-writer.ts';
import { decodeBackend, splitMessages } from '../../../src/protocol/index.ts';

/** All lines of the pieces. */
function linesOf(reader: LineReader, pieces: readonly string[]): string[] {
  const lines: string[] = [];
  const drain = (): void => {
    for (let line = reader.next(); line !== null; line = reader.next()) lines.push(line);
  };
  for (const piece of pieces) {
    reader.push(piece);
    drain();
  }
  reader.finish();
  drain();
  return lines;
}

/** The text cut at these places. */
function cut(text: string, places: readonly number[]): string[] {
  const ends = [...places.map((place) => place % (text.length + 1)), text.length].toSorted((a, b) => a - b);
  return ends.map((end, i) => text.slice(i === 0 ? 0 : ends[i - 1], end));
}

/** Fields with everything that formats must take care of. */
const field = fc.option(
  fc
    .array(
      fc.constantFrom(
        'a',
        'b',
        '\t',
        ',',
        '"',
        '\\',
        '\n',
        '\r',
        '.',
        'N',
        "'",
        ';',
        '\u00e9',
        '\u{1f600}',
        ' ',
      ),
      {
        maxLength: 8,
      },
    )
    .map((characters) => characters.join('')),
);
const rows = fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 8 });
const places = fc.array(fc.nat(400), { maxLength: 12 });

const FORMATS = [
  { name: 'text', options: [] },
  { name: 'text with another delimiter', options: [{ name: 'delimiter', value: ';' }] },
  { name: 'text with another NULL', options: [{ name: 'null', value: 'nil' }] },
  { name: 'csv', options: [{ name: 'format', value: 'csv' }] },
  {
    name: 'csv with an escape',
    options: [
      { name: 'format', value: 'csv' },
      { name: 'escape', value: '\\' },
      { name: 'quote', value: "'" },
      { name: 'null', value: 'N' },
    ],
  },
] as const;

describe('lines of COPY', () => {
  for (const { name, options: stated } of FORMATS) {
    it(`reads what it writes, cut anywhere: ${name}`, () => {
      const options = readCopyOptions(stated, 'to');
      fc.assert(
        fc.property(rows, places, (values, at) => {
          const writer = new LineWriter({ options, columns: ['a', 'b', 'c'] });
          for (const row of values) {
            writer.beginRow();
            for (const value of row) {
              if (value === null) writer.null();
              else writer.text(value);
            }
            writer.endRow();
          }
          const data = [...splitMessages(writer.take())].map(({ type, body }) => decodeBackend(type, body));
          const text = data
            .map((message) => (message.type === 'CopyData' ? Buffer.from(message.data).toString('utf8') : ''))
            .join('');
          const csv = options.format === 'csv';
          const lines = linesOf(new LineReader(csv ? options : null), cut(text, at));
          const read = lines.map((line) =>
            csv ? csvFields(line, options) : textFields(line, options.delimiter, options.nullText),
          );
          expect(read).to.deep.equal(values);
        }),
        { numRuns: 300 },
      );
    });
  }

  it('counts lines by newlines within quotes as well', () => {
    const reader = new LineReader({ quote: '"', escape: '"' });
    reader.lineNumber = 1;
    reader.push('x\n"a\nb\nc"\n');
    expect(reader.next()).to.equal('x');
    expect(reader.next()).to.equal('"a\nb\nc"');
    expect(reader.lineNumber).to.equal(3);
  });

  it('reads a line of many pieces in linear time', () => {
    const reader = new LineReader(null);
    const piece = 'x'.repeat(65_536);
    const start = performance.now();
    for (let i = 0; i < 1000; i += 1) {
      reader.push(piece);
      expect(reader.next()).to.equal(null);
    }
    reader.push('\n');
    expect(reader.next()).to.have.length(65_536_000);
    expect(performance.now() - start).to.be.below(20_000);
  });

  for (const [text, message] of [
    ['a\nb\rc\n', 'literal carriage return found in data'],
    ['a\rb\nc\r', 'literal newline found in data'],
    ['a\r\nb\nc\r\n', 'literal newline found in data'],
    ['a\n\\.x\n', 'end-of-copy marker corrupt'],
    ['a\r\n\\.\n', 'end-of-copy marker does not match previous newline style'],
  ] as const) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(() => linesOf(new LineReader(null), Array.from(text))).to.throw(message);
      expect(() => linesOf(new LineReader(null), [text])).to.throw(message);
    });
  }

  it('refuses a quote that is not closed', () => {
    const options = readCopyOptions([{ name: 'format', value: 'csv' }], 'from');
    expect(() => csvFields('1,"a', options)).to.throw('unterminated CSV quoted field');
  });
});
