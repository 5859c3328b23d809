import type { SelectCase } from '../select-case.ts';

/** pgvector's operators and functions. */
export const cases: readonly SelectCase[] = [
  {
    sql: 'select id from docs order by embedding <=> $1 limit 5',
    iris: [
      'SELECT TOP 5 t1."id" AS "c1" FROM "SQLUser"."docs" t1 ORDER BY VECTOR_COSINE(t1."embedding", TO_VECTOR(?, DOUBLE)) DESC, CASE WHEN (t1."embedding" IS NULL) THEN 1 ELSE 0 END',
    ],
    slots: ['$1'],
  },
  {
    sql: 'select id, embedding <=> $1 as distance from docs where score > 0.5 order by embedding <=> $1 limit $2',
    iris: [
      'SELECT TOP ? t1."id" AS "c1", t1."embedding" AS "c2" FROM "SQLUser"."docs" t1 WHERE (t1."score" > CAST(0.5 AS DOUBLE)) ORDER BY VECTOR_COSINE(t1."embedding", TO_VECTOR(?, DOUBLE)) DESC, CASE WHEN (t1."embedding" IS NULL) THEN 1 ELSE 0 END',
    ],
    slots: ['$2:LIMIT', '$1'],
    distances: { '1': 'cosine(#1, $1)' },
  },
  {
    sql: "select id, 1 - (embedding <=> '[1,2,3]') as similarity from docs order by embedding <=> '[1,2,3]' limit 3",
    iris: [
      'SELECT TOP 3 t1."id" AS "c1", t1."embedding" AS "c2" FROM "SQLUser"."docs" t1 ORDER BY VECTOR_COSINE(t1."embedding", TO_VECTOR(?, DOUBLE)) DESC, CASE WHEN (t1."embedding" IS NULL) THEN 1 ELSE 0 END',
    ],
    slots: ['=[1,2,3]'],
    distances: { '1': '(1 - cosine(#1, [1,2,3]))' },
  },
  {
    sql: 'select id from docs order by embedding <#> $1 limit 5',
    iris: [
      'SELECT TOP 5 t1."id" AS "c1" FROM "SQLUser"."docs" t1 ORDER BY VECTOR_DOT_PRODUCT(t1."embedding", TO_VECTOR(?, DOUBLE)) DESC',
    ],
    slots: ['$1'],
  },
  {
    sql: 'select id, embedding <-> $1 from docs order by embedding <-> $1 limit 5',
    iris: [
      'SELECT TOP 5 t1."id" AS "c1", t1."embedding" AS "c2" FROM "SQLUser"."docs" t1 ORDER BY CASE WHEN (t1."embedding" IS NULL) THEN 1 ELSE 0 END, (VECTOR_DOT_PRODUCT(t1."embedding", t1."embedding") - (2 * VECTOR_DOT_PRODUCT(t1."embedding", TO_VECTOR(?, DOUBLE))))',
    ],
    slots: ['$1'],
    distances: { '1': 'l2(#1, $1)' },
  },
  {
    sql: 'select id from docs where embedding <=> $1 < 0.3',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."docs" t1 WHERE (CASE WHEN ((VECTOR_DOT_PRODUCT(t1."embedding", t1."embedding") * VECTOR_DOT_PRODUCT(TO_VECTOR(?, DOUBLE), TO_VECTOR(?, DOUBLE))) = 0) THEN CAST(1E100 AS DOUBLE) ELSE (1 - VECTOR_COSINE(t1."embedding", TO_VECTOR(?, DOUBLE))) END < CAST(0.3 AS DOUBLE))',
    ],
    slots: ['$1', '$1', '$1'],
  },
  {
    sql: 'select id from docs order by embedding <=> $1 desc limit 5',
    iris: [
      'SELECT TOP 5 t1."id" AS "c1" FROM "SQLUser"."docs" t1 ORDER BY CASE WHEN (t1."embedding" IS NULL) THEN 0 ELSE 1 END, VECTOR_COSINE(t1."embedding", TO_VECTOR(?, DOUBLE))',
    ],
    slots: ['$1'],
  },
  {
    sql: 'select id from docs order by embedding <=> $1::vector(3) limit 10 offset 5',
    iris: [
      'SELECT t3."c1" AS "c1" FROM (SELECT t2."c1" AS "c1", ROW_NUMBER() OVER (ORDER BY CASE WHEN t2."c2" IS NULL THEN 1 ELSE 0 END, t2."c2") AS "r1" FROM (SELECT t1."id" AS "c1", CASE WHEN ((VECTOR_DOT_PRODUCT(t1."embedding", t1."embedding") * VECTOR_DOT_PRODUCT(TO_VECTOR(?, DOUBLE), TO_VECTOR(?, DOUBLE))) = 0) THEN CAST(1E100 AS DOUBLE) ELSE (1 - VECTOR_COSINE(t1."embedding", TO_VECTOR(?, DOUBLE))) END AS "c2" FROM "SQLUser"."docs" t1) t2) t3 WHERE ((t3."r1" > 5) AND (t3."r1" <= 15)) ORDER BY t3."r1"',
    ],
    slots: ['$1', '$1', '$1'],
  },
  {
    sql: 'select id, l2_distance(embedding, $1), cosine_distance(embedding, $1), inner_product(embedding, $1) from docs',
    iris: [
      'SELECT t1."id" AS "c1", t1."embedding" AS "c2", CAST(NULL AS INTEGER) AS "c3", CAST(NULL AS INTEGER) AS "c4" FROM "SQLUser"."docs" t1',
    ],
    distances: { '1': 'l2(#1, $1)', '2': 'cosine(#1, $1)', '3': 'inner product(#1, $1)' },
  },
  {
    sql: 'select vector_dims(embedding), vector_norm(embedding) from docs',
    iris: [
      'SELECT CASE WHEN t1."embedding" IS NOT NULL THEN 3 END AS "c1", t1."embedding" AS "c2" FROM "SQLUser"."docs" t1',
    ],
    distances: { '1': 'norm(#1)' },
  },
  {
    sql: 'select embedding from docs where id = 1',
    iris: ['SELECT t1."embedding" AS "c1" FROM "SQLUser"."docs" t1 WHERE (t1."id" = 1)'],
  },
  {
    sql: 'select a.id from docs a join docs b on a.embedding <=> b.embedding < 0.1',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."docs" t1 JOIN "SQLUser"."docs" t2 ON (CASE WHEN ((VECTOR_DOT_PRODUCT(t1."embedding", t1."embedding") * VECTOR_DOT_PRODUCT(t2."embedding", t2."embedding")) = 0) THEN CAST(1E100 AS DOUBLE) ELSE (1 - VECTOR_COSINE(t1."embedding", t2."embedding")) END < CAST(0.1 AS DOUBLE))',
    ],
  },
  {
    sql: 'select id from docs order by embedding <+> $1 limit 5',
    error: '0A000 taxicab distance is not supported on IRIS',
  },
  {
    sql: 'select x.d from (select embedding <=> $1 as d from docs) x order by x.d limit 2',
    iris: [
      'SELECT TOP 2 t1."c2" AS "c1" FROM (SELECT CASE WHEN ((VECTOR_DOT_PRODUCT(t2."embedding", t2."embedding") * VECTOR_DOT_PRODUCT(TO_VECTOR(?, DOUBLE), TO_VECTOR(?, DOUBLE))) = 0) THEN CAST(1E100 AS DOUBLE) ELSE (1 - VECTOR_COSINE(t2."embedding", TO_VECTOR(?, DOUBLE))) END AS "c1", t2."embedding" AS "c2" FROM "SQLUser"."docs" t2) t1 ORDER BY CASE WHEN t1."c1" IS NULL THEN 1 ELSE 0 END, t1."c1"',
    ],
    slots: ['$1', '$1', '$1'],
    distances: { '0': 'cosine(#0, $1)' },
  },
  {
    sql: 'select id from docs order by embedding <=> $1 limit 5',
    dialect: [2025, 3],
    iris: [
      'SELECT TOP 5 t1."id" AS "c1" FROM "SQLUser"."docs" t1 ORDER BY VECTOR_COSINE(t1."embedding", TO_VECTOR(?, DOUBLE)) DESC',
    ],
    slots: ['$1'],
  },
];
