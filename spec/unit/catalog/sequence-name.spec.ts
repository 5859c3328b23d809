import { expect } from 'chai';
import { sequenceName } from '../../../src/catalog/mirror/sequence.ts';

/** Expectations from PostgreSQL 15: create table t (c serial), then pg_get_serial_sequence. */
describe('names of owned sequences', () => {
  it('are table_column_seq', () => {
    expect(sequenceName('orders', 'id')).to.equal('orders_id_seq');
  });

  it('cut the longer part first', () => {
    expect(sequenceName('t'.repeat(60), 'id')).to.equal(`${'t'.repeat(56)}_id_seq`);
    expect(sequenceName('t'.repeat(40), 'c'.repeat(40))).to.equal(`${'t'.repeat(29)}_${'c'.repeat(29)}_seq`);
  });
});
