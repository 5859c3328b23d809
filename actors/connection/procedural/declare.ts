import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { quoteIdentifier, quoteLiteral } from '../../../src/catalog/quote.ts';
import type { Declaration, DeclaredType } from '../../../src/sql/procedural/tree.ts';
import { Lru } from '../../../src/translation/lru.ts';
import { columnsOf } from '../portal/portal.ts';
import { assignRecord } from './assign-record.ts';
import type { BlockRun } from './block-run.ts';
import { columnType, convert } from './conversion.ts';
import { expression } from './embedded.ts';
import { evaluate } from './evaluate.ts';
import { textOf } from './plain-values.ts';
import { prepareQuery, readRows, type Query } from './run-query.ts';
import type { Scope } from './scope.ts';
import { putScalar } from './targets.ts';
import {
  NULL_VALUE,
  type RecordField,
  type ScalarVariable,
  type ValueType,
  type Variable,
} from './variable.ts';

/** Makes a declared variable, with its value, and shows it in the scope. */
export async function declare(
  run: BlockRun,
  scope: Scope,
  { name, type, constant, notNull, value }: Declaration,
): Promise<Variable | null> {
  if (type.kind === 'alias') {
    const found = scope.find(type.path);
    if (found === null) throw new GatewayError('42704', `variable "${type.path.join('.')}" does not exist`);
    scope.add(found.variable, name);
    return null;
  }
  const declared = await typeOf(run, scope, type);
  if (declared.kind === 'record') {
    const variable: Variable = { kind: 'record', name, constant, notNull, ...declared.shape };
    if (value !== null) await assignRecord(run, scope, variable, expression(value));
    scope.add(variable);
    return variable;
  }
  const variable: ScalarVariable = {
    kind: 'scalar',
    name,
    type: declared.type,
    constant,
    notNull,
    value: NULL_VALUE,
  };
  const initial =
    value === null
      ? await convert(run, NULL_VALUE, variable.type, variable.type)
      : (await evaluate(run, scope, value, variable.type)).value;
  putScalar(run, variable, initial);
  scope.add(variable);
  return variable;
}

interface Shape {
  readonly rowType: string | null;
  readonly fields: readonly RecordField[] | null;
}

type Declared =
  | { readonly kind: 'scalar'; readonly type: ValueType }
  | { readonly kind: 'record'; readonly shape: Shape };

async function typeOf(run: BlockRun, scope: Scope, type: DeclaredType): Promise<Declared> {
  switch (type.kind) {
    case 'row':
      return { kind: 'record', shape: await rowType(run, type.text, `SELECT * FROM ${type.text}`) };
    case 'named':
      return namedType(run, type.text);
    case 'like':
      return likeType(run, scope, type.path);
    default:
      return { kind: 'record', shape: { rowType: null, fields: null } };
  }
}

/** %TYPE of a variable, or of a column. */
async function likeType(run: BlockRun, scope: Scope, path: readonly string[]): Promise<Declared> {
  const found = scope.find(path);
  if (found !== null && found.variable.kind === 'scalar')
    return { kind: 'scalar', type: found.variable.type };
  if (found !== null && found.variable.kind === 'record' && found.field === null) {
    const { rowType: named, fields } = found.variable;
    return { kind: 'record', shape: { rowType: named, fields: named === null ? null : fields } };
  }
  const table = path.slice(0, -1).map(quoteIdentifier).join('.');
  const [row] = await rowsOf(
    run,
    `SELECT pg_catalog.format_type(atttypid, atttypmod) FROM pg_catalog.pg_attribute WHERE attrelid = CAST(${quoteLiteral(table)} AS pg_catalog.regclass) AND attname = ${quoteLiteral(path.at(-1) ?? '')} AND NOT attisdropped`,
  );
  const name = row?.[0];
  if (name == null) {
    throw new GatewayError('42703', `column "${path.at(-1)}" of relation "${path.at(-2)}" does not exist`);
  }
  return namedType(run, name);
}

/** Types of PostgreSQL's own, by what a session calls them. */
const known = new Lru<Declared>(1000);

/** FirstNormalObjectId (access/transam.h): types below are always there. */
const FIRST_USER_OID = 16_384;

async function namedType(run: BlockRun, name: string): Promise<Declared> {
  const key = `${run.session.settings.get('search_path')}\0${name}`;
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const query = plain(`SELECT CAST(NULL AS ${name})`);
  const { prepared } = await prepareQuery(run.session, query);
  const [column] = columnsOf(run.session, prepared) ?? [];
  const [row] = await rowsOf(
    run,
    `SELECT typtype::text, oid::text FROM pg_catalog.pg_type WHERE oid = CAST(${quoteLiteral(name)} AS pg_catalog.regtype)`,
  );
  const [kind, oid] = row ?? [];
  if (kind === 'c') {
    return { kind: 'record', shape: await rowType(run, name, `SELECT (CAST(NULL AS ${name})).*`) };
  }
  const { typeOid = 0, typmod = -1 } = column ?? {};
  const declared: Declared = { kind: 'scalar', type: { oid: typeOid, typmod, name, domain: kind === 'd' } };
  if (Number(oid) < FIRST_USER_OID) known.set(key, declared);
  return declared;
}

async function rowType(run: BlockRun, name: string, text: string): Promise<Shape> {
  const { prepared } = await prepareQuery(run.session, plain(text));
  const fields: RecordField[] = [];
  for (const column of columnsOf(run.session, prepared) ?? []) {
    fields.push({ name: column.name, type: await columnType(run, column), value: NULL_VALUE });
  }
  return { rowType: name, fields };
}

async function rowsOf(run: BlockRun, text: string): Promise<(string | null)[][]> {
  const query = plain(text);
  const { rows } = await readRows(run.session, await prepareQuery(run.session, query), query, 0);
  return rows.map((row) => row.map(textOf));
}

function plain(text: string): Query {
  return { text, types: [], values: [] };
}
