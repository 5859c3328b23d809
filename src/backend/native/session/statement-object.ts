import { GatewayError } from '../../../errors/gateway-error.ts';
import { IrisError } from '../../iris-session.ts';
import {
  type DriverArgument,
  type DriverIris,
  type DriverObject,
  type DriverValue,
  isDriverObject,
} from '../driver/driver.ts';
import { errorOfStatus } from './status.ts';

/** ODBC mode (iris-sql.md 6.3). */
const SELECT_MODE = '1';

/** A %SQL.Statement of the server, prepared again and again (docs/NATIVE.md, Levels b and c). */
export class StatementObject {
  readonly #iris: DriverIris;
  readonly #object: DriverObject;

  constructor(iris: DriverIris) {
    this.#iris = iris;
    this.#object = asObject(iris.classMethodValue('%SQL.Statement', '%New', SELECT_MODE));
  }

  /** @throws IrisError */
  prepare(sql: string): void {
    const status = this.#object.invokeString('%Prepare', sql);
    if (status === '1') return;
    throw errorOfStatus(this.#iris.classMethodString('%SYSTEM.Status', 'GetOneErrorText', status) ?? '');
  }

  /** Executes what is prepared. @returns the %SQL.StatementResult @throws IrisError */
  execute(args: readonly DriverArgument[]): DriverObject {
    const result = asObject(this.#object.invokeObject('%Execute', ...args));
    const sqlcode = Number(result.getString('%SQLCODE') ?? 0);
    if (sqlcode >= 0) return result;
    const message = result.getString('%Message') ?? '';
    result.close();
    throw new IrisError(sqlcode, message);
  }

  /** The %SQL.StatementMetadata of what is prepared. */
  get metadata(): DriverObject {
    return asObject(this.#object.getObject('%Metadata'));
  }

  close(): void {
    this.#object.close();
  }
}

/** @throws GatewayError when it is none */
export function asObject(value: DriverValue): DriverObject {
  if (isDriverObject(value)) return value;
  throw new GatewayError('58000', 'IRIS gave no object where one was due');
}
