/** Values, conditions and queries: one file because each contains the others. */

/** A table, view, index owner or procedure as written: `schema` null when unqualified. */
export interface QualifiedName {
  readonly schema: string | null;
  readonly name: string;
  readonly at: number;
}

/** A data type of CREATE TABLE, CAST or CONVERT, known to exist (data-types.ts). */
export interface DataType {
  readonly kind: 'type';
  readonly at: number;
  /** As the DDL type map spells it, e.g. `VARCHAR`, `DOUBLE PRECISION`, `LONG VARCHAR`; a class name for itself. */
  readonly name: string;
  /** Class of the values, e.g. `%Library.String` (iris-sql.md 3.1). */
  readonly className: string;
  readonly arguments: readonly TypeArgument[];
}

/** `10` of NUMERIC(10,2), `''` of VARCHAR(''), `MAX` and `DOUBLE` words, `MINVAL=-672045` of a class type. */
export type TypeArgument =
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'word'; readonly value: string }
  | { readonly kind: 'parameter'; readonly name: string; readonly value: string };

// Scalars ------------------------------------------------------------------------------------------------------------

export type Scalar =
  | StringLiteral
  | NumberLiteral
  | NullLiteral
  | DateTimeLiteral
  | Parameter
  | ColumnReference
  | Arrow
  | UnaryOperation
  | BinaryOperation
  | FunctionCall
  | CurrentValue
  | SpecialVariable
  | Aggregate
  | WindowFunction
  | SimpleCase
  | SearchedCase
  | Cast
  | Convert
  | Trim
  | CollationCall
  | ToVector
  | JsonObject
  | JsonArray
  | ScalarSubquery;

/** `'it''s'`, unescaped. '' is the empty string, which is not NULL (6.4). */
export interface StringLiteral {
  readonly kind: 'string';
  readonly at: number;
  readonly value: string;
}

/** Digits as written without a sign: `10`, `.5`, `1E3`. Exact unless it has an exponent. */
export interface NumberLiteral {
  readonly kind: 'number';
  readonly at: number;
  readonly text: string;
}

export interface NullLiteral {
  readonly kind: 'null';
  readonly at: number;
}

/** `{d '2024-01-31'}`, `{t '12:00:00'}`, `{ts '2024-01-31 12:00:00.5'}`; the form is checked, ranges are not. */
export interface DateTimeLiteral {
  readonly kind: 'dateTime';
  readonly at: number;
  readonly type: 'date' | 'time' | 'timestamp';
  readonly text: string;
}

/** `?`, numbered from 0 in the order of the text. */
export interface Parameter {
  readonly kind: 'parameter';
  readonly at: number;
  readonly index: number;
}

/** `c`, `t.c`, `s.t.c`. The pseudo columns `%ID` (row id) and `%VID` (row number of a derived table) come as `name`. */
export interface ColumnReference {
  readonly kind: 'column';
  readonly at: number;
  readonly schema: string | null;
  readonly table: string | null;
  readonly name: string;
}

/** `reference->column`, `reference->reference->column`: an implicit join (GSQL_implicitjoins). */
export interface Arrow {
  readonly kind: 'arrow';
  readonly at: number;
  readonly reference: ColumnReference;
  /** What stands behind the arrows. */
  readonly path: readonly string[];
}

export interface UnaryOperation {
  readonly kind: 'unary';
  readonly at: number;
  readonly operator: '+' | '-';
  readonly operand: Scalar;
}

/** `\` is integer division, `#` modulo; the concatenation `_` comes as `||`. */
export interface BinaryOperation {
  readonly kind: 'binary';
  readonly at: number;
  readonly operator: '+' | '-' | '*' | '/' | '\\' | '#' | '||';
  readonly left: Scalar;
  readonly right: Scalar;
}

/**
 * A function by name, built-in (`schema` null; `$PIECE` and `{fn ...}` too) or a procedure (`%SYSTEM.UTIL_CREATEGUID`).
 * POSITION(a IN b) and SUBSTRING(s FROM a FOR n) come with their arguments in that order; the date part of DATEPART,
 * DATEADD, DATEDIFF, DATENAME, TIMESTAMPADD and TIMESTAMPDIFF comes as a StringLiteral even when written bare.
 */
export interface FunctionCall {
  readonly kind: 'function';
  readonly at: number;
  readonly schema: string | null;
  /** Upper case. */
  readonly name: string;
  readonly arguments: readonly Scalar[];
}

