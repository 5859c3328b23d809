import { EntitySchema, LoadStrategy, LockMode, MikroORM, PopulateHint, raw } from '@mikro-orm/postgresql';
import { Migration, Migrator } from '@mikro-orm/migrations';
import {
  AUTHORS,
  BOOKS,
  TOPICS,
  Undo,
  connection,
  failureOf,
  forgive,
  money,
  step,
  texts,
} from '../support/program.mjs';

/** The library through MikroORM: schema generator, migrations, unit of work, populated relations. */

function schemas(later) {
  const key = { type: 'integer', primary: true, autoincrement: true };
  const Author = new EntitySchema({
    name: 'Author',
    tableName: 'authors',
    properties: {
      id: key,
      name: { type: 'string', length: 60 },
      email: {
        type: 'string',
        length: 120,
        nullable: true,
        ...(later ? { unique: 'authors_email_key' } : {}),
      },
      ...(later ? { country: { type: 'string', length: 2, nullable: true } } : {}),
      books: { kind: '1:m', entity: () => 'Book', mappedBy: 'author', orderBy: { title: 'asc' } },
    },
  });
  const Topic = new EntitySchema({
    name: 'Topic',
    tableName: 'topics',
    properties: { id: key, name: { type: 'text', ...(later ? { unique: 'topics_name_key' } : {}) } },
  });
  const Book = new EntitySchema({
    name: 'Book',
    tableName: 'books',
    properties: {
      id: key,
      title: { type: 'string', length: 120, ...(later ? { index: 'books_title_index' } : {}) },
      published: { type: 'integer', fieldName: later ? 'published' : 'year' },
      price: { type: 'decimal', precision: 8, scale: 2, default: 0 },
      labels: { type: 'array', nullable: true },
      details: { type: 'json', nullable: true },
      ...(later
        ? { genre: { enum: true, items: ['novel', 'story'], nativeEnumName: 'genre', default: 'novel' } }
        : {}),
      added: { type: 'datetime', onCreate: () => new Date(), length: 3 },
      version: { type: 'integer', version: true, default: 1 },
      author: { kind: 'm:1', entity: () => 'Author', deleteRule: 'cascade' },
      topics: {
        kind: 'm:n',
        entity: () => 'Topic',
        pivotTable: 'book_topics',
        owner: true,
        orderBy: { name: 'asc' },
      },
    },
  });
  const Review = new EntitySchema({
    name: 'Review',
    tableName: 'reviews',
    properties: {
      id: { type: 'uuid', primary: true, defaultRaw: 'gen_random_uuid()' },
      body: { type: 'text', nullable: true },
      book: { kind: 'm:1', entity: () => 'Book', deleteRule: 'cascade' },
    },
  });
  return later ? [Author, Topic, Book, Review] : [Author, Topic, Book];
}

class Rename extends Migration {
  up() {
    this.addSql('alter table "books" rename column "year" to "published";');
  }

  down() {
    this.addSql('alter table "books" rename column "published" to "year";');
  }
}

const { user, database, ...server } = connection;

function open(entities) {
  return MikroORM.init({
    ...server,
    user,
    dbName: database,
    entities,
    allowGlobalContext: true,
    extensions: [Migrator],
    migrations: { migrationsList: [{ name: 'Rename', class: Rename }], snapshot: false },
    discovery: { warnWhenNoEntities: false },
    debug: false,
  });
}

let orm = await open(schemas(false));

await step('created schema', async () => {
  await orm.schema.create();
  return await orm.schema.getUpdateSchemaSQL();
});

await step('migrations', async () => {
  const up = await orm.migrator.up();
  const down = await orm.migrator.down();
  const again = await orm.migrator.up();
  const pending = await orm.migrator.getPending();
  return [up, down, again, pending].map((migrations) => migrations.map(({ name }) => name));
});

await orm.close();
orm = await open(schemas(true));

await step('updated schema', async () => {
  const done = await orm.schema.getUpdateSchemaSQL();
  await orm.schema.update();
  return { done, left: await orm.schema.getUpdateSchemaSQL() };
});

await step('created', async () => {
  const em = orm.em.fork();
  const authors = AUTHORS.map((author) => em.create('Author', author));
  const topics = TOPICS.map((name) => em.create('Topic', { name }));
  await em.flush();
  for (const { author, topics: names, ...book } of BOOKS) {
    em.create('Book', {
      ...book,
      author: authors.find(({ name }) => name === author),
      topics: topics.filter(({ name }) => names.includes(name)),
    });
  }
  await em.flush();
  return authors.map(({ id, name }) => [id, name]);
});

for (const strategy of [LoadStrategy.SELECT_IN, LoadStrategy.JOINED]) {
  const suffix = strategy === LoadStrategy.JOINED ? ', joined' : '';
  await step(`one to many${suffix}`, async () => {
    const authors = await orm.em
      .fork()
      .findAll('Author', { populate: ['books'], orderBy: { name: 'asc' }, strategy });
    return authors.map(({ name, books }) => [name, books.getItems().map(({ title }) => title)]);
  });

  await step(`many to many${suffix}`, async () => {
    const books = await orm.em
      .fork()
      .findAll('Book', { populate: ['topics'], orderBy: { title: 'asc' }, strategy });
    return books.map(({ title, topics }) => [title, topics.getItems().map(({ name }) => name)]);
  });
}

