import { sqlTypeName } from './format-type.ts';
import { OID } from './oids.ts';
import { lengthTypmod, numericTypmod, vectorTypmod } from './typmod.ts';

/** The PostgreSQL type that stands for an IRIS column's. */
export interface MappedType {
  /** pg_type.oid; vector's is the shadow catalog's to know. */
  readonly type: number | 'vector';
  readonly typmod: number;
  /** The type as format_type prints it, for DDL in the shadow catalog. */
  readonly text: string;
}

type TypeName =
  | 'bool'
  | 'int2'
  | 'int4'
  | 'int8'
  | 'numeric'
  | 'float8'
  | 'varchar'
  | 'text'
  | 'bytea'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'uuid'
  | 'vector';

/** From this length on a VARCHAR is what the gateway makes of text (iris-sql.md 3.1). */
const TEXT_LENGTH = 65535;

/** %Library.Numeric without arguments is an integer of 15 digits (iris-sql.md 3.1). */
const DEFAULT_PRECISION = 15;
/** %Library.Currency: SCALE=4 */
const CURRENCY_TYPMOD = numericTypmod(19, 4);

/** IRIS DDL names and class names without package, by what they are here (CPF SQLDataTypes, iris-sql.md 3.1). */
const NAMES: Readonly<Record<TypeName, string>> = {
  bool: 'BIT BOOLEAN',
  int2: 'TINYINT SMALLINT',
  int4: 'INT INTEGER MEDIUMINT',
  int8: 'BIGINT ROWVERSION SERIAL IDENTITY COUNTER AUTOINCREMENT',
  numeric: 'NUMERIC DECIMAL DEC NUMBER MONEY SMALLMONEY CURRENCY',
  float8: 'DOUBLE,DOUBLE PRECISION,FLOAT,REAL',
  varchar:
    'CHAR,CHARACTER,VARCHAR,VARCHAR2,NCHAR,NVARCHAR,CHAR VARYING,CHARACTER VARYING,NATIONAL CHAR,NATIONAL CHAR VARYING,NATIONAL CHARACTER,NATIONAL CHARACTER VARYING,NATIONAL VARCHAR,SYSNAME,STRING',
  text: 'TEXT,LONGTEXT,MEDIUMTEXT,NTEXT,CLOB,LONG,LONG VARCHAR,LONGVARCHAR,GLOBALCHARACTER',
  bytea:
    'BINARY,VARBINARY,BINARY VARYING,RAW,BLOB,IMAGE,LONG BINARY,LONG RAW,LONGVARBINARY,GLOBALBINARY,LIST',
  date: 'DATE',
  time: 'TIME',
  timestamp: 'TIMESTAMP TIMESTAMP2 POSIXTIME DATETIME DATETIME2 SMALLDATETIME',
  uuid: 'UNIQUEIDENTIFIER',
  vector: 'VECTOR EMBEDDING',
};

const BY_NAME: ReadonlyMap<string, TypeName> = new Map(
  (Object.keys(NAMES) as TypeName[]).flatMap((type) =>
    NAMES[type].split(NAMES[type].includes(',') ? ',' : ' ').map((name): [string, TypeName] => [name, type]),
  ),
);

function mapped(type: TypeName, typmod: number): MappedType {
  return { type: type === 'vector' ? 'vector' : OID[type], typmod, text: sqlTypeName(type, typmod) };
}

/** Name and arguments of `VECTOR(DOUBLE,3)`; the classes' package is dropped. */
function split(irisType: string): { name: string; args: string[] } {
  const open = irisType.indexOf('(');
  const name = (open < 0 ? irisType : irisType.slice(0, open)).trim().toUpperCase();
  const close = irisType.lastIndexOf(')');
  const args = open < 0 || close < open ? [] : irisType.slice(open + 1, close).split(',');
  return {
    name: name.slice(name.lastIndexOf('.') + 1).replace(/^%/, ''),
    args: args.map((arg) => arg.trim()),
  };
}

function natural(arg: string | undefined): number | undefined {
  return arg !== undefined && /^\d+$/.test(arg) ? Number(arg) : undefined;
}

function numericType(name: string, args: readonly string[]): MappedType {
  if (name.includes('MONEY') || name === 'CURRENCY') return mapped('numeric', CURRENCY_TYPMOD);
  return mapped('numeric', numericTypmod(natural(args[0]) ?? DEFAULT_PRECISION, natural(args[1]) ?? 0));
}

function stringType(args: readonly string[]): MappedType {
  // Without a length IRIS keeps one character; an empty or other argument is no limit.
  const length = args.length === 0 ? 1 : (natural(args[0]) ?? TEXT_LENGTH);
  return length >= TEXT_LENGTH || length === 0 ? mapped('text', -1) : mapped('varchar', lengthTypmod(length));
}

/**
 * The type of a column of a table that the gateway did not make, from its IRIS DDL type: `VARCHAR(255)`,
 * `VECTOR(DOUBLE,3)`. IRIS's CHAR is not padded, so that it is a varchar here. Types with no counterpart are text.
 */
export function fromIrisType(irisType: string): MappedType {
  const { name, args } = split(irisType);
  const type = BY_NAME.get(name);
  switch (type) {
    case 'numeric':
      return numericType(name, args);
    case 'varchar':
      return stringType(args);
    case 'vector': {
      const dimensions = natural(args[1]);
      return mapped('vector', dimensions === undefined ? -1 : vectorTypmod(dimensions));
    }
    case undefined:
      return mapped('text', -1);
    default:
      return mapped(type, -1);
  }
}

/** ODBC and JDBC type codes of result columns, with IRIS's own (iris-sql.md 3.2). */
const BY_CODE: ReadonlyMap<number, Exclude<TypeName, 'vector' | 'varchar'>> = new Map([
  [-7, 'bool'],
  [-6, 'int2'],
  [5, 'int2'],
  [4, 'int4'],
  [-5, 'int8'],
  [2, 'numeric'],
  [3, 'numeric'],
  [6, 'float8'],
  [7, 'float8'],
  [8, 'float8'],
  [9, 'date'],
  [91, 'date'],
  [1091, 'date'],
  [10, 'time'],
  [92, 'time'],
  [1092, 'time'],
  [11, 'timestamp'],
  [93, 'timestamp'],
  [1093, 'timestamp'],
  [-2, 'bytea'],
  [-3, 'bytea'],
  [-4, 'bytea'],
  [-11, 'uuid'],
]);

/**
 * The type of a result column from IRIS's own metadata, for statements that PostgreSQL could not analyse. Characters of
 * any kind are text: the length in the metadata is capped and says nothing of expressions. Vectors cannot be told from
 * characters by their code.
 */
export function fromOdbcType(
  code: number,
  precision: number,
  scale: number,
): { readonly typeOid: number; readonly typmod: number } {
  const type = BY_CODE.get(code) ?? 'text';
  const exact = type === 'numeric' && precision > 0 && scale >= 0 && scale <= precision;
  return { typeOid: OID[type], typmod: exact ? numericTypmod(precision, scale) : -1 };
}
