import { itDoesTheLibrary, javascriptProgram, requirePackages } from '../../support/orm.ts';
import { BY_GENRE, LIBRARY } from '../../support/library.ts';

describe('TypeORM', () => {
  before(async function () {
    this.timeout(300_000);
    await requirePackages(this);
  });

  itDoesTheLibrary('typeorm', javascriptProgram('typeorm'), {
    ...LIBRARY,
    synchronised: [],
    migrations: { up: ['Changes1700000000000'], pending: true },
    introspection: undefined,
    'synchronised again': undefined,
    'page of a join': {
      titles: [
        ['Solaris', 2],
        ['The Dispossessed', 2],
      ],
      total: 4,
    },
    enum: { rows: BY_GENRE, error: ['QueryFailedError', '22P02'] },
    version: [2, '11.50', true],
    unique: ['QueryFailedError', '23505', 'topics'],
  });
});
