import { NAMESPACE, USERNAME } from '../../functions/system.ts';
import { className } from '../class-name.ts';
import { type SystemView, columnsOf } from '../system-view.ts';
import { SYSTEM_SCHEMA_NAMES } from '../system-schemas.ts';

export const SCHEMATA: SystemView = {
  kind: 'system',
  schema: 'INFORMATION_SCHEMA',
  name: 'SCHEMATA',
  columns: columnsOf(['CATALOG_NAME', 'SCHEMA_NAME', 'SCHEMA_OWNER']),
  contents: {
    of: 'all',
    rows: (dictionary) => {
      const names = [...SYSTEM_SCHEMA_NAMES, ...dictionary.schemas().values()];
      return names.map((name) => [NAMESPACE, name, USERNAME]);
    },
  },
};

export const TABLES: SystemView = {
  kind: 'system',
  schema: 'INFORMATION_SCHEMA',
  name: 'TABLES',
  columns: columnsOf([
    'TABLE_CATALOG',
    'TABLE_SCHEMA',
    'TABLE_NAME',
    'TABLE_TYPE',
    'CLASSNAME',
    'OWNER',
    'DESCRIPTION',
  ]),
  contents: {
    of: 'each',
    rows: (relation) => [
      [
        NAMESPACE,
        relation.schema,
        relation.name,
        relation.kind === 'view' ? 'VIEW' : relation.temporary ? 'GLOBAL TEMPORARY' : 'BASE TABLE',
        className(relation),
        USERNAME,
        relation.kind === 'table' ? relation.description : null,
      ],
    ],
  },
};
