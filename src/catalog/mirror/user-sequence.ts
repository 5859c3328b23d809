import type { Sequence, SequenceDefinition, SequenceName } from '../../sql/sequence/sequence.ts';
import { quoteIdentifier } from '../quote.ts';
import type { MirrorGroup } from './mirror-group.ts';
import { tableKey } from './mirror-group.ts';
import type { MirroredColumn, MirroredTable } from './mirrored-table.ts';
import type { OidAssignment } from './oids.ts';
import { drawsFromSequence, sequenceName } from './sequence.ts';

/** A column that IRIS numbers, by PostgreSQL's names. */
export interface CounterColumn {
  readonly table: MirroredTable;
  readonly column: MirroredColumn;
}

/** A sequence of the shadow. */
export interface MirroredSequence extends SequenceName {
  readonly oid: number;
  /** What the gateway keeps of it; null: it is the counter of IRIS alone. */
  readonly kept: SequenceDefinition | null;
  /** The column of IRIS whose counter it stands for. */
  readonly counter: CounterColumn | null;
}

/** The sequences that the gateway keeps and, where IRIS numbers a column, the counter there. */
export class KeptSequences {
  readonly all: readonly Sequence[];

  constructor(all: readonly Sequence[]) {
    this.all = all;
  }

  /** What is kept for a column that IRIS would number, after somebody has set its sequence. */
  ofColumn(table: MirroredTable, column: MirroredColumn): Sequence | undefined {
    return this.all.find(
      ({ schema, definition: { owner } }) =>
        schema === table.schema && owner?.table === table.name && owner.column === column.name,
    );
  }

  /** The name of the sequence of such a column. */
  nameFor(table: MirroredTable, column: MirroredColumn): string {
    return this.ofColumn(table, column)?.name ?? sequenceName(table.name, column.name);
  }
}

/** All sequences of a snapshot. */
export function mirrorSequences(
  tables: readonly MirroredTable[],
  kept: KeptSequences,
  oids: OidAssignment,
): MirroredSequence[] {
  const counters = tables.flatMap((table) =>
    table.columns.filter(drawsFromSequence).map((column): MirroredSequence => {
      const { schema } = table;
      const name = kept.nameFor(table, column);
      return {
        schema,
        name,
        oid: oids.of('sequence', schema, name),
        kept: kept.ofColumn(table, column)?.definition ?? null,
        counter: { table, column },
      };
    }),
  );
  const own = kept.all
    .filter(({ schema, name }) => !counters.some((one) => one.schema === schema && one.name === name))
    .map(({ schema, name, definition }): MirroredSequence => {
      return { schema, name, oid: oids.of('sequence', schema, name), kept: definition, counter: null };
    });
  return [...counters, ...own];
}

/** Makes sequences that stand on their own, before the tables whose defaults name them. */
export function sequenceGroups(sequences: readonly MirroredSequence[]): MirrorGroup[] {
  return sequences
    .filter(({ counter }) => counter === null)
    .map((sequence) => {
      const object = sequenceGroupKey(sequence);
      return {
        kind: 'sequence',
        key: object,
        create: [{ object, sql: `create sequence ${qualified(sequence)}`, oid: sequence.oid }],
        drop: { object, sql: `drop sequence if exists ${qualified(sequence)} cascade`, oid: null },
        tables: [],
        dependsOnAnything: false,
      };
    });
}

/** What kept sequences count like and whose they are: apart, so that a change of it leaves the sequence and its users. */
export function sequenceDefinitionGroups(sequences: readonly MirroredSequence[]): MirrorGroup[] {
  return sequences.flatMap((sequence) => {
    const { kept, counter, schema } = sequence;
    if (kept === null) return [];
    const object = `definition of sequence ${schema}.${sequence.name}`;
    const target = qualified(sequence);
    const { owner } = kept;
    const owned = counter === null && owner !== null;
    return [
      {
        kind: 'sequence definition',
        key: object,
        create: [
          { object, sql: `alter sequence ${target} ${options(kept)}`, oid: null },
          ...(owned
            ? [
                {
                  object,
                  sql: `alter sequence ${target} owned by ${[schema, owner.table, owner.column].map(quoteIdentifier).join('.')}`,
                  oid: null,
                },
              ]
            : []),
        ],
        // The owner must not take the sequence with it; its group decides whether it goes.
        drop: {
          object,
          sql: `alter sequence if exists ${target} ${counter === null ? 'owned by none' : 'no cycle'}`,
          oid: null,
        },
        tables: [
          ...(owner === null ? [] : [tableKey(schema, owner.table)]),
          ...(counter === null ? [sequenceGroupKey(sequence)] : []),
        ],
        dependsOnAnything: false,
      },
    ];
  });
}

function options(definition: SequenceDefinition): string {
  const { type, increment, minimum, maximum, start, cache, cycle } = definition;
  return `as ${type} increment by ${increment} minvalue ${minimum} maxvalue ${maximum} start with ${start} restart with ${start} cache ${cache} ${cycle ? 'cycle' : 'no cycle'}`;
}

function sequenceGroupKey({ schema, name }: SequenceName): string {
  return `sequence ${schema}.${name}`;
}

function qualified({ schema, name }: SequenceName): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}
