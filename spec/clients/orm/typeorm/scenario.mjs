import {
  DataSource,
  EntitySchema,
  Table,
  TableColumn,
  TableForeignKey,
  TableIndex,
  TableUnique,
} from 'typeorm';
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

/** The library through TypeORM: synchronisation, migrations, repositories, relations. */

const Author = new EntitySchema({
  name: 'Author',
  tableName: 'authors',
  columns: {
    id: { type: 'int', primary: true, generated: 'increment' },
    name: { type: 'varchar', length: 60 },
    email: { type: 'varchar', length: 120, nullable: true },
  },
  relations: { books: { type: 'one-to-many', target: 'Book', inverseSide: 'author' } },
});

const Topic = new EntitySchema({
  name: 'Topic',
  tableName: 'topics',
  columns: {
    id: { type: 'int', primary: true, generated: 'increment' },
    name: { type: 'text' },
  },
});

const Book = new EntitySchema({
  name: 'Book',
  tableName: 'books',
  columns: {
    id: { type: 'int', primary: true, generated: 'identity' },
    title: { type: 'varchar', length: 120 },
    year: { type: 'int' },
    price: { type: 'numeric', precision: 8, scale: 2, default: 0 },
    labels: { type: 'text', array: true, default: '{}' },
    details: { type: 'jsonb', nullable: true },
    lent: { type: 'boolean', default: false },
    added: { type: 'timestamptz', createDate: true },
    version: { type: 'int', version: true },
  },
  relations: {
    author: {
      type: 'many-to-one',
      target: 'Author',
      inverseSide: 'books',
      onDelete: 'CASCADE',
      nullable: false,
    },
    topics: {
      type: 'many-to-many',
      target: 'Topic',
      joinTable: {
        name: 'book_topics',
        joinColumn: { name: 'book_id' },
        inverseJoinColumn: { name: 'topic_id' },
      },
    },
  },
});

/** Another description of the same entity: `change` gets its options. */
function changed(schema, change) {
  const { columns, ...options } = schema.options;
  return new EntitySchema({ ...options, ...change(columns) });
}

const NewAuthor = changed(Author, (columns) => ({
  columns: { ...columns, country: { type: 'varchar', length: 2, nullable: true } },
  uniques: [{ name: 'authors_email_key', columns: ['email'] }],
}));
const NewTopic = changed(Topic, (columns) => ({
  columns: { ...columns, name: { type: 'text', unique: true } },
}));
const NewBook = changed(Book, ({ year, ...columns }) => ({
  columns: {
    ...columns,
    title: { type: 'varchar', length: 120, nullable: true },
    published: year,
    genre: { type: 'enum', enum: ['novel', 'story'], enumName: 'genre', default: 'novel' },
  },
  indices: [{ name: 'books_title_index', columns: ['title'] }],
}));
const Review = new EntitySchema({
  name: 'Review',
  tableName: 'reviews',
  columns: {
    id: { type: 'uuid', primary: true, generated: 'uuid' },
    text: { type: 'text', nullable: true },
    stars: { type: 'smallint' },
    book_id: { type: 'int', nullable: true },
  },
  relations: {
    book: { type: 'many-to-one', target: 'Book', joinColumn: { name: 'book_id' }, onDelete: 'CASCADE' },
  },
});

/** What synchronisation cannot know: a column has another name. And a table by hand. */
class Changes1700000000000 {
  async up(runner) {
    await runner.renameColumn('books', 'year', 'published');
    await runner.createTable(
      new Table({
        name: 'reviews',
        columns: [
          {
            name: 'id',
            type: 'uuid',
            isPrimary: true,
            generationStrategy: 'uuid',
            default: 'gen_random_uuid()',
          },
          { name: 'body', type: 'text', isNullable: true },
        ],
      }),
      true,
    );
    await runner.addColumn('reviews', new TableColumn({ name: 'stars', type: 'smallint', default: 3 }));
    await runner.addColumn('reviews', new TableColumn({ name: 'book_id', type: 'int', isNullable: true }));
    await runner.createIndex('reviews', new TableIndex({ name: 'reviews_stars', columnNames: ['stars'] }));
    await runner.createUniqueConstraint(
      'reviews',
      new TableUnique({ name: 'reviews_key', columnNames: ['book_id', 'body'] }),
    );
    await runner.createForeignKey(
      'reviews',
      new TableForeignKey({
        name: 'reviews_book',
        columnNames: ['book_id'],
        referencedTableName: 'books',
        referencedColumnNames: ['id'],
        onDelete: 'CASCADE',
      }),
    );
    await runner.renameColumn('reviews', 'body', 'text');
  }

