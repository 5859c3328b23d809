import type { Aspect } from './compare.ts';
import type { Mode } from './observe.ts';

/** A known difference from PostgreSQL. It must still be there: one that is gone fails the run and is taken out. */
export interface Exception {
  readonly topic: string;
  readonly name: string;
  /** All modes when absent. */
  readonly modes?: readonly Mode[];
  /** Exactly what differs. */
  readonly differs: readonly Aspect[];
  readonly reason: string;
}

const EXPLAINED =
  "the plan is the gateway's own: IRIS SQL and what IRIS does with it; columns, types and tags are PostgreSQL's";

/**
 * Reasons: limits of IRIS (iris-sql.md), or the grammar and libraries of the shadow, which is PostgreSQL 18 in
 * WebAssembly (docs/ARCHITECTURE.md).
 */
export const EXCEPTIONS: readonly Exception[] = [
  {
    topic: 'check-constraints',
    name: 'information schema',
    differs: ['rows'],
    reason:
      'PostgreSQL 17 and later show check_clause without the outer parentheses (information_schema.sql), and so does the shadow',
  },
  {
    topic: 'dates',
    name: 'infinity stored',
    differs: ['sqlstate'],
    reason:
      'DATE and TIMESTAMP of IRIS have no infinity (iris-sql.md 3.1): refused with 22008, not stored as something else',
  },
  {
    topic: 'dates',
    name: 'order by timestamps',
    differs: ['rows', 'tag'],
    reason: 'the row of "infinity stored" is not there',
  },
  {
    topic: 'domains',
    name: 'drop a domain that another is over',
    differs: ['texts'],
    reason:
      'DETAIL lists dependent objects by their age, which is their OID in PostgreSQL; IRIS keeps no ages',
  },
  {
    topic: 'enums',
    name: 'enum label named twice',
    differs: ['texts'],
    reason:
      "PostgreSQL 15 leaves this to the catalog's index, whose DETAIL has the OID that the type would have had",
  },
  {
    topic: 'errors-constraints',
    name: 'not null by update',
    differs: ['texts'],
    reason:
      'DETAIL shows the failing row, of which IRIS says nothing; for INSERT the values are at hand and it is shown',
  },
  {
    topic: 'evaluated-changes',
    name: 'update to null',
    differs: ['texts'],
    reason:
      'DETAIL shows the failing row, of which IRIS says nothing and the gateway reads what it needs only',
  },
  {
    topic: 'errors-syntax',
    name: 'top is not postgres',
    differs: ['sqlstate'],
    reason:
      "SELECT TOP n is IRIS's own SQL, which passes through (design.md decision 1): the answer is IRIS's, here about a table that is not there",
  },
  {
    topic: 'explain',
    name: 'text',
    differs: ['rows'],
    reason: EXPLAINED,
  },
  {
    topic: 'explain',
    name: 'json',
    differs: ['rows'],
    reason: EXPLAINED,
  },
  {
    topic: 'explain',
    name: 'xml',
    differs: ['rows'],
    reason: EXPLAINED,
  },
  {
    topic: 'explain',
    name: 'yaml',
    differs: ['rows'],
    reason: EXPLAINED,
  },
  {
    topic: 'explain',
    name: 'a parameter',
    differs: ['rows'],
    reason: EXPLAINED,
  },
  {
    topic: 'explain',
    name: 'analyze',
    differs: ['rows'],
    reason: EXPLAINED,
  },
  {
    topic: 'explain',
    name: 'analyze in a transaction',
    modes: ['simple'],
    differs: ['rows'],
    reason: EXPLAINED,
  },
  {
    topic: 'generated-columns',
    name: 'not null by update',
    differs: ['texts'],
    reason:
      'DETAIL shows the failing row, of which IRIS says nothing (as "not null by update" of errors-constraints)',
  },
  {
    topic: 'number-functions',
    name: 'degrees',
    differs: ['rows'],
    reason:
      "cbrt(27) is 3 in the C library of the WebAssembly PostgreSQL and 3.0000000000000004 in Debian's glibc",
  },
  {
    topic: 'number-functions',
    name: 'unary minus',
    differs: ['rows'],
    reason: 'IRIS has one zero (canonical numbers): the negative of a float 0 is 0, PostgreSQL says -0',
  },
  {
    topic: 'numeric',
    name: 'unconstrained keeps digits',
    differs: ['rows'],
    reason:
      'IRIS stores canonical numbers (iris-sql.md 3.1): 1.10 is 1.1; with a declared scale the zeros are shown again',
  },
  {
    topic: 'numeric',
    name: 'read unconstrained',
    differs: ['rows'],
    reason: 'reads what "unconstrained keeps digits" has stored',
  },
  {
    topic: 'subqueries',
    name: 'derived table needs alias',
    differs: ['sqlstate'],
    reason:
      'PostgreSQL 16 and later take a derived table without alias (release notes 16), and so does the shadow',
  },
  {
    topic: 'types-text-bool-int',
    name: 'hexadecimal is no number in 15',
    differs: ['sqlstate'],
    reason: 'PostgreSQL 16 and later read 0x1F as an integer (release notes 16), and so does the shadow',
  },
  {
    topic: 'types-text-bool-int',
    name: 'unicode stored',
    differs: ['rows'],
    reason:
      'LENGTH in IRIS counts UTF-16 units, so a character beyond U+FFFF counts twice; IRIS SQL has no other length',
  },
  {
    topic: 'temporary-tables',
    name: 'not null',
    differs: ['texts'],
    reason:
      'the error names the temporary schema, whose number is that of a process of PostgreSQL (pg_temp_3)',
  },
  {
    topic: 'temporary-tables',
    name: 'duplicate key',
    differs: ['texts'],
    reason: 'the error names the temporary schema, as "not null" does',
  },
  {
    topic: 'temporary-tables',
    name: 'foreign key holds',
    modes: ['simple'],
    differs: ['texts'],
    reason:
      'the error names the temporary schema, as "not null" does; the tables are made by two statements in one string',
  },
  {
    topic: 'ddl-transactions',
    name: 'columns: select * from base order by id (3)',
    differs: ['origin'],
    reason: 'a column was dropped and added: attribute numbers have no gaps, as in alter-table',
  },
  {
    topic: 'alter-table',
    name: 'default is used',
    differs: ['origin'],
    reason: 'IRIS keeps no number for a dropped column: attribute numbers have no gaps',
  },
  {
    topic: 'alter-table',
    name: 'big grade',
    differs: ['origin'],
    reason: 'as "default is used"',
  },
  {
    topic: 'alter-table',
    name: 'seen within',
    differs: ['origin'],
    reason: 'as "default is used"',
  },
  {
    topic: 'alter-table',
    name: 'key over duplicates',
    differs: ['texts'],
    reason: 'IRIS does not say which key is there twice (-119 for the whole index)',
  },
  {
    topic: 'change-forms',
    name: 'execute bad type',
    differs: ['texts'],
    reason:
      'arguments of EXECUTE are evaluated as a query of their own, in which positions are not those of the text',
  },
  {
    topic: 'create-table-as',
    name: 'read expressions',
    differs: ['rows'],
    reason:
      'a computed numeric has no declared scale, and IRIS stores canonical numbers (iris-sql.md 3.1): 2.50 is 2.5',
  },
  {
    topic: 'create-table-as',
    name: 'read aggregates',
    differs: ['rows'],
    reason: 'as "read expressions"',
  },
  {
    topic: 'date-functions',
    name: 'compare with infinity',
    differs: ['sqlstate'],
    reason:
      'DATE and TIMESTAMP of IRIS have no infinity (iris-sql.md 3.1): refused with 22008, also to compare with',
  },
  {
    topic: 'merge',
    name: 'insert default values',
    differs: ['texts'],
    reason: 'DETAIL shows the failing row, of which IRIS says nothing',
  },
  {
    topic: 'merge',
    name: 'not null violated',
    differs: ['texts'],
    reason:
      'DETAIL shows the failing row, of which IRIS says nothing and the gateway reads what it needs only',
  },
  {
    topic: 'numeric-edges',
    name: 'arithmetic in where',
    differs: ['sqlstate'],
    reason:
      'IRIS computes integers beyond the range of int4, and values within a condition do not come to the gateway: the comparison holds, where PostgreSQL raises 22003',
  },
  {
    topic: 'views',
    name: 'read aggregate',
    differs: ['rows'],
    reason:
      'a computed numeric column of a view has no declared scale, and IRIS gives canonical numbers (iris-sql.md 3.1)',
  },
  {
    topic: 'views',
    name: 'read status',
    differs: ['rows'],
    reason: 'as "read aggregate"',
  },
  {
    topic: 'views',
    name: 'drop table under view',
    differs: ['texts'],
    reason:
      'DETAIL lists dependent objects by age, which IRIS does not keep; the lines are the same in another order',
  },
];
