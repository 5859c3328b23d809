import { expect } from 'chai';
import { nearest } from './vectors.ts';

/** What a client's program printed: one JSON line `{ "step": ..., "value": ... }` for each step. */
export type Steps = ReadonlyMap<string, unknown>;

/** Values common to all clients; numbers, numerics and dates as text, so that no language's rounding matters. */
export const SHOP: Readonly<Record<string, unknown>> = {
  join: [
    ['Ann', '10', 'pen', '3', '1.50'],
    ['Ann', '10', 'ink', '1', '7.25'],
    ['Ann', '11', 'cup', '2', '4.00'],
    ['Ben', '12', 'pen', '10', '1.40'],
  ],
  group: [
    ['Ann', '2', '19.75'],
    ['Ben', '1', '14.00'],
    ['Dora', '0', null],
    ['Čeněk', '0', null],
  ],
  totals: [
    ['10', '2024-01-15', '11.75'],
    ['11', '2024-02-29', '8.00'],
    ['12', '2024-03-01', '14.00'],
  ],
  transaction: { failed: '23505', quantity: '5', customers: '5', afterRollback: '5' },
  errors: [
    ['23505', 'duplicate key value violates unique constraint "customers_pkey"'],
    ['23503', 'insert or update on table "orders" violates foreign key constraint "orders_customer_id_fkey"'],
    ['23502', 'null value in column "name" of relation "customers" violates not-null constraint'],
    ['42P01', 'relation "nowhere" does not exist'],
    ['42703', 'column "nothing" does not exist'],
    ['42601', 'syntax error at or near "selec"'],
    ['22012', 'division by zero'],
    ['22P02', 'invalid input syntax for type integer: "abc"'],
  ],
  empty: {
    rows: [
      ['3', ''],
      ['4', null],
    ],
    found: ['3'],
  },
  repeated: ['Ann', 'Ben', 'Čeněk', 'Ann', 'Ben', 'Čeněk', 'Ann', 'Ben', 'Čeněk', 'Ann', 'Ben', 'Čeněk'],
  batch: { rows: '100', sum: '5050', last: 'label 100' },
  types: {
    i8: '9223372036854775807',
    n: '1234567890123.45',
    f: 2.5,
    o: true,
    t: 'it\'s "quoted" žluťoučký €',
    d: '2024-02-29',
    ts: '2024-02-29T13:05:06.123',
    tz: '2024-02-29T12:05:06.123Z',
    u: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
    j: { k: [1, null, 'é'], t: true },
    b: '00ff10',
    ai: [1, 2, null],
    at: ['x', '', 'NULL', 'a,b'],
  },
  nulls: {
    i8: null,
    n: null,
    f: null,
    o: null,
    t: null,
    d: null,
    ts: null,
    tz: null,
    u: null,
    j: null,
    b: null,
    ai: null,
    at: null,
  },
};

/**
 * Registers a test for each step of the common scenario and for the client's own ones. `read` gives what the program
 * printed; a step it did not reach is undefined.
 */
export function itDoesTheShop(
  read: () => Steps,
  own: Readonly<Record<string, unknown>> = {},
  except: readonly string[] = [],
): void {
  const steps = Object.entries({ ...SHOP, ...own }).filter(([step]) => !except.includes(step));
  for (const [step, expected] of steps) {
    it(step, () => {
      const steps = read();
      if (!steps.has(step)) expect.fail('the program did not get there');
      expect(steps.get(step)).to.deep.equal(expected);
    });
  }
}

/** Ids in pgvector's order; distances within what single precision allows. */
export function expectNeighbours(actual: unknown, operator: '<->' | '<#>' | '<=>'): void {
  const expected = nearest(operator, 5);
  const found = actual as readonly (readonly [id: unknown, distance: unknown])[];
  expect(found.map(([id]) => Number(id))).to.deep.equal(expected.map(([id]) => id));
  for (const [index, [, distance]] of found.entries()) {
    const wanted = expected[index]?.[1] ?? Number.NaN;
    expect(Number(distance)).to.be.closeTo(wanted, Math.abs(wanted) * 1e-5);
  }
}