await step('aggregate', async () => {
  const rows = await orm.em
    .fork()
    .createQueryBuilder('Author', 'a')
    .join('a.books', 'b')
    .select([
      'a.name',
      raw('count(b.id) as books'),
      raw('sum(b.price) as total'),
      raw('max(b.published) as latest'),
    ])
    .groupBy('a.name')
    .having('count(b.id) >= ?', [1])
    .orderBy({ 'a.name': 'asc' })
    .execute('all');
  return texts(rows.map(({ name, books, total, latest }) => [name, books, total, latest]));
});

await step('page', async () => {
  const [books, total] = await orm.em
    .fork()
    .findAndCount('Book', {}, { orderBy: { title: 'asc' }, limit: 2, offset: 2 });
  return { titles: books.map(({ title }) => title), total };
});

await step('page of a join', async () => {
  const [books, total] = await orm.em.fork().findAndCount(
    'Book',
    { topics: { name: ['science', 'travel'] } },
    {
      populate: ['topics'],
      populateWhere: PopulateHint.ALL,
      strategy: 'joined',
      orderBy: { title: 'asc' },
      limit: 2,
      offset: 1,
    },
  );
  return { titles: books.map(({ title, topics }) => [title, topics.length]), total };
});

await step('json', async () => {
  const books = await orm.em.fork().find('Book', { details: { pages: 204 } });
  return books.map(({ title, details }) => [title, details]);
});

await step('array', async () => {
  const books = await orm.em
    .fork()
    .find('Book', { labels: { $contains: ['physics'] } }, { orderBy: { title: 'asc' } });
  return books.map(({ title, labels }) => [title, labels]);
});

await step('insensitive', async () => {
  const books = await orm.em
    .fork()
    .find('Book', { title: { $ilike: 'the %' } }, { orderBy: { title: 'asc' } });
  return books.map(({ title }) => title);
});

await step('enum', async () => {
  const em = orm.em.fork();
  await em.nativeUpdate('Book', { title: 'Flights' }, { genre: 'story' });
  const books = await em.find('Book', {}, { orderBy: { genre: 'asc', title: 'asc' } });
  return { rows: books.map(({ title, genre }) => [title, genre]) };
});

await step('version', async () => {
  const em = orm.em.fork();
  const book = await em.findOneOrFail('Book', { title: 'Solaris' });
  const other = orm.em.fork();
  const stale = await other.findOneOrFail('Book', { title: 'Solaris' });
  book.price = '11.50';
  await em.flush();
  stale.price = '11.75';
  const error = await failureOf(() => other.flush());
  await em.nativeUpdate('Book', { title: 'Solaris' }, { price: '11.00' });
  return [book.version, money(book.price), error.constructor.name];
});

await step('upsert', async () => {
  const em = orm.em.fork();
  await em.upsertMany('Topic', [{ name: 'science' }, { name: 'music' }], { onConflictFields: ['name'] });
  const author = await em.upsert('Author', { name: 'Ursula K.', email: 'ursula@example.org', country: 'US' });
  if (author.id !== 1) throw new Error(`upsert returned author ${author.id}`);
  const fork = orm.em.fork();
  const authors = await fork.findAll('Author', { orderBy: { id: 'asc' } });
  const topics = await fork.findAll('Topic', { orderBy: { name: 'asc' } });
  return {
    authors: authors.map(({ name, country }) => [name, country]),
    topics: topics.map(({ name }) => name),
  };
});

await step('unique', async () => {
  const error = await failureOf(() => orm.em.fork().insert('Topic', { name: 'science' }));
  return [error.constructor.name, error.code, error.constraint];
});

await step('foreign', async () => {
  const error = await failureOf(() => orm.em.fork().insert('Review', { book: 99, body: 'none' }));
  return [error.constructor.name, error.code];
});

await step('transaction', async () => {
  const olga = (em, country) => em.nativeUpdate('Author', { name: 'Olga' }, { country });
  const em = orm.em.fork();
  await em
    .transactional(async (inner) => {
      await olga(inner, 'PL');
      throw new Undo();
    })
    .catch(forgive);
  const rolledBack = await orm.em.fork().findOne('Author', { name: 'Olga' });
  await em.transactional(async (outer) => {
    await olga(outer, 'PL');
    // A transaction inside a transaction is a savepoint.
    await failureOf(() =>
      outer.transactional(async (inner) => {
        await olga(inner, 'XX');
        await inner.insert('Topic', { name: 'science' });
      }),
    );
    const author = await outer.findOne(
      'Author',
      { name: 'Stanislaw' },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    author.country = 'PL';
  });
  const authors = await orm.em
    .fork()
    .find('Author', { name: ['Olga', 'Stanislaw'] }, { orderBy: { name: 'asc' } });
  return { rolledBack: rolledBack.country, countries: authors.map(({ country }) => country) };
});

await step('delete', async () => {
  const em = orm.em.fork();
  for (const title of ['Flights', 'Solaris']) {
    em.create('Review', { body: title, book: await em.findOne('Book', { title }) });
  }
  await em.flush();
  em.remove(await em.findOne('Author', { name: 'Stanislaw' }));
  await em.flush();
  const books = await orm.em.fork().findAll('Book', { orderBy: { title: 'asc' } });
  return { books: books.map(({ title }) => title), reviews: await orm.em.fork().count('Review') };
});

await orm.close();
