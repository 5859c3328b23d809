import { isUtf8 } from 'node:buffer';
import type { BackendMessage } from '../../../src/protocol/index.ts';

/** From here on OIDs are those of objects that users made, and every server counts its own (FirstNormalObjectId). */
const FIRST_USER_OID = 16_384;

/** Reported settings whose value is the server's own; the gateway's users are no superusers. */
const OWN_SETTINGS = new Set(['server_version', 'is_superuser']);

function oid(value: number): number | 'own' {
  return value >= FIRST_USER_OID ? 'own' : value;
}

/** Text as it stands; other bytes in hexadecimal digits. */
function bytes(value: Uint8Array | null): string | null {
  if (value === null) return null;
  const buffer = Buffer.from(value);
  const readable = isUtf8(buffer) && !buffer.some((byte) => byte < 9);
  return readable ? buffer.toString() : `\\x${buffer.toString('hex')}`;
}

/** The contents of a message without what must differ between two servers. */
function contents(message: BackendMessage, processId: number): unknown {
  switch (message.type) {
    case 'DataRow':
      return message.values.map(bytes);
    case 'CopyData':
      return bytes(message.data);
    case 'FunctionCallResponse':
      return bytes(message.value);
    case 'RowDescription':
      return message.fields.map((field) => ({
        ...field,
        tableOid: oid(field.tableOid),
        typeOid: oid(field.typeOid),
      }));
    case 'ParameterDescription':
      return message.parameterTypes.map(oid);
    case 'BackendKeyData':
      return { bytes: message.secretKey.length };
    case 'ParameterStatus':
      return { name: message.name, value: OWN_SETTINGS.has(message.name) ? 'own' : message.value };
    case 'NotificationResponse':
      return { ...message, processId: message.processId === processId ? 'own' : 'other' };
    case 'ErrorResponse':
    case 'NoticeResponse':
      return message.fields;
    default:
      // The type goes before the contents; `line` leaves it out.
      return message;
  }
}

/** A message as one line. Keys are sorted: their order is not on the wire. */
export function line(message: BackendMessage, processId: number): string {
  const text = JSON.stringify(contents(message, processId), (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => key !== 'type')
            .toSorted(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  );
  return text === '{}' ? message.type : `${message.type} ${text}`;
}

/**
 * ParameterStatus messages that stand together come in the order of PostgreSQL's table of settings, which no manual
 * promises: they are compared as a set.
 */
export function settled(lines: readonly string[]): string[] {
  const result: string[] = [];
  let group: string[] = [];
  for (const text of [...lines, '']) {
    if (text.startsWith('ParameterStatus')) group.push(text);
    else {
      result.push(...group.toSorted(), text);
      group = [];
    }
  }
  return result.slice(0, -1);
}
