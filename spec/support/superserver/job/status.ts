import type { ObjectValue } from './object-value.ts';
import { listElements, listText } from './list-text.ts';
import type { IrisError } from '../../../../src/backend/iris-session.ts';

/** %Status of success. */
export const OK: ObjectValue = 1n;

/** Error number of SQL failures within a %Status (iris-sql.md 8.1). */
const SQL_ERROR = 5540n;

const GENERAL_ERROR = 5001n;

/** %Status of a failure: "0 " and a $LIST of errors, each a $LIST of its number and texts. */
export function sqlErrorStatus({ sqlcode, message }: IrisError): string {
  return `0 ${listText([listText([SQL_ERROR, BigInt(sqlcode), message])])}`;
}

export function errorStatus(text: string): string {
  return `0 ${listText([listText([GENERAL_ERROR, text])])}`;
}

/** What %SYSTEM.Status.GetErrorText makes of a %Status; empty for success. */
export function statusText(status: string): string {
  if (!status.startsWith('0 ')) return '';
  return listElements(status.slice(2))
    .map((item) => (item.kind === 'text' ? errorText(item.text) : ''))
    .join('\r\n');
}

function errorText(error: string): string {
  const [number, ...parameters] = listElements(error).map((item) => {
    if (item.kind === 'integer') return String(item.value);
    return item.kind === 'text' ? item.text : '';
  });
  if (number === String(SQL_ERROR)) {
    const [sqlcode = '', message = ''] = parameters;
    return `ERROR #${number}: SQLCODE: ${sqlcode} Message: ${message}`;
  }
  return `ERROR #${number ?? ''}: ${parameters.join(' ')}`;
}
