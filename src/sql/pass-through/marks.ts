import type { ErrorFields } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import { IRIS_FUNCTIONS, IRIS_TYPES, PERCENT_WORDS } from './iris-names.ts';
import { follows, isName, type IrisToken } from './token.ts';

/**
 * How sure a construct is IRIS's own. `certain`: PostgreSQL has nothing of the kind, so what IRIS says of the statement is
 * the answer. `possible`: it may as well be PostgreSQL with a mistake in it, so only a statement that IRIS accepts is
 * passed through, and else PostgreSQL's error is the answer.
 */
export type Certainty = 'certain' | 'possible';

/** What marks are told beside the tokens. */
export interface MarkContext {
  /** Why PostgreSQL refuses the statement. */
  readonly refusal: ErrorFields;
  /** Whether PostgreSQL has a function of that name (pg_proc.proname), be it for other arguments. */
  readonly knowsFunction: (name: string) => boolean;
}

interface Mark {
  readonly certainty: Certainty;
  /** Whether the construct begins at token `at`. */
  readonly found: (tokens: readonly IrisToken[], at: number, context: MarkContext) => boolean;
}

const UNDEFINED_FUNCTION = '42883';
/** Undefined table, undefined schema. */
const MISSING_TABLE = ['42P01', '3F000'];

function isSyntaxError({ sqlstate }: ErrorFields): boolean {
  return sqlstate === SQLSTATE.syntaxError;
}

/** First words of statements that PostgreSQL has not. */
const STATEMENTS: readonly (readonly string[])[] = [
  ['ALTER', 'MODEL'],
  ['BUILD', 'INDEX'],
  ['COLLECT', 'STATISTICS'],
  ['CREATE', 'BITMAP', 'INDEX'],
  ['CREATE', 'BITSLICE', 'INDEX'],
  ['CREATE', 'COLUMNAR', 'INDEX'],
  ['CREATE', 'MODEL'],
  ['CREATE', 'OR', 'REPLACE', 'MODEL'],
  ['DROP', 'MODEL'],
  ['INSERT', 'OR', 'UPDATE'],
  ['SET', 'ML', 'CONFIGURATION'],
  ['SET', 'OPTION'],
  ['TRAIN', 'MODEL'],
  ['TUNE', 'TABLE'],
  ['UNLOCK'],
  ['VALIDATE', 'MODEL'],
];

/** Words behind which an operand or a name is expected: a percent sign there is no operator. */
const BEFORE_OPERANDS: ReadonlySet<string> = new Set(
  'ALL AND BETWEEN BY CALL CASE CAST DELETE DISTINCT ELSE FROM HAVING IN INSERT INTO JOIN LIKE NOT ON OR SELECT SET TABLE THEN UPDATE VALUES WHEN WHERE WITH'.split(
    ' ',
  ),
);

const MARKS: readonly Mark[] = [
  { certainty: 'certain', found: isPercentWord },
  // $HOROLOG, $PIECE(...)
  { certainty: 'certain', found: (tokens, at) => wordAt(tokens, at)?.startsWith('$') ?? false },
  // {ts '...'}, {fn ...}
  { certainty: 'certain', found: (tokens, at) => follows(tokens, at, '{') },
  // integer division
  { certainty: 'certain', found: (tokens, at) => follows(tokens, at, '\\') },
  { certainty: 'certain', found: isTop },
  { certainty: 'certain', found: (tokens, at) => follows(tokens, at, 'DISTINCT', 'BY', '(') },
  {
    certainty: 'certain',
    found: (tokens, at) => at === 0 && STATEMENTS.some((words) => follows(tokens, 0, ...words)),
  },
  // CREATE INDEX i ON TABLE t (...)
  {
    certainty: 'certain',
    found: (tokens, at) => follows(tokens, 0, 'CREATE') && follows(tokens, at, 'ON', 'TABLE'),
  },
  {
    certainty: 'certain',
    found: (tokens, at) => IRIS_FUNCTIONS.has(wordAt(tokens, at) ?? '') && follows(tokens, at + 1, '('),
  },
  // DROP INDEX i ON t
  {
    certainty: 'possible',
    found: (tokens, at, { refusal }) =>
      isSyntaxError(refusal) && follows(tokens, 0, 'DROP', 'INDEX') && follows(tokens, at, 'ON'),
  },
  // INSERT INTO t SET c = v
  {
    certainty: 'possible',
    found: (tokens, at, { refusal }) =>
      isSyntaxError(refusal) && follows(tokens, 0, 'INSERT') && follows(tokens, at, 'SET'),
  },
  // contains [, follows ]
  {
    certainty: 'possible',
    found: (tokens, at, { refusal }) => at === 0 && isSyntaxError(refusal) && hasLoneBracket(tokens),
  },
  // reference->column; PostgreSQL's operator has a value on its right
  {
    certainty: 'possible',
    found: (tokens, at) => follows(tokens, at, '->') && isName(tokens[at - 1]) && isName(tokens[at + 1]),
  },
  { certainty: 'possible', found: isUnknownCall },
  {
    certainty: 'possible',
    found: (tokens, at, { refusal }) => {
      const name = wordAt(tokens, at) ?? '';
      return IRIS_TYPES.has(name) && refusal.message === `type "${name.toLowerCase()}" does not exist`;
    },
  },
  // tables of IRIS's catalog that PostgreSQL's information_schema has not
  {
    certainty: 'possible',
    found: (tokens, at, { refusal }) =>
      MISSING_TABLE.includes(refusal.sqlstate) &&
      follows(tokens, at + 1, '.') &&
      (wordAt(tokens, at) === 'INFORMATION_SCHEMA' ||
        (tokens[at]?.kind === 'delimited' && (tokens[at]?.key.startsWith('%') ?? false))),
  },
];

