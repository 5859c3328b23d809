import type { Choices } from './choices.ts';
import { condition } from './conditions.ts';
import { expression } from './expressions.ts';
import { from } from './from.ts';
import { query } from './query.ts';
import { EMPTY_SCOPE } from './scope.ts';
import type { Draft, Makers, Ordering } from './scope.ts';

/** A SELECT to be run on both servers. */
export interface GeneratedSelect {
  readonly sql: string;
  /** Types and values of $1, $2 ... in text form. */
  readonly parameters: readonly { readonly oid: number; readonly value: string }[];
  readonly binary: boolean;
  readonly ordering: Ordering;
  /** What leads to it. */
  readonly decisions: readonly number[];
}

const MAKERS: Makers = { expression, condition, from, query };

/** The SELECT that the decisions lead to. */
export function generateSelect(choices: Choices): GeneratedSelect {
  const draft: Draft = {
    choices,
    make: MAKERS,
    parameters: [],
    parametrised: choices.chance(25),
    aliases: 0,
    named: [],
  };
  const binary = choices.chance(25);
  const { sql, ordering } = query(draft, EMPTY_SCOPE, 1 + choices.below(3), null);
  return { sql, parameters: draft.parameters, binary, ordering, decisions: choices.taken };
}
