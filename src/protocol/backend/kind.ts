import type { Reader } from '../reader.ts';
import type { Writer } from '../writer.ts';

/** One backend message: all that is known of it, for the registry in index.ts. Framing is done there. */
export interface BackendKind<Message> {
  /** Type byte */
  readonly letter: string;
  /** The code that tells authentication requests (R) apart; read and written by the registry. */
  readonly authentication?: number;
  encode(writer: Writer, message: Message): void;
  /** Reads the contents; the caller checks that nothing follows. Views stay views of the body. */
  decode(reader: Reader): Message;
}
