import { readFormat } from '../format.ts';
import type { FormatCode } from '../format.ts';
import type { Reader } from '../reader.ts';
import { violation } from '../violation.ts';
import type { FrontendKind } from './kind.ts';

/** The fast-path call of large-object clients (manual 55.2.5). */
export interface FunctionCall {
  readonly type: 'FunctionCall';
  readonly functionOid: number;
  readonly argumentFormats: readonly FormatCode[];
  readonly values: readonly (Uint8Array | null)[];
  readonly resultFormat: FormatCode;
}

function readArgument(reader: Reader): Uint8Array | null {
  const length = reader.int32();
  if (length === -1) return null;
  if (length < 0) throw violation(`invalid argument size ${length} in function call message`);
  return reader.bytes(length);
}

export const functionCall: FrontendKind<FunctionCall> = {
  letter: 'F',
  size: 'large',
  decode(reader) {
    const functionOid = reader.uint32();
    const argumentFormats = reader.list(2, readFormat);
    const count = reader.count(4);
    if (argumentFormats.length > 1 && argumentFormats.length !== count) {
      throw violation(
        `function call message contains ${argumentFormats.length} argument formats but ${count} arguments`,
      );
    }
    const values: (Uint8Array | null)[] = [];
    for (let index = 0; index < count; index += 1) values.push(readArgument(reader));
    return { type: 'FunctionCall', functionOid, argumentFormats, values, resultFormat: readFormat(reader) };
  },
};
