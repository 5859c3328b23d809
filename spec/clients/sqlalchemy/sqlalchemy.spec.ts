import { join } from 'node:path';
import { requireInstalled } from '../../support/target.ts';
import { BY_GENRE, INSENSITIVE, LIBRARY } from '../support/library.ts';
import { itDoesTheLibrary } from '../support/orm.ts';
import { runs } from '../support/program.ts';

/** Debian's Python, which has Debian's packages. */
const PYTHON = '/usr/bin/python3';

describe('SQLAlchemy', () => {
  before(async function () {
    this.timeout(60_000);
    const installed = await runs(PYTHON, ['-c', 'import alembic, psycopg2, sqlalchemy']);
    requireInstalled(this, installed, 'python3-sqlalchemy, python3-alembic, python3-psycopg2');
  });

  const program = { command: PYTHON, args: [join(import.meta.dirname, 'scenario.py')] };
  itDoesTheLibrary('sqlalchemy', program, {
    ...LIBRARY,
    'created schema': [],
    migrations: [],
    'one to many, joined': LIBRARY['one to many'],
    'many to many, joined': LIBRARY['many to many'],
    'one to many, subquery': LIBRARY['one to many'],
    'many to many, subquery': LIBRARY['many to many'],
    window: [
      ['Flights', '1'],
      ['Solaris', '1'],
      ['The Dispossessed', '1'],
      ['The Lathe of Heaven', '2'],
    ],
    'json contains': ['The Dispossessed'],
    insensitive: INSENSITIVE,
    enum: { rows: BY_GENRE, error: ['DataError', '22P02'] },
    returning: [['Solaris', '22.00']],
    unique: ['IntegrityError', '23505', 'topics_name_key'],
    foreign: ['IntegrityError', '23503', 'reviews_book_id_fkey'],
    'many rows': 1000,
    introspection: undefined,
  });
});
