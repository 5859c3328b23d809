import {
  boolean,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  serial,
  text,
  timestamp,
  varchar,
} from 'drizzle-orm/pg-core';

/** The library's tables after the first migration. */

export const authors = pgTable('authors', {
  id: serial().primaryKey(),
  name: varchar({ length: 60 }).notNull(),
  email: varchar({ length: 120 }),
});

export const books = pgTable('books', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  title: varchar({ length: 120 }).notNull(),
  published: integer().notNull(),
  price: numeric({ precision: 8, scale: 2 }).notNull().default('0'),
  labels: text().array(),
  details: jsonb(),
  lent: boolean().notNull().default(false),
  added: timestamp({ withTimezone: true }).notNull().defaultNow(),
  authorId: integer('author_id').notNull(),
});

export const topics = pgTable('topics', { id: serial().primaryKey(), name: text().notNull() });

export const bookTopics = pgTable(
  'book_topics',
  { bookId: integer('book_id').notNull(), topicId: integer('topic_id').notNull() },
  (table) => [primaryKey({ columns: [table.bookId, table.topicId] })],
);
