import type { Reader } from '../reader.ts';
import { violation } from '../violation.ts';

/** What Describe and Close are about: a prepared statement (S) or a portal (P), by name. */
export interface Target {
  readonly target: 'S' | 'P';
  readonly name: string;
}

/** 08P01 when the subtype is neither; `command` is the message's name in capitals, as PostgreSQL words it. */
export function readTarget(reader: Reader, command: 'DESCRIBE' | 'CLOSE'): Target {
  const subtype = reader.uint8();
  const name = reader.cstring();
  const target = String.fromCharCode(subtype);
  if (target === 'S' || target === 'P') return { target, name };
  throw violation(`invalid ${command} message subtype ${subtype}`);
}
