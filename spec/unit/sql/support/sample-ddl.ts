import type { ForeignKey, Index } from '../../../../src/sql/ddl/ddl-context.ts';
import type { ContextSketch } from './ddl-context.ts';
import { relation } from './ddl-context.ts';

const customers = relation(1, 'customers', {
  columns: {
    id: ['int4', -1, 'ni'],
    name: ['text', -1, 'n'],
    email: ['varchar', 104],
    score: ['numeric', ((10 << 16) | 2) + 4],
    embedding: ['vector', 3],
  },
  primary: ['id'],
  unique: { customers_email_key: ['email'] },
});
const orders = relation(2, 'orders', {
  columns: { id: ['int8', -1, 'ni'], customer_id: ['int4', -1, 'n'], parent: ['int8'] },
  primary: ['id'],
});
const far = relation(3, 'far', { schema: 'other', columns: { a: ['int4'] } });
const view = relation(4, 'active', { kind: 'view', columns: { id: ['int4'] } });

function foreignKey(
  name: string,
  table: ForeignKey['table'],
  column: string,
  target: ForeignKey['target'],
): ForeignKey {
  return {
    name,
    table,
    columns: [column],
    target,
    targetColumns: ['id'],
    onDelete: 'CASCADE',
    onUpdate: 'NO ACTION',
  };
}

function index(name: string, columns: readonly string[], constraint: boolean): Index {
  return { name, table: customers, columns, unique: constraint, constraint, method: 'btree', kept: false };
}

/** customers <- orders <- orders, other.far, a view, an index. */
export const SAMPLE: ContextSketch = {
  relations: [customers, orders, far, view],
  indexes: [index('customers_pkey', ['id'], true), index('customers_name_idx', ['name'], false)],
  foreignKeys: [
    foreignKey('orders_customer_id_fkey', orders, 'customer_id', customers),
    foreignKey('orders_parent_fkey', orders, 'parent', orders),
  ],
};
