import { ddlContext } from '../../catalog/ddl-context.ts';
import { hasTemporaryRules, type TableCheck, type TableColumn } from '../../catalog/facts.ts';
import { quoteIdentifier } from '../../catalog/quote.ts';
import type { ShadowSession } from '../../catalog/shadow-session.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import type { Relation, RelationColumn } from '../../sql/context.ts';
import type { DdlContext } from '../../sql/ddl/ddl-context.ts';
import type { DdlPlan, RowRefusal } from '../../sql/ddl/ddl-plan.ts';
import {
  computeValues,
  nullsError,
  rowsOf,
  translatedOrNull,
  violationError,
  type OwnQuery,
} from '../../sql/ddl/present-rows.ts';
import { fragment, identifier } from '../../sql/iris/fragment.ts';
import { tableName } from '../../sql/iris/names.ts';
import type { Step } from '../../sql/plan.ts';
import type { ThreadCatalog } from '../thread.ts';
import { contextOptions, ownQuery } from './analysed-query.ts';
import { changedFacts, type ChangedFacts } from './changed-facts.ts';

/**
 * The plan of a definition with all that constraints, generated columns and comments add to it: rows that are there
 * already are checked before anything is done, and get their computed values; then the gateway remembers what the
 * catalog says.
 */
export function withFacts(own: DdlPlan, session: ShadowSession, thread: ThreadCatalog): DdlPlan {
  const facts = changedFacts(own.shadow, session, thread);
  if (facts === null) return own;
  const { vanishedViews } = facts;
  const planned =
    vanishedViews.length === 0 ? own : { ...own, plan: { ...own.plan, dependents: vanishedViews } };
  if (facts.temporaryRules) throw temporaryRules();
  refuseRuledActions(facts);
  if (facts.steps.length === 0) return planned;
  const context = ddlContext(thread.catalog, contextOptions('', session));
  const present = presentRows(facts, context, (text) => ({
    text,
    query: ownQuery(thread.shadow, text, session),
  }));
  const { plan } = planned;
  const steps = [...present.before, ...plan.steps, ...present.after, ...facts.steps];
  return {
    ...planned,
    plan: { ...plan, steps, writes: true, changesSchema: true },
    evaluated: {
      refusals: [...(planned.evaluated?.refusals ?? []), ...present.refusals],
      fills: [...(planned.evaluated?.fills ?? []), ...present.fills],
    },
  };
}

/**
 * Of temporary tables nothing is kept.
 * @throws GatewayError 0A000 when the definition would leave one with rules
 */
export function refuseTemporaryRules(text: string, session: ShadowSession, { shadow }: ThreadCatalog): void {
  if (shadow.tryDdl(text, session, () => hasTemporaryRules(shadow)).seen === true) throw temporaryRules();
}

function temporaryRules(): GatewayError {
  return new GatewayError(
    '0A000',
    'CHECK constraints and generated columns of temporary tables are not supported',
  );
}

/** @throws GatewayError 0A000 */
function refuseRuledActions({ ruledActions: [action] }: ChangedFacts): void {
  if (action === undefined) return;
  throw new GatewayError(
    '0A000',
    `the actions of foreign key "${action.constraint}" change a column of a CHECK constraint or generated column of "${action.table}"`,
    {
      detail: 'InterSystems IRIS would change the rows without checking or computing them.',
      hint: 'Use NO ACTION for the foreign key, or leave its columns out of the constraint.',
    },
  );
}

/** What is done for rows that are there. */
interface PresentRows {
  readonly before: Step[];
  readonly after: Step[];
  readonly refusals: RowRefusal[];
  readonly fills: string[];
}

function requiredValue(column: string): GatewayError {
  return new GatewayError(
    '0A000',
    `generated column "${column}" cannot be added with NOT NULL: IRIS cannot evaluate its expression`,
    { hint: 'Add it without NOT NULL, then use ALTER COLUMN ... SET NOT NULL.' },
  );
}

type Analyse = (text: string) => OwnQuery;

