import { unsupported } from '../../../src/sql/procedural/unsupported.ts';
import { OID } from '../../../src/types/index.ts';
import { columnsOf } from '../portal/portal.ts';
import { assignRowToRecord } from './assign-row.ts';
import type { BlockRun } from './block-run.ts';
import { bind, explained, type Embedded } from './embedded.ts';
import { prepareQuery, readRows, type Query } from './run-query.ts';
import type { Scope } from './scope.ts';
import type { RecordVariable } from './variable.ts';

/** record := expression of a row type. */
export async function assignRecord(
  run: BlockRun,
  scope: Scope,
  variable: RecordVariable,
  of: Embedded,
): Promise<void> {
  const value = of.text.slice('SELECT '.length);
  const source = /^[a-z_]\w*(\.[a-z_]\w*)?$/i.test(value) ? scope.find(value.toLowerCase().split('.')) : null;
  if (source?.variable.kind === 'record' && source.field === null)
    return copy(run, variable, source.variable);
  const { session } = run;
  const bound = await bind(run, scope, of);
  await explained(run, of, bound.statement, async () => {
    const { prepared } = await prepareQuery(session, bound);
    const [column] = columnsOf(session, prepared) ?? [];
    if (column?.typeOid === OID.text && value.toLowerCase() === 'null') {
      return assignRowToRecord(run, variable, { columns: [], values: null });
    }
    if (column === undefined || column.typeOid === OID.record) {
      throw unsupported('an assignment of a row without a type');
    }
    const expanded: Query = { ...bound, text: `SELECT (${bound.text.slice('SELECT '.length)}).*` };
    const statement = await prepareQuery(session, expanded);
    const { rows } = await readRows(session, statement, expanded, 1);
    const columns = columnsOf(session, statement.prepared) ?? [];
    return assignRowToRecord(run, variable, { columns, values: rows[0] ?? null });
  });
}

/** The same names and values, or the values for the variable's own names. */
async function copy(run: BlockRun, variable: RecordVariable, source: RecordVariable): Promise<void> {
  const fields = source.fields ?? [];
  const columns = fields.map(({ name, type }) => ({
    name,
    tableOid: 0,
    attribute: 0,
    typeOid: type.oid,
    typeSize: -1,
    typmod: type.typmod,
  }));
  await assignRowToRecord(run, variable, { columns, values: fields.map(({ value }) => value) });
}
