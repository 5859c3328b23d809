import { invalidEnumLabel } from '../../types/enum.ts';
import { datumOid } from '../tree/datum.ts';
import type { EnumLabel, TranslationContext, TypeSignature } from '../context.ts';
import { baseType } from './family.ts';

/** The labels of an enum, or of a domain over one, in sort order. */
export function labelsOf(oid: number, context: TranslationContext): readonly EnumLabel[] {
  return context.type(baseType(oid, context))?.labels ?? [];
}

/** The text of an enum's datum, pg_enum.oid in 4 bytes; undefined for other types. */
export function enumDatum(bytes: Uint8Array, type: TypeSignature | undefined): string | undefined {
  if (type?.kind !== 'e') return undefined;
  const oid = datumOid(bytes);
  return type.labels?.find((label) => label.oid === oid)?.label;
}

/**
 * Checks text that is to be a value of an enum.
 * @throws GatewayError 22P02
 */
export function checkLabel(text: string, oid: number, context: TranslationContext): void {
  const type = context.type(baseType(oid, context));
  if (type?.kind !== 'e' || labelsOf(type.oid, context).some(({ label }) => label === text)) return;
  throw invalidEnumLabel(shownType(type), text);
}

/** format_type's name of a user's type where `public` is in the search path. */
function shownType({ schema, name }: TypeSignature): string {
  return schema === undefined || schema === 'public' ? name : `${schema}.${name}`;
}
