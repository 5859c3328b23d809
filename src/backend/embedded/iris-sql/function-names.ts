/** Names that parse in a way of their own, and what may be written instead. */

/** Aggregates (iris-sql.md 1.3 and section 4). */
export const AGGREGATES: ReadonlySet<string> = new Set([
  'AVG',
  'COUNT',
  'MAX',
  'MIN',
  'SUM',
  'STDDEV',
  'STDDEV_SAMP',
  'STDDEV_POP',
  'VARIANCE',
  'VAR_SAMP',
  'VAR_POP',
  'LIST',
  '%DLIST',
  'JSON_ARRAYAGG',
  'XMLAGG',
  'APPROX_COUNT_DISTINCT',
]);

/** How a window function may be called (iris-sql.md 1.5): number of arguments, ROWS frame or not. */
export interface WindowRule {
  readonly least: number;
  readonly most: number;
  readonly frame: boolean;
}

export const WINDOW_FUNCTIONS: ReadonlyMap<string, WindowRule> = new Map([
  ['AVG', { least: 1, most: 1, frame: true }],
  ['COUNT', { least: 1, most: 1, frame: false }],
  ['CUME_DIST', { least: 0, most: 0, frame: false }],
  ['DENSE_RANK', { least: 0, most: 0, frame: false }],
  ['FIRST_VALUE', { least: 1, most: 1, frame: true }],
  ['LAG', { least: 1, most: 3, frame: false }],
  ['LAST_VALUE', { least: 1, most: 1, frame: true }],
  ['LEAD', { least: 1, most: 3, frame: false }],
  ['MAX', { least: 1, most: 1, frame: true }],
  ['MIN', { least: 1, most: 1, frame: true }],
  ['NTH_VALUE', { least: 2, most: 2, frame: true }],
  ['NTILE', { least: 1, most: 1, frame: false }],
  ['PERCENT_RANK', { least: 0, most: 0, frame: false }],
  ['RANK', { least: 0, most: 0, frame: false }],
  ['ROW_NUMBER', { least: 0, most: 0, frame: false }],
  ['SUM', { least: 1, most: 1, frame: true }],
]);

/** Reserved words that are functions when a parenthesis follows. */
export const RESERVED_FUNCTIONS: ReadonlySet<string> = new Set([
  'BIT_LENGTH',
  'CHAR',
  'CHARACTER_LENGTH',
  'CHAR_LENGTH',
  'COALESCE',
  'DATE',
  'HOUR',
  'LEFT',
  'LOWER',
  'MINUTE',
  'NULLIF',
  'OCTET_LENGTH',
  'RIGHT',
  'SECOND',
  'SPACE',
  'UPPER',
]);

/** `$` functions of SQL (RSQL). */
export const DOLLAR_FUNCTIONS: ReadonlySet<string> = new Set([
  '$EXTRACT',
  '$FIND',
  '$JUSTIFY',
  '$LENGTH',
  '$LIST',
  '$LISTBUILD',
  '$LISTDATA',
  '$LISTFIND',
  '$LISTFROMSTRING',
  '$LISTGET',
  '$LISTLENGTH',
  '$LISTSAME',
  '$LISTTOSTRING',
  '$PIECE',
  '$TRANSLATE',
  '$TSQL_NEWID',
]);

/** ObjectScript variables a query may name (RSQL_select), under all their spellings. */
export const SPECIAL_VARIABLES: ReadonlyMap<string, string> = new Map([
  ['$H', '$HOROLOG'],
  ['$HOROLOG', '$HOROLOG'],
  ['$J', '$JOB'],
  ['$JOB', '$JOB'],
  ['$NAMESPACE', '$NAMESPACE'],
  ['$TL', '$TLEVEL'],
  ['$TLEVEL', '$TLEVEL'],
  ['$USERNAME', '$USERNAME'],
  ['$ZH', '$ZHOROLOG'],
  ['$ZHOROLOG', '$ZHOROLOG'],
  ['$ZJ', '$ZJOB'],
  ['$ZJOB', '$ZJOB'],
  ['$ZPI', '$ZPI'],
  ['$ZTS', '$ZTIMESTAMP'],
  ['$ZTIMESTAMP', '$ZTIMESTAMP'],
  ['$ZTZ', '$ZTIMEZONE'],
  ['$ZTIMEZONE', '$ZTIMEZONE'],
  ['$ZV', '$ZVERSION'],
  ['$ZVERSION', '$ZVERSION'],
]);

/** Functions whose first argument is a date part. */
export const DATE_PART_FUNCTIONS: ReadonlySet<string> = new Set([
  'DATEADD',
  'DATEDIFF',
  'DATENAME',
  'DATEPART',
]);

/** ODBC's counterparts of them take SQL_TSI_ intervals. */
export const TIMESTAMP_INTERVAL_FUNCTIONS: ReadonlySet<string> = new Set(['TIMESTAMPADD', 'TIMESTAMPDIFF']);

/** Date parts and their abbreviations (RSQL_datepart). */
export const DATE_PARTS: ReadonlySet<string> = new Set(
  'YEAR YYYY YY QUARTER QQ Q MONTH MM M WEEK WK WW WEEKDAY DW DAY DD D DAYOFYEAR DY Y HOUR HH H MINUTE MI N SECOND SS S MILLISECOND MS MICROSECOND MCS NANOSECOND NS SQLTIMESTAMP STS'.split(
    ' ',
  ),
);

export const TIMESTAMP_INTERVALS: ReadonlySet<string> = new Set(
  'SQL_TSI_FRAC_SECOND SQL_TSI_SECOND SQL_TSI_MINUTE SQL_TSI_HOUR SQL_TSI_DAY SQL_TSI_WEEK SQL_TSI_MONTH SQL_TSI_QUARTER SQL_TSI_YEAR'.split(
    ' ',
  ),
);

/** SQL_ types of {fn CONVERT(x, type)} and the CAST types they stand for. */
export const ODBC_TYPES: ReadonlyMap<string, string> = new Map([
  ['SQL_BIGINT', 'BIGINT'],
  ['SQL_BINARY', 'BINARY'],
  ['SQL_BIT', 'BIT'],
  ['SQL_CHAR', 'CHAR'],
  ['SQL_DATE', 'DATE'],
  ['SQL_DECIMAL', 'DECIMAL'],
  ['SQL_DOUBLE', 'DOUBLE'],
  ['SQL_FLOAT', 'FLOAT'],
  ['SQL_GUID', 'GUID'],
  ['SQL_INTEGER', 'INTEGER'],
  ['SQL_NUMERIC', 'NUMERIC'],
  ['SQL_REAL', 'REAL'],
  ['SQL_SMALLINT', 'SMALLINT'],
  ['SQL_TIME', 'TIME'],
  ['SQL_TIMESTAMP', 'TIMESTAMP'],
  ['SQL_TINYINT', 'TINYINT'],
  ['SQL_VARBINARY', 'VARBINARY'],
  ['SQL_VARCHAR', 'VARCHAR'],
]);