  async down(runner) {
    await runner.dropTable('reviews');
    await runner.renameColumn('books', 'published', 'year');
  }
}

const { user, ...server } = connection;
const options = {
  type: 'postgres',
  ...server,
  username: user,
  installExtensions: false,
  uuidExtension: 'pgcrypto',
  poolSize: 4,
};
const first = new DataSource({
  ...options,
  entities: [Author, Topic, Book],
  migrations: [Changes1700000000000],
});
const second = new DataSource({ ...options, entities: [NewAuthor, NewTopic, NewBook, Review] });

await step('synchronised', async () => {
  await first.initialize();
  await first.synchronize();
  // Nothing is left to do when it looks again.
  const { upQueries } = await first.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
});

await step('migrations', async () => {
  const up = (await first.runMigrations()).map(({ name }) => name);
  await first.undoLastMigration();
  const pending = await first.showMigrations();
  await first.runMigrations();
  return { up, pending };
});

await step('introspection', async () => {
  const runner = first.createQueryRunner();
  const tables = await runner.getTables(['books', 'reviews']);
  await runner.release();
  const inOrder = tables.sort((one, other) => one.name.localeCompare(other.name));
  return inOrder.map(({ name, columns, indices, uniques, foreignKeys }) => ({
    name,
    columns: columns.map(
      ({ name, type, isNullable, default: value, isGenerated, length, precision, scale }) => [
        name,
        type,
        isNullable,
        value,
        isGenerated,
        length,
        precision,
        scale,
      ],
    ),
    indices: indices.map(({ name, columnNames }) => [name, columnNames]),
    uniques: uniques.map(({ name, columnNames }) => [name, columnNames]),
    foreignKeys: foreignKeys.map(({ columnNames, referencedTableName, onDelete }) => [
      columnNames,
      referencedTableName,
      onDelete,
    ]),
  }));
});

await step('synchronised again', async () => {
  await first.destroy();
  await second.initialize();
  const { upQueries } = await second.driver.createSchemaBuilder().log();
  await second.synchronize();
  const left = await second.driver.createSchemaBuilder().log();
  return { done: upQueries.map(({ query }) => query), left: left.upQueries.length };
});

const authors = second.getRepository('Author');
const books = second.getRepository('Book');
const topics = second.getRepository('Topic');

await step('created', async () => {
  const savedAuthors = await authors.save(AUTHORS.map((author) => authors.create(author)));
  const savedTopics = await topics.save(TOPICS.map((name) => ({ name })));
  for (const book of BOOKS) {
    await books.save({
      ...book,
      author: savedAuthors.find(({ name }) => name === book.author),
      topics: savedTopics.filter(({ name }) => book.topics.includes(name)),
    });
  }
  return savedAuthors.map(({ id, name }) => [id, name]);
});

await step('one to many', async () => {
  const found = await authors.find({
    relations: { books: true },
    order: { name: 'ASC', books: { title: 'ASC' } },
  });
  return found.map(({ name, books: own }) => [name, own.map(({ title }) => title)]);
});

await step('many to many', async () => {
  const found = await books.find({
    relations: { topics: true },
    order: { title: 'ASC', topics: { name: 'ASC' } },
  });
  return found.map(({ title, topics: own }) => [title, own.map(({ name }) => name)]);
});

await step('aggregate', async () => {
  const rows = await authors
    .createQueryBuilder('a')
    .innerJoin('a.books', 'b')
    .select('a.name', 'name')
    .addSelect('count(b.id)', 'books')
    .addSelect('sum(b.price)', 'total')
    .addSelect('max(b.published)', 'latest')
    .groupBy('a.name')
    .having('count(b.id) >= :least', { least: 1 })
    .orderBy('a.name')
    .getRawMany();
  return texts(rows.map(({ name, books: count, total, latest }) => [name, count, total, latest]));
});

