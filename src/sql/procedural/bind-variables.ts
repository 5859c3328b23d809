import type { NamedVariable, VariableUse } from './variable-names.ts';
import type { Reference, VariablePlace } from './scope.ts';

/** A part of a statement that another text stands for, in characters. */
export interface ReplacedPart {
  readonly at: number;
  readonly length: number;
  readonly newLength: number;
}

/** A statement with parameters in the place of variables. */
export interface BoundStatement {
  readonly text: string;
  /** What $1, $2 ... stand for. */
  readonly parameters: readonly { readonly place: VariablePlace; readonly typeOid: number }[];
  readonly replaced: readonly ReplacedPart[];
}

/** Puts parameters in the place of these names. */
export function bindVariables(
  text: string,
  { tokens }: VariableUse,
  names: readonly NamedVariable[],
): BoundStatement {
  const parameters: { place: VariablePlace; typeOid: number }[] = [];
  const numbers = new Map<string, number>();
  const parameter = (place: VariablePlace, typeOid: number): string => {
    const key = `${place.scope} ${place.variable} ${place.field ?? ''}`;
    const known = numbers.get(key);
    const number = known ?? parameters.push({ place, typeOid });
    numbers.set(key, number);
    return `$${number}`;
  };
  const characters = Array.from(text);
  const replaced: ReplacedPart[] = [];
  let bound = '';
  let at = 0;
  for (const name of names) {
    const start = tokens.charactersBefore(name.from);
    const length = Array.from(tokens.slice(name.from, name.to)).length;
    const replacement = replacementOf(name, parameter);
    bound += characters.slice(at, start).join('') + replacement;
    replaced.push({ at: start, length, newLength: Array.from(replacement).length });
    at = start + length;
  }
  return { text: bound + characters.slice(at).join(''), parameters, replaced };
}

/** Where a place in the bound text is in the original one; both from 1. Within a replaced part, its beginning. */
export function originalPosition(position: number, replaced: readonly ReplacedPart[]): number {
  let shift = 0;
  for (const { at, length, newLength } of replaced) {
    const start = at + shift + 1;
    if (position < start) break;
    if (position < start + newLength) return at + 1;
    shift += newLength - length;
  }
  return position - shift;
}

function replacementOf(
  { reference, star, item, name }: NamedVariable,
  parameter: (place: VariablePlace, typeOid: number) => string,
): string {
  if (reference.kind === 'value') {
    const value = parameter(reference.place, reference.typeOid);
    return item ? `${value} AS ${quoted(lastName(name))}` : value;
  }
  if (reference.kind !== 'record') return name;
  const fields = fieldsOf(reference, parameter);
  if (star) {
    const list = fields.map(({ value, field }) => (item ? `${value} AS ${quoted(field)}` : value));
    return list.join(', ');
  }
  return wholeRow(reference, fields) + (item ? ` AS ${quoted(lastName(name))}` : '');
}

type RecordReference = Extract<Reference, { readonly kind: 'record' }>;

interface BoundField {
  readonly field: string;
  readonly value: string;
}

function fieldsOf(
  { place, names }: RecordReference,
  parameter: (place: VariablePlace, typeOid: number) => string,
): BoundField[] {
  return (names.fields ?? []).map(({ name, typeOid }, field) => ({
    field: name,
    value: parameter({ ...place, field }, typeOid),
  }));
}

/** A record as one value: of its row type, or of one that has the same names. */
function wholeRow({ names }: RecordReference, fields: readonly BoundField[]): string {
  if (names.rowType !== undefined) {
    return `CAST(ROW(${fields.map(({ value }) => value).join(', ')}) AS ${names.rowType})`;
  }
  const list = fields.map(({ field, value }) => `${value} AS ${quoted(field)}`);
  return `(SELECT "row" FROM (SELECT ${list.join(', ')}) AS "row")`;
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
