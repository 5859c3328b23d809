import { quoteIdentifier } from '../quote.ts';
import type { MirrorGroup } from './mirror-group.ts';
import { tableKey } from './mirror-group.ts';
import type { MirrorNames } from './mirror-names.ts';
import { constraintName } from './oids.ts';
import { columnNames } from './mirrored-table.ts';
import type { MirroredTable } from './mirrored-table.ts';
import { pgObjectName } from './names.ts';
import { qualified } from './table.ts';

/** The table's foreign keys. One whose target or columns clients cannot see is left out. */
export function foreignKeyGroups(table: MirroredTable, names: MirrorNames): MirrorGroup[] {
  return table.source.foreignKeys.flatMap((foreignKey) => {
    const target = names.table(foreignKey.targetSchema, foreignKey.targetTable);
    const columns = columnNames(table, foreignKey.columns);
    const targetColumns = target && columnNames(target, foreignKey.targetColumns);
    if (!columns || !targetColumns) return [];
    const name = pgObjectName(foreignKey.name, table.madeByGateway);
    const object = `foreign key ${table.schema}.${table.name}.${name}`;
    const quoted = quoteIdentifier(name);
    const actions = `on delete ${foreignKey.onDelete.toLowerCase()} on update ${foreignKey.onUpdate.toLowerCase()}`;
    const add = `alter table ${qualified(table)} add constraint ${quoted}`;
    const plain = `${add} foreign key (${list(columns)}) references ${qualified(target)} (${list(targetColumns)}) ${actions}`;
    const declared = names.facts.foreignKey(table, name);
    const oid = names.oids.of('constraint', table.schema, constraintName(table.name, name));
    return [
      {
        kind: 'foreign key',
        key: object,
        create: [
          declared === null
            ? { object, sql: plain, oid }
            : { object, sql: `${add} ${declared}`, oid, fallback: plain },
        ],
        drop: {
          object,
          sql: `alter table if exists ${qualified(table)} drop constraint if exists ${quoted}`,
          oid: null,
        },
        tables: [tableKey(table.schema, table.name), tableKey(target.schema, target.name)],
        dependsOnAnything: false,
      },
    ];
  });
}

function list(names: readonly string[]): string {
  return names.map(quoteIdentifier).join(', ');
}
