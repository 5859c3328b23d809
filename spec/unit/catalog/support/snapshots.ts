import type {
  CatalogSnapshot,
  SnapshotColumn,
  SnapshotForeignKey,
  SnapshotIndex,
  SnapshotKey,
  SnapshotTable,
} from '../../../../src/catalog/snapshot.ts';

/** A column IRIS tells of and the gateway does not. */
export function column(name: string, irisType: string, more: Partial<SnapshotColumn> = {}): SnapshotColumn {
  return {
    name,
    irisType,
    nullable: true,
    generated: null,
    collation: 'SQLUPPER',
    pgType: null,
    pgDefault: null,
    pgIdentity: null,
    ...more,
  };
}

/** A column of a table the gateway made. */
export function pgColumn(
  name: string,
  irisType: string,
  pgType: string,
  more: Partial<SnapshotColumn> = {},
): SnapshotColumn {
  return column(name, irisType, { pgType, pgIdentity: '', collation: 'EXACT', ...more });
}

export function table(
  name: string,
  columns: readonly SnapshotColumn[],
  more: Partial<SnapshotTable> = {},
): SnapshotTable {
  return {
    schema: 'SQLUser',
    kind: 'table',
    definition: null,
    keys: [],
    foreignKeys: [],
    indexes: [],
    ...more,
    name,
    columns,
  };
}

export function primaryKey(name: string, ...columns: string[]): SnapshotKey {
  return { name, kind: 'primary', columns };
}

export function uniqueKey(name: string, ...columns: string[]): SnapshotKey {
  return { name, kind: 'unique', columns };
}

export function foreignKey(
  name: string,
  columns: readonly string[],
  targetTable: string,
  targetColumns: readonly string[],
  more: Partial<SnapshotForeignKey> = {},
): SnapshotForeignKey {
  return {
    name,
    columns,
    targetSchema: 'SQLUser',
    targetTable,
    targetColumns,
    onDelete: 'NO ACTION',
    onUpdate: 'NO ACTION',
    ...more,
  };
}

export function index(
  name: string,
  columns: readonly string[],
  more: Partial<SnapshotIndex> = {},
): SnapshotIndex {
  return { name, columns, unique: false, method: 'btree', distance: null, ...more };
}

const CUSTOMERS = table(
  'customers',
  [
    pgColumn('id', 'INTEGER', 'integer', { nullable: false }),
    pgColumn('name', 'VARCHAR(3641144)', 'text', { nullable: false }),
    pgColumn('email', 'VARCHAR(100)', 'character varying(100)'),
    pgColumn('active', 'BIT', 'boolean', { pgDefault: 'true' }),
    pgColumn('createdAt', 'TIMESTAMP', 'timestamp with time zone', { pgDefault: 'now()' }),
  ],
  { keys: [primaryKey('customers_pkey', 'id'), uniqueKey('customers_email_key', 'email')] },
);

const ORDERS = table(
  'orders',
  [
    pgColumn('id', 'BIGINT', 'integer', {
      nullable: false,
      generated: 'identity',
      pgDefault: "nextval('orders_id_seq'::regclass)",
    }),
    pgColumn('customer_id', 'INTEGER', 'integer', { nullable: false }),
    pgColumn('total', 'NUMERIC(12,2)', 'numeric(12,2)'),
  ],
  {
    keys: [primaryKey('orders_pkey', 'id')],
    foreignKeys: [
      foreignKey('orders_customer_id_fkey', ['customer_id'], 'customers', ['id'], { onDelete: 'CASCADE' }),
    ],
    indexes: [index('orders_pkey', ['id'], { unique: true }), index('orders_customer', ['customer_id'])],
  },
);

const DOCS = table(
  'docs',
  [
    pgColumn('id', 'BIGINT', 'bigint', { nullable: false, generated: 'identity', pgIdentity: 'a' }),
    pgColumn('body', 'VARCHAR(3641144)', 'jsonb'),
    pgColumn('embedding', 'VECTOR(DOUBLE,3)', 'vector(3)'),
  ],
  {
    keys: [primaryKey('docs_pkey', 'id')],
    indexes: [index('docs_embedding', ['embedding'], { method: 'hnsw', distance: 'Cosine' })],
  },
);

const BIG_ORDERS = table('big_orders', [column('id', 'BIGINT'), column('total', 'NUMERIC(12,2)')], {
  kind: 'view',
  definition: 'select id, total from orders where total > 100',
});

/** A class of IRIS's own, not made by the gateway. */
const PERSON = table(
  'Person',
  [
    column('ID', 'BIGINT', { nullable: false, generated: 'identity' }),
    column('Name', 'VARCHAR(50)'),
    column('DOB', 'DATE'),
    column('Home_City', 'VARCHAR(80)'),
    column('Face', 'VECTOR(DOUBLE,4)'),
  ],
  {
    schema: 'Sample',
    keys: [primaryKey('PERSONPKEY1', 'ID')],
    indexes: [index('NameIDX', ['Name'])],
  },
);

const SUMMARY = table('PersonSummary', [column('City', 'VARCHAR(80)'), column('Head_Count', 'INTEGER')], {
  schema: 'Sample',
  kind: 'view',
});

/** What the gateway keeps for itself. */
const OWN = table('ColumnType', [column('table_name', 'VARCHAR(128)')], { schema: 'IrisPGWire' });

/** A small shop made through the gateway, beside a schema made in IRIS. */
export const SHOP: CatalogSnapshot = {
  schemas: ['IrisPGWire', 'SQLUser', 'Sample'],
  tables: [BIG_ORDERS, CUSTOMERS, DOCS, ORDERS, PERSON, SUMMARY, OWN],
};

/** SHOP with some tables replaced (by name) and others left out. */
export function shopWith(
  changed: readonly SnapshotTable[],
  without: readonly string[] = [],
): CatalogSnapshot {
  const names = new Set([...changed.map(({ name }) => name), ...without]);
  return { ...SHOP, tables: [...SHOP.tables.filter(({ name }) => !names.has(name)), ...changed] };
}
