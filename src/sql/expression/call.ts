import type { Fragment } from '../iris/fragment.ts';
import type { Expression } from '../tree/nodes.ts';
import { fixedText, requireFixed } from './constant.ts';
import type { Family } from './family.ts';
import type { Print } from './print.ts';
import type { Scope } from './scope.ts';
import { unsupported } from './unsupported.ts';

/** A function, operator or cast with its arguments, as its rule sees it. */
export interface Call {
  /** proname or oprname */
  readonly name: string;
  readonly args: readonly Expression[];
  /** Families of the arguments' own types. */
  readonly families: readonly Family[];
  readonly resultType: number;
  readonly location: number;
  readonly scope: Scope;
  readonly print: Print;
}

/** How a function or operator is printed when its arguments are of these families. */
export interface Rule {
  readonly name: string;
  /** For each argument the families it may have; `variadic` repeats the last one. */
  readonly takes: readonly (readonly Family[])[];
  readonly variadic?: boolean;
  /** A condition is no value: the caller turns it into one where it needs one. */
  readonly gives: 'value' | 'condition';
  print(call: Call): Fragment;
}

/** Looks rules up by name and argument families. */
export class RuleBook {
  readonly #rules = new Map<string, Rule[]>();

  constructor(lists: readonly (readonly Rule[])[]) {
    for (const rule of lists.flat()) {
      const same = this.#rules.get(rule.name);
      if (same === undefined) this.#rules.set(rule.name, [rule]);
      else same.push(rule);
    }
  }

  /** All rules, those of one name together. */
  rules(): Rule[] {
    return [...this.#rules.values()].flat();
  }

  find(name: string, families: readonly Family[]): Rule | undefined {
    return this.#rules.get(name)?.find((rule) => matches(rule, families));
  }
}

function matches(rule: Rule, families: readonly Family[]): boolean {
  const { takes } = rule;
  if (rule.variadic === true ? families.length < takes.length : families.length !== takes.length)
    return false;
  return families.every((family, i) => (takes[i] ?? takes.at(-1) ?? []).includes(family));
}

/** The i-th argument's node. */
export function node(call: Call, i: number): Expression {
  const found = call.args[i];
  if (found === undefined) throw new Error(`${call.name} has no argument ${i + 1}`);
  return found;
}

/** The i-th argument as a value. */
export function value(call: Call, i: number): Fragment {
  return call.print.scalar(node(call, i), call.scope);
}

/** All arguments as values. */
export function values(call: Call): Fragment[] {
  return call.args.map((arg) => call.print.scalar(arg, call.scope));
}

/** The i-th argument's text, which the SQL depends on: constants and pinned parameters only. */
export function fixed(call: Call, i: number): string | null {
  const what = `${call.name}() with an argument ${i + 1}`;
  return requireFixed(node(call, i), call.scope, what, call.location);
}

/** The i-th argument as a fixed integer; null for NULL. */
export function fixedInteger(call: Call, i: number): number | null {
  const text = fixed(call, i);
  if (text === null) return null;
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  throw refuse(call);
}

/** The i-th argument's text when it is written in the statement; undefined for parameters and computed values. */
export function written(call: Call, i: number): string | null | undefined {
  const arg = node(call, i);
  return arg.kind === 'CONST' ? fixedText(arg, call.scope) : undefined;
}

/** Whether the i-th argument is a text written in the statement that is neither NULL nor ''. */
export function isWritten(call: Call, i: number): boolean {
  const text = written(call, i);
  return text !== undefined && text !== null && text !== '';
}

/** 0A000 for this call, `detail` said after its name. */
export function refuse(call: Call, detail = ''): Error {
  const symbol = /^\w/.test(call.name) ? `function ${call.name}` : `operator ${call.name}`;
  const types = call.families.join(', ');
  return unsupported(`${symbol}(${types})${detail}`, call.scope.statement.context, call.location);
}

export const NUMBERS: readonly Family[] = ['integer', 'numeric', 'float'];
export const TEXTS: readonly Family[] = ['text', 'bpchar'];
