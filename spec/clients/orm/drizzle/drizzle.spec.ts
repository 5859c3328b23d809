import { itDoesTheLibrary, javascriptProgram, requirePackages } from '../../support/orm.ts';
import { BY_GENRE, INSENSITIVE, LIBRARY } from '../../support/library.ts';

describe('Drizzle', () => {
  before(async function () {
    this.timeout(300_000);
    await requirePackages(this);
  });

  itDoesTheLibrary('drizzle', javascriptProgram('drizzle'), {
    ...LIBRARY,
    migrations: 2,
    pushed: '[✓] Changes applied',
    renamed: 3,
    joined: LIBRARY['one to many'],
    insensitive: INSENSITIVE,
    prepared: [
      ['The Dispossessed', '12.50'],
      ['The Lathe of Heaven', '9.99'],
      ['Solaris', '11.00'],
      ['Flights', '15.25'],
    ],
    enum: { rows: BY_GENRE, error: ['22P02', 'invalid input value for enum genre: "poem"'] },
    unique: ['DrizzleQueryError', '23505', 'topics_name_unique'],
    introspection: undefined,
  });
});
