import type { DdlContext } from '../../sql/ddl/ddl-context.ts';
import { TEMPORARY_SCHEMA } from '../../sql/ddl/temporary-schema.ts';

/** Notes which relations a definition is about, so that one of temporary tables alone troubles nobody else. */
export class NotedRelations {
  readonly context: DdlContext;
  #temporary = false;
  #permanent = false;

  constructor(context: DdlContext) {
    const note = (schema: string): void => {
      if (schema === TEMPORARY_SCHEMA) this.#temporary = true;
      else this.#permanent = true;
    };
    this.context = {
      ...context,
      relationByName: (schema, name) => {
        const found = context.relationByName(schema, name);
        // A name that is free is asked for before a table gets it.
        if (found !== undefined || schema !== null) note(found?.schema ?? schema ?? '');
        return found;
      },
      indexByName: (schema, name) => {
        const found = context.indexByName(schema, name);
        if (found !== undefined) note(found.table.schema);
        return found;
      },
    };
  }

  get onlyTemporary(): boolean {
    return this.#temporary && !this.#permanent;
  }
}
