import { DATETIME_INPUTS } from './datetime.ts';
import type { TypeInputs } from './input.ts';
import { INTERVAL_INPUTS } from './interval.ts';
import { NUMBER_INPUTS } from './numbers.ts';
import { STRUCTURED_INPUTS } from './structured.ts';
import { TEXT_INPUTS } from './text.ts';

/** Everything the generator asks PostgreSQL about. */
export const TYPE_INPUTS: readonly TypeInputs[] = [
  ...NUMBER_INPUTS,
  ...TEXT_INPUTS,
  ...STRUCTURED_INPUTS,
  ...DATETIME_INPUTS,
  ...INTERVAL_INPUTS,
];
