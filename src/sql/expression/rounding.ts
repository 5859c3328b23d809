import { fragment, type Fragment } from '../iris/fragment.ts';

/** A double rounded to a whole number, halves to the even one: rint(), by which PostgreSQL rounds float8. */
export function roundHalfEven(value: Fragment): Fragment {
  const below = fragment`FLOOR(${value})`;
  const rest = fragment`(${value} - ${below})`;
  return fragment`CASE WHEN (${rest} < 0.5) THEN ${below} WHEN ((${rest} = 0.5) AND (MOD(${below}, 2) = 0)) THEN ${below} ELSE (${below} + 1) END`;
}
