import { RULES } from './rules.ts';
import { columnsOf, outerColumnsOf } from './scope.ts';
import type { Draft, Scope } from './scope.ts';
import { scalarSubselect } from './subselects.ts';
import { literalOf, literalText } from './value-types.ts';
import type { ValueType } from './value-types.ts';

type Maker = (type: ValueType, scope: Scope, draft: Draft, depth: number) => string;

/** A literal, or a parameter with its value. */
export function literal(type: ValueType, draft: Draft): string {
  const { oid, value } = literalOf(type, draft.choices);
  if (!draft.parametrised || draft.choices.chance(50)) return literalText(type, value);
  draft.parameters.push({ oid, value });
  return `$${draft.parameters.length}`;
}

const column: Maker = (type, scope, draft) => {
  const own = columnsOf(scope, type);
  const outer = outerColumnsOf(scope, type);
  const outwards = outer.length > 0 && (own.length === 0 || draft.choices.chance(25));
  const from = outwards ? outer : own;
  return from.length > 0 ? draft.choices.pick(from).sql : literal(type, draft);
};

/** Fills the `{}` of a rule. */
export function fill(text: string, parts: readonly string[]): string {
  const pieces = text.split('{}');
  return pieces
    .map((piece, index) => piece + (index < pieces.length - 1 ? (parts[index] ?? '') : ''))
    .join('');
}

const byRule: Maker = (type, scope, draft, depth) => {
  if (type === 'bool') return `(${draft.make.condition(scope, draft, depth - 1)})`;
  const rules = RULES[type];
  if (rules.length === 0) return column(type, scope, draft, depth);
  const { text, of } = draft.choices.pick(rules);
  return fill(
    text,
    of.map((argument) => expression(argument, scope, draft, depth - 1)),
  );
};

const byCase: Maker = (type, scope, draft, depth) => {
  const value = (): string => expression(type, scope, draft, depth - 1);
  const branches = draft.choices.several(
    1,
    2,
    () => `when ${draft.make.condition(scope, draft, depth - 1)} then ${value()}`,
  );
  return `case ${branches.join(' ')}${draft.choices.chance(60) ? ` else ${value()}` : ''} end`;
};

const MAKERS: readonly Maker[] = [
  column,
  (type, _, draft) => literal(type, draft),
  column,
  byRule,
  byRule,
  byRule,
  byRule,
  byCase,
  (type, scope, draft, depth) =>
    `coalesce(${expression(type, scope, draft, depth - 1)}, ${expression(type, scope, draft, depth - 1)})`,
  (type, scope, draft, depth) =>
    `nullif(${expression(type, scope, draft, depth - 1)}, ${expression(type, scope, draft, 0)})`,
  (type, scope, draft, depth) => {
    const call = draft.choices.pick(['greatest', 'least']);
    const values = draft.choices.several(2, 3, () => expression(type, scope, draft, depth - 1));
    return `${call}(${values.join(', ')})`;
  },
  (type, scope, draft, depth) => scalarSubselect(type, scope, draft, depth - 1),
];

/** An expression of that type over the scope. */
export function expression(type: ValueType, scope: Scope, draft: Draft, depth: number): string {
  const maker = draft.choices.pick(depth <= 0 ? MAKERS.slice(0, 3) : MAKERS);
  return maker(type, scope, draft, depth);
}
