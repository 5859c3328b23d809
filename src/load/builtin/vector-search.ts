import { randomVector } from '../script/functions.ts';
import type { Workload } from './workload.ts';

/** Vectors for each unit of scale, and their length. */
const ROWS = 2000;
const DIMENSIONS = 128;

export const vectorSearch: Workload = {
  name: 'vector-search',
  about: `the ten nearest of ${ROWS} vectors of ${DIMENSIONS} dimensions by cosine distance (pgvector)`,
  script: String.raw`
\set query random_vector(:dimensions)
SELECT id FROM pgwire_load_vectors ORDER BY embedding <=> :query LIMIT 10;
\expect 10
`,
  tables: [
    {
      name: 'pgwire_load_vectors',
      columns: `id integer PRIMARY KEY, embedding vector(${DIMENSIONS})`,
      rows: (scale) => ROWS * scale,
      line: (row) => `${row}\t${randomVector(DIMENSIONS)}`,
    },
  ],
  variables: () => ({ dimensions: DIMENSIONS }),
};
