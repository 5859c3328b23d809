/** The variables that a piece of SQL in a PL/pgSQL block can name, as plain data: innermost scope first. */
export interface ScopeNames {
  /** The block's or loop's label. */
  readonly label: string | null;
  readonly variables: readonly VariableNames[];
}

export interface VariableNames {
  readonly name: string;
  readonly typeOid: number;
  /** Of a record or row, its fields; null for a record that nothing was assigned to; absent for a scalar. */
  readonly fields?: readonly FieldNames[] | null;
  /** The row type, where it has a name. */
  readonly rowType?: string;
}

export interface FieldNames {
  readonly name: string;
  readonly typeOid: number;
}

/** A variable, or a field of a record, by its place in the scopes. */
export interface VariablePlace {
  readonly scope: number;
  readonly variable: number;
  readonly field: number | null;
}

/** What a name in SQL means among the variables. */
export type Reference =
  | { readonly kind: 'value'; readonly place: VariablePlace; readonly typeOid: number }
  | { readonly kind: 'record'; readonly place: VariablePlace; readonly names: VariableNames }
  | { readonly kind: 'no field'; readonly record: string; readonly field: string }
  | { readonly kind: 'unassigned'; readonly record: string };

/** Looks a name up as pl_comp.c (resolve_column_ref) does: variables of a scope before its label. Null: not a variable. */
export function findVariable(path: readonly string[], scopes: readonly ScopeNames[]): Reference | null {
  for (const [scope, { label, variables }] of scopes.entries()) {
    const found =
      inScope(path, scope, variables) ??
      (label !== null && label === path[0] && path.length > 1
        ? inScope(path.slice(1), scope, variables)
        : null);
    if (found !== null) return found;
  }
  return null;
}

function inScope(
  [first = '', ...rest]: readonly string[],
  scope: number,
  variables: readonly VariableNames[],
): Reference | null {
  const variable = variables.findLastIndex(({ name }) => name === first);
  const names = variables[variable];
  if (names === undefined || rest.length > 1) return null;
  const place: VariablePlace = { scope, variable, field: null };
  const [fieldName] = rest;
  if (names.fields === undefined)
    return fieldName === undefined ? { kind: 'value', place, typeOid: names.typeOid } : null;
  if (names.fields === null) return { kind: 'unassigned', record: first };
  if (fieldName === undefined) return { kind: 'record', place, names };
  const field = names.fields.findIndex(({ name }) => name === fieldName);
  const found = names.fields[field];
  return found === undefined
    ? { kind: 'no field', record: first, field: fieldName }
    : { kind: 'value', place: { ...place, field }, typeOid: found.typeOid };
}
