import { GatewayError } from '../../errors/gateway-error.ts';
import { characterLength } from '../../types/characters.ts';
import { isWritten, node, refuse, TEXTS, value, written, type Call, type Rule } from '../expression/call.ts';
import { familyOf } from '../expression/family.ts';
import { typeOf, typmodOf } from '../expression/type-of.ts';
import { fragment, raw, stringLiteral, type Fragment } from '../iris/fragment.ts';
import type { Expression } from '../tree/nodes.ts';

/** Bytes of a typmod that are no length (VARHDRSZ). */
const TYPMOD_OFFSET = 4;

/** A pattern and its escape character: PostgreSQL's default is a backslash, IRIS has none. */
interface Pattern {
  readonly text: Expression;
  readonly escape: Fragment;
}

function patternOf(call: Call): Pattern {
  const pattern = node(call, 1);
  const { context } = call.scope.statement;
  // LIKE ... ESCAPE 'x' is parsed into like_escape(pattern, 'x').
  if (pattern.kind === 'FUNCEXPR' && context.function(pattern.funcid)?.name === 'like_escape') {
    const [text, escape] = pattern.args;
    if (text === undefined || escape === undefined) throw refuse(call);
    const character = written({ ...call, args: [escape], families: ['text'] }, 0);
    if (character === undefined || character === null || characterLength(character) > 1) {
      throw refuse(call, ' with a computed ESCAPE');
    }
    checkEnd(written({ ...call, args: [text], families: ['text'] }, 0), character);
    return { text, escape: character === '' ? raw('') : fragment` ESCAPE ${stringLiteral(character)}` };
  }
  checkEnd(written(call, 1), '\\');
  return { text: pattern, escape: fragment` ESCAPE ${stringLiteral('\\')}` };
}

/** A pattern may not end with its escape character unless that is escaped itself. */
function checkEnd(pattern: string | null | undefined, escape: string): void {
  if (pattern === null || pattern === undefined || escape === '') return;
  let at = 0;
  while (at < pattern.length) {
    if (pattern.startsWith(escape, at) && at + escape.length >= pattern.length) {
      throw new GatewayError('22025', 'LIKE pattern must not end with escape character');
    }
    at += pattern.startsWith(escape, at) ? escape.length + 1 : 1;
  }
}

/** char(n) matches with its blanks, which IRIS does not hold. */
function subject(call: Call): Fragment {
  const arg = node(call, 0);
  const text = value(call, 0);
  if (familyOf(typeOf(arg), call.scope.statement.context) !== 'bpchar') return text;
  const length = typmodOf(arg) - TYPMOD_OFFSET;
  if (length <= 0) throw refuse(call, ' of char without a length');
  return fragment`RPAD(${text}, ${raw(String(length))})`;
}

function like(negated: boolean): (call: Call) => Fragment {
  const operator = raw(negated ? 'NOT LIKE' : 'LIKE');
  return (call) => {
    const { text, escape } = patternOf(call);
    return fragment`(${subject(call)} ${operator} ${call.print.scalar(text, call.scope)}${escape})`;
  };
}

/** ILIKE: both sides in upper case ([django]). */
function caseless(negated: boolean): (call: Call) => Fragment {
  const operator = raw(negated ? 'NOT LIKE' : 'LIKE');
  return (call) => {
    const { text, escape } = patternOf(call);
    const pattern = call.print.scalar(text, call.scope);
    return fragment`(UPPER(${subject(call)}) ${operator} UPPER(${pattern})${escape})`;
  };
}

/** POSITION of '' need not be 1, so '' is told apart. */
export function startsWith(call: Call): Fragment {
  const text = value(call, 0);
  const prefix = value(call, 1);
  const found = fragment`(POSITION(${prefix} IN ${text}) = 1)`;
  return isWritten(call, 1) ? found : fragment`(((${prefix} = '') AND (${text} IS NOT NULL)) OR ${found})`;
}

export const PATTERNS: readonly Rule[] = [
  { name: '~~', takes: [TEXTS, ['text']], gives: 'condition', print: like(false) },
  { name: '!~~', takes: [TEXTS, ['text']], gives: 'condition', print: like(true) },
  { name: '~~*', takes: [TEXTS, ['text']], gives: 'condition', print: caseless(false) },
  { name: '!~~*', takes: [TEXTS, ['text']], gives: 'condition', print: caseless(true) },
  { name: '^@', takes: [['text'], ['text']], gives: 'condition', print: startsWith },
];
