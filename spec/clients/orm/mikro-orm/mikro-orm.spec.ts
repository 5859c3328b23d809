import { itDoesTheLibrary, javascriptProgram, requirePackages } from '../../support/orm.ts';
import { BY_GENRE, INSENSITIVE, LIBRARY } from '../../support/library.ts';

describe('MikroORM', () => {
  before(async function () {
    this.timeout(300_000);
    await requirePackages(this);
  });

  itDoesTheLibrary('mikro-orm', javascriptProgram('mikro-orm'), {
    ...LIBRARY,
    'created schema': '',
    migrations: [['Rename'], ['Rename'], ['Rename'], []],
    'updated schema': undefined,
    'one to many, joined': LIBRARY['one to many'],
    'many to many, joined': LIBRARY['many to many'],
    'page of a join': {
      titles: [
        ['Solaris', 2],
        ['The Dispossessed', 2],
      ],
      total: 4,
    },
    insensitive: INSENSITIVE,
    enum: { rows: BY_GENRE },
    version: [2, '11.50', 'OptimisticLockError'],
    unique: ['UniqueConstraintViolationException', '23505', 'topics_name_key'],
    foreign: ['ForeignKeyConstraintViolationException', '23503'],
  });
});
