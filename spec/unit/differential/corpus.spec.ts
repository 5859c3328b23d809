import { expect } from 'chai';
import { parseCorpus, readParameters } from '../../differential/corpus.ts';

describe('corpus of the differential suite', () => {
  it('reads entries with their directives', () => {
    const { statements } = parseCorpus(
      'topic',
      '-- name: first\n-- params: 1\n-- unordered\nselect\n  -- name: part of the text\n  $1\n;\n\n-- name: second\n-- limit: 3\nselect 2;\n;\n',
    );
    expect(statements).to.deep.equal([
      {
        name: 'first',
        sql: 'select\n  -- name: part of the text\n  $1',
        line: 1,
        parameters: ['1'],
        unordered: true,
        limit: 0,
      },
      { name: 'second', sql: 'select 2;', line: 9, parameters: null, unordered: false, limit: 3 },
    ]);
  });

  it('reads parameters with quotes, commas and NULL', () => {
    expect(readParameters("1, 'it''s, so', null, '', 'null', 2.5")).to.deep.equal([
      '1',
      "it's, so",
      null,
      '',
      'null',
      '2.5',
    ]);
  });

  it('refuses an entry without a name, a name used twice and an unfinished entry', () => {
    expect(() => parseCorpus('t', 'select 1\n;\n')).to.throw('a statement without a name');
    expect(() => parseCorpus('t', '-- name: a\nselect 1\n;\n-- name: a\nselect 2\n;\n')).to.throw('twice');
    expect(() => parseCorpus('t', '-- name: a\nselect 1\n')).to.throw('ends within a statement');
  });
});
