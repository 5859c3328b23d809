import { expect } from 'chai';
import { failure, parse } from './support.ts';

/** Texts whose tree grows with n, one for each way to nest. */
const NESTINGS: readonly [string, (n: number) => string][] = [
  ['parentheses', (n) => `SELECT ${'('.repeat(n)}1${')'.repeat(n)}`],
  ['parentheses round a condition', (n) => `SELECT 1 WHERE ${'('.repeat(n)}1=1${')'.repeat(n)}`],
  ['a chain of operators', (n) => `SELECT 1${'+1'.repeat(n)}`],
  ['a concatenation', (n) => `SELECT a${'||a'.repeat(n)}`],
  ['chains in parentheses', (n) => `SELECT ${'('.repeat(n / 2)}1${'+1)'.repeat(n / 2)}${'+1'.repeat(n / 2)}`],
  ['signs', (n) => `SELECT ${'- '.repeat(n)}1`],
  ['NOT', (n) => `SELECT 1 WHERE ${'NOT '.repeat(n)}1=1`],
  ['functions', (n) => `SELECT ${'ABS('.repeat(n)}1${')'.repeat(n)}`],
  ['CASE', (n) => `SELECT ${'CASE WHEN 1=1 THEN '.repeat(n)}1${' END'.repeat(n)}`],
  ['subqueries', (n) => `SELECT ${'(SELECT '.repeat(n)}1${')'.repeat(n)}`],
  ['derived tables', (n) => `SELECT * FROM ${'(SELECT * FROM '.repeat(n)}t${')'.repeat(n)}`],
  ['EXISTS', (n) => `SELECT 1 WHERE ${'EXISTS (SELECT 1 WHERE '.repeat(n)}1=1${')'.repeat(n)}`],
  ['legs', (n) => `${'('.repeat(n)}SELECT 1${')'.repeat(n)}`],
  ['joins', (n) => `SELECT 1 FROM t${' CROSS JOIN t'.repeat(n)}`],
];

describe('nesting in IRIS SQL', () => {
  for (const [name, text] of NESTINGS) {
    it(`takes a hundred levels of ${name}`, () => {
      expect(() => parse(text(100))).not.to.throw();
    });

    it(`answers -400 <FRAMESTACK> to very many levels of ${name}`, () => {
      const { sqlcode, message } = failure(text(50_000));
      expect(sqlcode).to.equal(-400);
      expect(message).to.contain('<FRAMESTACK>');
    });
  }
});
