import type { Expectations } from './orm.ts';

/** What the steps that all ORMs share come to; numbers as text where clients differ in what they make of them. */
export const LIBRARY: Expectations = {
  created: [
    [1, 'Ursula'],
    [2, 'Stanislaw'],
    [3, 'Olga'],
  ],
  'one to many': [
    ['Olga', ['Flights']],
    ['Stanislaw', ['Solaris']],
    ['Ursula', ['The Dispossessed', 'The Lathe of Heaven']],
  ],
  'many to many': [
    ['Flights', ['travel']],
    ['Solaris', ['science', 'travel']],
    ['The Dispossessed', ['politics', 'science']],
    ['The Lathe of Heaven', ['science']],
  ],
  aggregate: [
    ['Olga', '1', '15.25', '2007'],
    ['Stanislaw', '1', '11.00', '1961'],
    ['Ursula', '2', '22.49', '1974'],
  ],
  page: { titles: ['The Dispossessed', 'The Lathe of Heaven'], total: 4 },
  json: [['Solaris', { pages: 204, awards: [] }]],
  array: [
    ['Solaris', ['ocean', 'physics']],
    ['The Dispossessed', ['utopia', 'physics']],
  ],
  upsert: {
    authors: [
      ['Ursula K.', 'US'],
      ['Stanislaw', null],
      ['Olga', null],
    ],
    topics: ['music', 'politics', 'science', 'travel'],
  },
  transaction: { rolledBack: null, countries: ['PL', 'PL'] },
  delete: { books: ['Flights', 'The Dispossessed', 'The Lathe of Heaven'], reviews: 1 },
};

/** Titles that begin with "the", whatever their case. */
export const INSENSITIVE: readonly string[] = ['The Dispossessed', 'The Lathe of Heaven'];

/** Books in the order of the enum's labels. */
export const BY_GENRE: readonly (readonly [title: string, genre: string])[] = [
  ['Solaris', 'novel'],
  ['The Dispossessed', 'novel'],
  ['The Lathe of Heaven', 'novel'],
  ['Flights', 'story'],
];
