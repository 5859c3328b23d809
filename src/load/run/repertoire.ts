import { WORKLOADS } from '../builtin/index.ts';
import type { Workload } from '../builtin/workload.ts';
import type { Value } from '../script/expression.ts';
import { readScript } from '../script/read-script.ts';
import { ScriptError } from '../script/script-error.ts';
import type { Script } from '../script/script.ts';

/** A script of the user's own. */
export interface OwnScript {
  readonly name: string;
  readonly text: string;
  readonly weight: number;
}

/** What scripts are made of; travels to threads. */
export interface RepertoireData {
  /** Built-in ones. */
  readonly workloads: readonly { readonly name: string; readonly weight: number }[];
  readonly own: readonly OwnScript[];
  readonly scale: number;
  readonly variables: Readonly<Record<string, string>>;
}

export interface Drawn {
  readonly script: Script;
  readonly weight: number;
  /** Number of its first statement among those of all scripts. */
  readonly firstStatement: number;
}

/** The scripts of a run, drawn by weight. */
export class Repertoire {
  readonly scripts: readonly Drawn[];
  readonly workloads: readonly Workload[];
  /** Set before a session's first operation. */
  readonly variables: Readonly<Record<string, Value>>;
  readonly #total: number;

  /** @throws ScriptError */
  constructor({ workloads, own, scale, variables }: RepertoireData) {
    this.workloads = workloads.map(({ name }) => workloadNamed(name));
    const given = Object.entries(variables).map(([name, value]): [string, Value] => [
      name,
      numberOrText(value),
    ]);
    this.variables = {
      ...Object.assign({}, ...this.workloads.map((workload) => workload.variables(scale))),
      scale,
      ...Object.fromEntries(given),
    };
    const names = Object.keys(this.variables);
    const read = [
      ...this.workloads.map(({ name, script }, i) => ({
        script: readScript(name, script, names),
        weight: workloads[i]?.weight ?? 1,
      })),
      ...own.map(({ name, text, weight }) => ({ script: readScript(name, text, names), weight })),
    ];
    let firstStatement = 0;
    this.scripts = read.map((one) => {
      const drawn = { ...one, firstStatement };
      firstStatement += one.script.statements.length;
      return drawn;
    });
    this.#total = read.reduce((sum, { weight }) => sum + weight, 0);
    if (this.#total <= 0) throw new ScriptError('there is nothing to run');
  }

  /** Statements of all scripts. */
  get statements(): readonly { readonly script: string; readonly text: string }[] {
    return this.scripts.flatMap(({ script }) =>
      script.statements.map(({ text }) => ({ script: script.name, text })),
    );
  }

  draw(): Drawn {
    let left = Math.random() * this.#total;
    for (const one of this.scripts) {
      left -= one.weight;
      if (left < 0) return one;
    }
    const last = this.scripts.at(-1);
    if (!last) throw new ScriptError('there is nothing to run');
    return last;
  }
}

function workloadNamed(name: string): Workload {
  const found = WORKLOADS.find((workload) => workload.name === name);
  if (!found) {
    throw new ScriptError(
      `there is no script "${name}"; there are ${WORKLOADS.map((one) => one.name).join(', ')}`,
    );
  }
  return found;
}

function numberOrText(value: string): Value {
  return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
}
