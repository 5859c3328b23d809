/** A value as the driver takes it. Numbers go as `$DOUBLE`, so integers are given as bigint (iris-driver.md section 4). */
export type DriverArgument = null | string | number | bigint | Uint8Array | DriverObject | DriverReference;

/** What a method gives whose type is not asked for: a Decimal is an object with toFixed(). */
export type DriverValue = null | string | number | bigint | boolean | DriverDecimal | DriverObject;

export interface DriverDecimal {
  toFixed(): string;
}

/** An argument by reference: holds afterwards what the method has set. */
export interface DriverReference {
  getBytes(): Uint8Array | null;
  getString(): string | null;
}

/** An object of the server. Its methods block until the server answers. */
export interface DriverObject {
  readonly oref: string;
  invoke(method: string, ...args: DriverArgument[]): DriverValue;
  invokeObject(method: string, ...args: DriverArgument[]): DriverValue;
  invokeString(method: string, ...args: DriverArgument[]): string | null;
  invokeBytes(method: string, ...args: DriverArgument[]): Uint8Array | null;
  getObject(property: string): DriverValue;
  getString(property: string): string | null;
  set(property: string, value: DriverArgument): void;
  close(): void;
}

export interface DriverIris {
  getServerVersion(): string;
  classMethodValue(className: string, method: string, ...args: DriverArgument[]): DriverValue;
  classMethodString(className: string, method: string, ...args: DriverArgument[]): string | null;
}

export interface DriverConnection {
  createIris(): DriverIris;
  close(): void;
}

export interface DriverOptions {
  readonly host: string;
  readonly port: number;
  readonly ns: string;
  readonly user: string;
  readonly pwd: string;
  /** Seconds; bounds the login only. */
  readonly timeout: number;
  readonly sharedmemory: false;
}

/** The part of @intersystems/intersystems-iris-native 2.0.3 that is used (its index.d.ts). */
export interface Driver {
  createConnection(options: DriverOptions): DriverConnection;
  readonly IRISReference: new (value: string) => DriverReference;
}

/** Whether a value is an object of the server. */
export function isDriverObject(value: DriverValue): value is DriverObject {
  return typeof value === 'object' && value !== null && 'oref' in value;
}
