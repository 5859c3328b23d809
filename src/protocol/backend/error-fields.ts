import type { ErrorFields } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import type { Reader } from '../reader.ts';
import { violation } from '../violation.ts';
import type { Writer } from '../writer.ts';

const SEVERITIES: readonly ErrorFields['severity'][] = [
  'ERROR',
  'FATAL',
  'PANIC',
  'WARNING',
  'NOTICE',
  'DEBUG',
  'INFO',
  'LOG',
];

/** An answer about an error must always be deliverable, so that a NUL in a quoted value cannot be another error. */
function writeField(writer: Writer, code: string, text: string | undefined): void {
  if (text !== undefined) writer.text(code).cstring(text.replaceAll('\0', ''));
}

/**
 * The fields in PostgreSQL's order (manual 55.8). S would be localised; ours is always English and so the same as V.
 * F, L and R are left out: places in the gateway's source say nothing to a client.
 */
export function writeErrorFields(writer: Writer, fields: ErrorFields): void {
  writeField(writer, 'S', fields.severity);
  writeField(writer, 'V', fields.severity);
  writeField(writer, 'C', fields.sqlstate);
  writeField(writer, 'M', fields.message);
  writeField(writer, 'D', fields.detail);
  writeField(writer, 'H', fields.hint);
  writeField(writer, 'P', fields.position?.toString());
  writeField(writer, 'p', fields.internalPosition?.toString());
  writeField(writer, 'q', fields.internalQuery);
  writeField(writer, 'W', fields.where);
  writeField(writer, 's', fields.schema);
  writeField(writer, 't', fields.table);
  writeField(writer, 'c', fields.column);
  writeField(writer, 'd', fields.dataType);
  writeField(writer, 'n', fields.constraint);
  writer.uint8(0);
}

function readSeverity(text: string | undefined): ErrorFields['severity'] {
  const severity = SEVERITIES.find((known) => known === text);
  if (severity === undefined) throw violation('invalid message format');
  return severity;
}

/**
 * Fields by their codes; unknown codes are skipped, as the manual asks of clients. A sender that leaves the SQLSTATE
 * out (CVE-2026-6666) has XX000.
 */
export function readErrorFields(reader: Reader): ErrorFields {
  const found = new Map<string, string>();
  for (let code = reader.uint8(); code !== 0; code = reader.uint8()) {
    found.set(String.fromCharCode(code), reader.cstring());
  }
  const optional: [keyof ErrorFields, string | number | undefined][] = [
    ['detail', found.get('D')],
    ['hint', found.get('H')],
    ['position', found.has('P') ? Number(found.get('P')) : undefined],
    ['internalPosition', found.has('p') ? Number(found.get('p')) : undefined],
    ['internalQuery', found.get('q')],
    ['where', found.get('W')],
    ['schema', found.get('s')],
    ['table', found.get('t')],
    ['column', found.get('c')],
    ['dataType', found.get('d')],
    ['constraint', found.get('n')],
  ];
  return {
    severity: readSeverity(found.get('V') ?? found.get('S')),
    sqlstate: found.get('C') ?? SQLSTATE.internalError,
    message: found.get('M') ?? '',
    ...Object.fromEntries(optional.filter(([, value]) => value !== undefined)),
  };
}
