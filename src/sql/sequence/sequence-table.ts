import { GATEWAY_SCHEMA } from '../ddl/gateway-tables.ts';
import { fragment, identifier, join, parameter, raw } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { Step } from '../plan.ts';
import {
  startOf,
  type Sequence,
  type SequenceDefinition,
  type SequenceName,
  type SequencePosition,
} from './sequence.ts';

const SEQUENCE = fragment`${identifier(GATEWAY_SCHEMA)}.${identifier('Sequence')}`;
const COLUMN_TYPE = fragment`${identifier(GATEWAY_SCHEMA)}.${identifier('ColumnType')}`;

/**
 * One row for each sequence. `definition` is a SequenceDefinition as JSON; `last_value` is text, because the least bigint
 * does not fit IRIS's BIGINT. `generation` is another one for each sequence that was made or restarted, whatever its name.
 */
export const CREATE_SEQUENCE_TABLE: Fragment = fragment`CREATE TABLE IF NOT EXISTS ${SEQUENCE} (${raw(
  [
    '"sequence_schema" VARCHAR(128) NOT NULL COLLATE %EXACT',
    '"sequence_name" VARCHAR(128) NOT NULL COLLATE %EXACT',
    '"definition" VARCHAR(32000) NOT NULL COLLATE %EXACT',
    '"last_value" VARCHAR(20) NOT NULL COLLATE %EXACT',
    '"is_called" INTEGER NOT NULL',
    '"generation" VARCHAR(64) NOT NULL COLLATE %EXACT',
    'CONSTRAINT "Sequence_pkey" PRIMARY KEY ("sequence_schema", "sequence_name")',
  ].join(', '),
)})`;

/** A sequence as the table has it. */
export interface SequenceRow extends Sequence {
  readonly position: SequencePosition;
  readonly generation: string;
}

/** In the order in which `sequenceRow` reads them. */
const COLUMNS = raw(
  '"sequence_schema", "sequence_name", "definition", "last_value", "is_called", "generation"',
);

/** The row of a sequence. */
export function selectSequence(name: SequenceName): Fragment {
  return fragment`SELECT ${COLUMNS} FROM ${SEQUENCE} WHERE ${condition(name)}`;
}

/** A sequence that stands for the counter of a column in IRIS. */
export interface CounterSequence extends Sequence {
  readonly counter: { readonly irisSchema: string; readonly irisName: string; readonly irisColumn: string };
}

/**
 * The row that a counter would have: IRIS does not tell where a counter is, so it counts on from the greatest number
 * that is stored.
 */
export function counterQuery({ schema, name, definition, counter }: CounterSequence): Fragment {
  const column = identifier(counter.irisColumn);
  const table = fragment`${identifier(counter.irisSchema)}.${identifier(counter.irisName)}`;
  return fragment`SELECT CAST(${text(schema)} AS VARCHAR(128)), CAST(${text(name)} AS VARCHAR(128)), CAST(${text(
    JSON.stringify(definition),
  )} AS VARCHAR(32000)), CASE WHEN MAX(${column}) IS NULL THEN ${text(
    definition.start,
  )} ELSE CAST(MAX(${column}) AS VARCHAR(20)) END, CASE WHEN MAX(${column}) IS NULL THEN 0 ELSE 1 END, '' FROM ${table}`;
}

/** The gateway keeps the sequence of a counter from now on; no effect when it does so already. */
export function claimCounter(sequence: CounterSequence, generation: string): Step[] {
  const row = [0, 1, 2, 3, 4].map((column) => parameter({ from: 'row', column }));
  return [
    {
      do: 'branch',
      query: selectSequence(sequence),
      found: [],
      missing: [
        {
          do: 'each',
          source: { kind: 'query', statement: counterQuery(sequence) },
          steps: [
            change(
              fragment`INSERT INTO ${SEQUENCE} (${COLUMNS}) VALUES (${join(row, ', ')}, ${text(generation)})`,
            ),
          ],
        },
      ],
    },
  ];
}

/** A row that one of the queries gave, as text. */
export function sequenceRow(row: readonly (string | null)[]): SequenceRow {
  const [schema = '', name = '', definition = '', value = '', called = '', generation = ''] = row.map(
    (field) => field ?? '',
  );
  return {
    schema,
    name,
    definition: JSON.parse(definition) as SequenceDefinition,
    position: { value, called: called === '1' },
    generation,
  };
}

/** A new sequence, in the place of any that was forgotten. */
export function rememberSequence(sequence: Sequence, generation: string): Step[] {
  const { schema, name, definition } = sequence;
  const position = startOf(definition);
  return [
    forgetSequence(sequence),
    change(
      fragment`INSERT INTO ${SEQUENCE} (${COLUMNS}) VALUES (${text(schema)}, ${text(name)}, ${text(
        JSON.stringify(definition),
      )}, ${text(position.value)}, ${flag(position.called)}, ${text(generation)})`,
    ),
  ];
}

export function forgetSequence(name: SequenceName): Step {
  return change(fragment`DELETE FROM ${SEQUENCE} WHERE ${condition(name)}`);
}

/** Another definition, or another name; the position stays. */
export function redefineSequence(before: SequenceName, { schema, name, definition }: Sequence): Step {
  return change(
    fragment`UPDATE ${SEQUENCE} SET "sequence_schema" = ${text(schema)}, "sequence_name" = ${text(
      name,
    )}, "definition" = ${text(JSON.stringify(definition))} WHERE ${condition(before)}`,
  );
}

/** RESTART: what other gateways know of the position holds no longer. */
export function restartSequence(
  name: SequenceName,
  { value, called }: SequencePosition,
  generation: string,
): Step {
  return change(
    fragment`UPDATE ${SEQUENCE} SET "last_value" = ${text(value)}, "is_called" = ${flag(
      called,
    )}, "generation" = ${text(generation)} WHERE ${condition(name)}`,
  );
}

/**
 * Moves a sequence to another position.
 * @param from the position that it must still have, else nothing is changed; null: whatever it has
 */
export function moveSequence(
  { schema, name, generation }: SequenceRow,
  { value, called }: SequencePosition,
  from: SequencePosition | null,
): Step {
  const move = fragment`UPDATE ${SEQUENCE} SET "last_value" = ${text(value)}, "is_called" = ${flag(
    called,
  )} WHERE ${condition({ schema, name })} AND "generation" = ${text(generation)}`;
  return {
    do: 'change',
    statement:
      from === null
        ? move
        : fragment`${move} AND "last_value" = ${text(from.value)} AND "is_called" = ${flag(from.called)}`,
  };
}

/** A column's default as PostgreSQL prints it; null: it has none any more. */
export function rememberDefault(
  table: { readonly irisSchema: string; readonly irisName: string },
  irisColumn: string,
  expression: string | null,
): Step {
  return change(
    fragment`UPDATE ${COLUMN_TYPE} SET "pg_default" = ${text(expression)} WHERE "table_schema" = ${text(
      table.irisSchema,
    )} AND "table_name" = ${text(table.irisName)} AND "column_name" = ${text(irisColumn)}`,
  );
}

function condition({ schema, name }: SequenceName): Fragment {
  return fragment`"sequence_schema" = ${text(schema)} AND "sequence_name" = ${text(name)}`;
}

function change(statement: Fragment): Step {
  return { do: 'change', statement, counts: false };
}

function text(value: string | null): Fragment {
  return parameter({ from: 'constant', value });
}

function flag(value: boolean): Fragment {
  return parameter({ from: 'constant', value: value ? 1 : 0 });
}
