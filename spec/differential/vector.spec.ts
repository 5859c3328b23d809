import { Buffer } from 'node:buffer';
import { expect } from 'chai';
import { expectNeighbours } from '../clients/support/scenario.ts';
import { DISTANCES, QUERY, STORED, nearest, vectorText } from '../clients/support/vectors.ts';
import { startTarget, targetKind } from '../support/target.ts';
import type { Target } from '../support/target.ts';
import { WireClient } from '../support/wire-client.ts';
import { sortMessages } from './observe.ts';
import type { Observation } from './observe.ts';

/**
 * Vectors as pgvector has them. A plain PostgreSQL has no pgvector, so distances are computed in JavaScript; a unit
 * spec compares those with pgvector in PGlite.
 */
const describeWithVectors = targetKind() === 'gateway' ? describe : describe.skip;

describeWithVectors('differential: vectors', () => {
  let target: Target;
  let client: WireClient;

  async function simple(sql: string): Promise<Observation> {
    return sortMessages(await client.simple(sql));
  }

  async function extended(sql: string, values: (string | null)[], binary = false): Promise<Observation> {
    return sortMessages(
      await client.extended(sql, values, { describe: true, resultFormats: binary ? [1] : [] }),
    );
  }

  function rowsOf(observation: Observation): readonly (readonly (string | null)[])[] {
    const [result] = observation.results;
    if (result?.error) expect.fail(`${result.error.sqlstate} ${result.error.message}`);
    return result?.rows ?? [];
  }

  function sqlstateOf(observation: Observation): string | undefined {
    return observation.results.find((result) => result.error !== null)?.error?.sqlstate;
  }

  before(async function () {
    this.timeout(120_000);
    target = await startTarget();
    client = await WireClient.connect(target);
    await simple('create extension if not exists vector');
    const made = await simple(
      'create table documents (id integer primary key, label text, embedding vector(1024))',
    );
    expect(made.results[0]?.tag, JSON.stringify(made.results[0]?.error)).to.equal('CREATE TABLE');
    for (const [id, values] of STORED) {
      const { results } = await extended('insert into documents values ($1, $2, $3)', [
        String(id),
        id % 2 === 0 ? 'even' : 'odd',
        vectorText(values),
      ]);
      expect(results[0]?.tag, JSON.stringify(results[0]?.error)).to.equal('INSERT 0 1');
    }
  });

  after(async () => {
    await client?.close();
    await target?.stop();
  });

  for (const operator of Object.keys(DISTANCES) as (keyof typeof DISTANCES)[]) {
    const selected = `select id, embedding ${operator} $1 as distance from documents order by embedding ${operator} $1 limit 5`;

    it(`${operator}: a parameter`, async () => {
      const answer = await extended(selected, [vectorText(QUERY)]);
      expectNeighbours(rowsOf(answer), operator);
      expect(answer.results[0]?.columns?.map((column) => [column.name, column.typeOid])).to.deep.equal([
        ['id', 23],
        ['distance', 701],
      ]);
      expect(answer.results[0]?.tag).to.equal('SELECT 5');
    });

    it(`${operator}: a parameter with a cast, binary results`, async () => {
      const answer = await extended(selected.replaceAll('$1', '$1::vector'), [vectorText(QUERY)], true);
      const rows = rowsOf(answer).map(([id, distance]) => [
        Buffer.from((id ?? '').slice(2), 'hex').readInt32BE(),
        Buffer.from((distance ?? '').slice(2), 'hex').readDoubleBE(),
      ]);
      expectNeighbours(rows, operator);
    });

    it(`${operator}: a literal in the simple protocol`, async () => {
      expectNeighbours(rowsOf(await simple(selected.replaceAll('$1', `'${vectorText(QUERY)}'`))), operator);
    });

    it(`${operator}: a literal with a cast`, async () => {
      expectNeighbours(
        rowsOf(await simple(selected.replaceAll('$1', `'${vectorText(QUERY)}'::vector(1024)`))),
        operator,
      );
    });

    it(`${operator}: order by only`, async () => {
      const rows = rowsOf(
        await extended(`select id from documents order by embedding ${operator} $1 limit 5`, [
          vectorText(QUERY),
        ]),
      );
      expect(rows.map(([id]) => Number(id))).to.deep.equal(nearest(operator, 5).map(([id]) => id));
    });

    it(`${operator}: with a condition, a limit parameter and an offset`, async () => {
      const answer = await extended(
        `select id from documents where label = $2 order by embedding ${operator} $1 limit $3 offset 1`,
        [vectorText(QUERY), 'odd', '3'],
      );
      const odd = nearest(operator, STORED.size).filter(([id]) => id % 2 === 1);
      expect(rowsOf(answer).map(([id]) => Number(id))).to.deep.equal(odd.slice(1, 4).map(([id]) => id));
    });

    it(`${operator}: farthest first`, async () => {
      const rows = rowsOf(
        await extended(`select id from documents order by embedding ${operator} $1 desc limit 3`, [
          vectorText(QUERY),
        ]),
      );
      const farthest = nearest(operator, STORED.size).toReversed().slice(0, 3);
      expect(rows.map(([id]) => Number(id))).to.deep.equal(farthest.map(([id]) => id));
    });

    it(`${operator}: distance in a condition`, async () => {
      const limit = ((nearest(operator, 4)[2]?.[1] ?? 0) + (nearest(operator, 4)[3]?.[1] ?? 0)) / 2;
      const answer = await extended(`select count(*) from documents where embedding ${operator} $1 < $2`, [
        vectorText(QUERY),
        String(limit),
      ]);
      expect(rowsOf(answer)).to.deep.equal([['3']]);
    });

    it(`${operator}: distance to another row`, async () => {
      const rows = rowsOf(
        await simple(
          `select b.id, a.embedding ${operator} b.embedding from documents a, documents b where a.id = 1 and b.id = 2`,
        ),
      );
      const expected = DISTANCES[operator](STORED.get(1) ?? [], STORED.get(2) ?? []);
      expect(Number(rows[0]?.[1])).to.be.closeTo(expected, Math.abs(expected) * 1e-5);
    });
  }

  it('gives the stored vector back as text', async () => {
    const rows = rowsOf(await simple('select embedding from documents where id = 3'));
    expect(rows).to.deep.equal([[vectorText(STORED.get(3) ?? [])]]);
  });

  it("gives the stored vector back in pgvector's binary form", async () => {
    const rows = rowsOf(await extended('select embedding from documents where id = 3', [], true));
    const values = STORED.get(3) ?? [];
    const expected = Buffer.alloc(4 + values.length * 4);
    expected.writeUInt16BE(values.length, 0);
    for (const [index, value] of values.entries()) expected.writeFloatBE(value, 4 + index * 4);
    expect(rows[0]?.[0]).to.equal(`\\x${expected.toString('hex')}`);
  });

  it('updates a vector', async () => {
    const { results } = await extended('update documents set embedding = $1 where id = 40', [
      vectorText(QUERY),
    ]);
    expect(results[0]?.tag, JSON.stringify(results[0]?.error)).to.equal('UPDATE 1');
    const rows = rowsOf(
      await extended('select id, embedding <-> $1 from documents order by embedding <-> $1 limit 1', [
        vectorText(QUERY),
      ]),
    );
    expect(rows).to.deep.equal([['40', '0']]);
  });

  it('keeps NULL', async () => {
    const { results } = await simple("insert into documents (id, label) values (100, 'none')");
    expect(results[0]?.tag, JSON.stringify(results[0]?.error)).to.equal('INSERT 0 1');
    expect(rowsOf(await simple('select id from documents where embedding is null'))).to.deep.equal([['100']]);
    expect(
      rowsOf(await extended('select embedding <-> $1 from documents where id = 100', [vectorText(QUERY)])),
    ).to.deep.equal([[null]]);
  });

  it('refuses another number of dimensions as pgvector does', async () => {
    const answer = await simple("insert into documents (id, embedding) values (101, '[1,2,3]')");
    expect(sqlstateOf(answer)).to.equal('22000');
    expect(answer.results[0]?.error?.message).to.equal('expected 1024 dimensions, not 3');
  });

  it('refuses what is no vector as pgvector does', async () => {
    const answer = await simple("insert into documents (id, embedding) values (101, 'abc')");
    expect(sqlstateOf(answer)).to.equal('22P02');
    expect(answer.results[0]?.error?.message).to.equal('invalid input syntax for type vector: "abc"');
  });

  it('works without a table', async () => {
    const rows = rowsOf(
      await simple(
        "select '[1,2,2]'::vector <-> '[1,0,2]' as l2, '[1,0]'::vector <=> '[0,1]' as cosine, '[1,2]'::vector <#> '[3,4]' as ip",
      ),
    );
    expect(rows).to.deep.equal([['2', '1', '-11']]);
  });
});
