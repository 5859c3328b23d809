import knex from 'knex';
import {
  AUTHORS,
  BOOKS,
  TOPICS,
  Undo,
  connection,
  failureOf,
  forgive,
  grouped,
  step,
  texts,
} from '../support/program.mjs';

/** The library through Knex: its migrations, its query builder, its transactions. */

const MIGRATIONS = {
  '1 tables': {
    async up(db) {
      await db.schema.createTable('authors', (table) => {
        table.increments('id');
        table.string('name', 60).notNullable();
        table.string('email', 120);
      });
      await db.schema.createTable('books', (table) => {
        table.increments('id');
        table.string('title', 120).notNullable();
        table.integer('year').notNullable();
        table.decimal('price', 8, 2).notNullable().defaultTo(0);
        table.specificType('labels', 'text[]');
        table.jsonb('details');
        table.boolean('lent').notNullable().defaultTo(false);
        table.integer('author_id').notNullable().references('id').inTable('authors').onDelete('CASCADE');
        table.timestamps(true, true);
      });
      await db.schema.createTable('topics', (table) => {
        table.increments('id');
        table.text('name').notNullable();
      });
      await db.schema.createTable('book_topics', (table) => {
        table.integer('book_id').notNullable();
        table.integer('topic_id').notNullable().references('topics.id');
        table.primary(['book_id', 'topic_id']);
      });
      await db.schema.createTable('reviews', (table) => {
        table.bigIncrements('id');
        table.integer('book_id').notNullable();
        table.text('body');
        table.uuid('token');
      });
    },
    async down(db) {
      for (const table of ['reviews', 'book_topics', 'topics', 'books', 'authors']) {
        await db.schema.dropTable(table);
      }
    },
  },
  '2 changes': {
    async up(db) {
      await db.schema.alterTable('authors', (table) => {
        table.string('country', 2);
        table.unique(['email']);
      });
      await db.schema.alterTable('books', (table) => {
        table.renameColumn('year', 'published');
        table.index(['title']);
      });
      await db.schema.alterTable('topics', (table) => {
        table.unique(['name'], { indexName: 'topics_name_key' });
      });
      await db.schema.alterTable('book_topics', (table) => {
        table.foreign('book_id').references('id').inTable('books').onDelete('CASCADE');
      });
      await db.schema.alterTable('reviews', (table) => {
        table.foreign('book_id').references('books.id').onDelete('CASCADE');
        table.setNullable('book_id');
        table.integer('stars').notNullable().defaultTo(3);
      });
      await db.schema.alterTable('reviews', (table) => {
        table.string('body', 500).alter();
        table.dropColumn('token');
      });
    },
    async down(db) {
      await db.schema.alterTable('reviews', (table) => {
        table.dropForeign('book_id');
        table.dropColumn('stars');
        table.dropNullable('book_id');
        table.uuid('token');
      });
      await db.schema.alterTable('reviews', (table) => {
        table.text('body').alter();
      });
      await db.schema.alterTable('book_topics', (table) => table.dropForeign('book_id'));
      await db.schema.alterTable('topics', (table) => table.dropUnique(['name'], 'topics_name_key'));
      await db.schema.alterTable('books', (table) => {
        table.dropIndex(['title']);
        table.renameColumn('published', 'year');
      });
      await db.schema.alterTable('authors', (table) => {
        table.dropUnique(['email']);
        table.dropColumn('country');
      });
    },
  },
};

const migrationSource = {
  getMigrations: async () => Object.keys(MIGRATIONS),
  getMigrationName: (name) => name,
  getMigration: async (name) => ({
    up: MIGRATIONS[name].up,
    down: MIGRATIONS[name].down,
  }),
};

const db = knex({ client: 'pg', connection, pool: { min: 0, max: 4 } });

await step('migrations', async () => {
  const [, first] = await db.migrate.up({ migrationSource });
  const [, second] = await db.migrate.latest({ migrationSource });
  return { first, second };
});

await step('migration undone and done', async () => {
  const [, down] = await db.migrate.down({ migrationSource });
  const without = await db.schema.hasColumn('reviews', 'stars');
  const [, up] = await db.migrate.latest({ migrationSource });
  return { down, up, without, again: await db.schema.hasColumn('reviews', 'stars') };
});

await step('table like', async () => {
  await db.schema.createTableLike('topics_copy', 'topics');
  const columns = Object.keys(await db('topics_copy').columnInfo());
  await db.schema.dropTable('topics_copy');
  return { columns, exists: await db.schema.hasTable('topics_copy') };
});

