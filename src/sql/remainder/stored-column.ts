import type { Relation, RelationColumn, TranslationContext } from '../context.ts';
import { withElement } from '../expression/element.ts';
import type { OutputColumn } from '../plan.ts';

/** pg_type.oid of text and int4 (pg_type.dat) */
const TEXT = 25;
const INT4 = 23;

/** A table's column as a plan emits it. */
export function storedColumn(
  relation: Relation,
  { name, attnum, typeOid, typmod }: RelationColumn,
  context: TranslationContext,
): OutputColumn {
  const column = { name, tableOid: relation.oid, attribute: attnum, typeOid, typeSize: -1, typmod };
  return withElement(column, context);
}

/** %ID as text, whatever its form is in IRIS. */
export const ROW_ID_COLUMN: OutputColumn = unnamed(TEXT);

/** The number of a row within a statement. */
export const POSITION_COLUMN: OutputColumn = unnamed(INT4);

function unnamed(typeOid: number): OutputColumn {
  return { name: '', tableOid: 0, attribute: 0, typeOid, typeSize: -1, typmod: -1 };
}