await step('page', async () => {
  const [page, total] = await books.findAndCount({ order: { title: 'ASC' }, skip: 2, take: 2 });
  return { titles: page.map(({ title }) => title), total };
});

await step('page of a join', async () => {
  const [page, total] = await books
    .createQueryBuilder('b')
    .leftJoinAndSelect('b.topics', 't')
    .orderBy('b.title')
    .skip(1)
    .take(2)
    .getManyAndCount();
  return { titles: page.map(({ title, topics: own }) => [title, own.length]), total };
});

await step('json', async () => {
  const found = await books
    .createQueryBuilder('b')
    .where("b.details ->> 'pages' = :pages", { pages: '204' })
    .getMany();
  return found.map(({ title, details }) => [title, details]);
});

await step('array', async () => {
  const found = await books
    .createQueryBuilder('b')
    .where(':label = any (b.labels)', { label: 'physics' })
    .orderBy('b.title')
    .getMany();
  return found.map(({ title, labels }) => [title, labels]);
});

await step('enum', async () => {
  await books.update({ title: 'Flights' }, { genre: 'story' });
  const found = await books.find({ order: { genre: 'ASC', title: 'ASC' } });
  const error = await failureOf(() => books.update({ title: 'Solaris' }, { genre: 'poem' }));
  return {
    rows: found.map(({ title, genre }) => [title, genre]),
    error: [error.constructor.name, error.code],
  };
});

await step('version', async () => {
  const book = await books.findOneByOrFail({ title: 'Solaris' });
  book.price = '11.50';
  await books.save(book);
  const again = await books.findOneByOrFail({ title: 'Solaris' });
  book.price = '11.00';
  await books.save(book);
  return [again.version, money(again.price), again.added instanceof Date];
});

await step('upsert', async () => {
  await topics
    .createQueryBuilder()
    .insert()
    .values([{ name: 'science' }, { name: 'music' }])
    .orIgnore()
    .execute();
  await authors.upsert({ name: 'Ursula K.', email: 'ursula@example.org', country: 'US' }, ['email']);
  const all = await authors.find({ order: { id: 'ASC' } });
  const names = await topics.find({ order: { name: 'ASC' } });
  return { authors: all.map(({ name, country }) => [name, country]), topics: names.map(({ name }) => name) };
});

await step('unique', async () => {
  const error = await failureOf(() => topics.insert({ name: 'science' }));
  return [error.constructor.name, error.code, error.driverError.table];
});

await step('transaction', async () => {
  const olga = { name: 'Olga' };
  await second
    .transaction(async (manager) => {
      await manager.update('Author', olga, { country: 'PL' });
      throw new Undo();
    })
    .catch(forgive);
  const rolledBack = await authors.findOneBy(olga);
  await second.transaction('READ COMMITTED', async (manager) => {
    await manager.update('Author', olga, { country: 'PL' });
    // A transaction inside a transaction is a savepoint.
    await failureOf(() =>
      manager.transaction(async (inner) => {
        await inner.update('Author', olga, { country: 'XX' });
        await inner.insert('Topic', { name: 'science' });
      }),
    );
    await manager.transaction((inner) => inner.update('Author', { name: 'Stanislaw' }, { country: 'PL' }));
    await manager.findOne('Author', { where: olga, lock: { mode: 'pessimistic_write' } });
  });
  const found = await authors.find({ where: [olga, { name: 'Stanislaw' }], order: { name: 'ASC' } });
  return { rolledBack: rolledBack.country, countries: found.map(({ country }) => country) };
});

await step('delete', async () => {
  const reviews = second.getRepository('Review');
  for (const title of ['Flights', 'Solaris']) {
    await reviews.save({ text: title, stars: 5, book: await books.findOneBy({ title }) });
  }
  await authors.delete({ name: 'Stanislaw' });
  const left = await books.find({ order: { title: 'ASC' } });
  return { books: left.map(({ title }) => title), reviews: await reviews.count() };
});

await second.destroy();
