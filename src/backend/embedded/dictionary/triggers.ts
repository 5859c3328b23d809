import type { ReferentialAction } from '../iris-sql/ast.ts';
import { keyExpression, uniqueRules, type UniqueRule } from './physical.ts';
import {
  type ColumnRecord,
  type ForeignKeyRecord,
  type TableRecord,
  columnById,
  columnName,
  tableName,
} from './records.ts';

/**
 * Constraints as SQLite triggers. IRIS checks row by row, in the columns' collation, and names constraint and values in
 * its error; SQLite's own UNIQUE and FOREIGN KEY do none of that.
 */

/** Text of a column's default as an SQLite expression, for SET DEFAULT. */
export type DefaultSql = (column: ColumnRecord) => string;

export function createTriggersSql(
  table: TableRecord,
  targets: (foreignKey: ForeignKeyRecord) => TableRecord,
  defaultSql: DefaultSql,
): string[] {
  return [
    ...uniqueTriggers(table),
    ...table.foreignKeys
      .filter((foreignKey) => !foreignKey.noCheck)
      .flatMap((foreignKey) => [
        ...referencingTriggers(table, foreignKey, targets(foreignKey)),
        ...referencedTriggers(table, foreignKey, targets(foreignKey), defaultSql),
      ]),
  ];
}

function trigger(table: TableRecord, name: string, event: string, body: string): string {
  const temporary = table.temporary ? 'TEMP ' : '';
  return `CREATE ${temporary}TRIGGER IF NOT EXISTS ${name} ${event} ON ${tableName(table.id)} BEGIN ${body} END`;
}

function uniqueTriggers(table: TableRecord): string[] {
  const rules = uniqueRules(table);
  if (rules.length === 0) return [];
  const inserting = rules.map((rule) => uniqueCheck(table, rule, -119)).join(' ');
  const updating = rules.map((rule) => uniqueCheck(table, rule, -120)).join(' ');
  const names = [...new Set(rules.flatMap((rule) => rule.columns.map(columnName)))].join(', ');
  return [
    trigger(table, `u${table.id}i`, 'BEFORE INSERT', inserting),
    trigger(table, `u${table.id}u`, `BEFORE UPDATE OF ${names}`, updating),
  ];
}

/** NULLs are distinct; the empty string is a value. */
function uniqueCheck(table: TableRecord, rule: UniqueRule, sqlcode: number): string {
  const known = rule.columns.map((column) => `NEW.${columnName(column)} IS NOT NULL`);
  const same = rule.columns.map((column) => `${keyExpression(column)} = ${keyExpression(column, 'NEW.')}`);
  const values = rule.columns.map((column) => `NEW.${columnName(column)}`).join(', ');
  const others = sqlcode === -120 ? ['id <> OLD.id'] : [];
  // In a BEFORE INSERT trigger an id that SQLite is going to choose is -1.
  const chosen =
    rule.columns.some((column) => column.generated === 'identity') && sqlcode === -119
      ? ['NEW.id <> -1']
      : [];
  const exists = `EXISTS (SELECT 1 FROM ${tableName(table.id)} WHERE ${[...same, ...others].join(' AND ')})`;
  return `SELECT iris_unique_violation(${sqlcode}, ${table.id}, ${rule.id}, ${values}) WHERE ${[...known, ...chosen, exists].join(' AND ')};`;
}

interface Sides {
  /** child key = parent key, with the parent's collation */
  readonly matching: (child: string, parent: string) => string;
  readonly childNames: readonly string[];
  readonly parentNames: readonly string[];
}

function sides(child: TableRecord, foreignKey: ForeignKeyRecord, parent: TableRecord): Sides {
  const pairs = foreignKey.columns.map((id, i) => ({
    child: columnById(child, id),
    parent: columnById(parent, foreignKey.targetColumns[i] ?? 0),
  }));
  return {
    matching: (childPrefix, parentPrefix) =>
      pairs
        .map((pair) => {
          const asParent = { ...pair.parent, id: pair.child.id, generated: pair.child.generated };
          return `${keyExpression(asParent, childPrefix)} = ${keyExpression(pair.parent, parentPrefix)}`;
        })
        .join(' AND '),
    childNames: pairs.map((pair) => columnName(pair.child)),
    parentNames: pairs.map((pair) => columnName(pair.parent)),
  };
}

