import { expect } from 'chai';
import { tokenise } from '../../../src/backend/embedded/iris-sql/tokenise.ts';
import { IrisError } from '../../../src/backend/iris-session.ts';

function texts(sql: string): string[] {
  return tokenise(sql)
    .filter((token) => token.kind !== 'end')
    .map((token) => `${token.kind}:${token.text}`);
}

function sqlcode(sql: string): number {
  try {
    tokenise(sql);
  } catch (error) {
    if (error instanceof IrisError) return error.sqlcode;
    throw error;
  }
  throw new Error(`${sql} has tokens`);
}

describe('tokens of IRIS SQL', () => {
  it('takes %, _ and letters of any script for the start of a word, and @ # $ for its rest', () => {
    expect(texts('%ID _a größe a@b#c$1 表')).to.deep.equal([
      'word:%ID',
      'word:_a',
      'word:größe',
      'word:a@b#c$1',
      'word:表',
    ]);
  });

  it('folds words for comparison only', () => {
    const [token] = tokenise('sELect');
    expect(token).to.include({ text: 'sELect', key: 'SELECT' });
  });

  it('keeps delimited identifiers apart from keywords', () => {
    const [token] = tokenise('"SELECT"');
    expect(token).to.include({ kind: 'delimited', text: 'SELECT', key: '' });
  });

  it('unescapes doubled quotes', () => {
    expect(texts(`'it''s' "a""b" ''`)).to.deep.equal([`string:it's`, 'delimited:a"b', 'string:']);
  });

  it('knows no backslash escapes', () => {
    expect(texts(`'a\\' b`)).to.deep.equal(['string:a\\', 'word:b']);
  });

  it('reads numbers with and without digits round the point', () => {
    expect(texts('10 1.50 .5 5. 1E3 1e-3 .5E+2')).to.deep.equal(
      ['10', '1.50', '.5', '5.', '1E3', '1e-3', '.5E+2'].map((text) => `number:${text}`),
    );
  });

  it('reads the longest operator', () => {
    expect(texts('a||b<>c!=d<=e>=f')).to.deep.equal([
      'word:a',
      'symbol:||',
      'word:b',
      'symbol:<>',
      'word:c',
      'symbol:!=',
      'word:d',
      'symbol:<=',
      'word:e',
      'symbol:>=',
      'word:f',
    ]);
  });

  it('takes # inside a word for a letter and alone for modulo', () => {
    expect(texts('a#2 a # 2')).to.deep.equal(['word:a#2', 'word:a', 'symbol:#', 'number:2']);
  });

  it('drops comments', () => {
    expect(texts('a -- b\n/* c * / */ d -- e')).to.deep.equal(['word:a', 'word:d']);
  });

  it('takes two minus signs for a comment', () => {
    expect(texts('1 --2')).to.deep.equal(['number:1']);
  });

  it('says where each token is', () => {
    expect(tokenise(`a  'b''c'`).map(({ at, end }) => [at, end])).to.deep.equal([
      [0, 1],
      [3, 9],
      [9, 9],
    ]);
  });

  const failures: readonly [string, number][] = [
    ["'abc", -3],
    ['"abc', -3],
    ['1E', -2],
    ['1E+', -2],
    ['1E309', -7],
    ['a::int', -28],
    ['$1', -1],
    ['$', -1],
    ['$$body$$', -372],
    ['a ~ b', -1],
    ['a @> b', -1],
    ['a ^ b', -1],
    ['a | b', -1],
    ['a % b', -1],
    ['""', -1],
    ['1_000', -1],
    ['0x1F', -1],
    ['/* open', -1],
    ['a'.repeat(129), -1],
    [`"${'a'.repeat(129)}"`, -1],
  ];
  for (const [sql, code] of failures) {
    it(`refuses ${sql.length > 20 ? `${sql.length} characters of ${sql.slice(0, 2)}` : sql} with ${code}`, () => {
      expect(sqlcode(sql)).to.equal(code);
    });
  }
});
