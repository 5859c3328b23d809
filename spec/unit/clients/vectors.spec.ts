import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { expect } from 'chai';
import { expectNeighbours } from '../../clients/support/scenario.ts';
import { DISTANCES, QUERY, STORED, nearest, vectorText } from '../../clients/support/vectors.ts';

describe('expected neighbours of the client suites', () => {
  let pgvector: PGlite;

  before(async function () {
    this.timeout(60_000);
    pgvector = await PGlite.create({ extensions: { vector } });
    await pgvector.exec('create extension vector; create table d (id int primary key, v vector(1024))');
    for (const [id, values] of STORED) {
      await pgvector.query('insert into d values ($1, $2)', [id, vectorText(values)]);
    }
  });

  after(() => pgvector.close());

  for (const operator of Object.keys(DISTANCES) as (keyof typeof DISTANCES)[]) {
    it(`are those of pgvector itself for ${operator}`, async () => {
      const { rows } = await pgvector.query<[number, number]>(
        `select id, v ${operator} $1 from d order by v ${operator} $1 limit 5`,
        [vectorText(QUERY)],
        { rowMode: 'array' },
      );
      expectNeighbours(rows, operator);
    });
  }

  it('are all different in distance, so that their order is defined', () => {
    for (const operator of Object.keys(DISTANCES) as (keyof typeof DISTANCES)[]) {
      const distances = nearest(operator, 6).map(([, distance]) => distance);
      for (const [index, distance] of distances.entries()) {
        if (index > 0) expect(distance - (distances[index - 1] ?? 0)).to.be.greaterThan(1e-4);
      }
    }
  });
});
