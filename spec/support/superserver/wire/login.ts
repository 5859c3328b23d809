import { type Item, integerItem, ListError, textItem } from './item.ts';
import { readList } from './read-list.ts';
import { unscramble } from './scramble.ts';
import { writeList } from './write-list.ts';

/** Protocol version of the vendor driver 2.0.3; what it shows as `connection.protocolVersion`. */
export const PROTOCOL_VERSION = 67;

const UNICODE = 1;
/** The locale's name is not looked at when the server is Unicode (iris-driver.md 3.1). */
const LOCALE = 'UTF8';

/** Reply to HS. */
export function handshakeReply(): Buffer<ArrayBuffer> {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(PROTOCOL_VERSION, 0);
  head.writeUInt16LE(UNICODE, 2);
  const reply = Buffer.concat([head, writeList([textItem(LOCALE)])]);
  return Buffer.from(new Uint8Array(reply));
}

/** What the login message says (iris-driver.md 3.2). */
export interface Login {
  readonly namespace: string;
  readonly user: string;
  readonly password: string;
  readonly hostName: string;
  readonly application: string;
}

/** @throws ListError when items are missing or no strings */
export function readLogin(payload: Uint8Array): Login {
  // Item 7 is uninitialised memory of the driver's: nothing beyond the sixth is wanted.
  const items = readList(payload, 6);
  return {
    namespace: textAt(items, 0),
    user: unscramble(Buffer.from(textAt(items, 1), 'latin1')),
    password: unscramble(Buffer.from(textAt(items, 2), 'latin1')),
    hostName: withoutNul(textAt(items, 4)),
    application: withoutNul(textAt(items, 5)),
  };
}

function textAt(items: readonly Item[], index: number): string {
  const item = items[index];
  if (item?.kind === 'null') return '';
  if (item?.kind !== 'text') throw new ListError(`login item ${index + 1} is no string`);
  return item.text;
}

function withoutNul(text: string): string {
  return text.endsWith('\0') ? text.slice(0, -1) : text;
}

/** Reply to CN that admits. */
export function loginReply(serverInfo: string, jobNumber: number): Buffer<ArrayBuffer> {
  return writeList([
    textItem(serverInfo),
    integerItem(1),
    integerItem(0),
    integerItem(0),
    textItem(String(jobNumber)),
    integerItem(0),
    integerItem(0),
  ]);
}

/** Reply to CN that refuses, or an error of a call: the reason is the first item. */
export function refusal(reason: string): Buffer<ArrayBuffer> {
  return writeList([textItem(reason)]);
}
