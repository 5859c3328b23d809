import { bool } from './bool.ts';
import { bpchar } from './bpchar.ts';
import { bytea } from './bytea.ts';
import { char } from './char.ts';
import type { Codec } from './codec.ts';
import { cstring } from './cstring.ts';
import { date } from './date.ts';
import { float4 } from './float4.ts';
import { float8 } from './float8.ts';
import { int2 } from './int2.ts';
import { int4 } from './int4.ts';
import { int8 } from './int8.ts';
import { interval } from './interval.ts';
import { json } from './json.ts';
import { jsonb } from './jsonb.ts';
import { name } from './name.ts';
import { int2vector, oidvector } from './number-vector.ts';
import { numeric } from './numeric.ts';
import { OBJECT_IDENTIFIERS } from './object-identifier.ts';
import { cid, oid, xid } from './oid.ts';
import { text } from './text.ts';
import { time } from './time.ts';
import { timestamp } from './timestamp.ts';
import { timestamptz } from './timestamptz.ts';
import { timetz } from './timetz.ts';
import { unknown } from './unknown.ts';
import { uuid } from './uuid.ts';
import { varchar } from './varchar.ts';
import { voidType } from './void.ts';
import { xid8 } from './xid8.ts';

/** Every built-in type with a codec of its own; the registry adds their arrays. */
export const BUILT_IN_CODECS: readonly Codec[] = [
  bool,
  bytea,
  char,
  name,
  int8,
  int2,
  int2vector,
  int4,
  text,
  oid,
  xid,
  cid,
  xid8,
  oidvector,
  json,
  float4,
  float8,
  unknown,
  bpchar,
  varchar,
  date,
  time,
  timestamp,
  timestamptz,
  timetz,
  interval,
  numeric,
  cstring,
  voidType,
  uuid,
  jsonb,
  ...OBJECT_IDENTIFIERS,
];
