import { fixed, fixedInteger, refuse, value, written, type Call, type Rule } from '../expression/call.ts';
import type { Family } from '../expression/family.ts';
import { fragment, raw, stringLiteral, type Fragment } from '../iris/fragment.ts';

const TEXT: readonly Family[] = ['text'];
const INTEGER: readonly Family[] = ['integer'];

function substring(call: Call): Fragment {
  const text = value(call, 0);
  if (call.args.length === 2) return fragment`SUBSTRING(${text}, ${value(call, 1)})`;
  return fragment`SUBSTRING(${text}, ${value(call, 1)}, ${value(call, 2)})`;
}

/** A count that is written in the statement and not below 0. */
function plainCount(call: Call): Fragment | null {
  const count = written(call, 1);
  return count !== undefined && count !== null && !count.startsWith('-') ? raw(count) : null;
}

/** left(): a count below 0 leaves that many off the end. */
function left(call: Call): Fragment {
  const text = value(call, 0);
  const plain = plainCount(call);
  if (plain !== null) return fragment`SUBSTRING(${text}, 1, ${plain})`;
  const count = value(call, 1);
  const rest = fragment`(CHAR_LENGTH(${text}) + ${count})`;
  const length = fragment`CASE WHEN ${count} >= 0 THEN ${count} WHEN ${rest} > 0 THEN ${rest} ELSE 0 END`;
  return fragment`CASE WHEN ${count} IS NOT NULL THEN SUBSTRING(${text}, 1, ${length}) END`;
}

/** right(): a count below 0 leaves that many off the start. */
function right(call: Call): Fragment {
  const text = value(call, 0);
  const plain = plainCount(call);
  const count = plain ?? value(call, 1);
  const start = fragment`((CHAR_LENGTH(${text}) - ${count}) + 1)`;
  if (plain !== null) return fragment`SUBSTRING(${text}, CASE WHEN (${start} > 1) THEN ${start} ELSE 1 END)`;
  const first = fragment`CASE WHEN ${count} < 0 THEN (1 - ${count}) WHEN ${start} > 1 THEN ${start} ELSE 1 END`;
  return fragment`CASE WHEN ${count} IS NOT NULL THEN SUBSTRING(${text}, ${first}) END`;
}

/** split_part(): a part that is not there is '', for $PIECE it is NULL. */
function splitPart(call: Call): Fragment {
  const delimiter = fixed(call, 1);
  const index = fixedInteger(call, 2);
  if (delimiter === null || delimiter === '' || index === null || index < 1) {
    throw refuse(call, ' with such a delimiter or position');
  }
  const text = value(call, 0);
  const piece = fragment`$PIECE(${text}, ${stringLiteral(delimiter)}, ${raw(String(index))})`;
  return fragment`CASE WHEN ${text} IS NOT NULL THEN COALESCE(${piece}, '') END`;
}

/** lpad and rpad to a length above 0: IRIS's results for 0 differ ([django]). */
function pad(irisName: 'LPAD' | 'RPAD'): (call: Call) => Fragment {
  return (call) => {
    const length = fixedInteger(call, 1);
    const fill = call.args.length === 3 ? fixed(call, 2) : ' ';
    if (length === null || length < 1 || fill === null || fill === '')
      throw refuse(call, ' with such a length or fill');
    return fragment`${raw(irisName)}(${value(call, 0)}, ${raw(String(length))}, ${stringLiteral(fill)})`;
  };
}

/** Parts of strings and padding. */
export const STRING_PARTS: readonly Rule[] = [
  ...['substring', 'substr'].flatMap((name): Rule[] => [
    { name, takes: [TEXT, INTEGER], gives: 'value', print: substring },
    { name, takes: [TEXT, INTEGER, INTEGER], gives: 'value', print: substring },
  ]),
  { name: 'left', takes: [TEXT, INTEGER], gives: 'value', print: left },
  { name: 'right', takes: [TEXT, INTEGER], gives: 'value', print: right },
  { name: 'split_part', takes: [TEXT, TEXT, INTEGER], gives: 'value', print: splitPart },
  { name: 'lpad', takes: [TEXT, INTEGER], gives: 'value', print: pad('LPAD') },
  { name: 'lpad', takes: [TEXT, INTEGER, TEXT], gives: 'value', print: pad('LPAD') },
  { name: 'rpad', takes: [TEXT, INTEGER], gives: 'value', print: pad('RPAD') },
  { name: 'rpad', takes: [TEXT, INTEGER, TEXT], gives: 'value', print: pad('RPAD') },
];
