import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { ScopeNames, VariableNames, VariablePlace } from '../../../src/sql/procedural/scope.ts';
import type { Target } from '../../../src/sql/procedural/tree.ts';
import type { Value, ValueType, Variable } from './variable.ts';

/** A variable, or a field of a record. */
export interface Found {
  readonly variable: Variable;
  readonly field: string | null;
}

/** The variables of a block or a loop, within those around it. */
export class Scope {
  readonly #label: string | null;
  readonly #parent: Scope | null;
  readonly #variables: Variable[] = [];
  /** Other names of variables (ALIAS FOR). */
  readonly #names: string[] = [];

  constructor(label: string | null, parent: Scope | null) {
    this.#label = label;
    this.#parent = parent;
  }

  add(variable: Variable, name = variable.name): void {
    this.#variables.push(variable);
    this.#names.push(name);
  }

  /** What SQL in this place can name: innermost scope first. */
  names(): ScopeNames[] {
    const own: ScopeNames = {
      label: this.#label,
      variables: this.#variables.map((variable, i) => namesOf(variable, this.#names[i] ?? variable.name)),
    };
    return [own, ...(this.#parent?.names() ?? [])];
  }

  /** The value, and its type, at a place in `names()`; null when a record has no such field any more. */
  valueAt(place: VariablePlace): { readonly value: Value; readonly type: ValueType } | null {
    const variable = this.#variableAt(place);
    return (variable?.kind === 'record' ? variable.fields?.[place.field ?? 0] : variable) ?? null;
  }

  /** The names of a record's fields. */
  shapeAt(place: VariablePlace): string {
    const variable = this.#variableAt(place);
    return variable?.kind === 'record' ? (variable.fields ?? []).map(({ name }) => name).join() : '';
  }

  #variableAt({ scope, variable, field }: VariablePlace): Variable | undefined {
    if (scope === 0) return this.#variables[variable];
    return this.#parent === null
      ? undefined
      : this.#parent.#variableAt({ scope: scope - 1, variable, field });
  }

  /** What a name means to an assignment, or %TYPE; null: no variable. */
  find(path: readonly string[]): Found | null {
    const [first, ...rest] = path;
    return (
      this.#findHere(path) ??
      (this.#label !== null && this.#label === first && rest.length > 0 ? this.#findHere(rest) : null) ??
      this.#parent?.find(path) ??
      null
    );
  }

  /** @throws GatewayError 42601 for a name that is no variable, as PostgreSQL's compiler has it */
  target({ path }: Target): Found {
    const found = this.find(path);
    if (found === null) throw new GatewayError('42601', `"${path.join('.')}" is not a known variable`);
    return found;
  }

  #findHere([first = '', field, ...more]: readonly string[]): Found | null {
    const variable = this.#variables[this.#names.lastIndexOf(first)];
    if (variable === undefined || more.length > 0) return null;
    if (field === undefined) return { variable, field: null };
    return variable.kind === 'record' ? { variable, field } : null;
  }
}

function namesOf(variable: Variable, name: string): VariableNames {
  if (variable.kind === 'scalar') return { name, typeOid: variable.type.oid };
  const { fields, rowType } = variable;
  return {
    name,
    typeOid: 0,
    fields: fields?.map((field) => ({ name: field.name, typeOid: field.type.oid })) ?? null,
    ...(rowType === null ? {} : { rowType }),
  };
}
