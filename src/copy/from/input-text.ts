import { Buffer } from 'node:buffer';
import { GatewayError } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import { invalidUtf8, validUtf8Prefix } from '../../types/utf8.ts';
import { conversionOf, isUtf8, type Encoding } from '../../encoding/encoding.ts';
import { untranslatable, type SingleByteTable } from '../../encoding/single-byte.ts';

/**
 * The client's bytes as text. Bytes that are no text of the encoding do not fail at once: what stands before them is
 * read first, since an end marker may come before them (copyfromparse.c, CopyConvertBuf). `failure` is thrown by whoever
 * has read everything up to it.
 */
export interface InputText {
  readonly failure: GatewayError | null;
  decode(bytes: Uint8Array): string;
  /** No more bytes come. */
  end(): void;
}

/** @throws GatewayError 0A000 for an encoding that the gateway does not convert */
export function inputText(encoding: Encoding | null): InputText {
  return encoding === null || isUtf8(encoding) ? new Utf8Text() : new SingleByteText(conversionOf(encoding));
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

class Utf8Text implements InputText {
  failure: GatewayError | null = null;
  /** The beginning of a character whose rest has not come. */
  #open: Uint8Array = new Uint8Array();

  decode(bytes: Uint8Array): string {
    if (this.failure) return '';
    const all = this.#open.length === 0 ? bytes : Buffer.concat([this.#open, bytes]);
    const complete = completeLength(all);
    const text = this.#decode(all.subarray(0, complete));
    this.#open = all.slice(complete);
    return text;
  }

  end(): void {
    if (this.#open.length > 0) this.failure ??= invalidUtf8(this.#open);
  }

  #decode(bytes: Uint8Array): string {
    if (!bytes.includes(0)) {
      try {
        return decoder.decode(bytes);
      } catch {
        // Somewhere in it stands what is no UTF-8.
      }
    }
    const valid = validUtf8Prefix(bytes);
    this.failure = invalidUtf8(bytes.subarray(valid));
    return decoder.decode(bytes.subarray(0, valid));
  }
}

/** Bytes up to the end of the last character that is there as a whole. */
function completeLength(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let back = 1; back <= 3 && back <= length; back += 1) {
    const byte = bytes[length - back] ?? 0;
    if (byte < 0x80) return length;
    if (byte < 0xc0) continue;
    const claimed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return claimed > back ? length - back : length;
  }
  return length;
}

class SingleByteText implements InputText {
  failure: GatewayError | null = null;
  readonly #table: SingleByteTable;

  constructor(table: SingleByteTable) {
    this.#table = table;
  }

  decode(bytes: Uint8Array): string {
    const { characters, encoding } = this.#table;
    let text = '';
    for (const byte of bytes) {
      if (this.failure) break;
      const character = characters[byte] ?? '';
      if (byte === 0) this.failure = nulByte(encoding);
      else if (character === '\ufffd') this.failure = untranslatable(Uint8Array.of(byte), encoding, 'UTF8');
      else text += character;
    }
    return text;
  }

  end(): void {
    // Every byte is a character of its own: nothing can be open.
  }
}

function nulByte(encoding: Encoding): GatewayError {
  return new GatewayError(
    SQLSTATE.characterNotInRepertoire,
    `invalid byte sequence for encoding "${encoding}": 0x00`,
  );
}
