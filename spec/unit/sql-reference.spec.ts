import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildReference, type TopicEntries } from '../support/sql-reference/reference.ts';
import { renderOverview, renderTranslations } from '../support/sql-reference/render.ts';

const DOCS = join(import.meta.dirname, '../../docs');

/** The golden table of the translation: what is printed for every construct, at the oldest and the newest IRIS. */
describe('the SQL reference', function () {
  this.timeout(180_000);
  let topics: TopicEntries[] = [];

  before(async () => {
    topics = await buildReference();
  });

  for (const [file, render] of [
    ['SQL.md', renderOverview],
    ['TRANSLATIONS.md', renderTranslations],
  ] as const) {
    it(`docs/${file} says what the translator does (npm run docs writes it)`, () => {
      expect(readFileSync(join(DOCS, file), 'utf8').split('\n')).to.deep.equal(render(topics).split('\n'));
    });
  }

  it('never fails with an error of the gateway itself', () => {
    const internal = topics
      .flatMap(({ entries }) => entries)
      .filter(({ newest, oldest }) =>
        [...newest.lines, ...oldest.lines].some((line) => /^XX000|^58/.test(line)),
      );
    expect(internal.map(({ name }) => name)).to.deep.equal([]);
  });
});
