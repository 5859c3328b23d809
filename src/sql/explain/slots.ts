import type { IrisStatement, Slot } from '../plan.ts';

/** Where the `?` of a statement come from, in order: never the values. `own` is the number of the client's parameters. */
export function slotNames({ slots }: IrisStatement, own: number): string[] {
  return slots.map((slot) => slotName(slot, own));
}

function slotName(slot: Slot, own: number): string {
  switch (slot.from) {
    case 'parameter':
      return slot.index < own ? `parameter ${slot.index + 1}` : `literal ${slot.index - own + 1}`;
    case 'session':
      return `session ${slot.value}`;
    case 'constant':
      return 'constant';
    case 'row':
      return `column ${slot.column + 1} of ${slot.outwards ? `row ${slot.outwards} outwards` : 'the row'}`;
    case 'rowid':
      return 'last %ROWID';
    default:
      return slot satisfies never;
  }
}
