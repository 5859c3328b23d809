import { expect } from 'chai';
import { rowCountValue } from '../../../src/backend/lane/row-count.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';

describe('bound row counts of LIMIT and OFFSET', () => {
  it('are passed on when they are not negative', () => {
    expect(rowCountValue(0, 'LIMIT')).to.equal(0);
    expect(rowCountValue(9007199254740993n, 'OFFSET')).to.equal(9007199254740993n);
  });

  it('NULL is all rows, and none skipped', () => {
    expect(rowCountValue(null, 'LIMIT')).to.equal(2147483647);
    expect(rowCountValue(null, 'OFFSET')).to.equal(0);
  });

  for (const [clause, sqlstate] of [
    ['LIMIT', '2201W'],
    ['OFFSET', '2201X'],
  ] as const) {
    it(`below zero ${clause} is ${sqlstate}`, () => {
      for (const value of [-1, -5n, '-1']) {
        expect(() => rowCountValue(value, clause))
          .to.throw(GatewayError, `${clause} must not be negative`)
          .with.property('sqlstate', sqlstate);
      }
    });
  }
});
