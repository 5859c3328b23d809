import { asObject, asText, type DriverClient, type DriverObject } from './driver-client.ts';
import type { DriverArgument } from './driver-messages.ts';

/** %SQL.Statement by proxies, as open-source users of the driver call it (iris-driver.md section 8, 1a and 1b). */
export class DriverSql {
  readonly #client: DriverClient;
  readonly #statement: DriverObject;

  private constructor(client: DriverClient, statement: DriverObject) {
    this.#client = client;
    this.#statement = statement;
  }

  static async open(client: DriverClient): Promise<DriverSql> {
    return new DriverSql(
      client,
      asObject(await client.call('classMethodObject', '%SQL.Statement', '%New', '1')),
    );
  }

  /** %Prepare: "1", or the text of its %Status. */
  async prepare(sql: string): Promise<string> {
    const status = await this.#client.on(this.#statement, 'invokeString', '%Prepare', sql);
    if (status === '1') return '1';
    return asText(
      await this.#client.call('classMethodString', '%SYSTEM.Status', 'GetOneErrorText', asText(status)),
    );
  }

  /** %Prepare and %Execute. @throws Error when it cannot be prepared */
  async execute(sql: string, ...args: readonly DriverArgument[]): Promise<DriverObject> {
    const status = await this.prepare(sql);
    if (status !== '1') throw new Error(status);
    return asObject(await this.#client.on(this.#statement, 'invokeObject', '%Execute', ...args));
  }

  /** A property of a result as text. */
  async property(result: DriverObject, name: string): Promise<string> {
    return asText(await this.#client.on(result, 'getString', name));
  }

  /** Executes a change. @returns its SQLCODE */
  async change(sql: string, ...args: readonly DriverArgument[]): Promise<number> {
    return Number(await this.property(await this.execute(sql, ...args), '%SQLCODE'));
  }

  /** All values of a query, as text, read one by one. */
  async rows(sql: string, width: number, ...args: readonly DriverArgument[]): Promise<unknown[][]> {
    const result = await this.execute(sql, ...args);
    const rows: unknown[][] = [];
    while ((await this.#client.on(result, 'invokeString', '%Next')) === '1') {
      const row: unknown[] = [];
      for (let i = 1; i <= width; i += 1) {
        row.push(await this.#client.on(result, 'invokeString', '%GetData', String(i)));
      }
      rows.push(row);
    }
    return rows;
  }
}
