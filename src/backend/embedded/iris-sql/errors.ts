import { IrisError } from '../../iris-session.ts';

/** IRIS's texts of the SQLCODEs this folder raises (RERR_sql; iris-sql.md 6.8 lists the codes). */
const TEXTS = {
  1: 'Invalid SQL statement',
  2: "Exponent digits missing after 'E'",
  3: "Closing quote (') missing",
  6: 'ORDER BY column specified after UNION does not exist in the SELECT list',
  7: 'Exponent out of range',
  8: 'Invalid DATEPART code for DATEPART(), DATENAME(), DATEADD(), or DATEDIFF()',
  10: 'The SELECT list of the subquery must have exactly one item',
  11: 'A scalar expression expected, not a condition',
  12: 'A term expected, beginning with one of the following: identifier, constant, aggregate, %ALPHAUP, %EXACT, %MVR, %SQLSTRING, %SQLUPPER, %STRING, %TRUNCATE, %UPPER, $$, :, +, -, (, NOT, EXISTS, or FOR',
  14: 'A comparison operator is required here',
  19: 'Aggregate function not allowed in WHERE or GROUP BY clause',
  25: 'Input encountered after end of query',
  26: 'Missing FROM clause',
  28: 'A host variable name must begin with either % or a letter',
  40: 'Unrecognized or unsupported ODBC escape extension',
  51: 'SQL statement expected',
  62: 'Value list has too few items',
  80: 'Integer expected for precision or scale',
  86: 'Data type expected',
  91: 'Transaction mode is specified more than once',
  96: 'Unsupported transaction isolation level',
  116: 'Number of values differs from the number of columns',
  129: 'Illegal value for SET OPTION',
  143: 'ORDER BY clause not valid in view definition',
  144: 'Subquery not allowed in an INSERT VALUES clause',
  148: 'Host variable not allowed in CREATE VIEW',
  301: 'SAVEPOINT name is a reserved word',
  302: 'SAVEPOINT name must not begin with SYS',
  359: 'User defined SQL function does not exist',
  367: 'Window function not allowed here',
  372: 'Extrinsic functions are not available',
  376: 'Unsupported CAST specification',
  377: 'Column assigned more than once',
  380: 'Too few arguments for the SQL function',
  381: 'Too many arguments for the SQL function',
  382: 'Duplicate CTE name',
  383: 'CTE on a statement that is not a query',
  386: 'TOP, LIMIT and FETCH cannot be used in the same query',
  400: 'Fatal error occurred',
  474: 'INSERT statements cannot be explained',
  422: 'SELECT INTO is only allowed in Embedded SQL',
} as const;

/** `detail` is what IRIS would put into %msg. */
export function sqlError(sqlcode: keyof typeof TEXTS, detail?: string): IrisError {
  return new IrisError(-sqlcode, detail === undefined ? TEXTS[sqlcode] : `${TEXTS[sqlcode]}: ${detail}`);
}
