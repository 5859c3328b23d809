import type { Reader } from '../reader.ts';

/** One frontend message of the ordinary phase: all that is known of it, for the registry in index.ts. */
export interface FrontendKind<Message> {
  /** Type byte */
  readonly letter: string;
  /** Whether it may fill the configured maximum or is small by nature (limits.ts). */
  readonly size: 'small' | 'large';
  /** Reads the contents; the caller checks that nothing follows. Views stay views of the body. */
  decode(reader: Reader): Message;
}
