import { Kysely, PostgresDialect, sql } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import {
  AUTHORS,
  BOOKS,
  TOPICS,
  Undo,
  connection,
  failureOf,
  forgive,
  step,
  texts,
} from '../support/program.mjs';

/** The library through Kysely: its migrator, its query builder, its JSON helpers for relations. */

const MIGRATIONS = {
  '1 tables': {
    async up(db) {
      await db.schema.createType('genre').asEnum(['novel', 'story']).execute();
      await db.schema
        .createTable('authors')
        .addColumn('id', 'serial', (column) => column.primaryKey())
        .addColumn('name', 'varchar(60)', (column) => column.notNull())
        .addColumn('email', 'varchar(120)')
        .execute();
      await db.schema
        .createTable('books')
        .addColumn('id', 'integer', (column) => column.primaryKey().generatedByDefaultAsIdentity())
        .addColumn('title', 'varchar(120)', (column) => column.notNull())
        .addColumn('year', 'integer', (column) => column.notNull())
        .addColumn('price', 'numeric(8, 2)', (column) => column.notNull().defaultTo(0))
        .addColumn('genre', sql`genre`, (column) => column.notNull().defaultTo('novel'))
        .addColumn('labels', sql`text[]`)
        .addColumn('details', 'jsonb')
        .addColumn('added', 'timestamptz', (column) => column.defaultTo(sql`now()`).notNull())
        .addColumn('author_id', 'integer', (column) =>
          column.notNull().references('authors.id').onDelete('cascade'),
        )
        .execute();
      await db.schema
        .createTable('topics')
        .addColumn('id', 'serial', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('book_topics')
        .addColumn('book_id', 'integer', (column) => column.notNull())
        .addColumn('topic_id', 'integer', (column) => column.notNull().references('topics.id'))
        .addPrimaryKeyConstraint('book_topics_pkey', ['book_id', 'topic_id'])
        .execute();
    },
  },
  '2 changes': {
    async up(db) {
      await db.schema.alterTable('authors').addColumn('country', 'char(2)').execute();
      await db.schema.alterTable('authors').addUniqueConstraint('authors_email_key', ['email']).execute();
      await db.schema.alterTable('topics').addUniqueConstraint('topics_name_key', ['name']).execute();
      await db.schema.alterTable('books').renameColumn('year', 'published').execute();
      await db.schema
        .alterTable('books')
        .alterColumn('title', (column) => column.setDataType('varchar(200)'))
        .alterColumn('price', (column) => column.dropDefault())
        .execute();
      await db.schema
        .createIndex('books_title_index')
        .on('books')
        .columns(['title', 'published desc'])
        .execute();
      await db.schema
        .alterTable('book_topics')
        .addForeignKeyConstraint('book_topics_book_id_fkey', ['book_id'], 'books', ['id'], (constraint) =>
          constraint.onDelete('cascade'),
        )
        .execute();
      await db.schema
        .createView('long_books')
        .as(db.selectFrom('books').select(['title', 'published']).where('published', '>', 1970))
        .execute();
    },
    async down(db) {
      await db.schema.dropView('long_books').execute();
      await db.schema.alterTable('book_topics').dropConstraint('book_topics_book_id_fkey').execute();
      await db.schema.dropIndex('books_title_index').execute();
      await db.schema
        .alterTable('books')
        .alterColumn('price', (column) => column.setDefault(0))
        .execute();
      await db.schema.alterTable('books').renameColumn('published', 'year').execute();
      await db.schema.alterTable('topics').dropConstraint('topics_name_key').execute();
      await db.schema.alterTable('authors').dropConstraint('authors_email_key').execute();
      await db.schema.alterTable('authors').dropColumn('country').execute();
    },
  },
};

const db = new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ ...connection, max: 4 }) }) });
const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });

async function results(migrated) {
  const { error, results: done } = await migrated;
  if (error) throw error;
  return done.map(({ migrationName, direction, status }) => [migrationName, direction, status]);
}

await step('migrations', () => results(migrator.migrateToLatest()));

await step('migration undone and done', async () => [
  await results(migrator.migrateDown()),
  await results(migrator.migrateUp()),
]);

