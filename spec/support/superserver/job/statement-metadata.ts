import type { IrisColumn, StatementDescription } from '../../../../src/backend/iris-session.ts';
import type { Arguments, Instance } from './instance.ts';
import { integerOf, type ObjectValue } from './object-value.ts';

/** A collection of objects: `Count()` and `GetAt(n)` from 1. */
class ListOfObjects implements Instance {
  readonly className = '%Library.ListOfObjects';
  readonly methods = {
    Count: (): ObjectValue => BigInt(this.#members.length),
    GetAt: (args: Arguments): ObjectValue => this.#members[integerOf(args.at(0)) - 1] ?? '',
  };
  readonly #members: readonly Instance[];

  constructor(members: readonly Instance[]) {
    this.#members = members;
  }

  get(property: string): ObjectValue | undefined {
    return property === 'Size' ? BigInt(this.#members.length) : undefined;
  }

  set(): boolean {
    return false;
  }

  released(): void {
    // Nothing is held but memory.
  }
}

/** An object that is nothing but its properties. */
class Properties implements Instance {
  readonly methods = {};
  readonly className: string;
  readonly #values: ReadonlyMap<string, ObjectValue>;

  constructor(className: string, values: Readonly<Record<string, ObjectValue>>) {
    this.className = className;
    this.#values = new Map(Object.entries(values));
  }

  get(property: string): ObjectValue | undefined {
    return this.#values.get(property);
  }

  set(): boolean {
    return false;
  }

  released(): void {
    // Nothing is held but memory.
  }
}

/** %SQL.StatementMetadata of a prepared statement. */
export function statementMetadata(description: StatementDescription, statementType: number): Instance {
  const columns = description.columns.map(statementColumn);
  const parameters = Array.from(
    { length: description.parameters },
    () =>
      new Properties('%SQL.StatementParameter', { colName: '?', ODBCType: 12n, precision: 50n, scale: 0n }),
  );
  const parameterList = new ListOfObjects(parameters);
  return new Properties('%SQL.StatementMetadata', {
    statementType: BigInt(statementType),
    columnCount: BigInt(columns.length),
    columns: new ListOfObjects(columns),
    parameterCount: BigInt(parameters.length),
    parameters: parameterList,
    formalParameters: parameterList,
  });
}

/** %SQL.StatementColumn: the engine knows names and types; where a column comes from it does not say. */
function statementColumn({ name, odbcType, precision, scale, nullable }: IrisColumn): Instance {
  return new Properties('%SQL.StatementColumn', {
    colName: name,
    label: name,
    ODBCType: BigInt(odbcType),
    clientType: BigInt(odbcType),
    precision: BigInt(precision),
    scale: BigInt(scale),
    isNullable: nullable ? 1n : 0n,
    schemaName: '',
    tableName: '',
    isAliased: 0n,
    isAutoIncrement: 0n,
    isCaseSensitive: 0n,
    isCurrency: 0n,
    isExpression: 0n,
    isHidden: 0n,
    isIdentity: 0n,
    isKeyColumn: 0n,
    isList: 0n,
    isReadOnly: 0n,
    isRowId: 0n,
    isRowVersion: 0n,
    isUnique: 0n,
  });
}
