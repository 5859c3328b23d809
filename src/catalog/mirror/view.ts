import { quoteIdentifier } from '../quote.ts';
import { columnType, typeOfIris } from './column-type.ts';
import type { MirrorGroup } from './mirror-group.ts';
import type { MirrorNames } from './mirror-names.ts';
import type { MirroredColumn, MirroredTable } from './mirrored-table.ts';
import { qualified } from './table.ts';

/**
 * A view. Where PostgreSQL's text of the definition is not known (made in IRIS) or does not work here, it is a view that
 * selects a typed NULL for each column and no rows: clients see its name, kind, columns and types; only its definition
 * says nothing.
 */
export function viewGroup(view: MirroredTable, { oids }: MirrorNames): MirrorGroup {
  const key = `view ${view.schema}.${view.name}`;
  const { definition } = view.source;
  const outline = createOutline(view, ({ source }) => columnType(source));
  return {
    kind: 'view',
    key,
    create: [
      {
        object: key,
        sql: definition === null ? outline : `create view ${qualified(view)} as ${definition}`,
        oid: oids.of('view', view.schema, view.name),
        fallback: createOutline(view, ({ source }) => typeOfIris(source.irisType)),
        mayWait: definition !== null,
      },
    ],
    drop: { object: key, sql: `drop view if exists ${qualified(view)} cascade`, oid: null },
    tables: [],
    dependsOnAnything: definition !== null,
  };
}

function createOutline(view: MirroredTable, typeOf: (column: MirroredColumn) => string): string {
  const columns = view.columns.map((column) => `null::${typeOf(column)} as ${quoteIdentifier(column.name)}`);
  return `create view ${qualified(view)} as select ${columns.join(', ')} where false`;
}
