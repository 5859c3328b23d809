import { literal } from './expressions.ts';
import { columnsOf } from './scope.ts';
import type { Draft, Scope } from './scope.ts';
import { existence, membership, quantified } from './subselects.ts';
import { KEY_TYPES } from './value-types.ts';
import type { ValueType } from './value-types.ts';

const COMPARED: readonly ValueType[] = [
  'int4',
  'text',
  ...KEY_TYPES,
  'numeric',
  'float8',
  'interval',
  'jsonb',
];
const OPERATORS = ['=', '<', '>', '<=', '>=', '<>'] as const;
const PATTERNS = ["'A%'", "'%n%'", "'_o%'", "'%'", "''", "'a\\_%'", "'%o_'", "'100\\% %'"];
const REGULAR = ["'^[A-Z]'", "'n+'", "'^$'", "'(a|b).'", "'[[:digit:]]'"];

type Maker = (scope: Scope, draft: Draft, depth: number) => string;

function someType(scope: Scope, draft: Draft): ValueType {
  const type = draft.choices.pick(COMPARED);
  return columnsOf(scope, type).length > 0 ? type : 'int4';
}

function not(draft: Draft): string {
  return draft.choices.chance(40) ? 'not ' : '';
}

const compared: Maker = (scope, draft, depth) => {
  const type = someType(scope, draft);
  const operator = draft.choices.pick(OPERATORS);
  return `${draft.make.expression(type, scope, draft, depth - 1)} ${operator} ${draft.make.expression(type, scope, draft, depth - 1)}`;
};

const inList: Maker = (scope, draft, depth) => {
  const type = someType(scope, draft);
  const list = draft.choices.several(1, 4, () => (draft.choices.chance(15) ? 'null' : literal(type, draft)));
  return `${draft.make.expression(type, scope, draft, depth - 1)} ${not(draft)}in (${list.join(', ')})`;
};

const between: Maker = (scope, draft, depth) => {
  const type = someType(scope, draft);
  const symmetric = draft.choices.chance(30) ? 'symmetric ' : '';
  const value = (): string => draft.make.expression(type, scope, draft, depth - 1);
  return `${value()} ${not(draft)}between ${symmetric}${value()} and ${value()}`;
};

const distinct: Maker = (scope, draft, depth) => {
  const type = someType(scope, draft);
  const value = (): string => draft.make.expression(type, scope, draft, depth - 1);
  return `${value()} is ${not(draft)}distinct from ${value()}`;
};

const rows: Maker = (scope, draft, depth) => {
  const types = draft.choices.several(2, 3, () => someType(scope, draft));
  const row = (): string =>
    types.map((type) => draft.make.expression(type, scope, draft, depth - 1)).join(', ');
  return `(${row()}) ${draft.choices.pick(OPERATORS)} (${row()})`;
};

const MAKERS: readonly Maker[] = [
  compared,
  (scope, draft, depth) =>
    `${draft.make.expression(someType(scope, draft), scope, draft, depth - 1)} is ${not(draft)}null`,
  compared,
  inList,
  (scope, draft, depth) =>
    `(${condition(scope, draft, depth - 1)} and ${condition(scope, draft, depth - 1)})`,
  (scope, draft, depth) => `(${condition(scope, draft, depth - 1)} or ${condition(scope, draft, depth - 1)})`,
  (scope, draft, depth) => `not (${condition(scope, draft, depth - 1)})`,
  between,
  distinct,
  (scope, draft, depth) => {
    const operator = draft.choices.pick(['like', 'not like', 'ilike', 'not ilike']);
    return `${draft.make.expression('text', scope, draft, depth - 1)} ${operator} ${draft.choices.pick(PATTERNS)}`;
  },
  (scope, draft, depth) => {
    const operator = draft.choices.pick(['~', '~*', '!~']);
    return `${draft.make.expression('text', scope, draft, depth - 1)} ${operator} ${draft.choices.pick(REGULAR)}`;
  },
  (scope, draft, depth) => {
    const test = draft.choices.pick(['true', 'false', 'unknown']);
    return `(${draft.make.expression('bool', scope, draft, depth - 1)}) is ${not(draft)}${test}`;
  },
  (scope, draft, depth) => draft.make.expression('bool', scope, draft, depth - 1),
  existence,
  membership,
  quantified,
  (scope, draft, depth) => {
    const quantifier = draft.choices.pick(['any', 'all']);
    const operator = draft.choices.pick(OPERATORS);
    return `${draft.make.expression('int4', scope, draft, depth - 1)} ${operator} ${quantifier} (${draft.make.expression('int4[]', scope, draft, depth - 1)})`;
  },
  (scope, draft, depth) => {
    const values = draft.choices.several(1, 3, () => literal('text', { ...draft, parametrised: false }));
    return `${draft.make.expression('text', scope, draft, depth - 1)} = any (array[${values.join(', ')}])`;
  },
  rows,
  (scope, draft, depth) => {
    const test = draft.choices.pick([`@> '{"a": 1}'`, `? 'a'`, `<@ '[1, 2, 3]'`, `?| array['a', 'tags']`]);
    return `${draft.make.expression('jsonb', scope, draft, depth - 1)} ${test}`;
  },
  (scope, draft, depth) => {
    const operator = draft.choices.pick(['@>', '&&', '<@', '=']);
    return `${draft.make.expression('int4[]', scope, draft, depth - 1)} ${operator} ${draft.make.expression('int4[]', scope, draft, 0)}`;
  },
  (scope, draft, depth) => `starts_with(${draft.make.expression('text', scope, draft, depth - 1)}, 'A')`,
];

/** A condition over the scope: true, false or unknown. */
export function condition(scope: Scope, draft: Draft, depth: number): string {
  const maker = draft.choices.pick(depth <= 0 ? MAKERS.slice(0, 4) : MAKERS);
  return maker(scope, draft, Math.max(depth, 1));
}
