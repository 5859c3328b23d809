import type { Item } from '../wire/item.ts';
import { readList } from '../wire/read-list.ts';
import { writeList } from '../wire/write-list.ts';
import { itemOf, type ObjectValue } from './object-value.ts';
import { thrown } from './thrown.ts';

/** Most characters of one string (iris-sql.md 6.7). */
export const MAXSTRING = 3_641_144;

/** $LISTBUILD. @throws Thrown <MAXSTRING> */
export function listText(values: readonly ObjectValue[]): string {
  return limited(writeList(values.map(elementOf)).toString('latin1'));
}

/** The elements of a $LIST that holds text and integers. @throws ListError */
export function listElements(list: string): Item[] {
  return readList(Buffer.from(list, 'latin1'));
}

/** @throws Thrown <MAXSTRING> */
export function limited(text: string): string {
  if (text.length > MAXSTRING) throw thrown('<MAXSTRING>', '');
  return text;
}

function elementOf(value: ObjectValue): Item {
  return itemOf(value, () => {
    throw thrown('<ILLEGAL VALUE>', 'an object is no list element');
  });
}
