import { IrisError } from '../../iris-session.ts';
import { relationSource } from '../dictionary/relation-source.ts';
import { type FromItem, type Join, type JsonTable, type TableReference, nameKey } from '../iris-sql/ast.ts';
import { BIGINT } from '../values/sql-type.ts';
import { compareSql } from './comparison.ts';
import type { CompileContext, QueryColumn } from './context.ts';
import { convert, toText } from './conversion.ts';
import { castTarget, columnType } from './data-type.ts';
import { expression } from './expression.ts';
import { type Fragment, call, joined, literal, raw, sqlite } from './fragment.ts';
import { EMPTY_SCOPE, type Scope, type Source, type SourceColumn } from './scope.ts';

/** FROM in two steps: the names first, the SQL when it is known whether %VID is used. */
export interface CompiledFrom {
  readonly sources: readonly Source[];
  readonly print: () => Fragment;
}

interface Item {
  readonly sources: readonly Source[];
  readonly print: () => Fragment;
}

/**
 * @param outer the scope round the query: common tables, and what lateral items see
 * @throws IrisError -30 unknown table, -20 duplicate label
 */
export function compileFrom(items: readonly FromItem[], outer: Scope, context: CompileContext): CompiledFrom {
  let sources: readonly Source[] = [];
  const compiled: Item[] = [];
  for (const item of items) {
    const next = compileItem(item, sources, outer, context);
    sources = [...sources, ...next.sources];
    compiled.push(next);
  }
  refuseDuplicates(sources);
  return {
    sources,
    print: () =>
      joined(
        compiled.map((item) => item.print()),
        ' JOIN ',
      ),
  };
}

function refuseDuplicates(sources: readonly Source[]): void {
  const seen = new Set<string>();
  for (const { key, schemaKey } of sources) {
    if (key === null) continue;
    const label = `${schemaKey ?? ''}.${key}`;
    if (seen.has(label)) throw new IrisError(-20, `Name conflict in the FROM clause over label '${key}'`);
    seen.add(label);
  }
}

function compileItem(item: FromItem, before: readonly Source[], outer: Scope, context: CompileContext): Item {
  switch (item.kind) {
    case 'table':
      return tableItem(item, outer, context);
    case 'derived': {
      if (item.lateral)
        throw new IrisError(-400, 'LATERAL subqueries are not supported by the embedded engine');
      const query = context.query(item.query, { ...EMPTY_SCOPE, commonTables: outer.commonTables });
      return derivedItem(query.sql, query.columns, item.alias, context);
    }
    case 'jsonTable':
      return jsonTableItem(item, before, outer, context);
    case 'tableFunction':
      throw new IrisError(-428, `Stored procedure '${item.function.name}' not found`);
    case 'join':
      return joinItem(item, before, outer, context);
  }
}

function tableItem(item: TableReference, outer: Scope, context: CompileContext): Item {
  const { table } = item;
  const common = table.schema === null ? outer.commonTables.get(nameKey(table.name)) : undefined;
  const key = nameKey(item.alias ?? table.name);
  if (common) {
    const alias = context.alias();
    const source = sourceOf(alias, key, null, common.columns);
    return { sources: [source], print: () => numbered(raw(common.sqliteName), source) };
  }
  const relation = context.dictionary.find(table.schema, table.name);
  if (!relation) {
    throw new IrisError(-30, `Table '${table.schema ?? 'SQLUSER'}.${table.name}' not found`);
  }
  if (relation.kind !== 'system') context.relations.add(relation.id);
  if (relation.kind === 'view') {
    const query = context.query(relation.query, null);
    const columns = query.columns.map((column, i) => ({
      ...column,
      name: relation.columns[i]?.name ?? column.name,
    }));
    return derivedItem(
      query.sql,
      columns,
      item.alias ?? table.name,
      context,
      item.alias === null ? relation.schema : null,
    );
  }
  const alias = context.alias();
  const made = relationSource(
    relation,
    alias,
    key,
    item.alias === null ? nameKey(relation.schema) : null,
    context,
  );
  return { sources: [made.source], print: () => sqlite`${made.sql} AS ${alias}` };
}

function derivedItem(
  query: Fragment,
  columns: readonly QueryColumn[],
  label: string | null,
  context: CompileContext,
  schema: string | null = null,
): Item {
  const alias = context.alias();
  const source = sourceOf(
    alias,
    label === null ? null : nameKey(label),
    schema === null ? null : nameKey(schema),
    columns,
  );
  return { sources: [source], print: () => numbered(sqlite`(${query})`, source) };
}

/** %VID numbers the rows of a derived table from 1. */
function numbered(table: Fragment, source: Source): Fragment {
  if (source.rowNumber?.used !== true) return sqlite`${table} AS ${source.alias}`;
  return sqlite`(SELECT row_number() OVER () AS vid, * FROM ${table}) AS ${source.alias}`;
}