await step('created', async () => {
  const authors = await db.insertInto('authors').values(AUTHORS).returning(['id', 'name']).execute();
  await db
    .insertInto('topics')
    .values(TOPICS.map((name) => ({ name })))
    .execute();
  for (const { author, topics, details, ...book } of BOOKS) {
    const { id } = await db
      .insertInto('books')
      .values({
        ...book,
        details: JSON.stringify(details),
        author_id: db.selectFrom('authors').select('id').where('name', '=', author),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('book_topics')
      .columns(['book_id', 'topic_id'])
      .expression(
        db
          .selectFrom('topics')
          .select([sql`cast(${id} as integer)`.as('book'), 'id'])
          .where('name', 'in', topics),
      )
      .execute();
  }
  return authors.map(({ id, name }) => [id, name]);
});

await step('one to many', async () => {
  const authors = await db
    .selectFrom('authors')
    .select((author) => [
      'name',
      jsonArrayFrom(
        author
          .selectFrom('books')
          .select('books.title')
          .whereRef('books.author_id', '=', 'authors.id')
          .orderBy('books.title'),
      ).as('books'),
    ])
    .orderBy('name')
    .execute();
  return authors.map(({ name, books }) => [name, books.map(({ title }) => title)]);
});

await step('many to many', async () => {
  const books = await db
    .selectFrom('books')
    .select((book) => [
      'title',
      jsonArrayFrom(
        book
          .selectFrom('book_topics')
          .innerJoin('topics', 'topics.id', 'book_topics.topic_id')
          .select('topics.name')
          .whereRef('book_topics.book_id', '=', 'books.id')
          .orderBy('topics.name'),
      ).as('topics'),
    ])
    .orderBy('title')
    .execute();
  return books.map(({ title, topics }) => [title, topics.map(({ name }) => name)]);
});

await step('many to one', () =>
  db
    .selectFrom('books')
    .select((book) => [
      'title',
      jsonObjectFrom(
        book
          .selectFrom('authors')
          .select(['authors.name', 'authors.email'])
          .whereRef('authors.id', '=', 'author_id'),
      ).as('author'),
    ])
    .orderBy('title')
    .execute(),
);

await step('aggregate', async () => {
  const rows = await db
    .selectFrom('authors')
    .innerJoin('books', 'books.author_id', 'authors.id')
    .groupBy('authors.name')
    .having((having) => having.fn.countAll(), '>=', 1)
    .select(({ fn }) => [
      'authors.name',
      fn.count('books.id').as('books'),
      fn.sum('books.price').as('total'),
      fn.max('books.published').as('latest'),
    ])
    .orderBy('authors.name')
    .execute();
  return texts(rows.map(({ name, books, total, latest }) => [name, books, total, latest]));
});

await step('window', async () => {
  const rows = await db
    .selectFrom('books')
    .select(({ fn }) => [
      'title',
      fn
        .agg('row_number')
        .over((over) => over.partitionBy('author_id').orderBy('published', 'desc'))
        .as('place'),
      fn
        .count('id')
        .filterWhere('price', '>', 10)
        .over((over) => over.partitionBy('author_id'))
        .as('dear'),
    ])
    .orderBy('title')
    .execute();
  return texts(rows.map(({ title, place, dear }) => [title, place, dear]));
});

await step('with', async () => {
  const rows = await db
    .with('counts', (cte) =>
      cte
        .selectFrom('book_topics')
        .select(['topic_id', sql`count(*)`.as('books')])
        .groupBy('topic_id'),
    )
    .selectFrom('topics')
    .leftJoin('counts', 'counts.topic_id', 'topics.id')
    .select(['topics.name', 'counts.books'])
    .orderBy('topics.name')
    .execute();
  return texts(rows.map(({ name, books }) => [name, books]));
});

await step('page', async () => {
  const page = await db.selectFrom('books').select('title').orderBy('title').limit(2).offset(2).execute();
  const { count } = await db
    .selectFrom('books')
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirst();
  return { titles: page.map(({ title }) => title), total: Number(count) };
});

await step('json', async () => {
  const found = await db
    .selectFrom('books')
    .select(['title', 'details'])
    .where((eb) => eb(eb.ref('details', '->>').key('pages'), '=', '204'))
    .execute();
  return found.map(({ title, details }) => [title, details]);
});

await step('array', async () => {
  const found = await db
    .selectFrom('books')
    .select(['title', 'labels'])
    .where((eb) => eb(eb.val('physics'), '=', eb.fn.any('labels')))
    .orderBy('title')
    .execute();
  return found.map(({ title, labels }) => [title, labels]);
});

await step('enum', async () => {
  await db.updateTable('books').set({ genre: 'story' }).where('title', '=', 'Flights').execute();
  const rows = await db
    .selectFrom('books')
    .select(['title', 'genre'])
    .orderBy('genre')
    .orderBy('title')
    .execute();
  const error = await failureOf(() => db.updateTable('books').set({ genre: 'poem' }).execute());
  return { rows: rows.map(({ title, genre }) => [title, genre]), error: [error.code, error.message] };
});

await step('upsert', async () => {
  await db
    .insertInto('topics')
    .values([{ name: 'science' }, { name: 'music' }])
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  await db
    .insertInto('authors')
    .values({ name: 'Ursula K.', email: 'ursula@example.org', country: 'US' })
    .onConflict((conflict) =>
      conflict
        .column('email')
        .doUpdateSet((eb) => ({ name: eb.ref('excluded.name'), country: eb.ref('excluded.country') })),
    )
    .execute();
  const authors = await db.selectFrom('authors').select(['name', 'country']).orderBy('id').execute();
  const topics = await db.selectFrom('topics').select('name').orderBy('name').execute();
  return {
    authors: authors.map(({ name, country }) => [name, country]),
    topics: topics.map(({ name }) => name),
  };
});

await step('unique', async () => {
  const error = await failureOf(() => db.insertInto('topics').values({ name: 'science' }).execute());
  return [error.constructor.name, error.code, error.constraint];
});

await step('transaction', async () => {
  const olga = (on, country) =>
    on.updateTable('authors').set({ country }).where('name', '=', 'Olga').execute();
  await db
    .transaction()
    .execute(async (trx) => {
      await olga(trx, 'PL');
      throw new Undo();
    })
    .catch(forgive);
  const rolledBack = await db
    .selectFrom('authors')
    .select('country')
    .where('name', '=', 'Olga')
    .executeTakeFirst();
  const trx = await db.startTransaction().setIsolationLevel('read committed').execute();
  await olga(trx, 'PL');
  const inner = await trx.savepoint('inner').execute();
  await olga(inner, 'XX');
  await failureOf(() => inner.insertInto('topics').values({ name: 'science' }).execute());
  const back = await inner.rollbackToSavepoint('inner').execute();
  await back.updateTable('authors').set({ country: 'PL' }).where('name', '=', 'Stanislaw').execute();
  await (await back.releaseSavepoint('inner').execute()).commit().execute();
  const rows = await db
    .selectFrom('authors')
    .select('country')
    .where('name', 'in', ['Olga', 'Stanislaw'])
    .orderBy('name')
    .execute();
  return { rolledBack: rolledBack.country, countries: rows.map(({ country }) => country) };
});

await step('delete using', async () => {
  const rows = await db
    .deleteFrom('book_topics')
    .using('topics')
    .whereRef('topics.id', '=', 'book_topics.topic_id')
    .where('topics.name', '=', 'politics')
    .returning(['topics.name'])
    .execute();
  return rows;
});

await step('delete', async () => {
  await db.deleteFrom('authors').where('name', '=', 'Stanislaw').executeTakeFirst();
  const books = await db.selectFrom('books').select('title').orderBy('title').execute();
  const { count } = await db
    .selectFrom('book_topics')
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirst();
  return { books: books.map(({ title }) => title), topics: Number(count) };
});

await step('view', () => db.selectFrom('long_books').selectAll().orderBy('title').execute());

await step('introspection', async () => {
  const tables = await db.introspection.getTables();
  return tables.map(({ name, isView, columns }) => ({ name, isView, columns }));
});

await db.destroy();
