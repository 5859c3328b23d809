import type { SequenceDefinition, Sequence } from '../../sql/sequence/sequence.ts';
import { asText } from './query.ts';
import type { DictionaryQuery } from './query.ts';

/** The gateway's table of sequences (src/sql/sequence/sequence-table.ts); it is made with the first of them. */
export const SEQUENCE_TABLE = 'Sequence';

/** Sequences without their positions, which are no part of the schema. */
export function readSequences(query: DictionaryQuery): Sequence[] {
  const rows = query(
    'SELECT "sequence_schema", "sequence_name", "definition" FROM "IrisPGWire"."Sequence" ORDER BY "sequence_schema", "sequence_name"',
    [],
  );
  return rows.map(([schema, name, definition]) => ({
    schema: asText(schema),
    name: asText(name),
    definition: JSON.parse(asText(definition)) as SequenceDefinition,
  }));
}
