import type { Node } from '@pgsql/types';
import { bodies, body, strings } from '../parse/node.ts';
import type { StatementOption } from './statement.ts';

/** DefElem nodes as plain data. */
export function statementOptions(options: readonly Node[] | undefined): StatementOption[] {
  return bodies(options, 'DefElem').map((option) => ({
    name: option.defname ?? '',
    value: optionValue(option.arg),
  }));
}

/** An option's value as text: words, numbers, booleans; a list of words as a list; `*` as itself. */
function optionValue(node: Node | undefined): StatementOption['value'] {
  if (node === undefined) return null;
  if (body(node, 'A_Star') !== undefined) return '*';
  const list = body(node, 'List');
  if (list !== undefined) return strings(list.items);
  const typeName = body(node, 'TypeName');
  if (typeName !== undefined) return strings(typeName.names).at(-1) ?? null;
  const number = body(node, 'Integer');
  if (number !== undefined) return String(number.ival ?? 0);
  const truth = body(node, 'Boolean');
  if (truth !== undefined) return truth.boolval === true ? 'true' : 'false';
  return body(node, 'String')?.sval ?? body(node, 'Float')?.fval ?? null;
}
