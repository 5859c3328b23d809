import { asText } from '../expression/cast.ts';
import { isWritten, TEXTS, value, values, written, type Call, type Rule } from '../expression/call.ts';
import type { Family } from '../expression/family.ts';
import { fragment, join, raw, type Fragment } from '../iris/fragment.ts';
import { startsWith } from '../operators/patterns.ts';

const TEXT: readonly Family[] = ['text'];
const INTEGER: readonly Family[] = ['integer'];
const ANY: readonly Family[] = [
  'text',
  'bpchar',
  'integer',
  'boolean',
  'uuid',
  'date',
  'json',
  'jsonb',
  'enum',
  'numeric',
  'float',
  'time',
  'timestamp',
  'timestamptz',
  'interval',
  'array',
  'bytea',
  'vector',
  'other',
];

/** A function of IRIS with the same arguments in the same order. */
function same(name: string, irisName: string, takes: readonly (readonly Family[])[]): Rule {
  return {
    name,
    takes,
    gives: 'value',
    print: (call) => fragment`${raw(irisName)}(${join(values(call), ', ')})`,
  };
}

/** Arguments as their types' output functions write them: of boolean that is t and f, where a cast says true and false. */
function texts({ args, families, scope, print, location }: Call, from = 0): Fragment[] {
  return args.slice(from).map((arg, i) => {
    if (families[from + i] !== 'boolean') return asText(arg, scope, print, location);
    return fragment`CASE ${print.scalar(arg, scope)} WHEN 1 THEN 't' WHEN 0 THEN 'f' END`;
  });
}

/** concat() reads NULL as ''; STRING leaves NULLs out but is NULL when nothing is left (RSQL_string). */
function concat(call: Call): Fragment {
  return fragment`COALESCE(STRING(${join(texts(call), ', ')}), '')`;
}

/** concat_ws(): each argument that is not NULL brings its separator along; the first one is cut off. */
function concatWithSeparator(call: Call): Fragment {
  const separator = value(call, 0);
  const parts = texts(call, 1).map((text) => fragment`(${separator} || ${text})`);
  const all = fragment`STRING(${join(parts, ', ')})`;
  const rest = fragment`COALESCE(SUBSTRING(${all}, (CHAR_LENGTH(${separator}) + 1)), '')`;
  return isWritten(call, 0) ? rest : fragment`CASE WHEN (${separator} IS NOT NULL) THEN ${rest} END`;
}

/** repeat() with a count below 1 is ''. */
function repeat(call: Call): Fragment {
  const text = value(call, 0);
  const count = value(call, 1);
  const repeated = fragment`REPEAT(${text}, ${count})`;
  const plain = written(call, 1) ?? '';
  if (Number(plain) > 0) return repeated;
  return fragment`CASE WHEN (${count} > 0) THEN ${repeated} WHEN ((${text} IS NOT NULL) AND (${count} IS NOT NULL)) THEN '' END`;
}

/** ascii('') is 0. */
function ascii(call: Call): Fragment {
  const text = value(call, 0);
  return fragment`CASE WHEN ${text} = '' THEN 0 ELSE ASCII(${text}) END`;
}

function trim(name: string, side: 'BOTH' | 'LEADING' | 'TRAILING'): Rule[] {
  return [
    {
      name,
      takes: [TEXT],
      gives: 'value',
      print: (call) => fragment`TRIM(${raw(side)} ' ' FROM ${value(call, 0)})`,
    },
    {
      name,
      takes: [TEXT, TEXT],
      gives: 'value',
      // No characters to trim is nothing to trim; IRIS does not say what it does then.
      print: (call) =>
        written(call, 1) === ''
          ? value(call, 0)
          : fragment`TRIM(${raw(side)} ${value(call, 1)} FROM ${value(call, 0)})`,
    },
  ];
}

/** Arguments of strpos and position are (whole, part). */
function position(call: Call): Fragment {
  const whole = value(call, 0);
  const part = value(call, 1);
  const found = fragment`POSITION(${part} IN ${whole})`;
  if (isWritten(call, 1)) return found;
  return fragment`CASE WHEN ((${part} = '') AND (${whole} IS NOT NULL)) THEN 1 ELSE ${found} END`;
}

/** String functions (manual 9.4) that IRIS has, by iris-sql.md section 4. LENGTH would ignore trailing blanks. */
export const STRINGS: readonly Rule[] = [
  same('lower', 'LOWER', [TEXT]),
  same('upper', 'UPPER', [TEXT]),
  same('length', 'CHAR_LENGTH', [TEXTS]),
  same('char_length', 'CHAR_LENGTH', [TEXTS]),
  same('character_length', 'CHAR_LENGTH', [TEXTS]),
  same('reverse', 'REVERSE', [TEXT]),
  same('replace', 'REPLACE', [TEXT, TEXT, TEXT]),
  same('translate', '$TRANSLATE', [TEXT, TEXT, TEXT]),
  same('chr', 'CHAR', [INTEGER]),
  ...trim('btrim', 'BOTH'),
  ...trim('ltrim', 'LEADING'),
  ...trim('rtrim', 'TRAILING'),
  { name: 'position', takes: [TEXT, TEXT], gives: 'value', print: position },
  { name: 'strpos', takes: [TEXT, TEXT], gives: 'value', print: position },
  { name: 'starts_with', takes: [TEXT, TEXT], gives: 'condition', print: startsWith },
  { name: 'ascii', takes: [TEXT], gives: 'value', print: ascii },
  { name: 'repeat', takes: [TEXT, INTEGER], gives: 'value', print: repeat },
  { name: 'concat', takes: [ANY], variadic: true, gives: 'value', print: concat },
  { name: 'concat_ws', takes: [TEXT, ANY], variadic: true, gives: 'value', print: concatWithSeparator },
];
