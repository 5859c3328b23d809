import type { SpanContext } from '@opentelemetry/api';

/** A W3C traceparent: version 00, ids that are not all zeros, flags. */
const TRACE_PARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** A comment's key and value as sqlcommenter writes them: URL-encoded, in quotes. */
const PAIR = /traceparent='([^']*)'/;

/** The caller's span, when a sqlcommenter comment at the statement's end or start names it. */
export function callerOf(text: string): SpanContext | null {
  const comment = /\/\*([^*]*)\*\/\s*;?\s*$/.exec(text)?.[1] ?? /^\s*\/\*([^*]*)\*\//.exec(text)?.[1];
  const value = comment === undefined ? undefined : PAIR.exec(comment)?.[1];
  const match = value === undefined ? null : TRACE_PARENT.exec(decoded(value));
  if (!match) return null;
  const [, traceId = '', spanId = '', flags = ''] = match;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}

/** Of what is not properly encoded the text itself, which is then no traceparent. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
