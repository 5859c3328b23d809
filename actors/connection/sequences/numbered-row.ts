import type { Outcome } from '../../../src/backend/backend.ts';
import { sequenceName } from '../../../src/catalog/mirror/sequence.ts';
import type { Plan } from '../../../src/sql/plan.ts';
import { sequenceKey } from '../../../src/sql/sequence/sequence.ts';
import type { Session } from '../session.ts';

/** The session has obtained the number that IRIS gave to the row it has inserted last: currval() and lastval() tell it. */
export function noteNumbered(session: Session, { numbers }: Plan, { rowId }: Outcome): void {
  if (numbers === undefined || rowId === undefined) return;
  const name = { schema: numbers.schema, name: sequenceName(numbers.table, numbers.column) };
  const others = session.obtained.current.filter((one) => sequenceKey(one) !== sequenceKey(name));
  session.obtained = { current: [...others, { ...name, value: rowId }], last: name };
}
