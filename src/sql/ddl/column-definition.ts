import type { ColumnDef, Constraint } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import { fragment, identifier, raw } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import { bodies } from '../parse/node.ts';
import type { Tokens } from '../parse/tokens.ts';
import type { DdlContext } from './ddl-context.ts';
import { declaredType } from './declared-type.ts';
import { defaultLiteral } from './default-literal.ts';
import { defaultValue } from './default-value.ts';
import type { DefaultValue } from './default-value.ts';
import type { ColumnMemory } from './gateway-tables.ts';
import { irisType } from './iris-type.ts';
import type { IrisType } from './iris-type.ts';
import { typeNameOf } from './type-name.ts';
import type { ColumnType } from './type-name.ts';
import { typmodOf } from './typmod.ts';

/** A column of CREATE TABLE or ADD COLUMN, read. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly iris: IrisType;
  readonly notNull: boolean;
  /** serial or GENERATED AS IDENTITY. */
  readonly generated: boolean;
  readonly identity: 'a' | 'd' | '';
  /** The DEFAULT as written, and what it means; null without one. */
  readonly default: { readonly text: string; readonly value: DefaultValue } | null;
  /** GENERATED ALWAYS AS (...) STORED: the gateway writes its values. */
  readonly computed: boolean;
  /** PRIMARY KEY, UNIQUE, REFERENCES behind the column, with the names they state. */
  readonly keys: readonly Constraint[];
  readonly warnings: readonly string[];
}

/**
 * Reads a column definition.
 * @param tokens of the whole statement, from which the default's text is cut
 * @throws GatewayError 0A000 for what IRIS cannot do
 */
export function readColumn(column: ColumnDef, tokens: Tokens, context: DdlContext): Column {
  const { timeZone } = context;
  const name = column.colname ?? '';
  const type = declaredType(column.typeName, context);
  const constraints = bodies(column.constraints, 'Constraint');
  let notNull = type.serial;
  let identity: Column['identity'] = '';
  let columnDefault: Column['default'] = null;
  let computed = false;
  const keys: Constraint[] = [];
  const warnings: string[] = [];
  for (const [index, constraint] of constraints.entries()) {
    switch (constraint.contype ?? 'CONSTR_NULL') {
      case 'CONSTR_NOTNULL':
        notNull = true;
        break;
      case 'CONSTR_IDENTITY':
        identity = constraint.generated_when === 'a' ? 'a' : 'd';
        notNull = true;
        break;
      case 'CONSTR_DEFAULT':
        columnDefault = readDefault(constraint, constraints[index + 1], column, type, tokens, timeZone);
        break;
      case 'CONSTR_PRIMARY':
        notNull = true;
        keys.push(constraint);
        break;
      case 'CONSTR_UNIQUE':
      case 'CONSTR_FOREIGN':
        keys.push(constraint);
        break;
      case 'CONSTR_ATTR_DEFERRABLE':
      case 'CONSTR_ATTR_DEFERRED':
        warnings.push(`constraints of column "${name}" are checked at once: IRIS cannot defer them`);
        break;
      case 'CONSTR_CHECK':
        // Kept as PostgreSQL's catalog has it after the statement (catalog-facts.ts).
        break;
      case 'CONSTR_GENERATED':
        computed = true;
        break;
      default:
    }
  }
  // DEFAULT NULL is no default.
  const value = columnDefault?.value;
  const none = value?.kind === 'constant' && value.value === null;
  return {
    name,
    type,
    iris: irisType(type),
    notNull,
    generated: type.serial || identity !== '',
    identity,
    default: none ? null : columnDefault,
    computed,
    keys,
    warnings,
  };
}

/**
 * Reads a DEFAULT expression for a column of this type.
 * @throws GatewayError 0A000 naming the expression when the gateway cannot give its value
 */
export function readDefaultExpression(
  expression: NonNullable<Constraint['raw_expr']>,
  text: string,
  type: ColumnType,
  timeZone: string,
): NonNullable<Column['default']> {
  const value = defaultValue(expression, { type: typeNameOf(type), typmod: typmodOf(type), timeZone });
  if (value === undefined) {
    throw new GatewayError('0A000', `the default expression ${text} is not supported`, {
      hint: 'Constants, now() and its relatives, current_user and its relatives, gen_random_uuid() and nextval() are.',
    });
  }
  return { text, value };
}

function readDefault(
  constraint: Constraint,
  next: Constraint | undefined,
  column: ColumnDef,
  type: ColumnType,
  tokens: Tokens,
  timeZone: string,
): Column['default'] {
  if (constraint.raw_expr === undefined) return null;
  // The expression ends where the next constraint, the COLLATE clause or the column ends.
  const start = tokens.at(constraint.location ?? 0) + 1;
  const stops = [next?.location, column.collClause?.location]
    .filter((location) => location !== undefined)
    .map((location) => tokens.at(location))
    .filter((index) => index > start);
  const end = tokens.until((index) => tokens.is(index, ',') || stops.includes(index), start);
  return readDefaultExpression(constraint.raw_expr, tokens.slice(start, end), type, timeZone);
}

/**
 * The column in CREATE TABLE or ADD COLUMN of IRIS; keys are written apart, with names.
 * @param identity print it as the table's IDENTITY, of which there is one (iris-sql.md 3.3)
 * @param notNull print NOT NULL
 */
export function columnFragment(column: Column, identity: boolean, notNull: boolean): Fragment {
  const name = identifier(column.name);
  if (column.generated) return fragment`${name} ${raw(identity ? 'IDENTITY' : 'SERIAL')}`;
  const value = column.default?.value;
  const literal = value?.kind === 'constant' ? defaultLiteral(value.value, column.type) : undefined;
  return fragment`${name} ${raw(column.iris.sql)}${
    literal === undefined ? raw('') : fragment` DEFAULT ${literal}`
  }${raw(notNull ? ' NOT NULL' : '')}${raw(column.iris.string ? ' COLLATE %EXACT' : '')}`;
}

/** What the gateway remembers of a column. */
export function columnMemory(column: Column): ColumnMemory {
  return {
    name: column.name,
    pgType: column.type.text,
    pgDefault: column.default?.text ?? null,
    pgIdentity: column.identity,
  };
}
