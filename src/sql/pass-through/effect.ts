import { GatewayError } from '../../errors/gateway-error.ts';
import { closing, follows, type IrisToken } from './token.ts';

/** What a statement that is passed through does. */
export interface Effect {
  /** `command`: neither rows nor count. `call`: rows if the procedure gives some. */
  readonly does: 'query' | 'change' | 'define' | 'command' | 'call';
  /** Command tag without counts. */
  readonly tag: string;
  /** Index of the word that says so, behind WITH. */
  readonly verb: number;
}

/** Objects that may be defined; others hold ObjectScript or rights, which are the IRIS administrator's. */
const OBJECTS = ['TABLE', 'VIEW', 'INDEX', 'SCHEMA', 'MODEL'];

/** What may stand between CREATE and the kind of object. */
const ATTRIBUTES = ['OR', 'REPLACE', 'GLOBAL', 'TEMPORARY', 'UNIQUE', 'BITMAP', 'BITSLICE', 'COLUMNAR'];

/** Statements of two words without rows and count. */
const COMMANDS: readonly (readonly [string, string])[] = [
  ['TRUNCATE', 'TABLE'],
  ['TRAIN', 'MODEL'],
  ['VALIDATE', 'MODEL'],
  ['TUNE', 'TABLE'],
  ['COLLECT', 'STATISTICS'],
  ['BUILD', 'INDEX'],
];

/** Statements on the IRIS process: it is another one with each transaction, and its transactions are the gateway's. */
const PROCESS_STATEMENTS: ReadonlySet<string> = new Set(
  '%BEGTRANS %CHECKPRIV %INTRANS %INTRANSACTION COMMIT LOCK ROLLBACK SAVEPOINT SET START UNLOCK'.split(' '),
);

/**
 * What a statement of IRIS's own does, by its first words.
 * @throws GatewayError 0A000 for what is not passed through
 */
export function effectOf(tokens: readonly IrisToken[]): Effect {
  const verb = mainVerb(tokens);
  const word = tokens[verb]?.key ?? '';
  switch (word) {
    case 'SELECT':
      return { does: 'query', tag: 'SELECT', verb };
    case 'INSERT':
    case 'UPDATE':
    case 'DELETE':
      return { does: 'change', tag: word, verb };
    case 'CREATE':
    case 'ALTER':
    case 'DROP':
      return { does: 'define', tag: `${word} ${definedObject(tokens, verb)}`, verb };
    case 'CALL':
      return { does: 'call', tag: 'CALL', verb };
    default: {
      const command = COMMANDS.find((words) => follows(tokens, verb, ...words));
      if (command === undefined) throw refused(word);
      return { does: 'command', tag: command.join(' '), verb };
    }
  }
}

/** The first word, or for WITH and parentheses the one that says what is done. */
function mainVerb(tokens: readonly IrisToken[]): number {
  let at = 0;
  while (follows(tokens, at, '(')) at += 1;
  if (!follows(tokens, at, 'WITH')) return at;
  while (at < tokens.length) {
    if (['SELECT', 'INSERT', 'UPDATE', 'DELETE'].some((word) => follows(tokens, at, word))) return at;
    at = follows(tokens, at, '(') ? closing(tokens, at) + 1 : at + 1;
  }
  return 0;
}

function definedObject(tokens: readonly IrisToken[], verb: number): string {
  let at = verb + 1;
  while (ATTRIBUTES.some((word) => follows(tokens, at, word))) at += 1;
  const object = OBJECTS.find((word) => follows(tokens, at, word));
  if (object === undefined) throw refused(`${tokens[verb]?.key ?? ''} ${tokens[at]?.key ?? ''}`);
  return object;
}

function refused(words: string): GatewayError {
  if (PROCESS_STATEMENTS.has(words)) {
    return new GatewayError('0A000', `${words} of InterSystems IRIS is not supported by the gateway`, {
      detail: "It concerns the IRIS process, which sessions share; their transactions are the gateway's.",
      hint: 'Use the statement of PostgreSQL.',
    });
  }
  return new GatewayError('0A000', `the gateway does not pass ${words} on to InterSystems IRIS`);
}
