import { DataTypes, Op, Sequelize, Transaction } from 'sequelize';
import { SequelizeStorage, Umzug } from 'umzug';
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

/** The library through Sequelize: sync, Umzug's migrations with the query interface, models and associations. */

const { user, ...server } = connection;
const sequelize = new Sequelize({
  dialect: 'postgres',
  ...server,
  username: user,
  logging: false,
  pool: { max: 4 },
});

const id = { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true };
const plain = { timestamps: false };
const Author = sequelize.define(
  'author',
  { id, name: { type: DataTypes.STRING(60), allowNull: false }, email: DataTypes.STRING(120) },
  plain,
);
const Topic = sequelize.define('topic', { id, name: { type: DataTypes.TEXT, allowNull: false } }, plain);
const Book = sequelize.define('book', {
  id,
  title: { type: DataTypes.STRING(120), allowNull: false },
  published: { type: DataTypes.INTEGER, allowNull: false, field: 'year' },
  price: { type: DataTypes.DECIMAL(8, 2), allowNull: false, defaultValue: 0 },
  labels: { type: DataTypes.ARRAY(DataTypes.TEXT) },
  details: { type: DataTypes.JSONB },
  lent: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
});
const Review = sequelize.define(
  'review',
  { id: { type: DataTypes.UUID, defaultValue: DataTypes.UUIDV4, primaryKey: true }, body: DataTypes.TEXT },
  plain,
);
Author.hasMany(Book, { foreignKey: { name: 'author_id', allowNull: false }, onDelete: 'CASCADE' });
Book.belongsTo(Author, { foreignKey: 'author_id' });
Book.belongsToMany(Topic, { through: 'book_topics', timestamps: false });
Topic.belongsToMany(Book, { through: 'book_topics', timestamps: false });

const umzug = new Umzug({
  migrations: [
    {
      name: '1 changes',
      async up({ context }) {
        await context.addColumn('authors', 'country', { type: DataTypes.STRING(2) });
        await context.addConstraint('authors', {
          type: 'unique',
          name: 'authors_email_key',
          fields: ['email'],
        });
        await context.addConstraint('topics', { type: 'unique', name: 'topics_name_key', fields: ['name'] });
        await context.renameColumn('books', 'year', 'published');
        await context.addIndex('books', ['title'], { name: 'books_title_index' });
        await context.addColumn('reviews', 'book_id', { type: DataTypes.INTEGER });
        await context.addConstraint('reviews', {
          type: 'foreign key',
          name: 'reviews_book',
          fields: ['book_id'],
          references: { table: 'books', field: 'id' },
          onDelete: 'cascade',
        });
        await context.changeColumn('reviews', 'body', {
          type: DataTypes.STRING(500),
          allowNull: false,
          defaultValue: '',
        });
      },
      async down({ context }) {
        await context.changeColumn('reviews', 'body', { type: DataTypes.TEXT, allowNull: true });
        await context.removeConstraint('reviews', 'reviews_book');
        await context.removeColumn('reviews', 'book_id');
        await context.removeIndex('books', 'books_title_index');
        await context.renameColumn('books', 'published', 'year');
        await context.removeConstraint('topics', 'topics_name_key');
        await context.removeConstraint('authors', 'authors_email_key');
        await context.removeColumn('authors', 'country');
      },
    },
  ],
  context: sequelize.getQueryInterface(),
  storage: new SequelizeStorage({ sequelize }),
  logger: undefined,
});

await step('synchronised', async () => {
  await sequelize.authenticate();
  await sequelize.sync();
  // A second time finds everything there.
  await sequelize.sync();
  return (await sequelize.getQueryInterface().showAllTables()).sort();
});

await step('migrations', async () => {
  const up = await umzug.up();
  const down = await umzug.down();
  const pending = await umzug.pending();
  await umzug.up();
  return [up, down, pending].map((migrations) => migrations.map(({ name }) => name));
});

