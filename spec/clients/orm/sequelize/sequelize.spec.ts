import { itDoesTheLibrary, javascriptProgram, requirePackages } from '../../support/orm.ts';
import { BY_GENRE, INSENSITIVE, LIBRARY } from '../../support/library.ts';

describe('Sequelize', () => {
  before(async function () {
    this.timeout(300_000);
    await requirePackages(this);
  });

  itDoesTheLibrary('sequelize', javascriptProgram('sequelize'), {
    ...LIBRARY,
    synchronised: undefined,
    migrations: [['1 changes'], ['1 changes'], ['1 changes']],
    'altered by sync': undefined,
    introspection: undefined,
    'page of a join': {
      titles: [
        ['Solaris', 2],
        ['The Dispossessed', 2],
      ],
      total: 4,
    },
    'json contains': ['The Dispossessed'],
    insensitive: INSENSITIVE,
    enum: { rows: BY_GENRE, error: ['DatabaseError', '22P02'] },
    'find or create': ['science', false, 'space', true],
    unique: ['UniqueConstraintError', [['name', 'science']]],
    foreign: ['ForeignKeyConstraintError', 'reviews', 'reviews_book_id_fkey'],
    increment: [1961, 1961],
  });
});
