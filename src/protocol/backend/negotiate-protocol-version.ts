import type { ProtocolVersion } from '../protocol-version.ts';
import { violation } from '../violation.ts';
import type { BackendKind } from './kind.ts';

/** The server goes on with an older minor version, or without some `_pq_.` options; before authentication. */
export interface NegotiateProtocolVersion {
  readonly type: 'NegotiateProtocolVersion';
  /** The whole version, as PostgreSQL sends and libpq reads it. */
  readonly version: ProtocolVersion;
  readonly unrecognizedOptions: readonly string[];
}

export const negotiateProtocolVersion: BackendKind<NegotiateProtocolVersion> = {
  letter: 'v',
  encode(writer, { version, unrecognizedOptions }) {
    writer.int32(version).int32(unrecognizedOptions.length);
    for (const option of unrecognizedOptions) writer.cstring(option);
  },
  decode(reader) {
    const version = reader.int32();
    const count = reader.int32();
    // Each name takes at least its NUL.
    if (count < 0 || count > reader.remaining) throw violation('insufficient data left in message');
    const unrecognizedOptions: string[] = [];
    for (let index = 0; index < count; index += 1) unrecognizedOptions.push(reader.cstring());
    return { type: 'NegotiateProtocolVersion', version, unrecognizedOptions };
  },
};
