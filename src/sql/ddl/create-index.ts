import type { IndexElem, IndexStmt } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import type { Relation } from '../context.ts';
import { fragment, identifier, join, raw } from '../iris/fragment.ts';
import { tableName } from '../iris/names.ts';
import { bodies, body, strings } from '../parse/node.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { Tokens } from '../parse/tokens.ts';
import { statementOptions } from '../classify/option.ts';
import { chooseName } from './constraint-name.ts';
import type { DdlContext } from './ddl-context.ts';
import { indexObject } from './definition-effect.ts';
import { DdlSteps } from './ddl-plan.ts';
import type { DdlPlan } from './ddl-plan.ts';
import { irisColumn, relationOf } from './object-name.ts';
import { refuseDuplicates } from './uniqueness.ts';

/** pgvector's operator classes that an IRIS HNSW index serves (iris-sql.md 5.2). */
const DISTANCES: Readonly<Record<string, string>> = {
  vector_cosine_ops: 'Cosine',
  vector_ip_ops: 'DotProduct',
  halfvec_cosine_ops: 'Cosine',
  halfvec_ip_ops: 'DotProduct',
};

/** First version with HNSW. */
const HNSW_SINCE = [2025, 1] as const;

/**
 * CREATE [UNIQUE] INDEX. An index that IRIS cannot have and that only serves speed is kept by the gateway, so that clients
 * see it and do not make it again (catalog-facts.ts); a notice says so.
 */
export function planCreateIndex(index: IndexStmt, statement: RawStatement, context: DdlContext): DdlPlan {
  const steps = new DdlSteps();
  const table = relationOf(index.relation, context);
  const name = index.idxname ?? chosenName(index, table, context);
  if (context.indexByName(table.schema, name) !== undefined) {
    if (index.if_not_exists !== true) throw new GatewayError('42P07', `relation "${name}" already exists`);
  } else if (index.accessMethod === 'hnsw') {
    createHnsw(index, name, table, steps, context);
  } else {
    createBtree(index, name, table, steps);
  }
  return steps.plan(
    'CREATE INDEX',
    index.concurrent === true ? withoutConcurrently(statement) : statement.text,
  );
}

/**
 * PostgreSQL validates the statement in a transaction, which it does not let CONCURRENTLY run in; IRIS has no such thing
 * either, nor does it matter to what is made.
 */
function withoutConcurrently(statement: RawStatement): string {
  const tokens = new Tokens(statement);
  const word = tokens.find('concurrently', 0);
  return `${tokens.slice(0, word)} ${tokens.slice(word + 1, tokens.all.length)}`;
}

function createBtree(index: IndexStmt, name: string, table: Relation, steps: DdlSteps): void {
  const elements = bodies(index.indexParams, 'IndexElem');
  const unique = index.unique === true;
  if (index.nulls_not_distinct === true) {
    throw new GatewayError('0A000', 'UNIQUE NULLS NOT DISTINCT is not supported');
  }
  if (!['btree', 'hash'].includes(index.accessMethod ?? 'btree')) {
    leaveOut(name, `IRIS has no ${index.accessMethod} indexes`, steps);
    return;
  }
  if (elements.some(({ expr }) => expr !== undefined)) {
    if (unique) throw unsupportedUnique('over an expression');
    leaveOut(name, 'IRIS has no indexes over expressions', steps);
    return;
  }
  if (index.whereClause !== undefined) {
    if (unique) throw unsupportedUnique('with a WHERE clause');
    steps.notice(`index "${name}" covers all rows: IRIS has no partial indexes`);
  }
  if (unique) {
    const names = elements.map(({ name: column = '' }) => irisColumn(table, column));
    refuseDuplicates(table, names, name, steps);
  }
  const included = bodies(index.indexIncludingParams, 'IndexElem');
  steps.command(
    fragment`CREATE ${raw(unique ? 'UNIQUE INDEX' : 'INDEX')} ${identifier(name)} ON TABLE ${tableName(
      table,
    )} (${columns(elements, table)})${
      included.length === 0 ? raw('') : fragment` WITH DATA (${columns(included, table)})`
    }`,
    { does: 'make', object: indexObject(table, name) },
  );
}

function createHnsw(
  index: IndexStmt,
  name: string,
  table: Relation,
  steps: DdlSteps,
  context: DdlContext,
): void {
  const [element] = bodies(index.indexParams, 'IndexElem');
  const opclass = strings(element?.opclass).at(-1) ?? '';
  const distance = DISTANCES[opclass];
  if (element?.name === undefined || distance === undefined) {
    leaveOut(name, `IRIS has no HNSW index for ${opclass || 'this operator class'}`, steps);
    return;
  }
  const [major, minor] = context.dialect.version;
  if (major < HNSW_SINCE[0] || (major === HNSW_SINCE[0] && minor < HNSW_SINCE[1])) {
    leaveOut(name, `IRIS has HNSW indexes from ${HNSW_SINCE.join('.')} on`, steps);
    return;
  }
  if (distance === 'DotProduct') {
    steps.notice(`index "${name}" gives right answers for vectors of length 1 only`);
  }
  const parameters = [`Distance='${distance}'`];
  for (const { name: option, value } of statementOptions(index.options)) {
    if (option === 'm') parameters.push(`M=${Number(value)}`);
    if (option === 'ef_construction') parameters.push(`efConstruction=${Number(value)}`);
  }
  steps.command(
    fragment`CREATE INDEX ${identifier(name)} ON TABLE ${tableName(table)} (${irisColumn(
      table,
      element.name,
    )}) AS HNSW(${raw(parameters.join(', '))})`,
    { does: 'make', object: indexObject(table, name) },
  );
}

/** Queries give the same rows without it, only slower. */
function leaveOut(name: string, why: string, steps: DdlSteps): void {
  steps.notice(`index "${name}" is known to the gateway only, queries will scan: ${why}`);
}

function unsupportedUnique(what: string): GatewayError {
  return new GatewayError('0A000', `a unique index ${what} is not supported`, {
    detail: 'InterSystems IRIS could not keep the values unique.',
  });
}

function columns(elements: readonly IndexElem[], table: Relation): ReturnType<typeof join> {
  return join(
    elements.map(({ name = '' }) => irisColumn(table, name)),
    ', ',
  );
}

function chosenName(index: IndexStmt, table: Relation, context: DdlContext): string {
  const elements = [index.indexParams, index.indexIncludingParams].flatMap((list) =>
    bodies(list, 'IndexElem'),
  );
  // FigureIndexColname: a function's name stands for its call.
  const names = elements.map(
    ({ name, expr }) => name ?? strings(body(expr, 'FuncCall')?.funcname).at(-1) ?? 'expr',
  );
  return chooseName(
    table.name,
    names,
    'idx',
    (name) =>
      context.relationByName(table.schema, name) !== undefined ||
      context.indexByName(table.schema, name) !== undefined,
  );
}
