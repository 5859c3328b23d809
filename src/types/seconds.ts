import type { Codec } from './codec.ts';
import type { IrisValue } from './iris-value.ts';
import { time } from './time.ts';
import { timestamp } from './timestamp.ts';
import { timestamptz } from './timestamptz.ts';
import { timetz } from './timetz.ts';
import { secondsPrecision } from './typmod.ts';
import { DEFAULT_VALUE_SETTINGS } from './value-settings.ts';

/** A column of time, timetz, timestamp or timestamptz with its digits of a second, which IRIS's types do not have. */
export interface SecondsColumn {
  readonly typeOid: number;
  /** pg_attribute.atttypmod: 0 to 5 */
  readonly typmod: number;
}

const CODECS: ReadonlyMap<number, Codec<never>> = new Map(
  [time, timetz, timestamp, timestamptz].map((codec) => [codec.oid, codec as Codec<never>]),
);

/** The column when values have to be rounded for it, null when it keeps all that the type has. */
export function secondsColumn({ typeOid, typmod }: SecondsColumn): SecondsColumn | null {
  return CODECS.has(typeOid) && secondsPrecision(typmod) < 6 ? { typeOid, typmod } : null;
}

/** A value as IRIS has it, rounded to the column's digits of a second as assignment does it (manual 8.5). */
export function roundSeconds(value: IrisValue, { typeOid, typmod }: SecondsColumn): IrisValue {
  const codec = CODECS.get(typeOid);
  if (value === null || codec === undefined) return value;
  const settings = DEFAULT_VALUE_SETTINGS;
  const whole = codec.fromIris(value, { typmod: -1, settings });
  const rounded = codec.receive(codec.send(whole, { typmod: -1, settings }), { typmod, settings });
  return codec.toIris(rounded, { typmod, settings });
}
