import type { ValueType } from './value-types.ts';

interface TableColumn {
  readonly name: string;
  readonly type: ValueType;
  readonly declared: string;
}

export interface Table {
  readonly name: string;
  /** Columns that tell its rows apart; rows that agree in all of them are the same in all columns. */
  readonly key: readonly string[];
  /** No two rows are the same in the key. */
  readonly unique: boolean;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly string[];
}

function column(name: string, type: ValueType, declared: string = type): TableColumn {
  return { name, type, declared };
}

/**
 * Tables with what makes SELECTs go wrong: NULLs, duplicates, empty strings, mixed case, negative numbers, rows without
 * partner on either side, names that occur in several tables. Float values are multiples of 1/4, so that their sums do
 * not depend on an order; none is zero, because IRIS has one zero only.
 */
export const TABLES: readonly Table[] = [
  {
    name: 'item',
    key: ['id'],
    unique: true,
    columns: [
      column('id', 'int4', 'int primary key'),
      column('grp', 'int4', 'int'),
      column('qty', 'int4', 'smallint'),
      column('big', 'int8', 'bigint'),
      column('price', 'numeric', 'numeric(8,2)'),
      column('ratio', 'float8', 'double precision'),
      column('name', 'text', 'varchar(20)'),
      column('note', 'text'),
      column('active', 'bool', 'boolean'),
      column('made', 'date'),
      column('seen', 'timestamp'),
      column('at', 'timestamptz'),
      column('ref', 'uuid'),
      column('doc', 'jsonb'),
      column('tags', 'int4[]', 'int[]'),
    ],
    rows: [
      `1, 1, 5, 40, 1.50, 1.5, 'Ann', 'first', true, '2024-01-31', '2024-01-31 10:00:00', '2024-01-31 10:00:00+00', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"a": 1, "b": {"c": "x"}}', '{1,2}'`,
      `2, 1, -4, -7, -2.25, 0.5, 'ann', '', false, '2024-02-29', '2024-02-29 23:59:59.999999', '2024-07-01 12:30:00+02', 'b1ffcd00-0d1c-4ef8-bb6d-6bb9bd380a22', '{"a": null}', '{}'`,
      `3, 2, 0, 5000000000, 99.99, -0.25, 'Bob', 'it''s', true, '1999-12-31', '1999-12-31 00:00:00', '1999-12-31 23:00:00+00', null, '[1, 2, 3]', '{3,null,5}'`,
      `4, 2, 12, null, 0.00, 1024, '', 'Zed ', null, null, null, null, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', null, null`,
      `5, null, null, 40, null, null, null, null, true, '2024-01-31', '2024-01-31 10:00:00', '2024-01-31 10:00:00+00', '00000000-0000-0000-0000-000000000000', '"s"', '{7}'`,
      `6, 3, 5, -3000000000, 1.50, 2.25, 'Ann', '100% _x', false, '2023-07-01', '2023-07-01 06:07:08.5', '2023-03-26 01:30:00+00', null, '{"a": 2, "tags": ["x", "y"]}', '{1,1,2}'`,
      `7, 3, 7, 0, 10.00, -8.75, 'Zoë', 'a,b,c', null, '2024-03-10', '2024-03-10 12:00:00', '2024-03-10 07:30:00+00', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '{}', '{-1,0}'`,
      `8, 1, 5, 40, 1.50, 1.5, 'Ann', 'first', true, '2024-01-31', '2024-01-31 10:00:00', '2024-01-31 10:00:00+00', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"a": 1, "b": {"c": "x"}}', '{1,2}'`,
      `9, 7, 100, 1, 0.01, 4, 'BOB', 'Mixed Case', false, '1900-01-01', '1900-01-01 00:00:00.000001', '1970-01-01 00:00:00+00', null, '[]', '{2,9}'`,
      `10, null, 1, 1, 123456.78, 0.75, 'b', null, true, '2024-12-31', '2024-12-31 23:59:59', '2024-12-31 23:59:59.5+00', null, '{"a": "1"}', null`,
    ],
  },
  {
    name: 'part',
    key: ['id'],
    unique: true,
    columns: [
      column('id', 'int4', 'int primary key'),
      column('item_id', 'int4', 'int'),
      column('name', 'text'),
      column('cost', 'numeric', 'numeric(10,3)'),
      column('made', 'date'),
      column('spare', 'bool', 'boolean not null'),
      column('takes', 'interval'),
    ],
    rows: [
      `1, 1, 'Ann', 0.125, '2024-01-31', true, '1 day'`,
      `2, 1, 'bolt', 2.500, null, false, '-3 hours'`,
      `3, 2, 'bolt', -1.000, '2024-02-29', false, null`,
      `4, 3, '', null, '2024-02-28', true, '1 mon 2 days 03:04:05.5'`,
      `5, null, 'nut', 7.000, '2023-07-01', false, '00:00:00'`,
      `6, 99, null, 10.000, '1999-12-31', true, '1 year'`,
      `7, 3, 'Nut', 2.500, '2024-01-31', false, '24:00:00'`,
      `8, 6, 'b', 0.000, '2025-01-01', true, '1 day'`,
    ],
  },
  {
    name: 'dept',
    key: ['grp', 'name', 'boss'],
    unique: false,
    columns: [
      column('grp', 'int4', 'int'),
      column('name', 'text', 'varchar(10)'),
      column('boss', 'int4', 'int'),
    ],
    rows: [
      `1, 'dev', 3`,
      `2, 'Ops', null`,
      `2, 'Ops', null`,
      `3, '', 1`,
      `null, 'none', 2`,
      `4, null, 4`,
      `1, 'Ann', 8`,
    ],
  },
  {
    name: 'void',
    key: ['id'],
    unique: true,
    columns: [
      column('id', 'int4', 'int primary key'),
      column('label', 'text'),
      column('n', 'numeric', 'numeric(6,1)'),
    ],
    rows: [],
  },
];

/** Statements that make the tables and fill them. */
export function definitions(): string[] {
  return TABLES.flatMap(({ name, columns, rows }) => [
    `create table ${name} (${columns.map((one) => `${one.name} ${one.declared}`).join(', ')})`,
    ...rows.map((row) => `insert into ${name} values (${row})`),
  ]);
}
