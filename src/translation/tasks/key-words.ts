import type { ShadowSession } from '../../catalog/shadow-session.ts';
import type { ErrorFields } from '../../errors/gateway-error.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import type { Relation, RelationColumn } from '../../sql/context.ts';
import type { ValueSettings } from '../../types/codec.ts';
import { createRegistry } from '../../types/registry.ts';
import { DEFAULT_VALUE_SETTINGS } from '../../types/value-settings.ts';
import type { ThreadCatalog } from '../thread.ts';

/** Codecs by type name: vector's OID differs from one shadow to the next. */
const CODECS = createRegistry({ vectorOid: 0, vectorArrayOid: 0 });

/** DETAIL of a key violation as from-iris.ts makes it: `Key (a, b)=(1, x) already exists.` */
const KEY = /^Key \((.*?)\)=\((.*)\)( (?:already exists|is still referenced from|is not present in).*)$/s;

/**
 * A key violation with the key's values as PostgreSQL shows them: IRIS shows booleans as 0 and 1, numerics without
 * trailing zeros, timestamptz in UTC. Unchanged where names and values cannot be told apart.
 */
export function inKeyWords(
  error: ErrorFields,
  { columns }: Relation,
  session: ShadowSession,
  { catalog }: ThreadCatalog,
): ErrorFields {
  const [, list = '', shown = '', end = ''] = KEY.exec(error.detail ?? '') ?? [];
  const names = list.split(', ');
  const values = shown.split(', ');
  const known = names.flatMap((name) => columns.find(({ irisName }) => irisName === name) ?? []);
  if (known.length !== names.length || values.length !== names.length) return error;
  const { types } = catalog.signatures;
  const typeName = ({ typeOid }: RelationColumn): string =>
    (types.get(typeOid) ?? catalog.types.get(typeOid))?.name ?? '';
  const texts = known.map((column, i) => textOf(values[i] ?? '', typeName(column), column.typmod, session));
  const keys = known.map(({ name }) => name).join(', ');
  return { ...error, detail: `Key (${keys})=(${texts.join(', ')})${end}` };
}

function textOf(value: string, type: string, typmod: number, session: ShadowSession): string {
  const codec = CODECS.byName(type);
  if (codec === undefined) return value;
  const context = { typmod, settings: valueSettings(session) };
  try {
    return codec.format(codec.fromIris(value, context), context);
  } catch (error) {
    // IRIS shows some values otherwise than it returns them.
    if (error instanceof GatewayError) return value;
    throw error;
  }
}

function valueSettings({ settings, now }: ShadowSession): ValueSettings {
  const { TimeZone, DateStyle, IntervalStyle, bytea_output: bytea, extra_float_digits: digits } = settings;
  const standard = DEFAULT_VALUE_SETTINGS;
  return {
    timeZone: TimeZone ?? standard.timeZone,
    dateStyle: DateStyle ?? standard.dateStyle,
    intervalStyle: (IntervalStyle ?? standard.intervalStyle) as ValueSettings['intervalStyle'],
    byteaOutput: (bytea ?? standard.byteaOutput) as ValueSettings['byteaOutput'],
    extraFloatDigits: digits === undefined ? standard.extraFloatDigits : Number(digits),
    now,
  };
}
