import { GatewayError } from '../../errors/gateway-error.ts';
import { readFormat } from '../format.ts';
import type { FormatCode } from '../format.ts';
import type { Reader } from '../reader.ts';
import { violation } from '../violation.ts';
import type { FrontendKind } from './kind.ts';

export interface Bind {
  readonly type: 'Bind';
  /** '' is the unnamed portal. */
  readonly portal: string;
  /** '' is the unnamed statement. */
  readonly statement: string;
  /** None (all text), one for all, or one each: formatAt(). */
  readonly parameterFormats: readonly FormatCode[];
  /** Views of the message's body; null is SQL NULL. */
  readonly values: readonly (Uint8Array | null)[];
  /** As parameterFormats, for the result's columns, whose number only the portal knows. */
  readonly resultFormats: readonly FormatCode[];
}

/** CONTEXT of an error in one of Bind's values (postgres.c, bind_param_error_callback). */
export function parameterContext(portal: string, number: number): string {
  return portal === '' ? `unnamed portal parameter $${number}` : `portal "${portal}" parameter $${number}`;
}

function readValue(reader: Reader, portal: string, number: number): Uint8Array | null {
  try {
    return reader.value();
  } catch (error) {
    throw error instanceof GatewayError ? error.with({ where: parameterContext(portal, number) }) : error;
  }
}

export const bind: FrontendKind<Bind> = {
  letter: 'B',
  size: 'large',
  decode(reader) {
    const portal = reader.cstring();
    const statement = reader.cstring();
    const parameterFormats = reader.list(2, readFormat);
    const count = reader.count(4);
    if (parameterFormats.length > 1 && parameterFormats.length !== count) {
      throw violation(
        `bind message has ${parameterFormats.length} parameter formats but ${count} parameters`,
      );
    }
    const values: (Uint8Array | null)[] = [];
    for (let index = 0; index < count; index += 1) values.push(readValue(reader, portal, index + 1));
    const resultFormats = reader.list(2, readFormat);
    return { type: 'Bind', portal, statement, parameterFormats, values, resultFormats };
  },
};
