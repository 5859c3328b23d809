import type { TranslationContext } from '../context.ts';
import type { OutputColumn } from '../plan.ts';
import { familyOf } from './family.ts';

/** A column with its element type where a lane has to be told it: arrays of enums. */
export function withElement(column: OutputColumn, context: TranslationContext): OutputColumn {
  const elementOid = context.type(column.typeOid)?.elementOid ?? 0;
  return elementOid !== 0 && familyOf(elementOid, context) === 'enum' ? { ...column, elementOid } : column;
}
