import { itDoesTheLibrary, javascriptProgram, requirePackages } from '../../support/orm.ts';
import { INSENSITIVE, LIBRARY } from '../../support/library.ts';

describe('Knex', () => {
  before(async function () {
    this.timeout(300_000);
    await requirePackages(this);
  });

  itDoesTheLibrary('knex', javascriptProgram('knex'), {
    ...LIBRARY,
    migrations: { first: ['1 tables'], second: ['2 changes'] },
    'migration undone and done': { down: ['2 changes'], up: ['2 changes'], without: false, again: true },
    'table like': { columns: ['id', 'name'], exists: false },
    'json contains': ['The Dispossessed'],
    insensitive: INSENSITIVE,
    unique: ['DatabaseError', '23505', 'topics_name_key'],
    foreign: ['DatabaseError', '23503', 'reviews_book_id_foreign'],
    introspection: undefined,
  });
});
