import { itDoesTheLibrary, javascriptProgram, requirePackages } from '../../support/orm.ts';
import { BY_GENRE, LIBRARY } from '../../support/library.ts';

describe('Kysely', () => {
  before(async function () {
    this.timeout(300_000);
    await requirePackages(this);
  });

  itDoesTheLibrary('kysely', javascriptProgram('kysely'), {
    ...LIBRARY,
    migrations: [
      ['1 tables', 'Up', 'Success'],
      ['2 changes', 'Up', 'Success'],
    ],
    'migration undone and done': [[['2 changes', 'Down', 'Success']], [['2 changes', 'Up', 'Success']]],
    'many to one': undefined,
    window: [
      ['Flights', '1', '1'],
      ['Solaris', '1', '1'],
      ['The Dispossessed', '1', '1'],
      ['The Lathe of Heaven', '2', '1'],
    ],
    with: [
      ['politics', '1'],
      ['science', '3'],
      ['travel', '2'],
    ],
    enum: { rows: BY_GENRE, error: ['22P02', 'invalid input value for enum genre: "poem"'] },
    unique: ['DatabaseError', '23505', 'topics_name_key'],
    'delete using': [{ name: 'politics' }],
    delete: { books: ['Flights', 'The Dispossessed', 'The Lathe of Heaven'], topics: 3 },
    view: [
      { title: 'Flights', published: 2007 },
      { title: 'The Dispossessed', published: 1974 },
      { title: 'The Lathe of Heaven', published: 1971 },
    ],
    introspection: undefined,
  });
});
