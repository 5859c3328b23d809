import type { SequenceDefinition, Sequence } from '../../sql/sequence/sequence.ts';
import type { Unreadable } from './stored-json.ts';
import { asText } from './query.ts';
import type { DictionaryQuery } from './query.ts';

/** The gateway's table of sequences (src/sql/sequence/sequence-table.ts); it is made with the first of them. */
export const SEQUENCE_TABLE = 'Sequence';

/** Sequences without their positions, which are no part of the schema. */
export function readSequences(query: DictionaryQuery, unreadable: Unreadable): Sequence[] {
  const rows = query(
    'SELECT "sequence_schema", "sequence_name", "definition" FROM "IrisPGWire"."Sequence" ORDER BY "sequence_schema", "sequence_name"',
    [],
  );
  return rows.flatMap((row) => {
    const [schema = '', name = '', text = ''] = row.map(asText);
    const definition = unreadable.json(`sequence ${schema}.${name}`, text) as SequenceDefinition | null;
    return definition === null ? [] : [{ schema, name, definition }];
  });
}
