import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  AUTHORS,
  BOOKS,
  TOPICS,
  Undo,
  connection,
  connectionUrl,
  failureOf,
  forgive,
  money,
  step,
  texts,
} from '../support/program.mjs';

/** The library through Prisma with its driver adapter: migrations, client, `db pull`. All of it without Rust binaries. */

const here = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), 'pgwire-prisma-'));
const cli = join(here, '..', 'node_modules', 'prisma', 'build', 'index.js');

function prisma(...args) {
  return execFileSync(process.execPath, [cli, ...args, '--config', join(here, 'config.mjs')], {
    cwd: here,
    encoding: 'utf8',
    env: {
      ...process.env,
      PRISMA_MIGRATIONS: folder,
      DATABASE_URL: connectionUrl,
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function migration(name, sql) {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

function difference(from, to) {
  return prisma('migrate', 'diff', ...from, ...to, '--script');
}

const before = join(here, 'schema-before.prisma');
const after = join(here, 'schema.prisma');

await step('generated', () => {
  writeFileSync(join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n');
  prisma('generate');
  migration('1_tables', difference(['--from-empty'], ['--to-schema-datamodel', before]));
  const changes = difference(['--from-schema-datamodel', before], ['--to-schema-datamodel', after]);
  // Prisma drops the column and adds one of the other name; its manual says to write the renaming by hand.
  const renamed = changes
    .replace(/DROP COLUMN "year",\n/, '')
    .replace(/ADD COLUMN +"published" INTEGER NOT NULL/, '$&');
  migration('2_changes', renamed.replace(/,\nADD COLUMN +"published" INTEGER NOT NULL/, ''));
  migration('3_rename', 'ALTER TABLE "books" RENAME COLUMN "year" TO "published";\n');
  return changes.split('\n');
});

await step('migrations', () => {
  prisma('migrate', 'deploy');
  const status = prisma('migrate', 'status');
  const push = prisma('db', 'push', '--skip-generate');
  return {
    upToDate: status.includes('Database schema is up to date!'),
    inSync: push.includes('The database is already in sync with the Prisma schema.'),
  };
});

// The client is made by `prisma generate`; its module cannot be imported before.
const { Prisma, PrismaClient } = createRequire(import.meta.url)('@prisma/client');
const db = new PrismaClient({ adapter: new PrismaPg({ ...connection, max: 4 }) });

await step('created', async () => {
  const made = [];
  for (const data of AUTHORS) made.push(await db.author.create({ data }));
  const { count } = await db.topic.createMany({ data: TOPICS.map((name) => ({ name })) });
  if (count !== TOPICS.length) throw new Error(`createMany made ${count} rows`);
  const topics = await db.topic.findMany();
  for (const { author, topics: names, ...book } of BOOKS) {
    await db.book.create({
      data: {
        ...book,
        author: { connect: { id: made.find(({ name }) => name === author).id } },
        topics: { connect: topics.filter(({ name }) => names.includes(name)).map(({ id }) => ({ id })) },
      },
    });
  }
  return made.map(({ id, name }) => [id, name]);
});

await step('one to many', async () => {
  const authors = await db.author.findMany({
    include: { books: { orderBy: { title: 'asc' } } },
    orderBy: { name: 'asc' },
  });
  return authors.map(({ name, books }) => [name, books.map(({ title }) => title)]);
});

await step('many to many', async () => {
  const books = await db.book.findMany({
    include: { topics: { orderBy: { name: 'asc' } } },
    orderBy: { title: 'asc' },
  });
  return books.map(({ title, topics }) => [title, topics.map(({ name }) => name)]);
});

await step('filter by relation', async () => {
  const authors = await db.author.findMany({
    where: { books: { some: { topics: { some: { name: 'science' } } }, none: { title: 'Flights' } } },
    orderBy: { books: { _count: 'desc' } },
    select: { name: true, _count: { select: { books: true } } },
  });
  return authors.map(({ name, _count }) => [name, _count.books]);
});

await step('aggregate', async () => {
  const groups = await db.book.groupBy({
    by: ['authorId'],
    _count: true,
    _sum: { price: true },
    _max: { published: true },
    having: { published: { _count: { gte: 1 } } },
  });
  const authors = await db.author.findMany({ orderBy: { name: 'asc' } });
  return texts(
    authors.map(({ id, name }) => {
      const { _count, _sum, _max } = groups.find(({ authorId }) => authorId === id);
      return [name, _count, money(_sum.price), _max.published];
    }),
  );
});

await step('page', async () => {
  const [page, total] = await db.$transaction([
    db.book.findMany({ orderBy: { title: 'asc' }, skip: 2, take: 2 }),
    db.book.count(),
  ]);
  return { titles: page.map(({ title }) => title), total };
});

await step('page after a row', async () => {
  const { id } = await db.book.findFirst({ where: { title: 'Flights' } });
  const page = await db.book.findMany({ cursor: { id }, skip: 1, take: 2, orderBy: { title: 'asc' } });
  return page.map(({ title }) => title);
});

await step('json', async () => {
  const books = await db.book.findMany({ where: { details: { path: ['pages'], equals: 204 } } });
  return books.map(({ title, details }) => [title, details]);
});

await step('array', async () => {
  const books = await db.book.findMany({ where: { labels: { has: 'physics' } }, orderBy: { title: 'asc' } });
  return books.map(({ title, labels }) => [title, labels]);
});

await step('insensitive', async () => {
  const books = await db.book.findMany({
    where: { title: { startsWith: 'the ', mode: 'insensitive' } },
    orderBy: { title: 'asc' },
  });
  return books.map(({ title }) => title);
});

await step('raw', async () => {
  const rows =
    await db.$queryRaw`select title, price, added > '2020-01-01' as recent from books where published > ${1970} order by title`;
  const changed = await db.$executeRaw`update books set lent = ${true} where published < ${1970}`;
  return [rows.map(({ title, price, recent }) => [title, money(price), recent]), changed];
});

await step('enum', async () => {
  await db.book.updateMany({ where: { title: 'Flights' }, data: { genre: 'story' } });
  const books = await db.book.findMany({ orderBy: [{ genre: 'asc' }, { title: 'asc' }] });
  return { rows: books.map(({ title, genre }) => [title, genre]) };
});

await step('upsert', async () => {
  await db.topic.createMany({ data: [{ name: 'science' }, { name: 'music' }], skipDuplicates: true });
  const changes = { name: 'Ursula K.', country: 'US' };
  await db.author.upsert({
    where: { email: 'ursula@example.org' },
    update: changes,
    create: { email: 'ursula@example.org', ...changes },
  });
  const authors = await db.author.findMany({ orderBy: { id: 'asc' } });
  const topics = await db.topic.findMany({ orderBy: { name: 'asc' } });
  return {
    authors: authors.map(({ name, country }) => [name, country]),
    topics: topics.map(({ name }) => name),
  };
});

await step('unique', async () => {
  const error = await failureOf(() => db.topic.create({ data: { name: 'science' } }));
  return [error instanceof Prisma.PrismaClientKnownRequestError, error.code, error.meta.modelName];
});

await step('foreign', async () => {
  const error = await failureOf(() => db.review.create({ data: { bookId: 99, body: 'none' } }));
  return [error instanceof Prisma.PrismaClientKnownRequestError, error.code];
});

await step('missing', async () => {
  const error = await failureOf(() => db.topic.update({ where: { id: 99 }, data: { name: 'none' } }));
  return [error instanceof Prisma.PrismaClientKnownRequestError, error.code];
});

await step('transaction', async () => {
  const olga = (on, country) => on.author.updateMany({ where: { name: 'Olga' }, data: { country } });
  await db
    .$transaction(async (tx) => {
      await olga(tx, 'PL');
      throw new Undo();
    })
    .catch(forgive);
  const rolledBack = await db.author.findFirst({ where: { name: 'Olga' } });
  await db.$transaction(
    async (tx) => {
      await olga(tx, 'PL');
      await tx.author.updateMany({ where: { name: 'Stanislaw' }, data: { country: 'PL' } });
    },
    { isolationLevel: 'ReadCommitted' },
  );
  const authors = await db.author.findMany({
    where: { name: { in: ['Olga', 'Stanislaw'] } },
    orderBy: { name: 'asc' },
  });
  return { rolledBack: rolledBack.country, countries: authors.map(({ country }) => country) };
});

await step('nested writes', async () => {
  const book = await db.book.update({
    where: { id: (await db.book.findFirst({ where: { title: 'Flights' } })).id },
    data: {
      published: { increment: 1 },
      topics: { create: { name: 'planes' }, disconnect: [{ name: 'travel' }] },
    },
    include: { topics: true },
  });
  await db.book.update({ where: { id: book.id }, data: { published: 2007, topics: { set: [] } } });
  await db.topic.delete({ where: { name: 'planes' } });
  return [book.published, book.topics.map(({ name }) => name)];
});

await step('delete', async () => {
  for (const title of ['Flights', 'Solaris']) {
    const { id } = await db.book.findFirst({ where: { title } });
    await db.review.create({ data: { bookId: id, body: title } });
  }
  await db.author.deleteMany({ where: { name: 'Stanislaw' } });
  const books = await db.book.findMany({ orderBy: { title: 'asc' } });
  return { books: books.map(({ title }) => title), reviews: await db.review.count() };
});

await db.$disconnect();

await step('introspection', () => prisma('db', 'pull', '--print').split('\n'));

rmSync(folder, { recursive: true });
