import { IrisError, type IrisResult } from '../../../../src/backend/iris-session.ts';
import type { Arguments, ClassMethods, Instance } from './instance.ts';
import { integerOf, type ObjectValue, textOf } from './object-value.ts';
import type { SqlServices } from './sql-services.ts';
import { argumentOf } from './sql-values.ts';
import { type StatementKind, statementKind } from './statement-kind.ts';
import { statementMetadata } from './statement-metadata.ts';
import { StatementResult } from './statement-result.ts';
import { OK, sqlErrorStatus } from './status.ts';
import { thrown } from './thrown.ts';

/** Most arguments that %Execute takes one by one (iris-sql.md 6.7). */
const MOST_ARGUMENTS = 255;

const ODBC_MODE = 1;

/** %SQL.Statement (GSQL_dynsql). */
export class Statement implements Instance {
  readonly className = '%SQL.Statement';
  readonly methods = {
    '%Prepare': (args: Arguments): ObjectValue => this.prepare(textOf(args.at(0))),
    '%Execute': (args: Arguments): ObjectValue => this.execute(args.list.map(({ value }) => value)),
  };
  readonly #services: SqlServices;
  readonly #properties: Map<string, ObjectValue>;
  #prepared: { readonly sql: string; readonly kind: StatementKind } | null = null;

  constructor(services: SqlServices, selectMode: ObjectValue) {
    this.#services = services;
    this.#properties = new Map<string, ObjectValue>([
      ['%SelectMode', BigInt(integerOf(selectMode))],
      ['%SchemaPath', ''],
      ['%Dialect', ''],
      ['%ObjectSelectMode', 0n],
    ]);
  }

  /** @returns %Status */
  prepare(sql: string): ObjectValue {
    this.#prepared = null;
    try {
      this.#services.session.describe(sql);
      this.#prepared = { sql, kind: statementKind(sql, this.#services.dialect) };
      return OK;
    } catch (error) {
      if (error instanceof IrisError) return sqlErrorStatus(error);
      throw error;
    }
  }

  /** @returns %SQL.StatementResult, which tells of failures too */
  execute(values: readonly ObjectValue[]): StatementResult {
    if (this.#prepared === null) throw thrown('<INVALID OREF>', 'no statement is prepared');
    if (integerOf(this.#value('%SelectMode')) !== ODBC_MODE) {
      throw thrown('<UNIMPLEMENTED>', 'the simulator has %SelectMode 1 (ODBC) only');
    }
    const { sql, kind } = this.#prepared;
    const objects = integerOf(this.#value('%ObjectSelectMode')) === 1;
    return new StatementResult({ kind, outcome: this.#run(sql, values), objects }, this.#services);
  }

  #run(sql: string, values: readonly ObjectValue[]): IrisResult | IrisError {
    if (values.length > MOST_ARGUMENTS) throw thrown('<SYNTAX>', `more than ${MOST_ARGUMENTS} arguments`);
    try {
      return this.#services.session.execute(sql, values.map(argumentOf));
    } catch (error) {
      if (error instanceof IrisError) return error;
      throw error;
    }
  }

  #value(property: string): ObjectValue {
    return this.#properties.get(property) ?? '';
  }

  get(property: string): ObjectValue | undefined {
    if (property !== '%Metadata') return this.#properties.get(property);
    if (this.#prepared === null) return '';
    const { sql, kind } = this.#prepared;
    return statementMetadata(this.#services.session.describe(sql), kind.type);
  }

  set(property: string, value: ObjectValue): boolean {
    if (!this.#properties.has(property)) return false;
    this.#properties.set(property, value);
    return true;
  }

  released(): void {
    // Its results live on.
  }
}

/** Class methods of %SQL.Statement. */
export function statementClass(services: SqlServices): ClassMethods {
  return { '%New': (args) => new Statement(services, args.at(0, 0n)) };
}
