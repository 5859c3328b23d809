import { IrisError } from '../../iris-session.ts';
import { commonType } from '../compile/common-type.ts';
import { comparable, compareSql, sortKey } from '../compile/comparison.ts';
import type { CompileContext } from '../compile/context.ts';
import { convert } from '../compile/conversion.ts';
import { type Expression, NULL_EXPRESSION, expression } from '../compile/expression.ts';
import { type Fragment, joined, raw, sqlite } from '../compile/fragment.ts';
import type { FunctionDefinition } from './definition.ts';

/** All values in the type they have in common. */
export function unified(values: readonly Expression[], context: CompileContext): readonly Expression[] {
  const type = commonType(values.map((value) => value.type));
  const typed = values.filter((value) => value.constant === null || value.constant.kind === 'number');
  // Parameters and string literals take the type of the others.
  const target = typed.length > 0 ? commonType(typed.map((value) => value.type)) : type;
  return values.map((value) => convert(value, target, context));
}

function coalesced(args: readonly Expression[], context: CompileContext): Expression {
  const values = unified(args, context);
  const { type } = values[0] ?? NULL_EXPRESSION;
  return expression(type, sqlite`coalesce(${list(values)})`, {
    nullable: values.every((value) => value.nullable),
    collationRank: Math.max(...values.map((value) => value.collationRank)) as 0 | 1 | 2,
  });
}

const coalesce: FunctionDefinition = {
  names: ['COALESCE'],
  arity: [2, 1000],
  compile: coalesced,
  userFunctions: [],
};

const ifNullTwo: FunctionDefinition = {
  names: ['NVL', 'ISNULL'],
  arity: [2, 2],
  compile: coalesced,
  userFunctions: [],
};

/** IFNULL(x, ifNull) and IFNULL(x, ifNull, ifNotNull) (RSQL_ifnull). */
const ifNull: FunctionDefinition = {
  names: ['IFNULL'],
  arity: [2, 3],
  compile: (args, context) => {
    const [value, whenNull, whenNot] = args;
    if (!value || !whenNull) throw tooFew();
    if (!whenNot) return coalesced(args, context);
    const [a, b] = unified([whenNull, whenNot], context);
    if (!a || !b) throw tooFew();
    return expression(a.type, sqlite`CASE WHEN ${value.sql} IS NULL THEN ${a.sql} ELSE ${b.sql} END`);
  },
  userFunctions: [],
};

/** NULLIF(a, b): the type is the first argument's. */
const nullIf: FunctionDefinition = {
  names: ['NULLIF'],
  arity: [2, 2],
  compile: (args, context) => {
    const [a, b] = args;
    if (!a || !b) throw tooFew();
    return expression(
      a.type,
      sqlite`CASE WHEN ${compareSql('=', a, b, context)} THEN NULL ELSE ${a.sql} END`,
      {
        collationRank: a.collationRank,
      },
    );
  },
  userFunctions: [],
};

/** NULL when an argument is NULL (iris-sql.md section 4, greatest row). */
function extreme(name: 'GREATEST' | 'LEAST'): FunctionDefinition {
  const operator = name === 'GREATEST' ? '>=' : '<=';
  return {
    names: [name],
    arity: [2, 1000],
    compile: (args, context) => {
      const values = unified(args, context);
      const [first, ...rest] = values;
      if (!first) throw tooFew();
      if (first.type.kind !== 'text') {
        const sqlName = name === 'GREATEST' ? 'max' : 'min';
        return expression(first.type, sqlite`${sqlName}(${list(values)})`);
      }
      // Text is ordered by its collation: each pair is compared by sort key.
      const chosen = rest.reduce<Fragment>((best, value) => {
        const left = sortKey({ ...first, sql: best }, context);
        const right = sortKey(value, context);
        return sqlite`CASE WHEN ${left} ${operator} ${right} THEN ${best} WHEN ${right} IS NULL OR ${left} IS NULL THEN NULL ELSE ${value.sql} END`;
      }, first.sql);
      return expression(first.type, chosen);
    },
    userFunctions: [],
  };
}

/** DECODE(x, value, result, ..., default): NULL equals NULL (RSQL_decode). */
const decode: FunctionDefinition = {
  names: ['DECODE'],
  arity: [3, 1000],
  compile: (args, context) => {
    const [operand, ...rest] = args;
    if (!operand) throw tooFew();
    const pairs = Array.from({ length: Math.floor(rest.length / 2) }, (_, i) => ({
      when: rest[2 * i] ?? NULL_EXPRESSION,
      result: rest[2 * i + 1] ?? NULL_EXPRESSION,
    }));
    const otherwise = rest.length % 2 === 1 ? (rest.at(-1) ?? NULL_EXPRESSION) : NULL_EXPRESSION;
    const results = unified([...pairs.map((pair) => pair.result), otherwise], context);
    const branches = pairs.map((pair, i) => {
      const sides = comparable(operand, pair.when, 'equality', context);
      return sqlite`WHEN ${sides.left} IS ${sides.right} THEN ${results[i]?.sql ?? raw('NULL')}`;
    });
    const type = results[0]?.type ?? NULL_EXPRESSION.type;
    return expression(
      type,
      sqlite`CASE ${joined(branches, ' ')} ELSE ${results.at(-1)?.sql ?? raw('NULL')} END`,
    );
  },
  userFunctions: [],
};

function list(values: readonly Expression[]): Fragment {
  return joined(
    values.map((value) => value.sql),
    ', ',
  );
}

function tooFew(): IrisError {
  return new IrisError(-380, 'Too few arguments for the SQL function');
}

export const CONDITIONAL_FUNCTIONS: readonly FunctionDefinition[] = [
  coalesce,
  ifNullTwo,
  ifNull,
  nullIf,
  extreme('GREATEST'),
  extreme('LEAST'),
  decode,
];