/** A row that references must find its target (-121, -122); a NULL in the key references nothing. */
function referencingTriggers(
  child: TableRecord,
  foreignKey: ForeignKeyRecord,
  parent: TableRecord,
): string[] {
  const { matching, childNames } = sides(child, foreignKey, parent);
  const values = childNames.map((name) => `NEW.${name}`).join(', ');
  const known = childNames.map((name) => `NEW.${name} IS NOT NULL`).join(' AND ');
  const check = (sqlcode: number) =>
    `SELECT iris_reference_violation(${sqlcode}, ${child.id}, ${foreignKey.id}, ${values}) WHERE ${known} AND NOT EXISTS (SELECT 1 FROM ${tableName(parent.id)} AS p WHERE ${matching('NEW.', 'p.')}) AND iris_checking();`;
  return [
    trigger(child, `f${foreignKey.id}i`, 'AFTER INSERT', check(-121)),
    trigger(child, `f${foreignKey.id}u`, `AFTER UPDATE OF ${childNames.join(', ')}`, check(-122)),
  ];
}

/** What happens to referencing rows when the referenced row goes or changes (-124, -123). */
function referencedTriggers(
  child: TableRecord,
  foreignKey: ForeignKeyRecord,
  parent: TableRecord,
  defaultSql: DefaultSql,
): string[] {
  const { matching, childNames, parentNames } = sides(child, foreignKey, parent);
  const childTable = tableName(child.id);
  const referencing = matching(`${childTable}.`, 'OLD.');
  const changed = parentNames.map((name) => `NEW.${name} IS NOT OLD.${name}`).join(' OR ');
  const refuse = (sqlcode: number, condition: string) =>
    `SELECT iris_reference_violation(${sqlcode}, ${child.id}, ${foreignKey.id}, ${parentNames.map((name) => `OLD.${name}`).join(', ')}) WHERE ${condition}EXISTS (SELECT 1 FROM ${childTable} WHERE ${referencing}) AND iris_checking();`;
  const assign = (values: readonly string[]) => {
    const list = childNames.map((name, i) => `${name} = ${values[i] ?? 'NULL'}`).join(', ');
    return `UPDATE ${childTable} SET ${list} WHERE ${referencing}`;
  };
  const setTo = (action: ReferentialAction): string | null => {
    if (action === 'SET NULL') return assign([]);
    if (action !== 'SET DEFAULT') return null;
    return assign(foreignKey.columns.map((id) => defaultSql(columnById(child, id))));
  };
  const deleting =
    foreignKey.onDelete === 'CASCADE'
      ? `DELETE FROM ${childTable} WHERE ${referencing};`
      : setTo(foreignKey.onDelete) === null
        ? refuse(-124, '')
        : `${setTo(foreignKey.onDelete) ?? ''};`;
  const cascade = assign(parentNames.map((name) => `NEW.${name}`));
  const action = foreignKey.onUpdate === 'CASCADE' ? cascade : setTo(foreignKey.onUpdate);
  const updating = action === null ? refuse(-123, `(${changed}) AND `) : `${action} AND (${changed});`;
  return [
    trigger(parent, `f${foreignKey.id}d`, 'AFTER DELETE', deleting),
    trigger(parent, `f${foreignKey.id}p`, `AFTER UPDATE OF ${parentNames.join(', ')}`, updating),
  ];
}

/** Names of the triggers that a foreign key puts on the table it references. */
export function referencedTriggerNames(foreignKey: ForeignKeyRecord): readonly string[] {
  return [`f${foreignKey.id}d`, `f${foreignKey.id}p`];
}