/** Functions without parentheses. `precision` is what was written, null for none (IRIS then has 0). */
export interface CurrentValue {
  readonly kind: 'current';
  readonly at: number;
  readonly name:
    | 'CURRENT_DATE'
    | 'CURRENT_TIME'
    | 'CURRENT_TIMESTAMP'
    | 'SYSDATE'
    | 'USER'
    | 'CURRENT_USER'
    | 'SESSION_USER'
    | 'SYSTEM_USER';
  readonly precision: number | null;
}

/** `$HOROLOG`, `$JOB`, `$NAMESPACE`, `$TLEVEL` ...; abbreviations are spelled out. */
export interface SpecialVariable {
  readonly kind: 'specialVariable';
  readonly at: number;
  /** Upper case with its `$`. */
  readonly name: string;
}

export interface Aggregate {
  readonly kind: 'aggregate';
  readonly at: number;
  /** COUNT, SUM, AVG, MIN, MAX, STDDEV..., VAR..., LIST, %DLIST, JSON_ARRAYAGG, XMLAGG, APPROX_COUNT_DISTINCT. */
  readonly name: string;
  readonly distinct: boolean;
  /** null for COUNT(*). */
  readonly argument: Scalar | null;
  /** Columns of `%FOREACH(...)`; empty without. */
  readonly forEach: readonly Scalar[];
}

export interface WindowFunction {
  readonly kind: 'window';
  readonly at: number;
  /** ROW_NUMBER, RANK, LAG, SUM ... */
  readonly name: string;
  /** Empty for ROW_NUMBER() and COUNT(*). */
  readonly arguments: readonly Scalar[];
  /** COUNT(*) OVER. */
  readonly star: boolean;
  readonly partitionBy: readonly Scalar[];
  readonly orderBy: readonly WindowOrder[];
  /** Only ROWS frames exist; null when none is written. */
  readonly frame: { readonly start: FrameBound; readonly end: FrameBound } | null;
}

export interface WindowOrder {
  readonly expression: Scalar;
  readonly descending: boolean;
}

export type FrameBound =
  | { readonly kind: 'unboundedPreceding' | 'currentRow' | 'unboundedFollowing' }
  | { readonly kind: 'preceding' | 'following'; readonly rows: number };

/** CASE x WHEN v THEN r ... */
export interface SimpleCase {
  readonly kind: 'simpleCase';
  readonly at: number;
  readonly operand: Scalar;
  readonly branches: readonly { readonly when: Scalar; readonly result: Scalar }[];
  readonly otherwise: Scalar | null;
}

/** CASE WHEN condition THEN r ... */
export interface SearchedCase {
  readonly kind: 'searchedCase';
  readonly at: number;
  readonly branches: readonly { readonly when: Condition; readonly result: Scalar }[];
  readonly otherwise: Scalar | null;
}

export interface Cast {
  readonly kind: 'cast';
  readonly at: number;
  readonly operand: Scalar;
  readonly type: DataType;
}

/** CONVERT(type, x [, style]) and, as `{fn CONVERT(x, SQL_type)}`, the ODBC form without a style. */
export interface Convert {
  readonly kind: 'convert';
  readonly at: number;
  readonly type: DataType;
  readonly operand: Scalar;
  readonly style: Scalar | null;
}

/** TRIM([side] [characters] FROM operand) or TRIM(operand); `characters` null means blanks. */
export interface Trim {
  readonly kind: 'trim';
  readonly at: number;
  readonly side: 'BOTH' | 'LEADING' | 'TRAILING';
  readonly characters: Scalar | null;
  readonly operand: Scalar;
}

/** `%EXACT(x)`, `%SQLUPPER(x[, length])` and their kind; also the prefix form `%EXACT x`. */
export interface CollationCall {
  readonly kind: 'collation';
  readonly at: number;
  readonly name:
    | '%ALPHAUP'
    | '%EXACT'
    | '%MINUS'
    | '%MVR'
    | '%PLUS'
    | '%SPACE'
    | '%SQLSTRING'
    | '%SQLUPPER'
    | '%STRING'
    | '%TRUNCATE'
    | '%UPPER';
  readonly operand: Scalar;
  /** Longest result in characters. */
  readonly length: number | null;
}

/** TO_VECTOR(data [, type] [, length]); the type is a keyword, never a value (5.1). */
export interface ToVector {
  readonly kind: 'toVector';
  readonly at: number;
  readonly data: Scalar;
  /** null when unstated: FLOAT from 2024.3 on, DOUBLE before. INT comes as INTEGER. */
  readonly elementType: 'INTEGER' | 'DOUBLE' | 'DECIMAL' | 'FLOAT' | 'TIMESTAMP' | 'STRING' | null;
  readonly length: Scalar | null;
}

