import type { LoadTable, Workload } from './workload.ts';

/** Rows for each unit of scale. */
const ROWS = 10_000;

const ITEMS: LoadTable = {
  name: 'pgwire_load_items',
  columns: 'id integer PRIMARY KEY, label varchar(40), amount numeric(10,2)',
  rows: (scale) => ROWS * scale,
  line: (row) => `${row}\tlabel ${row}\t${row % 1000}.25`,
};

function overItems(name: string, about: string, script: string): Workload {
  return { name, about, script, tables: [ITEMS], variables: (scale) => ({ rows: ROWS * scale }) };
}

export const pointSelect = overItems(
  'point-select',
  'one row by its key',
  String.raw`
\set id random(1, :rows)
SELECT label, amount FROM pgwire_load_items WHERE id = :id;
\expect 1
`,
);

export const rangeSelect = overItems(
  'range-select',
  '100 rows by their keys, in order',
  String.raw`
\set first random(1, :rows - 99)
SELECT id, label, amount FROM pgwire_load_items WHERE id BETWEEN :first AND :first + 99 ORDER BY id;
\expect 100
`,
);

export const copyOut = overItems(
  'copy-out',
  '1000 rows by COPY TO STDOUT',
  String.raw`
\set first random(1, :rows - 999)
COPY (SELECT id, label, amount FROM pgwire_load_items WHERE id BETWEEN :first AND :first + 999) TO STDOUT;
\expect 1000
`,
);
