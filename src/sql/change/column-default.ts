import { GatewayError } from '../../errors/gateway-error.ts';
import { createRegistry } from '../../types/registry.ts';
import type { RelationColumn, TranslationContext } from '../context.ts';
import { familyOf } from '../expression/family.ts';
import { defaultFragment, defaultValue } from '../ddl/default-value.ts';
import type { Fragment } from '../iris/fragment.ts';
import { parseExpression } from '../parse/expression.ts';
import { slotValue } from './assigned-value.ts';

/** Names of built-in types, whose OIDs are fixed. */
const BUILT_IN = createRegistry({ vectorOid: 0, vectorArrayOid: 0 });

/** What a row gets in a column it does not mention. */
type ColumnDefault =
  /** IRIS gives the value (IDENTITY, SERIAL), or there is none and NULL comes by itself. */
  | { readonly kind: 'omit' }
  | {
      readonly kind: 'value';
      readonly value: Fragment;
      /** Another value for every row, by a function of IRIS. */
      readonly perRow: boolean;
    };

/**
 * The default of a column. All defaults that PostgreSQL knows are sent as values, so that IRIS and the catalog cannot
 * differ; one that only IRIS knows works because the column is left out.
 * @throws GatewayError 0A000 when the gateway cannot give the default's value
 */
export function columnDefault(column: RelationColumn, context: TranslationContext): ColumnDefault {
  const text = column.defaultExpression;
  if (column.numbered === true) throw drawn(column);
  if (column.generated !== null || text === null) return { kind: 'omit' };
  const expression = parseExpression(text);
  const type =
    textType(column, context) ?? context.type(column.typeOid)?.name ?? BUILT_IN.codec(column.typeOid).name;
  const value =
    expression && defaultValue(expression, { type, typmod: column.typmod, timeZone: context.timeZone });
  if (value === undefined) {
    throw new GatewayError('0A000', `the default ${text} of column "${column.name}" is not supported`, {
      column: column.name,
      hint: 'Give the column a value in the statement.',
    });
  }
  if (value.kind === 'generated') throw drawn(column);
  const printed = defaultFragment(value);
  return {
    kind: 'value',
    value: printed.sql === '?' ? slotValue(printed, column, context) : printed,
    perRow: value.kind === 'uuid',
  };
}

/** Enums are their labels in IRIS: a constant of them is one of text. */
function textType({ typeOid }: RelationColumn, context: TranslationContext): string | undefined {
  if (familyOf(typeOid, context) === 'enum') return 'text';
  const elementOid = context.type(typeOid)?.elementOid ?? 0;
  return elementOid !== 0 && familyOf(elementOid, context) === 'enum' ? '_text' : undefined;
}

/** IRIS has no sequences: PostgreSQL evaluates the row, from the position that the gateway keeps. */
function drawn({ name }: RelationColumn): GatewayError {
  return new GatewayError('0A000', `IRIS cannot draw column "${name}" from a sequence`, { column: name });
}
