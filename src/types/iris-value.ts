/**
 * A value as IRIS's ODBC select mode (%SelectMode 1) hands it over and takes it (iris-sql.md 6.3, 6.4):
 * BIT 1/0; integers number or, beyond 2^53, bigint; NUMERIC decimal text; DOUBLE number; VARCHAR string; VARBINARY
 * bytes; DATE `YYYY-MM-DD`; TIME `HH:MM:SS[.f]`; TIMESTAMP `YYYY-MM-DD HH:MM:SS[.f]`; VECTOR `0.1,0.2` without brackets.
 * NULL is null, the empty string is ''. (The $CHAR(0) marker of the ObjectScript side never leaves src/backend/native.)
 */
export type IrisValue = null | string | number | bigint | Uint8Array;
