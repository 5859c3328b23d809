import type { Sequence, SequencePosition } from '../sql/sequence/sequence.ts';
import { quoteIdentifier } from './quote.ts';
import type { Shadow } from './shadow.ts';

/** A sequence as the shadow's catalog has it now. */
export interface CatalogSequence extends Sequence {
  readonly oid: number;
  /** pg_class.relfilenode */
  readonly file: string;
}

/** A column's default that draws from a sequence. */
export interface SequenceDefault {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  /** As pg_get_expr prints it, names qualified. */
  readonly expression: string;
  readonly sequence: number;
}

/** The sequences of the shadow, within the transaction that is open, if any. */
export function catalogSequences(shadow: Shadow): CatalogSequence[] {
  const rows = shadow.rows(
    `select c.oid, n.nspname, c.relname, format_type(s.seqtypid, null), s.seqstart, s.seqincrement, s.seqmin, s.seqmax,
            s.seqcache, s.seqcycle, t.relname, a.attname, c.relfilenode
       from pg_sequence s
       join pg_class c on c.oid = s.seqrelid and c.relpersistence <> 't'
       join pg_namespace n on n.oid = c.relnamespace
       left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.objsubid = 0
         and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
       left join pg_class t on t.oid = d.refobjid
       left join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
      order by n.nspname, c.relname`,
  );
  return rows.map((row) => {
    const [oid, schema, name, type, start, increment, minimum, maximum, cache, cycle, table, column, file] =
      row;
    return {
      oid: Number(oid),
      file: file ?? '',
      schema: schema ?? '',
      name: name ?? '',
      definition: {
        type: type ?? '',
        start: start ?? '',
        increment: increment ?? '',
        minimum: minimum ?? '',
        maximum: maximum ?? '',
        cache: cache ?? '',
        cycle: cycle === 't',
        owner: table && column ? { table, column } : null,
      },
    };
  });
}

/** Defaults that draw from sequences. */
export function catalogDefaults(shadow: Shadow): SequenceDefault[] {
  const rows = shadow.rows(
    `select n.nspname, c.relname, a.attname, pg_get_expr(d.adbin, d.adrelid), p.refobjid
       from pg_attrdef d
       join pg_depend p on p.classid = 'pg_attrdef'::regclass and p.objid = d.oid
       join pg_class s on p.refclassid = 'pg_class'::regclass and s.oid = p.refobjid and s.relkind = 'S'
       join pg_class c on c.oid = d.adrelid and c.relpersistence <> 't'
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum`,
  );
  return rows.map(([schema, table, column, expression, sequence]) => ({
    schema: schema ?? '',
    table: table ?? '',
    column: column ?? '',
    expression: expression ?? '',
    sequence: Number(sequence),
  }));
}

/** Where a sequence of the shadow is: after a RESTART that was just tried, where it begins again. */
export function catalogPosition(shadow: Shadow, { schema, name }: Sequence): SequencePosition {
  const [row] = shadow.rows(
    `select last_value, is_called from ${quoteIdentifier(schema)}.${quoteIdentifier(name)}`,
  );
  return { value: row?.[0] ?? '', called: row?.[1] === 't' };
}