/** JSON_OBJECT('k':v, ... [ABSENT ON NULL | NULL ON NULL]) */
export interface JsonObject {
  readonly kind: 'jsonObject';
  readonly at: number;
  readonly entries: readonly { readonly key: Scalar; readonly value: Scalar }[];
  readonly absentOnNull: boolean;
}

/** JSON_ARRAY(v, ... [ABSENT ON NULL | NULL ON NULL]) */
export interface JsonArray {
  readonly kind: 'jsonArray';
  readonly at: number;
  readonly elements: readonly Scalar[];
  readonly absentOnNull: boolean;
}

/** A subquery as a value: one select item, which the parser has checked unless it is a star. */
export interface ScalarSubquery {
  readonly kind: 'subquery';
  readonly at: number;
  readonly query: Query;
}

// Conditions ---------------------------------------------------------------------------------------------------------

export type Condition =
  | Comparison
  | QuantifiedComparison
  | IsNull
  | IsJson
  | Between
  | InList
  | InSubquery
  | Like
  | TextPredicate
  | Exists
  | Not
  | Junction;

/** `!=` comes as `<>`. `[` is "contains", `]` "follows in collating order". */
export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=' | '[' | ']';

export interface Comparison {
  readonly kind: 'comparison';
  readonly at: number;
  readonly operator: ComparisonOperator;
  readonly left: Scalar;
  readonly right: Scalar;
}

/** `x = ANY (SELECT ...)`; SOME comes as ANY. */
export interface QuantifiedComparison {
  readonly kind: 'quantified';
  readonly at: number;
  readonly operator: ComparisonOperator;
  readonly quantifier: 'ANY' | 'ALL';
  readonly left: Scalar;
  readonly query: Query;
}

export interface IsNull {
  readonly kind: 'isNull';
  readonly at: number;
  readonly operand: Scalar;
  readonly negated: boolean;
}

/** x IS [NOT] JSON [VALUE | SCALAR | ARRAY | OBJECT] */
export interface IsJson {
  readonly kind: 'isJson';
  readonly at: number;
  readonly operand: Scalar;
  readonly type: 'VALUE' | 'SCALAR' | 'ARRAY' | 'OBJECT';
  readonly negated: boolean;
}

export interface Between {
  readonly kind: 'between';
  readonly at: number;
  readonly operand: Scalar;
  readonly low: Scalar;
  readonly high: Scalar;
  readonly negated: boolean;
}

export interface InList {
  readonly kind: 'inList';
  readonly at: number;
  readonly operand: Scalar;
  readonly elements: readonly Scalar[];
  readonly negated: boolean;
}

export interface InSubquery {
  readonly kind: 'inSubquery';
  readonly at: number;
  readonly operand: Scalar;
  readonly query: Query;
  readonly negated: boolean;
}

export interface Like {
  readonly kind: 'like';
  readonly at: number;
  readonly operand: Scalar;
  readonly pattern: Scalar;
  /** IRIS has no default escape character. */
  readonly escape: Scalar | null;
  readonly negated: boolean;
}

/** IRIS's own predicates. %INLIST takes a $LIST value and an optional `SIZE ((n))` hint, which is dropped. */
export interface TextPredicate {
  readonly kind: 'textPredicate';
  readonly at: number;
  readonly operator: '%STARTSWITH' | '%MATCHES' | '%PATTERN' | '%INLIST';
  readonly operand: Scalar;
  readonly argument: Scalar;
  readonly negated: boolean;
}

export interface Exists {
  readonly kind: 'exists';
  readonly at: number;
  readonly query: Query;
}

export interface Not {
  readonly kind: 'not';
  readonly at: number;
  readonly operand: Condition;
}

/** AND or OR of two or more; flat, so that long chains make no deep trees. */
export interface Junction {
  readonly kind: 'and' | 'or';
  readonly at: number;
  readonly operands: readonly Condition[];
}

// Queries ------------------------------------------------------------------------------------------------------------

/**
 * A whole query expression: statement, subquery, view body or parenthesised leg of a set operation. `orderBy` and
 * `limit` apply to all of `body`.
 */
export interface Query {
  readonly kind: 'query';
  readonly at: number;
  readonly with: readonly CommonTable[];
  readonly body: Select | SetOperation;
  readonly orderBy: readonly OrderItem[];
  /** 2025.1 and later; never together with a TOP in `body`. */
  readonly limit: RowLimit | null;
}

export interface CommonTable {
  readonly at: number;
  readonly name: string;
  readonly query: Query;
}

