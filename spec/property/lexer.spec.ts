import { expect } from 'chai';
import fc from 'fast-check';
import { lift } from '../../src/sql/lexer/lift.ts';
import { scan } from '../../src/sql/lexer/scan.ts';

const WORDS =
  'select from where group by order distinct on limit as and between case when then end values interval varchar x'.split(
    ' ',
  );

/** Tokens that stand anywhere in SQL, so that any sequence of them can be scanned. */
const TOKEN = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.constantFrom('(', ')', '[', ']', ',', '.', '::', ':', '=', '-', '+', '<->', '@-', '*'),
  fc.constantFrom('a$b', '"q ""x"', '$1', '$2', "E'\\''", '$$a$$', "b'1'"),
  fc.string({ maxLength: 5 }).map((text) => `'${text.replaceAll("'", "''").replaceAll('\0', '')}'`),
  fc.nat().map(String),
  fc.constantFrom('2147483648', '9223372036854775808', '1.5', '.5', '1e5', '0x1F'),
);

const SPACE = fc.constantFrom(' ', '  ', '\t', '/* c /* n */ */', ' /*;*/ ');

const STATEMENT = fc
  .array(fc.tuple(TOKEN, SPACE), { maxLength: 30 })
  .map((parts) => `select ${parts.map(([token, space]) => token + space).join('')}`);

/** Literal tokens side by side: what the scanner reads after the values are put back. */
function values(text: string): string[] {
  return (scan(text) ?? []).map(({ value }) => value);
}

describe('lexer properties', () => {
  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), STATEMENT), (text) => {
        scan(text);
        lift(text);
      }),
    );
  });

  it('covers the text: between tokens there is nothing but space and comments', () => {
    fc.assert(
      fc.property(STATEMENT, (text) => {
        let at = 0;
        let rest = '';
        for (const { start, end } of scan(text) ?? []) {
          rest += text.slice(at, start);
          at = end;
        }
        expect(
          (rest + text.slice(at)).replaceAll('/* c /* n */ */', '').replaceAll('/*;*/', '').trim(),
        ).to.equal('');
      }),
    );
  });

  it('gives a token-equal statement when the literals are put back', () => {
    fc.assert(
      fc.property(STATEMENT, (text) => {
        const lifted = lift(text, 2);
        if (lifted === null) return;
        const back = (scan(lifted.text) ?? []).flatMap((token) => {
          const literal =
            token.kind === 'parameter' ? lifted.literals[Number(token.value.slice(1)) - 3] : undefined;
          if (literal === undefined) return [token.value];
          if (literal.typeOid === 0) return [`'${literal.value.replaceAll("'", "''")}'`];
          return literal.value.startsWith('-') ? ['-', literal.value.slice(1)] : [literal.value];
        });
        expect(back).to.deep.equal(values(text));
      }),
    );
  });

  it('is idempotent on what is left', () => {
    fc.assert(
      fc.property(STATEMENT, (text) => {
        const once = lift(text, 2);
        if (once === null) return;
        const twice = lift(once.text, 2 + once.literals.length);
        expect(twice?.text).to.equal(once.text);
      }),
    );
  });
});
