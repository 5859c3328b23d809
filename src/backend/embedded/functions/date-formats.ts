import { IrisError } from '../../iris-session.ts';
import { convert, toText } from '../compile/conversion.ts';
import { expression } from '../compile/expression.ts';
import { call, literal } from '../compile/fragment.ts';
import { splitTimestamp } from '../values/calendar.ts';
import { DATE, type SqlType, TEXT, TIMESTAMP, isNumber } from '../values/sql-type.ts';
import { type FunctionDefinition, argumentOf } from './definition.ts';
import { formatMoment } from './format-moment.ts';
import { numberMask } from './number-mask.ts';
import { readMoment } from './read-moment.ts';
import { strict } from './user-function.ts';

const toChar: FunctionDefinition = {
  names: ['TO_CHAR'],
  arity: [1, 2],
  compile: (args, context) => {
    const [value, mask] = args;
    if (!value) throw new IrisError(-380, 'Too few arguments for TO_CHAR');
    if (!mask) return convert(value, TEXT, context);
    const format = toText(mask, context).sql;
    if (value.type.kind !== 'null' && isNumber(value.type)) {
      return expression(TEXT, call('iris_fn_to_char_number', toText(value, context).sql, format));
    }
    return expression(TEXT, call('iris_fn_to_char', argumentOf(value, 'timestamp', context).sql, format));
  },
  userFunctions: [
    strict('iris_fn_to_char', (moment, mask) =>
      formatMoment(BigInt(moment as number | bigint), String(mask)),
    ),
    strict('iris_fn_to_char_number', (number, mask) => numberMask(String(number), String(mask))),
  ],
};

/** TO_DATE and TO_TIMESTAMP: the text by a mask, which has a default. */
function reading(
  names: readonly string[],
  type: SqlType,
  defaultMask: string,
  key: string,
): FunctionDefinition {
  return {
    names,
    arity: [1, 2],
    compile: (args, context) => {
      const [text, mask] = args;
      if (!text) throw new IrisError(-380, `Too few arguments for ${names[0] ?? ''}`);
      const format = mask ? toText(mask, context).sql : literal(defaultMask);
      return expression(type, call(key, toText(text, context).sql, format));
    },
    userFunctions: [
      strict(key, (text, mask) => {
        const moment = readMoment(String(text), String(mask));
        return type.kind === 'date' ? BigInt(splitTimestamp(moment).day) : moment;
      }),
    ],
  };
}

export const DATE_FORMAT_FUNCTIONS: readonly FunctionDefinition[] = [
  toChar,
  reading(['TO_DATE'], DATE, 'DD MON YYYY', 'iris_fn_to_date'),
  reading(['TO_TIMESTAMP', 'TO_POSIXTIME'], TIMESTAMP, 'DD MON YYYY HH24:MI:SS', 'iris_fn_to_timestamp'),
];
