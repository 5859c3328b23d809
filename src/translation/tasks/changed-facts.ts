import {
  catalogFacts,
  hasTemporaryRules,
  relationNames,
  ruledActions,
  tableChecks,
  tableColumns,
  type RuledAction,
  type TableCheck,
  type TableColumn,
} from '../../catalog/facts.ts';
import type { ShadowSession } from '../../catalog/shadow-session.ts';
import { factSteps, type CatalogFacts, type Fact } from '../../sql/ddl/catalog-facts.ts';
import { tableObject, type DefinedObject } from '../../sql/ddl/definition-effect.ts';
import type { Step } from '../../sql/plan.ts';
import type { ThreadCatalog } from '../thread.ts';

interface CatalogState {
  readonly facts: CatalogFacts;
  readonly checks: readonly TableCheck[];
}

/** What a definition makes of constraints, generated columns and comments. */
export interface ChangedFacts {
  readonly before: CatalogState;
  readonly after: CatalogState;
  /** Columns of the tables that got constraints or generated columns, as they are afterwards. */
  readonly columns: (schema: string, table: string) => readonly TableColumn[];
  /** Foreign keys that would let IRIS change columns behind the gateway's back. */
  readonly ruledActions: readonly RuledAction[];
  /** A temporary table would have rules, of which nothing is kept. */
  readonly temporaryRules: boolean;
  /** Views that go with what is dropped. */
  readonly vanishedViews: readonly DefinedObject[];
  /** Keep it in the backend. */
  readonly steps: readonly Step[];
}

/**
 * Tries a definition on the mirrored schema and looks what PostgreSQL's catalog says then: with the names it chooses, and
 * whatever it lets follow a rename or go with a column.
 * @returns null for a definition that PostgreSQL refuses
 */
export function changedFacts(
  text: string,
  session: ShadowSession,
  { shadow, catalog }: ThreadCatalog,
): ChangedFacts | null {
  const before = catalogState(shadow);
  const { seen } = shadow.tryDdl(text, session, () => {
    const { facts, checks } = catalogState(shadow);
    const changed = [...facts.checks, ...facts.generated].map(({ key: [schema = '', table = ''] }) => ({
      schema,
      table,
    }));
    const tables = new Map(changed.map((one) => [tableKey(one.schema, one.table), one]));
    return {
      facts,
      checks,
      relations: relationNames(shadow),
      ruledActions: ruledActions(shadow),
      temporaryRules: hasTemporaryRules(shadow),
      columns: new Map(
        [...tables].map(([key, { schema, table }]) => [key, tableColumns(shadow, schema, table)]),
      ),
    };
  });
  if (seen === null) return null;
  const known = new Set(catalog.plan.tables.map(({ schema, name }) => tableKey(schema, name)));
  const made = new Set(
    seen.relations.map(([schema, name]) => tableKey(schema, name)).filter((key) => !known.has(key)),
  );
  const left = new Set(seen.relations.map(([schema, name]) => tableKey(schema, name)));
  return {
    before,
    after: seen,
    vanishedViews: catalog.plan.tables
      .filter(({ source, schema, name }) => source.kind === 'view' && !left.has(tableKey(schema, name)))
      .map(({ source }) => tableObject({ irisSchema: source.schema, irisName: source.name }, 'view')),
    ruledActions: seen.ruledActions,
    temporaryRules: seen.temporaryRules,
    columns: (schema, table) => seen.columns.get(tableKey(schema, table)) ?? [],
    steps: factSteps(
      withLeftovers(before.facts, catalog.plan.facts, made),
      withTombstones(before.facts, seen.facts),
    ),
  };
}

function catalogState(shadow: ThreadCatalog['shadow']): CatalogState {
  return { facts: catalogFacts(shadow), checks: tableChecks(shadow) };
}

/** Facts about a table that was dropped without the gateway must not be those of a new one of its name. */
function withLeftovers(
  before: CatalogFacts,
  remembered: CatalogFacts,
  made: ReadonlySet<string>,
): CatalogFacts {
  const left = (facts: readonly Fact[], tableOf: (fact: Fact) => readonly string[]): Fact[] =>
    facts.filter((fact) => {
      const [schema = '', name = ''] = tableOf(fact);
      return made.has(tableKey(schema, name));
    });
  return {
    checks: [...before.checks, ...left(remembered.checks, ({ key }) => key)],
    foreignKeys: [...before.foreignKeys, ...left(remembered.foreignKeys, ({ key }) => key)],
    generated: [...before.generated, ...left(remembered.generated, ({ key }) => key)],
    indexes: [...before.indexes, ...left(remembered.indexes, ({ key }) => key)],
    comments: [...before.comments, ...left(remembered.comments, commentedNames)],
  };
}

function commentedNames({ key: [, names = '[]'] }: Fact): string[] {
  return JSON.parse(names) as string[];
}

/** The schema public has a comment from the start: that it was taken away must be remembered too. */
function withTombstones(before: CatalogFacts, after: CatalogFacts): CatalogFacts {
  const isPublic = ({ key: [kind, names] }: Fact): boolean => kind === 'schema' && names === '["public"]';
  const removed = before.comments.some(isPublic) && !after.comments.some(isPublic);
  const tombstone: Fact = { key: ['schema', '["public"]'], value: null };
  return removed ? { ...after, comments: [...after.comments, tombstone] } : after;
}

function tableKey(schema: string, name: string): string {
  return JSON.stringify([schema, name]);
}