function sourceOf(
  alias: string,
  key: string | null,
  schemaKey: string | null,
  columns: readonly QueryColumn[],
): Source {
  return {
    key,
    schemaKey,
    alias,
    columns: columns.map(
      (column, i): SourceColumn => ({
        name: column.name,
        value: expression(column.type, raw(`${alias}.o${i + 1}`), {
          nullable: column.nullable,
          collationRank: column.collationRank,
        }),
      }),
    ),
    rowId: null,
    rowNumber: { used: false },
  };
}

/** JSON_TABLE: a user function turns the document into rows of text, SQLite's json_each unrolls them. */
function jsonTableItem(
  item: JsonTable,
  before: readonly Source[],
  outer: Scope,
  context: CompileContext,
): Item {
  const alias = context.alias();
  const scope: Scope = { ...EMPTY_SCOPE, outer, sources: before, commonTables: outer.commonTables };
  const document = toText(context.scalar(item.document, scope), context).sql;
  const paths = item.columns.map((column) => (column.kind === 'value' ? column.path : null));
  const rows = call('iris_json_rows', document, literal(item.path), literal(JSON.stringify(paths)));
  const columns = item.columns.map((column, i): SourceColumn => {
    if (column.kind === 'ordinality') {
      return { name: column.name, value: expression(BIGINT, raw(`(${alias}.key + 1)`), { nullable: false }) };
    }
    const text = expression(
      { kind: 'text', length: null, collation: { name: 'EXACT', length: null } },
      raw(`(${alias}.value ->> ${i})`),
    );
    const type =
      column.type.className === '%Library.String' ? columnType(column.type) : castTarget(column.type);
    return { name: column.name, value: convert(text, type, context) };
  });
  const source: Source = {
    key: item.alias === null ? null : nameKey(item.alias),
    schemaKey: null,
    alias,
    columns,
    rowId: null,
    rowNumber: null,
  };
  return { sources: [source], print: () => sqlite`json_each(${rows}) AS ${alias}` };
}

function joinItem(item: Join, before: readonly Source[], outer: Scope, context: CompileContext): Item {
  const left = compileItem(item.left, before, outer, context);
  const right = compileItem(item.right, [...before, ...left.sources], outer, context);
  const condition = joinCondition(item, left.sources, right.sources, outer, context, before);
  const nullable = (side: readonly Source[]) => side.map(withNulls);
  const visible = [
    ...(item.type === 'RIGHT' || item.type === 'FULL' ? nullable(left.sources) : left.sources),
    ...(item.type === 'LEFT' || item.type === 'FULL' ? nullable(right.sources) : right.sources),
  ];
  return {
    sources: visible,
    print: () => {
      // A join on the right keeps its own parentheses.
      const other = item.right.kind === 'join' ? sqlite`(${right.print()})` : right.print();
      const on = condition === null ? raw('') : sqlite` ON ${condition}`;
      const inner = item.type === 'INNER' || item.type === 'CROSS';
      return sqlite`(${left.print()} ${inner ? 'JOIN' : `${item.type} JOIN`} ${other}${on})`;
    },
  };
}

/** The columns of an outer join's optional side can be NULL. */
function withNulls(source: Source): Source {
  return {
    ...source,
    columns: source.columns.map((column) => ({ ...column, value: { ...column.value, nullable: true } })),
    rowId: source.rowId === null ? null : { ...source.rowId, nullable: true },
  };
}

function joinCondition(
  item: Join,
  left: readonly Source[],
  right: readonly Source[],
  outer: Scope,
  context: CompileContext,
  before: readonly Source[],
): Fragment | null {
  const { constraint } = item;
  if (constraint === null) return null;
  if (constraint.kind === 'on') {
    const scope: Scope = {
      ...EMPTY_SCOPE,
      outer,
      sources: [...before, ...left, ...right],
      commonTables: outer.commonTables,
    };
    return context.condition(constraint.condition, scope);
  }
  const names =
    constraint.kind === 'using'
      ? constraint.columns
      : left
          .flatMap((source) => source.columns.map((column) => column.name))
          .filter((name) => columnIn(right, name));
  if (names.length === 0) return null;
  const tests = names.map((name) => {
    const [a, b] = [columnIn(left, name), columnIn(right, name)];
    if (!a || !b) throw new IrisError(-29, `Field '${name}' not found in the applicable tables`);
    return compareSql('=', a.value, b.value, context);
  });
  return joined(tests, ' AND ');
}

function columnIn(sources: readonly Source[], name: string): SourceColumn | undefined {
  const key = nameKey(name);
  for (const source of sources) {
    const found = source.columns.find((column) => nameKey(column.name) === key);
    if (found) return found;
  }
  return undefined;
}