/**
 * Legs evaluated from left to right; the first one names the columns. `rest` is empty when a query in parentheses has
 * an ORDER BY or limit outside of them.
 */
export interface SetOperation {
  readonly kind: 'setOperation';
  readonly at: number;
  readonly first: Select | Query;
  readonly rest: readonly {
    readonly operator: 'UNION' | 'UNION ALL' | 'EXCEPT' | 'INTERSECT';
    readonly operand: Select | Query;
  }[];
}

export interface Select {
  readonly kind: 'select';
  readonly at: number;
  /** `keys` are those of DISTINCT BY (...), empty for plain DISTINCT. Applied before ORDER BY and TOP. */
  readonly distinct: { readonly keys: readonly Scalar[] } | null;
  readonly top: Top | null;
  readonly items: readonly SelectItem[];
  /** Comma-separated items; empty for a query without FROM (one row). */
  readonly from: readonly FromItem[];
  readonly where: Condition | null;
  /** A literal groups everything into one row, ordinals do not exist (1.3). */
  readonly groupBy: readonly Scalar[];
  readonly having: Condition | null;
}

/** TOP n, TOP ? (NULL reads as 0) or TOP ALL, which limits nothing but makes ORDER BY legal. */
export type Top =
  | { readonly kind: 'all'; readonly at: number }
  | { readonly kind: 'count'; readonly at: number; readonly count: CountLiteral | Parameter };

/** A row count in TOP, LIMIT, OFFSET, FETCH; negatives have become 0. */
export interface CountLiteral {
  readonly kind: 'count';
  readonly at: number;
  readonly value: number;
}

export type SelectItem =
  | {
      readonly kind: 'item';
      readonly at: number;
      readonly expression: Scalar;
      /** null: IRIS names it after the column or Expression_n, Aggregate_n, Literal_n, HostVar_n, Subquery_n, Window_n. */
      readonly alias: string | null;
    }
  | {
      /** `*`, `t.*`, `s.t.*` */
      readonly kind: 'star';
      readonly at: number;
      readonly schema: string | null;
      readonly table: string | null;
    };

export interface OrderItem {
  readonly at: number;
  readonly key:
    | { readonly kind: 'ordinal'; readonly at: number; readonly position: number }
    /** A column name here may also be the alias of a select item. */
    | { readonly kind: 'expression'; readonly at: number; readonly expression: Scalar }
    /** `?`, subquery, signed or parenthesised number: IRIS accepts and ignores it (1.2). A `?` still takes a value. */
    | { readonly kind: 'ignored'; readonly at: number };
  readonly descending: boolean;
}

/** LIMIT/OFFSET or OFFSET/FETCH; `count` null for none (LIMIT ALL). */
export interface RowLimit {
  readonly at: number;
  readonly count: CountLiteral | Parameter | null;
  readonly offset: CountLiteral | Parameter | null;
}

export type FromItem = TableReference | DerivedTable | TableFunction | JsonTable | Join;

export interface TableReference {
  readonly kind: 'table';
  readonly at: number;
  readonly table: QualifiedName;
  readonly alias: string | null;
}

/** (SELECT ...) [[AS] alias]; `alias` null is allowed. %VID numbers its rows from 1. */
export interface DerivedTable {
  readonly kind: 'derived';
  readonly at: number;
  readonly lateral: boolean;
  readonly query: Query;
  readonly alias: string | null;
}

/** s.f(args) [[AS] alias] in FROM: a class query with SqlProc, implicitly lateral. */
export interface TableFunction {
  readonly kind: 'tableFunction';
  readonly at: number;
  readonly function: QualifiedName;
  readonly arguments: readonly Scalar[];
  readonly alias: string | null;
}

/** JSON_TABLE(document, 'path' COLUMNS (c type PATH 'path', n FOR ORDINALITY)) alias, implicitly lateral. */
export interface JsonTable {
  readonly kind: 'jsonTable';
  readonly at: number;
  readonly document: Scalar;
  readonly path: string;
  readonly columns: readonly (
    | { readonly kind: 'value'; readonly name: string; readonly type: DataType; readonly path: string }
    | { readonly kind: 'ordinality'; readonly name: string }
  )[];
  readonly alias: string | null;
}

export interface Join {
  readonly kind: 'join';
  readonly at: number;
  readonly type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS';
  readonly left: FromItem;
  readonly right: FromItem;
  /** `using` and `natural` only in the first join of a query and never for FULL; same-named columns stay two. */
  readonly constraint:
    | { readonly kind: 'on'; readonly condition: Condition }
    | { readonly kind: 'using'; readonly columns: readonly string[] }
    | { readonly kind: 'natural' }
    | null;
}
