import { parameter } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';

/** Column `column` (0-based) of the row of the innermost round. */
export function rowValue(column: number): Fragment {
  return parameter({ from: 'row', column });
}

/** The same values read `rounds` rounds further inside (src/sql/plan.ts: a row slot counts rounds outwards). */
export function fromInside(fragment: Fragment, rounds: number): Fragment {
  if (rounds === 0) return fragment;
  return {
    sql: fragment.sql,
    slots: fragment.slots.map((slot) =>
      slot.from === 'row' ? { ...slot, outwards: (slot.outwards ?? 0) + rounds } : slot,
    ),
  };
}
