import { bind } from './bind.ts';
import type { Bind } from './bind.ts';
import { close } from './close.ts';
import type { Close } from './close.ts';
import { copyData } from './copy-data.ts';
import type { CopyData } from './copy-data.ts';
import { copyDone } from './copy-done.ts';
import type { CopyDone } from './copy-done.ts';
import { copyFail } from './copy-fail.ts';
import type { CopyFail } from './copy-fail.ts';
import { describe } from './describe.ts';
import type { Describe } from './describe.ts';
import { execute } from './execute.ts';
import type { Execute } from './execute.ts';
import { flush } from './flush.ts';
import type { Flush } from './flush.ts';
import { functionCall } from './function-call.ts';
import type { FunctionCall } from './function-call.ts';
import { fatalViolation } from '../violation.ts';
import type { FrontendKind } from './kind.ts';
import { parse } from './parse.ts';
import type { Parse } from './parse.ts';
import { query } from './query.ts';
import type { Query } from './query.ts';
import { sync } from './sync.ts';
import type { Sync } from './sync.ts';
import { terminate } from './terminate.ts';
import type { Terminate } from './terminate.ts';

/** What a client may send once it is authenticated. */
export type OrdinaryMessage =
  | Bind
  | Close
  | CopyData
  | CopyDone
  | CopyFail
  | Describe
  | Execute
  | Flush
  | FunctionCall
  | Parse
  | Query
  | Sync
  | Terminate;

const KINDS: readonly FrontendKind<OrdinaryMessage>[] = [
  bind,
  close,
  copyData,
  copyDone,
  copyFail,
  describe,
  execute,
  flush,
  functionCall,
  parse,
  query,
  sync,
  terminate,
];

const byTypeByte = new Map(KINDS.map((kind) => [kind.letter.charCodeAt(0), kind]));

/** The kind of an ordinary message by its type byte; FATAL 08P01 when there is none: its limits are unknown. */
export function ordinaryKind(type: number): FrontendKind<OrdinaryMessage> {
  const kind = byTypeByte.get(type);
  if (!kind) throw fatalViolation(`invalid frontend message type ${type}`);
  return kind;
}