/** The surest of the marks that the statement bears; null when nothing in it is IRIS's own. */
export function ownConstructs(tokens: readonly IrisToken[], context: MarkContext): Certainty | null {
  let possible = false;
  for (let at = 0; at < tokens.length; at += 1) {
    for (const { certainty, found } of MARKS) {
      if (!found(tokens, at, context)) continue;
      if (certainty === 'certain') return 'certain';
      possible = true;
    }
  }
  return possible ? 'possible' : null;
}

function wordAt(tokens: readonly IrisToken[], at: number): string | undefined {
  const token = tokens[at];
  return token?.kind === 'word' ? token.key : undefined;
}

/** One of IRIS's words, or any other where no remainder can be meant: `FROM %Dictionary.CompiledClass`. */
function isPercentWord(tokens: readonly IrisToken[], at: number): boolean {
  const key = wordAt(tokens, at);
  if (!key?.startsWith('%')) return false;
  // the type of a column: %Library.Date(MINVAL=...)
  if (PERCENT_WORDS.has(key) || definesTable(tokens)) return true;
  const before = tokens[at - 1];
  if (before === undefined) return true;
  if (before.kind === 'symbol') return before.key !== ')' && before.key !== ']';
  return before.kind === 'word' && BEFORE_OPERANDS.has(before.key);
}

function definesTable(tokens: readonly IrisToken[]): boolean {
  const tables = [
    ['CREATE', 'TABLE'],
    ['CREATE', 'GLOBAL'],
    ['ALTER', 'TABLE'],
  ];
  return tables.some((words) => follows(tokens, 0, ...words));
}

/** SELECT [DISTINCT [BY (...)] | ALL] TOP n (iris-sql.md 1.1). */
function isTop(tokens: readonly IrisToken[], at: number): boolean {
  if (!follows(tokens, at, 'TOP')) return false;
  const count = tokens[at + 1];
  const counts =
    count !== undefined &&
    (['number', 'string', 'parameter', 'placeholder'].includes(count.kind) ||
      follows(tokens, at + 1, 'ALL') ||
      follows(tokens, at + 1, '('));
  if (!counts) return false;
  return (
    follows(tokens, at - 1, 'SELECT') ||
    follows(tokens, at - 1, 'DISTINCT') ||
    follows(tokens, at - 1, 'ALL') ||
    follows(tokens, at - 1, ')')
  );
}

/** A square bracket without its partner: PostgreSQL's come in pairs. Asked once for a statement, as it reads all of it. */
function hasLoneBracket(tokens: readonly IrisToken[]): boolean {
  let open = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    if (follows(tokens, at, '[')) open += 1;
    else if (follows(tokens, at, ']')) open -= 1;
  }
  return open !== 0;
}

/** The function that PostgreSQL says it has not: one of the IRIS user's own. */
function isUnknownCall(
  tokens: readonly IrisToken[],
  at: number,
  { refusal, knowsFunction }: MarkContext,
): boolean {
  const name = tokens[at];
  if (!isName(name) || !follows(tokens, at + 1, '(')) return false;
  const schema = follows(tokens, at - 1, '.') ? tokens[at - 2] : undefined;
  if (isName(schema) && refusal.message === `schema "${folded(schema)}" does not exist`) return true;
  if (knowsFunction(folded(name))) return false;
  const called = isName(schema) ? `${folded(schema)}.${folded(name)}` : folded(name);
  return refusal.sqlstate === UNDEFINED_FUNCTION && refusal.message.startsWith(`function ${called}(`);
}

/** The name as PostgreSQL's messages show it. */
function folded({ kind, key }: IrisToken): string {
  return kind === 'word' ? key.toLowerCase() : key;
}
