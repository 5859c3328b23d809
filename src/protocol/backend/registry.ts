import { authenticationOk } from './authentication-ok.ts';
import type { AuthenticationOk } from './authentication-ok.ts';
import { authenticationCleartextPassword } from './authentication-cleartext-password.ts';
import type { AuthenticationCleartextPassword } from './authentication-cleartext-password.ts';
import { authenticationMD5Password } from './authentication-md5-password.ts';
import type { AuthenticationMD5Password } from './authentication-md5-password.ts';
import { authenticationSASL } from './authentication-sasl.ts';
import type { AuthenticationSASL } from './authentication-sasl.ts';
import { authenticationSASLContinue } from './authentication-sasl-continue.ts';
import type { AuthenticationSASLContinue } from './authentication-sasl-continue.ts';
import { authenticationSASLFinal } from './authentication-sasl-final.ts';
import type { AuthenticationSASLFinal } from './authentication-sasl-final.ts';
import { backendKeyData } from './backend-key-data.ts';
import type { BackendKeyData } from './backend-key-data.ts';
import { bindComplete } from './bind-complete.ts';
import type { BindComplete } from './bind-complete.ts';
import { closeComplete } from './close-complete.ts';
import type { CloseComplete } from './close-complete.ts';
import { commandComplete } from './command-complete.ts';
import type { CommandComplete } from './command-complete.ts';
import { copyData } from './copy-data.ts';
import type { CopyData } from './copy-data.ts';
import { copyDone } from './copy-done.ts';
import type { CopyDone } from './copy-done.ts';
import { copyInResponse } from './copy-in-response.ts';
import type { CopyInResponse } from './copy-in-response.ts';
import { copyOutResponse } from './copy-out-response.ts';
import type { CopyOutResponse } from './copy-out-response.ts';
import { dataRow } from './data-row.ts';
import type { DataRow } from './data-row.ts';
import { emptyQueryResponse } from './empty-query-response.ts';
import type { EmptyQueryResponse } from './empty-query-response.ts';
import { errorResponse } from './error-response.ts';
import type { ErrorResponse } from './error-response.ts';
import { functionCallResponse } from './function-call-response.ts';
import type { FunctionCallResponse } from './function-call-response.ts';
import { negotiateProtocolVersion } from './negotiate-protocol-version.ts';
import type { NegotiateProtocolVersion } from './negotiate-protocol-version.ts';
import { noData } from './no-data.ts';
import type { NoData } from './no-data.ts';
import { noticeResponse } from './notice-response.ts';
import type { NoticeResponse } from './notice-response.ts';
import { notificationResponse } from './notification-response.ts';
import type { NotificationResponse } from './notification-response.ts';
import { parameterDescription } from './parameter-description.ts';
import type { ParameterDescription } from './parameter-description.ts';
import { parameterStatus } from './parameter-status.ts';
import type { ParameterStatus } from './parameter-status.ts';
import { parseComplete } from './parse-complete.ts';
import type { ParseComplete } from './parse-complete.ts';
import { portalSuspended } from './portal-suspended.ts';
import type { PortalSuspended } from './portal-suspended.ts';
import { readyForQuery } from './ready-for-query.ts';
import type { ReadyForQuery } from './ready-for-query.ts';
import { rowDescription } from './row-description.ts';
import type { RowDescription } from './row-description.ts';
import type { BackendKind } from './kind.ts';

/** Everything the server may say. */
export type BackendMessage =
  | AuthenticationOk
  | AuthenticationCleartextPassword
  | AuthenticationMD5Password
  | AuthenticationSASL
  | AuthenticationSASLContinue
  | AuthenticationSASLFinal
  | BackendKeyData
  | BindComplete
  | CloseComplete
  | CommandComplete
  | CopyData
  | CopyDone
  | CopyInResponse
  | CopyOutResponse
  | DataRow
  | EmptyQueryResponse
  | ErrorResponse
  | FunctionCallResponse
  | NegotiateProtocolVersion
  | NoData
  | NoticeResponse
  | NotificationResponse
  | ParameterDescription
  | ParameterStatus
  | ParseComplete
  | PortalSuspended
  | ReadyForQuery
  | RowDescription;

type Kinds = {
  readonly [Type in BackendMessage['type']]: BackendKind<Extract<BackendMessage, { type: Type }>>;
};

/** Every kind under its message's name; the type of the object makes the list complete. */
export const KINDS: Kinds = {
  AuthenticationOk: authenticationOk,
  AuthenticationCleartextPassword: authenticationCleartextPassword,
  AuthenticationMD5Password: authenticationMD5Password,
  AuthenticationSASL: authenticationSASL,
  AuthenticationSASLContinue: authenticationSASLContinue,
  AuthenticationSASLFinal: authenticationSASLFinal,
  BackendKeyData: backendKeyData,
  BindComplete: bindComplete,
  CloseComplete: closeComplete,
  CommandComplete: commandComplete,
  CopyData: copyData,
  CopyDone: copyDone,
  CopyInResponse: copyInResponse,
  CopyOutResponse: copyOutResponse,
  DataRow: dataRow,
  EmptyQueryResponse: emptyQueryResponse,
  ErrorResponse: errorResponse,
  FunctionCallResponse: functionCallResponse,
  NegotiateProtocolVersion: negotiateProtocolVersion,
  NoData: noData,
  NoticeResponse: noticeResponse,
  NotificationResponse: notificationResponse,
  ParameterDescription: parameterDescription,
  ParameterStatus: parameterStatus,
  ParseComplete: parseComplete,
  PortalSuspended: portalSuspended,
  ReadyForQuery: readyForQuery,
  RowDescription: rowDescription,
};
