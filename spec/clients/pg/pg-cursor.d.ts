/** What the specs use of pg-cursor, which comes without types. */
declare module 'pg-cursor' {
  import type { Connection, Submittable } from 'pg';

  export default class Cursor<Row> implements Submittable {
    constructor(text: string, values: readonly unknown[]);
    /** The next rows, as many as are asked for or left. */
    read(rows: number): Promise<Row[]>;
    close(): Promise<void>;
    submit(connection: Connection): void;
  }
}