/** What is to be done for the rows of tables that are there, before and after the definition itself. */
function presentRows(facts: ChangedFacts, context: DdlContext, analyse: Analyse): PresentRows {
  const before: Step[] = [];
  const after: Step[] = [];
  const refusals: RowRefusal[] = [];
  const fills: string[] = [];
  for (const check of facts.after.checks.filter((one) => isNew(one, facts))) {
    const relation = context.relationByName(check.schema, check.table);
    if (relation?.kind !== 'table') continue;
    const text = `SELECT 1 FROM ${rowSource(relation, facts)} WHERE NOT (${check.condition})`;
    const error = violationError(relation, check.name);
    const query = translatedOrNull(() => rowsOf(analyse(text), context));
    if (query === null) refusals.push({ query: `${text} LIMIT 1`, error });
    else before.push({ do: 'refuse', query, error });
  }
  for (const { key } of facts.after.facts.generated) {
    const [schema = '', table = '', name = ''] = key;
    const relation = context.relationByName(schema, table);
    const column = facts.columns(schema, table).find((candidate) => candidate.name === name);
    const isThere = relation?.columns.some((candidate) => candidate.name === name) ?? true;
    if (relation === undefined || column === undefined || isThere) continue;
    const from = `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`;
    const values = `SELECT ${valueOf(column)} FROM ${from}`;
    const step = translatedOrNull(() =>
      computeValues(relation, addedColumn(column), analyse(values), context),
    );
    const nulls = `SELECT 1 FROM ${from} WHERE ${valueOf(column)} IS NULL`;
    const nullError = nullsError(relation, name);
    if (step === null) {
      if (column.notNull) throw requiredValue(name);
      refusals.push({ query: values, error: null });
      fills.push(`UPDATE ${from} SET ${quoteIdentifier(name)} = DEFAULT`);
      continue;
    }
    after.push(step);
    if (!column.notNull) continue;
    before.push({ do: 'refuse', query: rowsOf(analyse(nulls), context), error: nullError });
    after.push({
      do: 'command',
      statement: fragment`ALTER TABLE ${tableName(relation)} ALTER COLUMN ${identifier(name)} NOT NULL`,
    });
  }
  return { before, after, refusals, fills };
}

/** Whether rows that are there may violate the constraint: it is new, or was not valid for them until now. */
function isNew(check: TableCheck, { before, after }: ChangedFacts): boolean {
  if (!check.validated) return false;
  const same = before.checks.filter(({ schema, table }) => schema === check.schema && table === check.table);
  if (same.some(({ name, validated }) => validated && name === check.name)) return false;
  const isGone = ({ name }: TableCheck): boolean =>
    !after.checks.some(
      (other) => other.schema === check.schema && other.table === check.table && other.name === name,
    );
  // A renamed constraint has the condition of one that is gone.
  return !same.some((other) => other.condition === check.condition && other.validated && isGone(other));
}

/** The rows that are there, with the columns that the definition adds. */
function rowSource(relation: Relation, facts: ChangedFacts): string {
  const name = quoteIdentifier(relation.name);
  const from = `${quoteIdentifier(relation.schema)}.${name}`;
  const added = facts
    .columns(relation.schema, relation.name)
    .filter((column) => !relation.columns.some((known) => known.name === column.name));
  if (added.length === 0) return from;
  const values = added.map((column) => `${valueOf(column)} AS ${quoteIdentifier(column.name)}`);
  return `(SELECT *, ${values.join(', ')} FROM ${from}) AS ${name}`;
}

/** What a row that is there has in the column when it is added. */
function valueOf({ expression, type }: TableColumn): string {
  return `CAST(${expression ?? 'NULL'} AS ${type})`;
}

function addedColumn({ name, typeOid, typmod, notNull }: TableColumn): RelationColumn {
  return {
    attnum: 0,
    name,
    irisName: name,
    typeOid,
    typmod,
    notNull,
    irisType: '',
    collation: 'EXACT',
    generated: null,
    defaultExpression: null,
  };
}
