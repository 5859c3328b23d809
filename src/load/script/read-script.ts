import { scan } from '../../sql/lexer/scan.ts';
import { readExpression, type Scope } from './expression.ts';
import type { Script, Step, StatementStep } from './script.ts';
import { ScriptError } from './script-error.ts';
import { readStatement, splitStatements } from './statement.ts';

/** Variables that every session has. */
export const SESSION_VARIABLES: readonly string[] = ['client_id', 'scale'];

const UNITS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000 };

/**
 * Reads a script in the form of pgbench's: SQL statements that end in semicolons, and lines that begin with a backslash:
 *
 *     \set NAME EXPRESSION
 *     \sleep NUMBER [us|ms|s]
 *     \expect ROWS        the statement before must return so many rows
 *     \data ROWS LINE     rows for the COPY ... FROM STDIN before: LINE so many times, with variables and :row
 *
 * @param variables names that are set before the script begins, beside SESSION_VARIABLES
 * @throws ScriptError that tells the line
 */
export function readScript(name: string, text: string, variables: Iterable<string> = []): Script {
  const reader = new ScriptReader([...SESSION_VARIABLES, ...variables]);
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    try {
      reader.line(line);
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error;
      throw new ScriptError(`${name}, line ${index + 1}: ${error.message}`, { cause: error });
    }
  }
  try {
    return reader.end(name);
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    throw new ScriptError(`${name}: ${error.message}`, { cause: error });
  }
}

class ScriptReader {
  readonly #known: Set<string>;
  readonly #steps: Step[] = [];
  #statements = 0;
  /** Lines of a statement that has not ended. */
  #open = '';

  constructor(known: Iterable<string>) {
    this.#known = new Set(known);
  }

  line(line: string): void {
    const command = /^\s*\\(\w+)\s*(.*)$/.exec(line);
    if (command && this.#blank) this.#command(command[1] ?? '', command[2] ?? '');
    else {
      const { statements, rest } = splitStatements(`${this.#open}${line}\n`);
      for (const statement of statements) this.#statement(statement);
      this.#open = rest;
    }
  }

  end(name: string): Script {
    if (!this.#blank) this.#statement(this.#open.trim());
    const statements = this.#steps.filter((step) => step.kind === 'statement');
    if (statements.length === 0) throw new ScriptError('there is no statement');
    for (const { text, data } of statements) {
      if (data === null && /^copy\b[^]*\bfrom\s+stdin\b/i.test(text)) {
        throw new ScriptError('COPY ... FROM STDIN needs its rows: \\data ROWS LINE');
      }
    }
    return { name, steps: this.#steps, statements };
  }

  /** Nothing but comments is open. */
  get #blank(): boolean {
    return scan(this.#open)?.length === 0;
  }

  #statement(text: string): void {
    this.#steps.push(readStatement(text, this.#statements, this.#known));
    this.#statements += 1;
  }

  #command(name: string, rest: string): void {
    switch (name) {
      case 'set':
        return this.#set(rest);
      case 'sleep':
        return this.#sleep(rest);
      case 'expect':
        return this.#change('expect', { expectedRows: wholeNumber(rest, '\\expect ROWS') });
      case 'data':
        return this.#change('data', { data: this.#rows(rest) });
      default:
        throw new ScriptError(`\\${name} is not known; there are \\set, \\sleep, \\expect and \\data`);
    }
  }

  #set(rest: string): void {
    const [, name, value] = /^([a-z_]\w*)\s+(\S.*)$/i.exec(rest) ?? [];
    if (name === undefined || value === undefined) throw new ScriptError('\\set NAME EXPRESSION');
    this.#steps.push({ kind: 'set', name, value: readExpression(value) });
    this.#known.add(name);
  }

  #sleep(rest: string): void {
    const [, amount, unit = 's'] = /^(.*?)\s*(us|ms|s)?$/.exec(rest) ?? [];
    if (amount === undefined || amount === '') throw new ScriptError('\\sleep NUMBER [us|ms|s]');
    const value = readExpression(amount);
    const factor = UNITS[unit] ?? 1;
    this.#steps.push({ kind: 'sleep', milliseconds: (scope) => Number(value(scope)) * factor });
  }

  /** Of the statement before. */
  #change(command: string, change: Partial<StatementStep>): void {
    const last = this.#steps.at(-1);
    if (last?.kind !== 'statement') throw new ScriptError(`\\${command} stands behind a statement`);
    this.#steps[this.#steps.length - 1] = { ...last, ...change };
  }

  #rows(rest: string): (scope: Scope) => string {
    const [, count, line] = /^(\d+)\s+(\S.*)$/.exec(rest) ?? [];
    if (count === undefined || line === undefined) throw new ScriptError('\\data ROWS LINE');
    const pieces = line.replaceAll(String.raw`\t`, '\t').split(/:([a-z_]\w*)/i);
    for (const [i, name] of pieces.entries()) {
      if (i % 2 === 1 && name !== 'row' && !this.#known.has(name))
        throw new ScriptError(`variable ${name} is not set`);
    }
    const rows = Number(count);
    const made = (scope: Scope): string => rowsOf(pieces, rows, scope);
    if (pieces.some((name, i) => i % 2 === 1 && name !== 'row')) return made;
    const always = made(new Map());
    return () => always;
  }
}

/** Every second piece is the name of a variable. */
function rowsOf(pieces: readonly string[], rows: number, scope: Scope): string {
  const lines: string[] = [];
  for (let row = 1; row <= rows; row += 1) {
    lines.push(
      pieces
        .map((piece, i) => (i % 2 === 0 ? piece : String(piece === 'row' ? row : scope.get(piece))))
        .join(''),
    );
  }
  return `${lines.join('\n')}\n`;
}

function wholeNumber(text: string, usage: string): number {
  if (!/^\d+$/.test(text.trim())) throw new ScriptError(usage);
  return Number(text);
}
