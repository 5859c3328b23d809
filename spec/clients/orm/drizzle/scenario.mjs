import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { and, arrayContains, asc, count, eq, gte, ilike, inArray, max, sql, sum } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import {
  AUTHORS,
  BOOKS,
  TOPICS,
  Undo,
  connection,
  connectionUrl,
  failureOf,
  forgive,
  grouped,
  step,
  texts,
} from '../support/program.mjs';
import * as schema from './schema.mjs';

/** The library through Drizzle: SQL made by drizzle-kit, its migrator, its queries, `push` and `pull`. */

const { authors, bookTopics, books, reviews, topics } = schema;
const pool = new pg.Pool({ ...connection, max: 4 });
const db = drizzle({ client: pool, schema });
const kit = join(import.meta.dirname, '..', 'node_modules', 'drizzle-kit', 'bin.cjs');
const folder = mkdtempSync(join(tmpdir(), 'pgwire-drizzle-'));
// drizzle-kit joins what it is told to its own folder: an absolute path would not be one.
const out = relative(import.meta.dirname, folder);

function runKit(command, ...options) {
  return execFileSync(process.execPath, [kit, command, '--dialect=postgresql', ...options], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function generate(file) {
  runKit('generate', `--schema=./${file}`, `--out=${out}`);
  return migrate(db, { migrationsFolder: folder });
}

await step('migrations', async () => {
  await generate('schema-before.mjs');
  await generate('schema.mjs');
  const { rows } = await db.execute(sql`select count(*)::integer as count from drizzle.__drizzle_migrations`);
  return rows[0].count;
});

await step('pushed', () => {
  const said = runKit('push', '--schema=./schema.mjs', `--url=${connectionUrl}`, '--force');
  return said
    .split(/[\r\n]/)
    .filter((line) => line.startsWith('['))
    .at(-1);
});

await step('renamed', async () => {
  // drizzle-kit asks on a terminal whether a column was renamed; a migration written by hand says so.
  runKit('generate', '--custom', '--name=rename', '--schema=./schema.mjs', `--out=${out}`);
  const file = readdirSync(folder).find((name) => name.endsWith('_rename.sql'));
  appendFileSync(
    join(folder, file),
    '\nALTER TABLE "books" RENAME COLUMN "lent" TO "on_loan";\n--> statement-breakpoint\nALTER TABLE "books" RENAME COLUMN "on_loan" TO "lent";',
  );
  await migrate(db, { migrationsFolder: folder });
  const { rows } = await db.execute(sql`select count(*)::integer as count from drizzle.__drizzle_migrations`);
  return rows[0].count;
});

await step('created', async () => {
  const made = await db.insert(authors).values(AUTHORS).returning({ id: authors.id, name: authors.name });
  await db.insert(topics).values(TOPICS.map((name) => ({ name })));
  for (const { author, topics: names, ...book } of BOOKS) {
    const authorId = made.find(({ name }) => name === author).id;
    const [{ id }] = await db
      .insert(books)
      .values({ ...book, authorId })
      .returning({ id: books.id });
    const found = await db.select({ topicId: topics.id }).from(topics).where(inArray(topics.name, names));
    await db.insert(bookTopics).values(found.map(({ topicId }) => ({ bookId: id, topicId })));
  }
  return made.map(({ id, name }) => [id, name]);
});

await step('one to many', async () => {
  const found = await db.query.authors.findMany({
    columns: { name: true },
    with: { books: { columns: { title: true }, orderBy: asc(books.title) } },
    orderBy: asc(authors.name),
  });
  return found.map(({ name, books: own }) => [name, own.map(({ title }) => title)]);
});

await step('many to many', async () => {
  const found = await db.query.books.findMany({
    with: { bookTopics: { with: { topic: true } }, author: true },
    orderBy: asc(books.title),
  });
  return found.map(({ title, bookTopics: own }) => [title, own.map(({ topic }) => topic.name).sort()]);
});

await step('joined', async () => {
  const rows = await db
    .select({ name: authors.name, title: books.title })
    .from(authors)
    .leftJoin(books, eq(books.authorId, authors.id))
    .orderBy(authors.name, books.title);
  return grouped(rows, 'name', 'title');
});

await step('aggregate', async () => {
  const rows = await db
    .select({
      name: authors.name,
      books: count(books.id),
      total: sum(books.price),
      latest: max(books.published),
    })
    .from(authors)
    .innerJoin(books, eq(books.authorId, authors.id))
    .groupBy(authors.name)
    .having(({ books: number }) => gte(number, 1))
    .orderBy(authors.name);
  return texts(rows.map(({ name, books: number, total, latest }) => [name, number, total, latest]));
});

await step('page', async () => {
  const page = await db.select({ title: books.title }).from(books).orderBy(books.title).limit(2).offset(2);
  return { titles: page.map(({ title }) => title), total: await db.$count(books) };
});

await step('json', async () => {
  const found = await db.select().from(books).where(sql`${books.details} ->> 'pages' = ${'204'}`);
  return found.map(({ title, details }) => [title, details]);
});

await step('array', async () => {
  const found = await db
    .select()
    .from(books)
    .where(arrayContains(books.labels, ['physics']))
    .orderBy(books.title);
  return found.map(({ title, labels }) => [title, labels]);
});

await step('insensitive', async () => {
  const found = await db.select().from(books).where(ilike(books.title, 'the %')).orderBy(books.title);
  return found.map(({ title }) => title);
});

await step('prepared', async () => {
  const query = db
    .select()
    .from(books)
    .where(eq(books.title, sql.placeholder('title')))
    .prepare('book_by_title');
  const found = [];
  for (const { title } of BOOKS) found.push(...(await query.execute({ title })));
  return found.map(({ title, price }) => [title, price]);
});

await step('enum', async () => {
  await db.update(books).set({ genre: 'story' }).where(eq(books.title, 'Flights'));
  const found = await db.select().from(books).orderBy(books.genre, books.title);
  const { cause } = await failureOf(() => db.update(books).set({ genre: 'poem' }));
  return { rows: found.map(({ title, genre }) => [title, genre]), error: [cause.code, cause.message] };
});

await step('upsert', async () => {
  await db
    .insert(topics)
    .values([{ name: 'science' }, { name: 'music' }])
    .onConflictDoNothing();
  await db
    .insert(authors)
    .values({ name: 'Ursula K.', email: 'ursula@example.org', country: 'US' })
    .onConflictDoUpdate({
      target: authors.email,
      set: { name: sql`excluded.name`, country: sql`excluded.country` },
    });
  const all = await db.select().from(authors).orderBy(authors.id);
  const names = await db.select().from(topics).orderBy(topics.name);
  return { authors: all.map(({ name, country }) => [name, country]), topics: names.map(({ name }) => name) };
});

await step('unique', async () => {
  const error = await failureOf(() => db.insert(topics).values({ name: 'science' }));
  return [error.constructor.name, error.cause.code, error.cause.constraint];
});

await step('transaction', async () => {
  const olga = (on, country) => on.update(authors).set({ country }).where(eq(authors.name, 'Olga'));
  await db
    .transaction(async (tx) => {
      await olga(tx, 'PL');
      throw new Undo();
    })
    .catch(forgive);
  const [rolledBack] = await db.select().from(authors).where(eq(authors.name, 'Olga'));
  await db.transaction(
    async (tx) => {
      await olga(tx, 'PL');
      // A transaction inside a transaction is a savepoint.
      await failureOf(() =>
        tx.transaction(async (inner) => {
          await olga(inner, 'XX');
          await inner.insert(topics).values({ name: 'science' });
        }),
      );
      await tx.transaction((inner) =>
        inner.update(authors).set({ country: 'PL' }).where(eq(authors.name, 'Stanislaw')),
      );
      await tx.select().from(authors).where(eq(authors.name, 'Olga')).for('update');
    },
    { isolationLevel: 'read committed', accessMode: 'read write' },
  );
  const found = await db
    .select()
    .from(authors)
    .where(inArray(authors.name, ['Olga', 'Stanislaw']))
    .orderBy(authors.name);
  return { rolledBack: rolledBack.country, countries: found.map(({ country }) => country) };
});

await step('delete', async () => {
  for (const title of ['Flights', 'Solaris']) {
    const [{ id }] = await db.select({ id: books.id }).from(books).where(eq(books.title, title));
    await db.insert(reviews).values({ body: title, bookId: id });
  }
  await db.delete(authors).where(and(eq(authors.name, 'Stanislaw'), eq(authors.country, 'PL')));
  const left = await db.select({ title: books.title }).from(books).orderBy(books.title);
  return { books: left.map(({ title }) => title), reviews: await db.$count(reviews) };
});

await step('introspection', () => {
  const pulled = mkdtempSync(join(tmpdir(), 'pgwire-drizzle-pull-'));
  try {
    runKit('pull', `--url=${connectionUrl}`, `--out=${relative(import.meta.dirname, pulled)}`);
    // Tables come in no certain order, and the import names what they use first.
    const lines = readFileSync(join(pulled, 'schema.ts'), 'utf8').split('\n');
    return lines.filter((line) => !line.startsWith('import ')).sort();
  } finally {
    rmSync(pulled, { recursive: true });
  }
});

await pool.end();
rmSync(folder, { recursive: true });
