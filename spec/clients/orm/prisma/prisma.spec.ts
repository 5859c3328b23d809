import { itDoesTheLibrary, javascriptProgram, requirePackages } from '../../support/orm.ts';
import { BY_GENRE, INSENSITIVE, LIBRARY } from '../../support/library.ts';

describe('Prisma', () => {
  before(async function () {
    this.timeout(300_000);
    await requirePackages(this);
  });

  itDoesTheLibrary('prisma', javascriptProgram('prisma'), {
    ...LIBRARY,
    generated: undefined,
    migrations: { upToDate: true, inSync: true },
    'filter by relation': [
      ['Ursula', 2],
      ['Stanislaw', 1],
    ],
    'page after a row': ['Solaris', 'The Dispossessed'],
    insensitive: INSENSITIVE,
    raw: [
      [
        ['Flights', '15.25', true],
        ['The Dispossessed', '12.50', true],
        ['The Lathe of Heaven', '9.99', true],
      ],
      1,
    ],
    enum: { rows: BY_GENRE },
    unique: [true, 'P2002', 'Topic'],
    foreign: [true, 'P2003'],
    missing: [true, 'P2025'],
    'nested writes': [2008, ['planes']],
    introspection: undefined,
  });
});
