import type { ErrorFields } from '../../errors/gateway-error.ts';
import { readErrorFields, writeErrorFields } from './error-fields.ts';
import type { BackendKind } from './kind.ts';

/** A failure. FATAL and PANIC end the session. */
export interface ErrorResponse {
  readonly type: 'ErrorResponse';
  readonly fields: ErrorFields;
}

export const errorResponse: BackendKind<ErrorResponse> = {
  letter: 'E',
  encode(writer, { fields }) {
    writeErrorFields(writer, fields);
  },
  decode: (reader) => ({ type: 'ErrorResponse', fields: readErrorFields(reader) }),
};
