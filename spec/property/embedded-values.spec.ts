import { expect } from 'chai';
import fc from 'fast-check';
import {
  formatTimestamp,
  joinTimestamp,
  splitTimestamp,
} from '../../src/backend/embedded/values/calendar.ts';
import { readTimestamp } from '../../src/backend/embedded/values/calendar-input.ts';
import { collate, exactKey, exactValue } from '../../src/backend/embedded/values/collation.ts';
import { decodeDecimal, encodeDecimal } from '../../src/backend/embedded/values/decimal-key.ts';
import {
  add,
  canonical,
  compare,
  decimal,
  multiply,
  negate,
  parseDecimal,
  round,
} from '../../src/backend/embedded/values/decimal.ts';
import { buildList, listElements } from '../../src/backend/embedded/values/list.ts';

const numbers = fc
  .record({
    mantissa: fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }),
    exponent: fc.integer({ min: -20, max: 20 }),
  })
  .map(({ mantissa, exponent }) => decimal(mantissa, exponent));

/** Any UTF-16 text without surrogates. */
const texts = fc
  .array(fc.integer({ min: 0, max: 0xd7ff }), { maxLength: 400 })
  .map((codes) => String.fromCharCode(...codes));

describe('embedded engine: values', () => {
  it('decimal keys come back and sort as the numbers do', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(decodeDecimal(encodeDecimal(a))).to.deep.equal(a);
        const [x, y] = [encodeDecimal(a), encodeDecimal(b)];
        expect(Math.sign(Buffer.compare(Buffer.from(x), Buffer.from(y)))).to.equal(compare(a, b));
      }),
    );
  });

  it('canonical text reads back as the same number', () => {
    fc.assert(
      fc.property(numbers, (a) => {
        expect(parseDecimal(canonical(a))).to.deep.equal(a);
      }),
    );
  });

  it('arithmetic on small numbers is that of integers', () => {
    const small = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(small, small, fc.integer({ min: 0, max: 4 }), (a, b, scale) => {
        const [x, y] = [decimal(BigInt(a), 0 - scale), decimal(BigInt(b), 0 - scale)];
        expect(add(x, y)).to.deep.equal(decimal(BigInt(a + b), 0 - scale));
        expect(multiply(x, y)).to.deep.equal(decimal(BigInt(a) * BigInt(b), 0 - 2 * scale));
        expect(add(x, negate(x)).mantissa).to.equal(0n);
        expect(compare(round(x, 0), x) === 0).to.equal(a % 10 ** scale === 0);
      }),
    );
  });

  it('timestamps read back from their text', () => {
    const first = joinTimestamp(-672_045, 0);
    const last = joinTimestamp(2_980_013, 86_399_999_999);
    fc.assert(
      fc.property(fc.bigInt({ min: first, max: last }), (micros) => {
        const { day, time } = splitTimestamp(micros);
        expect(joinTimestamp(day, time)).to.equal(micros);
        expect(readTimestamp(formatTimestamp(micros))).to.equal(micros);
      }),
    );
  });

  it('dates agree with those of JavaScript', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          const text = formatTimestamp(BigInt(date.getTime()) * 1000n);
          expect(text.slice(0, 19)).to.equal(date.toISOString().slice(0, 19).replace('T', ' '));
        },
      ),
    );
  });

  it('exact keys come back, numbers sort before strings', () => {
    const either = fc.oneof(texts, numbers.map(canonical));
    fc.assert(
      fc.property(either, numbers, (text, number) => {
        expect(exactValue(exactKey(text))).to.equal(text);
        if (exactKey(text).startsWith('2'))
          expect(exactKey(canonical(number)) < exactKey(text)).to.equal(true);
      }),
    );
  });

  it('SQLUPPER is idempotent', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = collate(text, 'SQLUPPER', null);
        expect(collate(once, 'SQLUPPER', null)).to.equal(once);
        expect(collate(`${text}  `, 'SQLUPPER', null)).to.equal(once);
      }),
    );
  });

  it('$LIST elements come back', () => {
    fc.assert(
      fc.property(fc.array(texts), (elements) => {
        expect(listElements(buildList(elements))).to.deep.equal(elements);
      }),
    );
  });
});
