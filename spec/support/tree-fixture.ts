import type {
  FunctionSignature,
  OperatorSignature,
  Relation,
  TranslationContext,
  TypeSignature,
} from '../../src/sql/context.ts';
import type { OutputColumn } from '../../src/sql/plan.ts';

/** What the shadow said of a statement. */
export interface RecordedStatement {
  /** DETAIL of the debug_print_parse notice. */
  readonly tree: string;
  readonly columns: readonly OutputColumn[] | null;
}

/** A file of spec/unit/sql/fixtures. */
export interface TreeFixture {
  readonly relations: readonly Relation[];
  readonly functions: readonly FunctionSignature[];
  readonly operators: readonly OperatorSignature[];
  readonly types: readonly TypeSignature[];
  readonly statements: Readonly<Record<string, RecordedStatement>>;
}

function byOid<T extends { readonly oid: number }>(rows: readonly T[]): (oid: number) => T | undefined {
  const rowsByOid = new Map(rows.map((row) => [row.oid, row]));
  return (oid) => rowsByOid.get(oid);
}

/** A translation's surroundings made of a fixture. */
export function fixtureContext(
  fixture: TreeFixture,
  sourceText: string,
  options: Partial<Pick<TranslationContext, 'dialect' | 'pinned' | 'timeZone'>> = {},
): TranslationContext {
  return {
    dialect: { version: [2024, 1] },
    pinned: new Map(),
    timeZone: 'UTC',
    ...options,
    sourceText,
    relation: byOid(fixture.relations),
    relationByName: (schema, name) =>
      fixture.relations.find((row) => row.name === name && row.schema === (schema ?? 'public')),
    function: byOid(fixture.functions),
    operator: byOid(fixture.operators),
    type: byOid(fixture.types),
    typeByName: (schema, name) => fixture.types.find((row) => row.name === name),
  };
}
