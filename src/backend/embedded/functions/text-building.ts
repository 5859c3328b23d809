import { createHash, randomUUID } from 'node:crypto';
import { IrisError } from '../../iris-session.ts';
import { toText } from '../compile/conversion.ts';
import { expression } from '../compile/expression.ts';
import { call, joined, sqlite } from '../compile/fragment.ts';
import { BINARY, TEXT } from '../values/sql-type.ts';
import { type FunctionDefinition, argumentOf, scalarFunction } from './definition.ts';

/** Two arguments, NULL when one is (RSQL_concat). */
const concat: FunctionDefinition = {
  names: ['CONCAT'],
  arity: [2, 2],
  compile: (args, context) => {
    const texts = args.map((arg) => toText(arg, context).sql);
    return expression(TEXT, sqlite`(${joined(texts, ' || ')})`);
  },
  userFunctions: [],
};

/** Drops NULL and '' arguments; all NULL gives NULL (RSQL_string). */
const string: FunctionDefinition = {
  names: ['STRING'],
  arity: [1, 1000],
  compile: (args, context) =>
    expression(TEXT, call('iris_fn_string', ...args.map((arg) => toText(arg, context).sql))),
  userFunctions: [
    {
      name: 'iris_fn_string',
      deterministic: true,
      run: (...args) => {
        const known = args.filter((arg) => arg !== null);
        return known.length === 0 ? null : known.join('');
      },
    },
  ],
};

/** HASHBYTES('SHA2_256' ..., x): the digest as bytes, from 2025.1. */
const hashBytes: FunctionDefinition = {
  names: ['HASHBYTES'],
  arity: [2, 2],
  since: [2025, 1],
  compile: (args, context) => {
    const [algorithm, data] = args;
    if (!algorithm || !data) throw new IrisError(-380, 'Too few arguments for HASHBYTES');
    const input = data.type.kind === 'binary' ? data : argumentOf(data, 'text', context);
    return expression(BINARY, call('iris_fn_hashbytes', toText(algorithm, context).sql, input.sql));
  },
  userFunctions: [
    {
      name: 'iris_fn_hashbytes',
      deterministic: true,
      run: (algorithm, data) => {
        if (algorithm === null || algorithm === undefined || data === null || data === undefined) return null;
        const name = HASHES.get(String(algorithm).toUpperCase());
        if (name === undefined)
          throw new IrisError(-400, `HASHBYTES: unknown algorithm '${String(algorithm)}'`);
        const bytes = data instanceof Uint8Array ? data : Buffer.from(String(data), 'utf8');
        return createHash(name).update(bytes).digest();
      },
    },
  ],
};

const HASHES: ReadonlyMap<string, string> = new Map([
  ['SHA256', 'sha256'],
  ['SHA2_256', 'sha256'],
  ['SHA384', 'sha384'],
  ['SHA2_384', 'sha384'],
  ['SHA512', 'sha512'],
  ['SHA2_512', 'sha512'],
]);

/** A GUID in upper case (RSQL_tsqlnewid; %SYSTEM.Util.CreateGUID()). */
const newId: FunctionDefinition = {
  names: ['$TSQL_NEWID', '%SYSTEM.UTIL_CREATEGUID', '%SYSTEM_UTIL.CREATEGUID'],
  arity: [0, 0],
  compile: () => expression(TEXT, call('iris_fn_newid'), { nullable: false }),
  userFunctions: [{ name: 'iris_fn_newid', deterministic: false, run: () => randomUUID().toUpperCase() }],
};

const bitLength = scalarFunction({
  names: ['BIT_LENGTH'],
  takes: ['text'],
  gives: 'integer',
  run: (s) => s.length * 8,
});

export const TEXT_BUILDING_FUNCTIONS: readonly FunctionDefinition[] = [
  concat,
  string,
  hashBytes,
  newId,
  bitLength,
];
