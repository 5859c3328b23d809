import type { ErrorFields } from '../../errors/gateway-error.ts';
import { readErrorFields, writeErrorFields } from './error-fields.ts';
import type { BackendKind } from './kind.ts';

/** A warning or other news, at any time. */
export interface NoticeResponse {
  readonly type: 'NoticeResponse';
  readonly fields: ErrorFields;
}

export const noticeResponse: BackendKind<NoticeResponse> = {
  letter: 'N',
  encode(writer, { fields }) {
    writeErrorFields(writer, fields);
  },
  decode: (reader) => ({ type: 'NoticeResponse', fields: readErrorFields(reader) }),
};
