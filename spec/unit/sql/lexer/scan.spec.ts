import { expect } from 'chai';
import { scan } from '../../../../src/sql/lexer/scan.ts';

function tokens(text: string): string[] | null {
  return scan(text)?.map(({ kind, value }) => `${kind} ${value}`) ?? null;
}

describe('scan', () => {
  const cases: readonly (readonly [what: string, text: string, tokens: readonly string[]])[] = [
    ['words fold to lower case', 'SELECT Größe_1$x', ['word select', 'word größe_1$x']],
    ['quoted identifiers', '"a ""b"" c" U&"d\\0061t"', ['quoted "a ""b"" c"', 'quoted U&"d\\0061t"']],
    ['strings with doubled quotes', "'it''s' ''", ["string 'it''s'", "string ''"]],
    ['a backslash is nothing in a plain string', "'\\' x", ["string '\\'", 'word x']],
    ['escape strings', "E'a\\'b' e'\\\\'", ["prefixed E'a\\'b'", "prefixed e'\\\\'"]],
    [
      'bit, hexadecimal, national and Unicode strings',
      "b'01' X'1F' n'a' u&'\\0441'",
      ["prefixed b'01'", "prefixed X'1F'", "prefixed n'a'", "prefixed u&'\\0441'"],
    ],
    [
      'a word that only begins like a prefix',
      "eb 'a' u & v",
      ['word eb', "string 'a'", 'word u', 'operator &', 'word v'],
    ],
    [
      'prefixed strings that go on behind a line end, read as they begin',
      "E'a'\n-- c\n'b\\' c' X'1' \n '2' N'a' 'b'",
      ["prefixed E'a'\n-- c\n'b\\' c'", "prefixed X'1' \n '2'", "prefixed N'a'", "string 'b'"],
    ],
    ['dollar quotes', "$$a'b$$ $x1$ $$ $x1$", ["prefixed $$a'b$$", 'prefixed $x1$ $$ $x1$']],
    ['parameters', '$1+$23', ['parameter $1', 'operator +', 'parameter $23']],
    [
      'numbers',
      '1 1.5 .5 2. 1e10 1.5E-3 0x1F 1_000',
      [
        'integer 1',
        'decimal 1.5',
        'decimal .5',
        'decimal 2.',
        'decimal 1e10',
        'decimal 1.5E-3',
        'number 0x1f',
        'number 1_000',
      ],
    ],
    ['a range is no decimal', '1..10', ['integer 1', 'punctuation ..', 'integer 10']],
    ['trailing signs are given back', 'a=-1', ['word a', 'operator =', 'operator -', 'integer 1']],
    ['but not behind a special character', 'a@-1', ['word a', 'operator @-', 'integer 1']],
    ['pgvector operators', 'a<->b', ['word a', 'operator <->', 'word b']],
    [
      'a comment ends an operator',
      '1+--x\n2*/*y*/3',
      ['integer 1', 'operator +', 'integer 2', 'operator *', 'integer 3'],
    ],
    ['block comments nest', 'a /* 1 /* 2 */ 3 */ b', ['word a', 'word b']],
    [
      'casts',
      'x::int[1:2]',
      [
        'word x',
        'punctuation ::',
        'word int',
        'punctuation [',
        'integer 1',
        'punctuation :',
        'integer 2',
        'punctuation ]',
      ],
    ],
    ['nothing', ' -- only a comment', []],
  ];
  for (const [what, text, expected] of cases) {
    it(what, () => expect(tokens(text)).to.deep.equal(expected));
  }

  for (const text of [
    "'open",
    '"open',
    '$x$ open',
    '/* /* */',
    "E'\\'",
    "x'1''2'",
    '123abc',
    '1e',
    '$1a',
    'a { b',
    'a \\ b',
    'a\0b',
  ]) {
    it(`gives up on ${JSON.stringify(text)}`, () => expect(scan(text)).to.equal(null));
  }
});
