import { relations, sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgTable,
  primaryKey,
  serial,
  text,
  timestamp,
  unique,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core';

/** The library's tables as they are after both migrations. */

export const genre = pgEnum('genre', ['novel', 'story']);

export const authors = pgTable(
  'authors',
  {
    id: serial().primaryKey(),
    name: varchar({ length: 60 }).notNull(),
    email: varchar({ length: 120 }),
    country: varchar({ length: 2 }),
  },
  (table) => [unique('authors_email_key').on(table.email)],
);

export const books = pgTable(
  'books',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    title: varchar({ length: 120 }).notNull(),
    published: integer().notNull(),
    price: numeric({ precision: 8, scale: 2 }).notNull().default('0'),
    genre: genre().notNull().default('novel'),
    labels: text().array().notNull().default(sql`'{}'::text[]`),
    details: jsonb(),
    lent: boolean().notNull().default(false),
    added: timestamp({ withTimezone: true }).notNull().defaultNow(),
    authorId: integer('author_id')
      .notNull()
      .references(() => authors.id, { onDelete: 'cascade' }),
  },
  (table) => [index('books_title_index').on(table.title)],
);

export const topics = pgTable('topics', { id: serial().primaryKey(), name: text().notNull().unique() });

export const bookTopics = pgTable(
  'book_topics',
  {
    bookId: integer('book_id')
      .notNull()
      .references(() => books.id, { onDelete: 'cascade' }),
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id),
  },
  (table) => [primaryKey({ columns: [table.bookId, table.topicId] })],
);

export const reviews = pgTable('reviews', {
  id: uuid().primaryKey().defaultRandom(),
  body: text(),
  bookId: integer('book_id')
    .notNull()
    .references(() => books.id, { onDelete: 'cascade' }),
});

export const authorsRelations = relations(authors, ({ many }) => ({ books: many(books) }));
export const booksRelations = relations(books, ({ one, many }) => ({
  author: one(authors, { fields: [books.authorId], references: [authors.id] }),
  bookTopics: many(bookTopics),
}));
export const bookTopicsRelations = relations(bookTopics, ({ one }) => ({
  book: one(books, { fields: [bookTopics.bookId], references: [books.id] }),
  topic: one(topics, { fields: [bookTopics.topicId], references: [topics.id] }),
}));
