import { randomUUID } from 'node:crypto';
import { irisSchemaName, irisSpelling } from '../../sql/iris/spelling.ts';
import type { MirroredSequence } from '../../catalog/mirror/user-sequence.ts';
import { searchPathSchemas } from '../../catalog/search-path.ts';
import {
  catalogDefaults,
  catalogPosition,
  catalogSequences,
  type CatalogSequence,
  type SequenceDefault,
} from '../../catalog/sequence-state.ts';
import { counterDefinition, sequencesByOid } from '../../catalog/sequences.ts';
import type { ShadowSession } from '../../catalog/shadow-session.ts';
import { bodies, body, nodeType, type NodeBody } from '../../sql/parse/node.ts';
import type { RawStatement } from '../../sql/parse/raw-statement.ts';
import type { Step } from '../../sql/plan.ts';
import {
  claimCounter,
  CREATE_SEQUENCE_TABLE,
  forgetSequence,
  redefineSequence,
  rememberDefault,
  rememberSequence,
  restartSequence,
} from '../../sql/sequence/sequence-table.ts';
import { startOf, type SequenceDefinition, type SequencePosition } from '../../sql/sequence/sequence.ts';
import type { ThreadCatalog } from '../thread.ts';

interface State {
  readonly sequences: readonly CatalogSequence[];
  readonly defaults: readonly SequenceDefault[];
}

/** A sequence that the statement lets begin again. */
interface Restarted {
  readonly sequence: CatalogSequence;
  readonly position: SequencePosition;
}

/**
 * What a definition makes of sequences, as PostgreSQL has it when it is tried on the mirrored schema: the defaults of
 * their options, owners that are renamed or take them along, defaults of columns that name them.
 * @returns steps that keep it in the backend, after those of the definition itself
 */
export function changedSequences(
  statement: RawStatement,
  session: ShadowSession,
  thread: ThreadCatalog,
): Step[] {
  const { shadow, catalog } = thread;
  const { node, text } = statement;
  const truncate = body(node, 'TruncateStmt');
  if (truncate !== undefined && truncate.restart_seqs !== true) return [];
  const mayMatter = catalog.plan.sequences.length > 0 || MAKES_SEQUENCES.has(nodeType(node));
  if (!mayMatter) return [];
  const before = stateOf(thread);
  const { seen } = shadow.tryDdl(text, session, () => {
    const after = stateOf(thread);
    const restarts = restartedBy(node, after.sequences, session).map(
      (sequence): Restarted => ({ sequence, position: catalogPosition(shadow, sequence) }),
    );
    return { after, restarts };
  });
  if (seen === null) return [];
  const known = sequencesByOid(catalog.plan);
  const steps = [
    ...sequenceSteps(before, seen.after, nodeType(node) !== 'CreateStmt', known),
    ...seen.restarts.flatMap((restarted) => restartSteps(restarted, known)),
    ...(truncate === undefined ? [] : emptied(before, seen.after, known)),
    ...defaultSteps(before, seen.after, known, thread),
  ];
  return steps.length === 0 ? [] : [{ do: 'command', statement: CREATE_SEQUENCE_TABLE }, ...steps];
}

const MAKES_SEQUENCES: ReadonlySet<string> = new Set(['CreateSeqStmt', 'CreateStmt', 'AlterTableStmt']);

function stateOf({ shadow }: ThreadCatalog): State {
  return { sequences: catalogSequences(shadow), defaults: catalogDefaults(shadow) };
}

type Known = ReadonlyMap<number, MirroredSequence>;

function sequenceSteps(before: State, after: State, creates: boolean, known: Known): Step[] {
  const gone = before.sequences.filter(({ oid }) => !after.sequences.some((other) => other.oid === oid));
  return [
    ...gone.filter(({ oid }) => known.get(oid)?.kept !== null).map(forgetSequence),
    ...after.sequences.flatMap((sequence) => {
      const was = before.sequences.find(({ oid }) => oid === sequence.oid);
      if (was === undefined)
        return creates || !isPlain(sequence.definition) ? rememberSequence(sequence, randomUUID()) : [];
      if (isSame(was, sequence)) return [];
      const mirrored = known.get(sequence.oid);
      if (mirrored?.kept !== null) return [redefineSequence(was, sequence)];
      // A counter's name and owner follow its table by themselves.
      return countsAlike(was.definition, sequence.definition) && was.name === sequence.name
        ? []
        : [...claim(mirrored), redefineSequence(was, sequence)];
    }),
  ];
}

function restartSteps({ sequence, position }: Restarted, known: Known): Step[] {
  const mirrored = known.get(sequence.oid);
  return [
    ...(mirrored?.kept === null ? claim(mirrored) : []),
    restartSequence(sequence, position, randomUUID()),
  ];
}

/** TRUNCATE ... RESTART IDENTITY gives the sequences it restarts new files (sequence.c, ResetSequence). */
function emptied(before: State, after: State, known: Known): Step[] {
  return after.sequences
    .filter(({ oid, file }) => before.sequences.some((was) => was.oid === oid && was.file !== file))
    .filter(({ oid }) => known.get(oid)?.kept !== null)
    .map((sequence) => restartSequence(sequence, startOf(sequence.definition), randomUUID()));
}

