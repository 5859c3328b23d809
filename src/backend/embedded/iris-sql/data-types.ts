/**
 * What may follow a type's name in parentheses: `length` n, '' or (where `max` says so) MAX; `scale` p[,s]; `digits`
 * one integer; `vector` [type [,n]]; `embedding` two strings.
 */
export type ArgumentForm =
  | 'none'
  | 'digits'
  | 'scale'
  | 'length'
  | 'lengthOrMax'
  | 'requiredLength'
  | 'vector'
  | 'embedding';

export interface DataTypeRule {
  readonly className: string;
  readonly form: ArgumentForm;
}

/** The DDL type map as shipped (iris-sql.md 3.1; RSQL_datatype): what is not here is no type. */
const DDL_TYPES: ReadonlyMap<string, DataTypeRule> = new Map<string, DataTypeRule>([
  ...entries('%Library.Boolean', 'none', ['BIT']),
  ...entries('%Library.TinyInt', 'digits', ['TINYINT']),
  ...entries('%Library.SmallInt', 'digits', ['SMALLINT']),
  ...entries('%Library.Integer', 'digits', ['INT', 'INTEGER', 'MEDIUMINT']),
  ...entries('%Library.BigInt', 'digits', ['BIGINT']),
  ...entries('%Library.Numeric', 'scale', ['DEC', 'DECIMAL', 'NUMBER', 'NUMERIC']),
  ...entries('%Library.Double', 'none', ['DOUBLE', 'DOUBLE PRECISION', 'REAL']),
  ...entries('%Library.Double', 'digits', ['FLOAT']),
  ...entries('%Library.Currency', 'none', ['MONEY', 'SMALLMONEY']),
  ...entries('%Library.String', 'length', [
    'CHAR',
    'CHAR VARYING',
    'CHARACTER',
    'CHARACTER VARYING',
    'NATIONAL CHAR',
    'NATIONAL CHAR VARYING',
    'NATIONAL CHARACTER',
    'NATIONAL CHARACTER VARYING',
    'NATIONAL VARCHAR',
    'NCHAR',
  ]),
  ...entries('%Library.String', 'lengthOrMax', ['NVARCHAR', 'VARCHAR']),
  ...entries('%Library.String', 'requiredLength', ['VARCHAR2']),
  ...entries('%Stream.GlobalCharacter', 'none', ['CLOB', 'LONG', 'LONGTEXT', 'MEDIUMTEXT', 'NTEXT', 'TEXT']),
  ...entries('%Stream.GlobalCharacter', 'digits', ['LONG VARCHAR', 'LONGVARCHAR']),
  ...entries('%Library.Binary', 'length', ['BINARY', 'BINARY VARYING', 'VARBINARY']),
  ...entries('%Library.Binary', 'requiredLength', ['RAW']),
  ...entries('%Stream.GlobalBinary', 'none', ['BLOB', 'IMAGE', 'LONG BINARY', 'LONG RAW']),
  ...entries('%Stream.GlobalBinary', 'digits', ['LONGVARBINARY']),
  ...entries('%Library.Date', 'none', ['DATE']),
  ...entries('%Library.Time', 'digits', ['TIME']),
  ...entries('%Library.PosixTime', 'none', ['POSIXTIME', 'TIMESTAMP']),
  ...entries('%Library.TimeStamp', 'none', ['TIMESTAMP2']),
  ...entries('%Library.DateTime', 'none', ['DATETIME', 'DATETIME2', 'SMALLDATETIME']),
  ...entries('%Library.UniqueIdentifier', 'none', ['UNIQUEIDENTIFIER']),
  ...entries('%Library.Counter', 'none', ['SERIAL']),
  ...entries('%Library.BigInt', 'none', ['IDENTITY']),
  ...entries('%Library.RowVersion', 'none', ['ROWVERSION']),
  ...entries('%Library.Vector', 'vector', ['VECTOR']),
  ...entries('%Library.Embedding', 'embedding', ['EMBEDDING']),
]);

/** Targets of CAST and CONVERT (RSQL_cast): another list than that of DDL; the rest is -376. */
const CAST_TYPES: ReadonlyMap<string, DataTypeRule> = new Map<string, DataTypeRule>([
  ...entries('%Library.Boolean', 'none', ['BIT']),
  ...entries('%Library.TinyInt', 'none', ['TINYINT']),
  ...entries('%Library.SmallInt', 'none', ['SMALLINT']),
  ...entries('%Library.Integer', 'none', ['INT', 'INTEGER']),
  ...entries('%Library.BigInt', 'none', ['BIGINT']),
  ...entries('%Library.Numeric', 'scale', ['DEC', 'DECIMAL', 'NUMERIC']),
  ...entries('%Library.Double', 'none', ['DOUBLE', 'DOUBLE PRECISION', 'FLOAT', 'REAL']),
  ...entries('%Library.Currency', 'none', ['MONEY', 'SMALLMONEY']),
  ...entries('%Library.String', 'length', ['CHAR', 'CHARACTER', 'NCHAR', 'NVARCHAR', 'VARCHAR']),
  ...entries('%Library.String', 'none', ['CHAR VARYING', 'CHARACTER VARYING']),
  ...entries('%Library.Binary', 'length', ['BINARY', 'BINARY VARYING', 'VARBINARY']),
  ...entries('%Library.Date', 'none', ['DATE']),
  ...entries('%Library.Time', 'none', ['TIME']),
  ...entries('%Library.PosixTime', 'none', ['POSIXTIME']),
  ...entries('%Library.TimeStamp', 'none', ['DATETIME', 'SMALLDATETIME', 'TIMESTAMP']),
  ...entries('%Library.UniqueIdentifier', 'none', ['GUID', 'UNIQUEIDENTIFIER']),
]);

/** Classes that may be named as a type themselves, with class parameters in parentheses. */
const CLASSES = new Set(
  'BigInt Binary Boolean Counter Currency Date DateTime Decimal Double Float Integer List Numeric PosixTime RowVersion SmallInt String Time TimeStamp TinyInt UniqueIdentifier Vector'.split(
    ' ',
  ),
);

/** The longest name has this many words. */
export const MAX_TYPE_WORDS = 3;

function entries(className: string, form: ArgumentForm, names: readonly string[]): [string, DataTypeRule][] {
  return names.map((name) => [name, { className, form }]);
}

/** `name` in upper case, its words with one blank between. */
export function ddlType(name: string): DataTypeRule | undefined {
  return DDL_TYPES.get(name);
}

/** `name` in upper case, its words with one blank between. */
export function castType(name: string): DataTypeRule | undefined {
  return CAST_TYPES.get(name);
}

/** `%Library.Date` for `%Library.Date` and `%Date`; class names are case-sensitive. */
export function classType(name: string): string | undefined {
  const short = name.startsWith('%Library.') ? name.slice('%Library.'.length) : name.slice(1);
  return name.startsWith('%') && CLASSES.has(short) ? `%Library.${short}` : undefined;
}
