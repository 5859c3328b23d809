import { quoteIdentifier, quoteLiteral } from '../quote.ts';
import { columnType } from './column-type.ts';
import type { MirrorNames } from './mirror-names.ts';
import type { MirroredColumn, MirroredTable } from './mirrored-table.ts';
import type { MirrorStatement } from './statement.ts';

const NAME_BYTES = 63;

/** PostgreSQL's own choice for serial and identity columns (makeObjectName): the longer part is cut first. */
export function sequenceName(table: string, column: string): string {
  const available = NAME_BYTES - '__seq'.length;
  let tableBytes = Buffer.byteLength(table);
  let columnBytes = Buffer.byteLength(column);
  while (tableBytes + columnBytes > available) {
    if (tableBytes > columnBytes) tableBytes -= 1;
    else columnBytes -= 1;
  }
  return `${clip(table, tableBytes)}_${clip(column, columnBytes)}_seq`;
}

/** The longest beginning of whole characters within `bytes` bytes of UTF-8. */
function clip(text: string, bytes: number): string {
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += Buffer.byteLength(character);
    if (used > bytes) break;
    kept += character;
  }
  return kept;
}

/**
 * How the column gets its value in PostgreSQL's terms. IRIS's IDENTITY may take explicit values (ALLOWIDENTITYINSERT),
 * so one the gateway knows nothing of is BY DEFAULT: whether a value is refused is IRIS's word.
 */
function identityKind({ source }: MirroredColumn): 'always' | 'by default' | null {
  if (source.pgIdentity === 'a') return 'always';
  if (source.pgIdentity === 'd') return 'by default';
  return source.pgIdentity === null && source.generated === 'identity' ? 'by default' : null;
}

/** Whether the column draws from a sequence of the shadow in one way or the other. */
export function drawsFromSequence(column: MirroredColumn): boolean {
  return identityKind(column) !== null || column.source.generated !== null;
}

/** Statements that give a generated column its sequence, owned by it. */
export function sequenceStatements(
  table: MirroredTable,
  column: MirroredColumn,
  { oids, sequences }: MirrorNames,
): MirrorStatement[] {
  const name = sequences.nameFor(table, column);
  const object = `sequence ${table.schema}.${name}`;
  const oid = oids.of('sequence', table.schema, name);
  const schema = quoteIdentifier(table.schema);
  const sequence = `${schema}.${quoteIdentifier(name)}`;
  const target = `${schema}.${quoteIdentifier(table.name)}`;
  const columnName = quoteIdentifier(column.name);
  const identity = identityKind(column);
  if (identity) {
    const sql = `alter table ${target} alter column ${columnName} add generated ${identity} as identity (sequence name ${sequence})`;
    return [{ object, sql, oid }];
  }
  const type = columnType(column.source);
  const as = type === 'smallint' || type === 'integer' ? ` as ${type}` : '';
  return [
    { object, sql: `create sequence ${sequence}${as} owned by ${target}.${columnName}`, oid },
    {
      object,
      sql: `alter table ${target} alter column ${columnName} set default nextval(${quoteLiteral(sequence)}::regclass)`,
      oid: null,
    },
  ];
}
