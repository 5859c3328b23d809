import { IrisError } from '../../iris-session.ts';
import { createContext } from '../compile/statement.ts';
import { fullName } from '../dictionary/records.ts';
import { type CreateView, nameKey } from '../iris-sql/ast.ts';
import { DONE, type DefinitionContext, type DefinitionResult, schemaFor, timeNow } from './context.ts';

/** @throws IrisError -201 name taken, -142 wrong number of columns, -97 duplicate names */
export function createView(statement: CreateView, context: DefinitionContext): DefinitionResult {
  const { dictionary } = context;
  const old = dictionary.find(statement.view.schema, statement.view.name);
  if (old && !(statement.orReplace && old.kind === 'view')) {
    throw new IrisError(-201, `Table or view name not unique: '${fullName(old)}'`);
  }
  const compile = createContext(context);
  const query = compile.query(statement.query, null);
  const names = statement.columns ?? query.columns.map((column) => column.name);
  if (names.length !== query.columns.length) {
    throw new IrisError(-142, 'Number of view columns differs from the number of SELECT items');
  }
  if (new Set(names.map(nameKey)).size !== names.length) {
    throw new IrisError(-97, 'Duplicate column names in the view');
  }
  if (old && compile.relations.has(old.kind === 'view' ? old.id : 0)) {
    throw new IrisError(-400, `View '${fullName(old)}' would read itself`);
  }
  const now = timeNow();
  dictionary.store.save({
    kind: 'view',
    id: old?.kind === 'view' ? old.id : dictionary.store.newId(),
    schema: schemaFor(statement.view, context),
    name: statement.view.name,
    columns: query.columns.map(({ type, nullable }, i) => ({ name: names[i] ?? '', type, nullable })),
    query: statement.query,
    text: statement.text,
    checkOption: statement.checkOption,
    readOnly: statement.readOnly,
    uses: [...compile.relations],
    changed: now,
    created: old?.kind === 'view' ? old.created : now,
  });
  dictionary.changed();
  return DONE;
}