// The models after the migration.
Author.rawAttributes.country = { type: DataTypes.STRING(2) };
Author.rawAttributes.email.unique = true;
Topic.rawAttributes.name.unique = true;
Book.rawAttributes.published.field = 'published';
for (const model of [Author, Topic, Book]) model.refreshAttributes();
Book.hasMany(Review, { foreignKey: 'book_id', onDelete: 'CASCADE' });
Review.belongsTo(Book, { foreignKey: 'book_id' });

await step('altered by sync', async () => {
  await Review.sync({ alter: true });
  const columns = await sequelize.getQueryInterface().describeTable('reviews');
  return columns;
});

await step('introspection', async () => {
  const queries = sequelize.getQueryInterface();
  const indexes = await queries.showIndex('books');
  return {
    books: await queries.describeTable('books'),
    indexes: indexes.map(({ name, primary, unique, fields }) => [name, primary, unique, fields]),
    foreignKeys: (await queries.getForeignKeyReferencesForTable('reviews')).map(
      ({ constraintName, columnName, referencedTableName, referencedColumnName }) => [
        constraintName,
        columnName,
        referencedTableName,
        referencedColumnName,
      ],
    ),
  };
});

await step('created', async () => {
  const authors = await Author.bulkCreate(AUTHORS, { returning: true });
  const topics = await Topic.bulkCreate(TOPICS.map((name) => ({ name })));
  for (const { author, topics: names, ...values } of BOOKS) {
    const book = await Book.create({ ...values, author_id: authors.find(({ name }) => name === author).id });
    await book.setTopics(topics.filter(({ name }) => names.includes(name)));
  }
  return authors.map(({ id: number, name }) => [number, name]);
});

await step('one to many', async () => {
  const authors = await Author.findAll({ include: Book, order: ['name', [Book, 'title', 'ASC']] });
  return authors.map(({ name, books }) => [name, books.map(({ title }) => title)]);
});

await step('many to many', async () => {
  const books = await Book.findAll({ include: Topic, order: ['title', [Topic, 'name', 'ASC']] });
  return books.map(({ title, topics }) => [title, topics.map(({ name }) => name)]);
});

await step('aggregate', async () => {
  const rows = await Author.findAll({
    attributes: [
      'name',
      [sequelize.fn('count', sequelize.col('books.id')), 'books'],
      [sequelize.fn('sum', sequelize.col('books.price')), 'total'],
      [sequelize.fn('max', sequelize.col('books.published')), 'latest'],
    ],
    include: [{ model: Book, attributes: [], required: true }],
    group: ['author.name'],
    order: ['name'],
    raw: true,
  });
  return texts(rows.map(({ name, books, total, latest }) => [name, books, total, latest]));
});

await step('page', async () => {
  const { rows, count } = await Book.findAndCountAll({ order: ['title'], limit: 2, offset: 2 });
  return { titles: rows.map(({ title }) => title), total: count };
});

await step('page of a join', async () => {
  const { rows, count } = await Book.findAndCountAll({
    include: [{ model: Topic }],
    distinct: true,
    order: ['title'],
    limit: 2,
    offset: 1,
  });
  return { titles: rows.map(({ title, topics }) => [title, topics.length]), total: count };
});

await step('json', async () => {
  const books = await Book.findAll({ where: { details: { pages: 204 } } });
  return books.map(({ title, details }) => [title, details]);
});

await step('json contains', async () => {
  const books = await Book.findAll({ where: { details: { [Op.contains]: { awards: ['Hugo'] } } } });
  return books.map(({ title }) => title);
});

await step('array', async () => {
  const books = await Book.findAll({ where: { labels: { [Op.contains]: ['physics'] } }, order: ['title'] });
  return books.map(({ title, labels }) => [title, labels]);
});

await step('insensitive', async () => {
  const books = await Book.findAll({ where: { title: { [Op.iLike]: 'the %' } }, order: ['title'] });
  return books.map(({ title }) => title);
});

