import { nameKey } from '../iris-sql/ast.ts';
import { COLUMNS } from './information-schema/columns.ts';
import {
  CONSTRAINT_COLUMN_USAGE,
  CONSTRAINT_TABLE_USAGE,
  KEY_COLUMN_USAGE,
} from './information-schema/key-columns.ts';
import { REFERENTIAL_CONSTRAINTS, TABLE_CONSTRAINTS } from './information-schema/constraints.ts';
import { INDEXES } from './information-schema/indexes.ts';
import { SCHEMATA, TABLES } from './information-schema/tables.ts';
import { VIEWS } from './information-schema/views.ts';
import { COMPILED_CLASS, COMPILED_INDEX, COMPILED_PROPERTY } from './class-dictionary.ts';
import type { SystemView } from './system-view.ts';

export type { SystemView } from './system-view.ts';

const VIEWS_BY_NAME: ReadonlyMap<string, SystemView> = new Map(
  [
    SCHEMATA,
    TABLES,
    COLUMNS,
    TABLE_CONSTRAINTS,
    REFERENTIAL_CONSTRAINTS,
    KEY_COLUMN_USAGE,
    CONSTRAINT_COLUMN_USAGE,
    CONSTRAINT_TABLE_USAGE,
    INDEXES,
    VIEWS,
    COMPILED_CLASS,
    COMPILED_PROPERTY,
    COMPILED_INDEX,
  ].map((view) => [`${nameKey(view.schema)}.${nameKey(view.name)}`, view]),
);

/** Both arguments as nameKey makes them. */
export function systemView(schemaKey: string, name: string): SystemView | undefined {
  return VIEWS_BY_NAME.get(`${schemaKey}.${name}`);
}
