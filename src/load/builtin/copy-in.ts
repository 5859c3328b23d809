import type { Workload } from './workload.ts';

export const copyIn: Workload = {
  name: 'copy-in',
  about: '1000 rows by COPY FROM STDIN',
  script: String.raw`
COPY pgwire_load_copy FROM STDIN;
\data 1000 :row\tlabel :row\t:row.25
`,
  tables: [
    {
      name: 'pgwire_load_copy',
      columns: 'id integer, label varchar(40), amount numeric(10,2)',
      rows: () => 0,
      line: () => '',
    },
  ],
  variables: () => ({}),
};