await step('enum', async () => {
  const Shelf = sequelize.define(
    'shelf',
    { id, title: DataTypes.TEXT, genre: { type: DataTypes.ENUM('novel', 'story'), defaultValue: 'novel' } },
    plain,
  );
  await Shelf.sync();
  await Shelf.bulkCreate(
    BOOKS.map(({ title }) => ({ title, genre: title === 'Flights' ? 'story' : 'novel' })),
  );
  const books = await Shelf.findAll({ order: ['genre', 'title'] });
  const error = await failureOf(() => sequelize.query("update shelves set genre = 'poem'"));
  await Shelf.drop({});
  return {
    rows: books.map(({ title, genre }) => [title, genre]),
    error: [error.constructor.name, error.original.code],
  };
});

await step('upsert', async () => {
  await Topic.bulkCreate([{ name: 'science' }, { name: 'music' }], { ignoreDuplicates: true });
  const [author] = await Author.upsert({ name: 'Ursula K.', email: 'ursula@example.org', country: 'US' });
  const authors = await Author.findAll({ order: ['id'] });
  const topics = await Topic.findAll({ order: ['name'] });
  if (author.id !== 1) throw new Error(`upsert returned author ${author.id}`);
  return {
    authors: authors.map(({ name, country }) => [name, country]),
    topics: topics.map(({ name }) => name),
  };
});

await step('find or create', async () => {
  const [found, made] = await Topic.findOrCreate({ where: { name: 'science' } });
  const [other, otherMade] = await Topic.findOrCreate({ where: { name: 'space' } });
  await other.destroy();
  return [found.name, made, other.name, otherMade];
});

await step('unique', async () => {
  const error = await failureOf(() => Topic.create({ name: 'science' }));
  return [error.constructor.name, error.errors.map(({ path, value }) => [path, value])];
});

await step('foreign', async () => {
  const error = await failureOf(() => Review.create({ book_id: 99, body: 'none' }));
  return [error.constructor.name, error.table, error.index];
});

await step('transaction', async () => {
  const olga = (country, transaction) => Author.update({ country }, { where: { name: 'Olga' }, transaction });
  await sequelize
    .transaction(async (transaction) => {
      await olga('PL', transaction);
      throw new Undo();
    })
    .catch(forgive);
  const rolledBack = await Author.findOne({ where: { name: 'Olga' } });
  await sequelize.transaction(
    { isolationLevel: Transaction.ISOLATION_LEVELS.READ_COMMITTED },
    async (transaction) => {
      await olga('PL', transaction);
      // A transaction inside a transaction is a savepoint.
      await failureOf(() =>
        sequelize.transaction({ transaction }, async (inner) => {
          await olga('XX', inner);
          await Topic.create({ name: 'science' }, { transaction: inner });
        }),
      );
      const author = await Author.findOne({ where: { name: 'Stanislaw' }, lock: true, transaction });
      await author.update({ country: 'PL' }, { transaction });
    },
  );
  const authors = await Author.findAll({ where: { name: ['Olga', 'Stanislaw'] }, order: ['name'] });
  return { rolledBack: rolledBack.country, countries: authors.map(({ country }) => country) };
});

await step('increment', async () => {
  await Book.increment({ published: 2 }, { where: { title: 'Solaris' } });
  const book = await Book.findOne({ where: { title: 'Solaris' } });
  await book.decrement('published', { by: 2 });
  return [book.published, (await book.reload()).published];
});

await step('delete', async () => {
  for (const title of ['Flights', 'Solaris']) {
    const book = await Book.findOne({ where: { title } });
    await book.createReview({ body: title });
  }
  await Author.destroy({ where: { name: 'Stanislaw' } });
  const books = await Book.findAll({ order: ['title'] });
  return { books: books.map(({ title }) => title), reviews: await Review.count() };
});

await sequelize.close();
