import type { CatalogSnapshot } from '../../src/catalog/snapshot.ts';
import { TABLES } from '../support/select-generator/schema.ts';
import type { ValueType } from '../support/select-generator/value-types.ts';
import { pgColumn, primaryKey, table } from '../unit/catalog/support/snapshots.ts';

/** How the gateway stores what the generator's tables declare (src/sql/ddl). */
const STORED: Readonly<Partial<Record<ValueType, readonly [irisType: string, pgType: string]>>> = {
  int4: ['INTEGER', 'integer'],
  int8: ['BIGINT', 'bigint'],
  numeric: ['NUMERIC(18,3)', 'numeric(18,3)'],
  float8: ['DOUBLE', 'double precision'],
  text: ['VARCHAR(3641144)', 'text'],
  bool: ['BIT', 'boolean'],
  date: ['DATE', 'date'],
  timestamp: ['TIMESTAMP2', 'timestamp without time zone'],
  timestamptz: ['TIMESTAMP2', 'timestamp with time zone'],
  uuid: ['VARCHAR(36)', 'uuid'],
  jsonb: ['VARCHAR(3641144)', 'jsonb'],
  interval: ['VARCHAR(64)', 'interval'],
};

/** The tables of the SELECT generator, as the dictionary tells of them. */
export const SCHEMA: CatalogSnapshot = {
  schemas: ['SQLUser'],
  tables: TABLES.map(({ name, columns }) =>
    table(
      name,
      columns.map(({ name: column, type, declared }) => {
        const [irisType, pgType] = STORED[type] ?? ['VARCHAR(3641144)', 'integer[]'];
        return pgColumn(column, irisType, pgType, { nullable: !declared.includes('primary key') });
      }),
      {
        keys: columns.some(({ declared }) => declared.includes('primary key'))
          ? [primaryKey(`${name}_pkey`, 'id')]
          : [],
      },
    ),
  ),
};
