import { NAMESPACE, USERNAME } from '../../functions/system.ts';
import { type SystemView, columnsOf } from '../system-view.ts';

export const VIEWS: SystemView = {
  kind: 'system',
  schema: 'INFORMATION_SCHEMA',
  name: 'VIEWS',
  columns: columnsOf([
    'TABLE_CATALOG',
    'TABLE_SCHEMA',
    'TABLE_NAME',
    'VIEW_DEFINITION',
    'CHECK_OPTION',
    'IS_UPDATABLE',
    'OWNER',
    'TIME_CREATED',
    'TIME_CHANGED',
  ]),
  contents: {
    of: 'each',
    rows: (view) =>
      view.kind === 'table'
        ? []
        : [
            [
              NAMESPACE,
              view.schema,
              view.name,
              view.text,
              view.checkOption ? 'CASCADED' : 'NONE',
              'NO',
              USERNAME,
              view.created,
              view.changed,
            ],
          ],
  },
};
