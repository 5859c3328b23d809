/** PostgreSQL wire protocol 3.0 and 3.2, the server's side: bytes to messages and back. No sockets, no state of a session. */
export { DataRowWriter } from './backend/data-row-writer.ts';
export type { RowWriter } from './backend/row-writer.ts';
export { decodeBackend, endOfMessage, splitMessages } from './backend/decode.ts';
export type { RawMessage } from './backend/decode.ts';
export { encodeBackend } from './backend/index.ts';
export type {
  BackendMessage,
  FieldDescription,
  RowDescription,
  TransactionStatus,
} from './backend/index.ts';
export { formatAt } from './format.ts';
export type { FormatCode } from './format.ts';
export { DEFAULT_MAXIMUM_MESSAGE, Framer } from './framer.ts';
export type { Frame } from './framer.ts';
export { parameterContext } from './frontend/bind.ts';
export { decodeFrontend } from './frontend/index.ts';
export type {
  AuthenticationMessage,
  AwaitedMessages,
  Awaiting,
  Bind,
  CancelRequest,
  Close,
  Describe,
  Execute,
  FrontendMessage,
  FunctionCall,
  OrdinaryMessage,
  Parse,
  PasswordMessage,
  Query,
  SASLInitialResponse,
  SASLResponse,
  StartupMessage,
  StartupPacket,
} from './frontend/index.ts';
export { Outbox } from './outbox.ts';
export {
  checkMajorVersion,
  GSSENC_REQUEST_CODE,
  NEWEST_PROTOCOL,
  PROTOCOL_3_0,
  PROTOCOL_3_2,
  SSL_REQUEST_CODE,
  formatVersion,
  negotiate,
  protocolVersion,
} from './protocol-version.ts';
export type { Negotiation, ProtocolVersion } from './protocol-version.ts';
export { peekInt16, peekInt32, Reader } from './reader.ts';
export { Writer } from './writer.ts';
