import { join } from 'node:path';
import { requireInstalled } from '../../support/target.ts';
import { INSENSITIVE, LIBRARY } from '../support/library.ts';
import { itDoesTheLibrary } from '../support/orm.ts';
import { runs } from '../support/program.ts';

/** Debian's Python, which has Debian's packages. */
const PYTHON = '/usr/bin/python3';

describe('Django', () => {
  before(async function () {
    this.timeout(60_000);
    const installed = await runs(PYTHON, ['-c', 'import django, psycopg2']);
    requireInstalled(this, installed, 'python3-django, python3-psycopg2');
  });

  const program = { command: PYTHON, args: [join(import.meta.dirname, 'scenario.py')] };
  itDoesTheLibrary('django', program, {
    ...LIBRARY,
    migrations: ['library', ' [X] 0001_tables', ' [X] 0002_changes'],
    'nothing left to migrate': ['No changes detected'],
    expressions: [
      [
        ['OLGA', false, 0],
        ['STANISLAW', true, 1],
        ['URSULA', true, 1],
      ],
      [
        ['Flights', 1, true],
        ['Solaris', 1, true],
        ['The Dispossessed', 1, true],
        ['The Lathe of Heaven', 2, true],
      ],
    ],
    'json contains': ['The Dispossessed'],
    insensitive: INSENSITIVE,
    pattern: ['The Dispossessed'],
    'bulk update': ['Flights', 'The Dispossessed'],
    unique: ['IntegrityError', 'UniqueViolation', '23505', 'topics_name_key'],
    foreign: ['IntegrityError', '23503'],
    check: ['IntegrityError', '23514', 'books_published_e6d232c6_check'],
    iterator: ['Flights', 'Solaris', 'The Dispossessed', 'The Lathe of Heaven'],
    users: [true, true, false],
    introspection: undefined,
  });
});
