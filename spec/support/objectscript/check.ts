import type { ClassFile, Method } from './class-file.ts';
import { CLASS_METHODS, COMMANDS, FUNCTIONS, SYSTEM_METHODS } from './documented.ts';
import { tokensOf, type Token } from './tokens.ts';

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' };

/** What is wrong in a class, by line: brackets, commands, functions, and calls of methods that are not there. */
export function problemsOf(file: ClassFile, others: ReadonlyMap<string, ClassFile>): string[] {
  return file.methods.flatMap((method) => new MethodCheck(file, method, others).problems());
}

class MethodCheck {
  readonly #file: ClassFile;
  readonly #method: Method;
  readonly #others: ReadonlyMap<string, ClassFile>;
  readonly #tokens: readonly Token[];
  readonly #problems: string[] = [];

  constructor(file: ClassFile, method: Method, others: ReadonlyMap<string, ClassFile>) {
    this.#file = file;
    this.#method = method;
    this.#others = others;
    this.#tokens = tokensOf(method.body);
  }

  problems(): string[] {
    this.#brackets();
    this.#commands();
    this.#tokens.forEach((token, at) => {
      if (token.kind !== 'word') return;
      if (token.text.startsWith('$')) this.#function(token, at);
      else if (token.text === '##class') this.#classMethod(at);
      else if (this.#text(at - 1) === '.' && this.#text(at - 2) === '.') this.#ownMember(at, token);
      else if (this.#text(at - 1) === '#' && this.#text(at - 2) === '.') this.#parameter(token);
    });
    return this.#problems;
  }

  #brackets(): void {
    const open: Token[] = [];
    for (const token of this.#tokens) {
      if (token.text in CLOSING) open.push(token);
      else if ([')', '}', ']'].includes(token.text)) {
        // [ is also the operator "contains", which has no other half.
        while (open.at(-1)?.text === '[' && token.text !== ']') open.pop();
        const last = open.pop();
        if (last === undefined || CLOSING[last.text] !== token.text)
          this.#tell(token, `${token.text} closes nothing`);
      }
    }
    for (const token of open.filter(({ text }) => text !== '['))
      this.#tell(token, `${token.text} is not closed`);
  }

  /** The first word of a line, and of what follows a closing brace, is a command. */
  #commands(): void {
    let first = true;
    let depth = 0;
    for (const token of this.#tokens) {
      if (token.text === '(') depth += 1;
      if (token.text === ')') depth -= 1;
      if (token.kind === 'end') first = depth === 0;
      else if (token.kind !== 'space' && first) {
        if (token.text === '}') continue;
        if (!COMMANDS.includes(token.text)) this.#tell(token, `${token.text} is no command`);
        first = false;
      }
    }
  }

  #function(token: Token, at: number): void {
    const name = token.text.slice(1).toLowerCase();
    if (!FUNCTIONS.includes(name)) this.#tell(token, `${token.text} is not in the list of functions`);
    if (name !== 'system') return;
    const path = this.#path(at + 1);
    if (!SYSTEM_METHODS.includes(path.join('.')))
      this.#tell(token, `$system.${path.join('.')} is not documented to us`);
  }

  /** ##class(Name).Method(...) */
  #classMethod(at: number): void {
    const token = this.#tokens[at] as Token;
    const close = this.#tokens.findIndex((one, i) => i > at && one.text === ')');
    const name = this.#tokens
      .slice(at + 2, close)
      .map(({ text }) => text)
      .join('');
    const [method = ''] = this.#path(close + 1);
    const count = this.#countArguments(this.#tokens.findIndex((one, i) => i > close && one.text === '('));
    const ours = this.#others.get(name);
    if (ours !== undefined && method !== '%New') {
      this.#call(token, ours, method, count);
      return;
    }
    if (ours !== undefined) return;
    const arity = CLASS_METHODS[`${name}.${method}`];
    if (arity === undefined) this.#tell(token, `${name}.${method} is not documented to us`);
    else if (count < arity[0] || count > arity[1])
      this.#tell(token, `${name}.${method} with ${count} arguments`);
  }

  /** ..Name or ..Name(...) */
  #ownMember(at: number, token: Token): void {
    if (this.#text(at + 1) !== '(') {
      if (!this.#file.properties.includes(token.text))
        this.#tell(token, `there is no property ${token.text}`);
      return;
    }
    this.#call(token, this.#file, token.text, this.#countArguments(at + 1));
  }

  #call(token: Token, file: ClassFile, name: string, count: number): void {
    const method = file.methods.find((one) => one.name === name);
    if (method === undefined) {
      this.#tell(token, `${file.name} has no method ${name}`);
      return;
    }
    const least = method.formals.filter(({ hasDefault }) => !hasDefault).length;
    if (count < least || count > method.formals.length) this.#tell(token, `${name} with ${count} arguments`);
  }

  #parameter(token: Token): void {
    if (!this.#file.parameters.includes(token.text)) this.#tell(token, `there is no parameter ${token.text}`);
  }

  /** Names after dots: .Status.Error */
  #path(at: number): string[] {
    const path: string[] = [];
    for (let i = at; this.#text(i) === '.'; i += 2) path.push(this.#text(i + 1));
    return path;
  }

  #countArguments(open: number): number {
    let depth = 0;
    let count = 0;
    let any = false;
    for (const token of this.#tokens.slice(open)) {
      if (token.text === '(') depth += 1;
      else if (token.text === ')') {
        depth -= 1;
        if (depth === 0) return any ? count + 1 : 0;
      } else if (token.text === ',' && depth === 1) count += 1;
      if (depth > 0 && token.kind !== 'space' && !(depth === 1 && token.text === '(' && !any && count === 0))
        any = true;
    }
    return count;
  }

  #text(at: number): string {
    return this.#tokens[at]?.text ?? '';
  }

  #tell({ line }: Token, what: string): void {
    this.#problems.push(`${this.#file.name} line ${this.#method.bodyLine + line - 1}: ${what}`);
  }
}