await step('created', async () => {
  const authors = await db('authors').insert(AUTHORS).returning(['id', 'name']);
  await db('topics').insert(TOPICS.map((name) => ({ name })));
  for (const { author, topics, ...book } of BOOKS) {
    const [{ id }] = await db('books')
      .insert({ ...book, author_id: authors.find(({ name }) => name === author).id })
      .returning('id');
    await db('book_topics').insert(
      db
        .select(db.raw('?::integer', [id]), 'id')
        .from('topics')
        .whereIn('name', topics),
    );
  }
  return authors.map(({ id, name }) => [id, name]);
});

await step('one to many', async () => {
  const rows = await db('authors')
    .leftJoin('books', 'books.author_id', 'authors.id')
    .select('authors.name', 'books.title')
    .orderBy([{ column: 'authors.name' }, { column: 'books.title' }]);
  return grouped(rows, 'name', 'title');
});

await step('many to many', async () => {
  const rows = await db('books')
    .join('book_topics', 'book_topics.book_id', 'books.id')
    .join('topics', 'topics.id', 'book_topics.topic_id')
    .select('books.title', 'topics.name')
    .orderBy(['books.title', 'topics.name']);
  return grouped(rows, 'title', 'name');
});

await step('aggregate', async () => {
  const rows = await db('authors')
    .join('books', 'books.author_id', 'authors.id')
    .groupBy('authors.name')
    .having(db.raw('count(*)'), '>=', 1)
    .select('authors.name')
    .count('books.id as books')
    .sum('books.price as total')
    .max('books.published as latest')
    .orderBy('authors.name');
  return texts(rows.map(({ name, books, total, latest }) => [name, books, total, latest]));
});

await step('page', async () => {
  const titles = await db('books').orderBy('title').limit(2).offset(2).pluck('title');
  const [{ count }] = await db('books').count();
  return { titles, total: Number(count) };
});

await step('json', async () => {
  const found = await db('books').whereRaw("details ->> 'pages' = ?", ['204']);
  return found.map(({ title, details }) => [title, details]);
});

await step('json contains', () =>
  db('books')
    .whereJsonSupersetOf('details', { awards: ['Hugo'] })
    .pluck('title'),
);

await step('array', async () => {
  const found = await db('books').whereRaw('? = any (labels)', ['physics']).orderBy('title');
  return found.map(({ title, labels }) => [title, labels]);
});

await step('insensitive', () => db('books').whereILike('title', 'the %').orderBy('title').pluck('title'));

await step('upsert', async () => {
  await db('topics')
    .insert([{ name: 'science' }, { name: 'music' }])
    .onConflict('name')
    .ignore();
  await db('authors')
    .insert({ name: 'Ursula K.', email: 'ursula@example.org', country: 'US' })
    .onConflict('email')
    .merge(['name', 'country']);
  const authors = await db('authors').orderBy('id');
  const topics = await db('topics').orderBy('name').pluck('name');
  return { authors: authors.map(({ name, country }) => [name, country]), topics };
});

await step('unique', async () => {
  const error = await failureOf(() => db('topics').insert({ name: 'science' }));
  return [error.constructor.name, error.code, error.constraint];
});

await step('foreign', async () => {
  const error = await failureOf(() => db('reviews').insert({ book_id: 99, body: 'none' }));
  return [error.constructor.name, error.code, error.constraint];
});

await step('transaction', async () => {
  await db
    .transaction(async (trx) => {
      await trx('authors').where({ name: 'Olga' }).update({ country: 'PL' });
      throw new Undo();
    })
    .catch(forgive);
  const rolledBack = await db('authors').where({ name: 'Olga' }).first('country');
  await db.transaction(async (trx) => {
    await trx('authors').where({ name: 'Olga' }).update({ country: 'PL' });
    // A transaction inside a transaction is a savepoint.
    await failureOf(() =>
      trx.transaction(async (inner) => {
        await inner('authors').where({ name: 'Olga' }).update({ country: 'XX' });
        await inner('topics').insert({ name: 'science' });
      }),
    );
    await trx.transaction((inner) => inner('authors').where({ name: 'Stanislaw' }).update({ country: 'PL' }));
  });
  const countries = await db('authors')
    .whereIn('name', ['Olga', 'Stanislaw'])
    .orderBy('name')
    .pluck('country');
  return { rolledBack: rolledBack.country, countries };
});

await step('delete', async () => {
  const [first] = await db('books').where({ title: 'Flights' });
  const [second] = await db('books').where({ title: 'Solaris' });
  await db('reviews').insert([
    { book_id: first.id, body: 'fine' },
    { book_id: second.id, body: null },
  ]);
  await db('authors').where({ name: 'Stanislaw' }).del();
  const books = await db('books').orderBy('title').pluck('title');
  const [{ count }] = await db('reviews').count();
  return { books, reviews: Number(count) };
});

await step('introspection', () => db('books').columnInfo());

await db.destroy();
