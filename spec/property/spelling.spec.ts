import { expect } from 'chai';
import fc from 'fast-check';
import { pgSchemaName } from '../../src/catalog/mirror/names.ts';
import { columnSpellings, irisSchemaName, pgSpelling } from '../../src/sql/iris/spelling.ts';

/** Characters that matter to names in IRIS come more often than by chance. */
const unit = fc.oneof(
  fc.constantFrom(...Array.from('aAbB.^,->"@%#_ 01')),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
);
const name = fc
  .string({ unit, minLength: 1, maxLength: 12 })
  .filter((text) => !text.includes('\0') && Buffer.byteLength(text) <= 63);

describe('spellings of names in IRIS (properties)', () => {
  it('come back, and no two are the same to IRIS', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 12 }), (names) => {
        // Letters that grow or vanish in upper case have no mark of their own.
        fc.pre(
          names.every((text) => Array.from(text).every((one) => Array.from(one.toUpperCase()).length === 1)),
        );
        const spellings = [...columnSpellings(names)];
        expect(spellings.map(([, irisName]) => pgSpelling(irisName))).to.deep.equal(names);
        const upper = spellings.map(([, irisName]) => irisName.toUpperCase());
        expect(new Set(upper).size).to.equal(names.length);
      }),
    );
  });

  it('hold nothing that a delimited identifier of IRIS cannot', () => {
    fc.assert(
      fc.property(name, (text) => {
        const [irisName = ''] = columnSpellings([text]).values();
        expect(irisName).not.to.match(/[.^,"]|->|^%/);
      }),
    );
  });

  it('of schemas come back', () => {
    fc.assert(
      fc.property(name, (text) => {
        const folded = text.toLowerCase();
        fc.pre(!['information_schema', 'sqluser'].includes(folded) && !folded.startsWith('pg_'));
        expect(pgSchemaName(irisSchemaName(text))).to.equal(text);
      }),
    );
  });
});
