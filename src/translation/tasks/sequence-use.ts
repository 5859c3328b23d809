import type { MirroredSequence } from '../../catalog/mirror/user-sequence.ts';
import { POSITION_FUNCTIONS, SEQUENCE_FUNCTIONS } from '../../catalog/sequence-functions.ts';
import { counterDefinition, sequenceDefaults, sequencesByOid } from '../../catalog/sequences.ts';
import type { TranslationContext } from '../../sql/context.ts';
import { changingQueries, targetEntry } from '../../sql/remainder/changed-queries.ts';
import { unsupported } from '../../sql/expression/unsupported.ts';
import { datumOid } from '../../sql/tree/datum.ts';
import { COMMAND, RTE, type Query, type TreeNode } from '../../sql/tree/nodes.ts';
import { nodesOfKind } from '../../sql/tree/node-index.ts';
import type { SequenceUse, UsedSequence } from '../api.ts';
import type { ThreadCatalog } from '../thread.ts';

/** pg_type.oid of regclass, the type of the functions' argument. */
const REGCLASS = 2205;

/** The catalog's view of all sequences with their positions. */
const SEQUENCES_VIEW = 'pg_sequences';

interface Found {
  readonly oids: Set<number>;
  computed: boolean;
  shown: boolean;
  last: boolean;
  any: boolean;
}

/**
 * What a query has to do with sequences that the gateway keeps or could keep: calls of nextval() and its relatives,
 * sequences that are read, and defaults of the rows that it inserts. Null for nothing.
 */
export function sequenceUse(
  query: Query,
  context: TranslationContext,
  thread: ThreadCatalog,
): SequenceUse | null {
  const sequences = sequencesByOid(thread.catalog.plan);
  const found: Found = { oids: new Set(), computed: false, shown: false, last: false, any: false };
  for (const node of nodesOfKind(query, 'FUNCEXPR')) noteCall(node, context, found);
  for (const node of nodesOfKind(query, 'RANGETBLENTRY')) {
    if (node['rtekind'] === RTE.relation) noteRelation(node, sequences, context, found);
  }
  for (const oid of drawnByDefault(query, sequences, thread)) {
    found.any = true;
    found.oids.add(oid);
  }
  if (!found.any) return null;
  const inserted = insertedTables(query);
  if (found.last && changingQueries(query).length > 0)
    throw unsupported('lastval() in a statement that changes data', context);
  const all = [...sequences.values()];
  const used = found.computed ? all : all.filter(({ oid }) => found.oids.has(oid));
  const isInserted = ({ counter }: UsedSequence): boolean =>
    counter !== null &&
    inserted.some((oid) => {
      const relation = context.relation(oid);
      return relation?.irisSchema === counter.irisSchema && relation.irisName === counter.irisName;
    });
  const listed = used.map(usedSequence);
  return {
    sequences: listed,
    claimed: listed.filter(isInserted),
    computed: found.computed && !found.shown,
    shown: found.shown,
  };
}

function noteCall(node: TreeNode, context: TranslationContext, found: Found): void {
  const signature = context.function(Number(node['funcid']));
  if (signature?.schema !== 'pg_catalog' || !SEQUENCE_FUNCTIONS.has(signature.name)) return;
  found.any = true;
  found.last ||= signature.name === 'lastval';
  found.shown ||= POSITION_FUNCTIONS.has(signature.name);
  const [argument] = (node['args'] ?? []) as readonly TreeNode[];
  if (argument === undefined) return;
  const value = argument['constvalue'];
  if (argument.kind === 'CONST' && argument['consttype'] === REGCLASS && value instanceof Uint8Array) {
    found.oids.add(datumOid(value));
  } else found.computed = true;
}

function noteRelation(
  node: TreeNode,
  sequences: ReadonlyMap<number, MirroredSequence>,
  context: TranslationContext,
  found: Found,
): void {
  const oid = Number(node['relid']);
  const view =
    context.relation(oid) === undefined && String((node['eref'] as TreeNode)['aliasname']) === SEQUENCES_VIEW;
  if (!view && !sequences.has(oid)) return;
  found.any = true;
  found.shown = true;
  if (view) found.computed = true;
  else found.oids.add(oid);
}

/** Tables that get new rows, by pg_class.oid. */
function insertedTables(query: Query): number[] {
  return changingQueries(query)
    .filter(({ commandType }) => commandType === COMMAND.insert || commandType === COMMAND.merge)
    .flatMap((changing) => targetEntry(changing)?.relid ?? []);
}

/** Sequences behind the defaults of rows that are inserted, or of columns that are set to DEFAULT. */
function drawnByDefault(
  query: Query,
  sequences: ReadonlyMap<number, MirroredSequence>,
  { shadow }: ThreadCatalog,
): number[] {
  const kept = [...sequences.values()].some((sequence) => sequence.kept !== null);
  if (!kept) return [];
  return changingQueries(query).flatMap((changing) => {
    const target = targetEntry(changing);
    if (target === null) return [];
    const drawn = sequenceDefaults(shadow, target.relid);
    const given = new Set(
      (changing.targetList ?? []).filter(({ resjunk }) => !resjunk).map(({ resno }) => resno),
    );
    const mayDefault = changing.commandType === COMMAND.merge || changing.override !== 0 || sets(changing);
    const inserts = changing.commandType === COMMAND.insert || changing.commandType === COMMAND.merge;
    return (
      [...drawn]
        .filter(([attnum]) => mayDefault || (inserts && !given.has(attnum)))
        .flatMap(([, oids]) => oids)
        // IRIS gives the numbers of a counter that nobody has touched.
        .filter((oid) => sequences.get(oid)?.kept !== null)
    );
  });
}

function sets(query: Query): boolean {
  return nodesOfKind(query, 'SETTODEFAULT').length > 0;
}

function usedSequence({ schema, name, kept, counter }: MirroredSequence): UsedSequence {
  if (kept !== null || counter === null) {
    // A sequence is kept or a counter.
    return { schema, name, definition: kept as UsedSequence['definition'], counter: null };
  }
  const { source } = counter.table;
  return {
    schema,
    name,
    definition: counterDefinition(counter),
    counter: {
      irisSchema: source.schema,
      irisName: source.name,
      irisColumn: counter.column.source.name,
    },
  };
}