/** The gateway keeps a sequence that was IRIS's counter alone. */
function claim({ schema, name, counter }: MirroredSequence): Step[] {
  if (counter === null) return [];
  const { source } = counter.table;
  return claimCounter(
    {
      schema,
      name,
      definition: counterDefinition(counter),
      counter: {
        irisSchema: source.schema,
        irisName: source.name,
        irisColumn: counter.column.source.name,
      },
    },
    randomUUID(),
  );
}

/** Whether IRIS's counter counts like this. */
function isPlain({ start, increment, minimum, cycle, maximum, type }: SequenceDefinition): boolean {
  const greatest = { smallint: '32767', integer: '2147483647' }[type] ?? '9223372036854775807';
  return start === '1' && increment === '1' && minimum === '1' && maximum === greatest && !cycle;
}

function countsAlike(one: SequenceDefinition, other: SequenceDefinition): boolean {
  return JSON.stringify({ ...one, owner: null }) === JSON.stringify({ ...other, owner: null });
}

function isSame(one: CatalogSequence, other: CatalogSequence): boolean {
  return JSON.stringify({ ...one, file: null }) === JSON.stringify({ ...other, file: null });
}

/** ALTER SEQUENCE ... RESTART; ALTER TABLE ... ALTER COLUMN ... RESTART. */
function restartedBy(
  node: RawStatement['node'],
  sequences: readonly CatalogSequence[],
  { settings, user }: ShadowSession,
): CatalogSequence[] {
  const path = searchPathSchemas(settings['search_path'] ?? '', user);
  const schemasOf = (relation: NodeBody<'RangeVar'> | undefined): readonly string[] =>
    relation?.schemaname === undefined ? path : [relation.schemaname];
  const sequence = body(node, 'AlterSeqStmt');
  if (sequence !== undefined && hasRestart(sequence.options)) {
    for (const schema of schemasOf(sequence.sequence)) {
      const found = sequences.find((one) => one.schema === schema && one.name === sequence.sequence?.relname);
      if (found !== undefined) return [found];
    }
  }
  const table = body(node, 'AlterTableStmt');
  const columns = bodies(table?.cmds, 'AlterTableCmd')
    .filter(({ subtype, def }) => subtype === 'AT_SetIdentity' && hasRestart(body(def, 'List')?.items))
    .map(({ name }) => name);
  const ofColumn = ({ schema, definition: { owner } }: CatalogSequence): boolean =>
    owner !== null &&
    owner.table === table?.relation?.relname &&
    columns.includes(owner.column) &&
    schemasOf(table.relation).includes(schema);
  return sequences.filter(ofColumn);
}

function hasRestart(options: Parameters<typeof bodies>[0]): boolean {
  return bodies(options, 'DefElem').some(({ defname }) => defname === 'restart');
}

/** What the gateway remembers of columns whose defaults draw from sequences on their own. */
function defaultSteps(before: State, after: State, known: Known, { catalog }: ThreadCatalog): Step[] {
  const own = ({ sequence }: SequenceDefault): boolean => (known.get(sequence)?.counter ?? null) === null;
  const serial = ({ schema, table, column, sequence }: SequenceDefault): boolean =>
    !known.has(sequence) &&
    after.sequences.some(
      (one) =>
        one.oid === sequence &&
        one.schema === schema &&
        one.definition.owner?.table === table &&
        one.definition.owner.column === column,
    );
  const now = after.defaults.filter((one) => own(one) && !serial(one));
  const lost = before.defaults.filter(
    (one) =>
      own(one) &&
      !after.sequences.some(({ oid }) => oid === one.sequence) &&
      !now.some((other) => isSameColumn(one, other)),
  );
  const changed = now.filter(
    (one) =>
      !before.defaults.some((other) => isSameColumn(one, other) && other.expression === one.expression),
  );
  const remember = (one: SequenceDefault, expression: string | null): Step => {
    const { irisSchema, irisName, irisColumn } = irisNames(one, catalog);
    return rememberDefault({ irisSchema, irisName }, irisColumn, expression);
  };
  return [...changed.map((one) => remember(one, one.expression)), ...lost.map((one) => remember(one, null))];
}

function isSameColumn(one: SequenceDefault, other: SequenceDefault): boolean {
  return one.schema === other.schema && one.table === other.table && one.column === other.column;
}

/** IRIS's names of a column, also of one that the statement makes. */
function irisNames(
  { schema, table, column }: SequenceDefault,
  { plan }: ThreadCatalog['catalog'],
): { irisSchema: string; irisName: string; irisColumn: string } {
  const known = plan.tables.find((one) => one.schema === schema && one.name === table);
  const used = new Set(
    plan.tables.filter((one) => one.schema === schema).map(({ source }) => source.name.toUpperCase()),
  );
  return {
    irisSchema: known?.source.schema ?? irisSchemaName(schema),
    irisName: known?.source.name ?? irisSpelling(table, (name) => used.has(name.toUpperCase())),
    irisColumn:
      known?.columns.find(({ name }) => name === column)?.source.name ?? irisSpelling(column, () => false),
  };
}
