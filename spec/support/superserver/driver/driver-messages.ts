import type { DriverOptions } from '../../../../src/backend/native/driver/driver.ts';

/** A value that goes to the driver: bigint and bytes as they are; by reference; an object that it gave before. */
export type DriverArgument =
  | null
  | string
  | bigint
  | number
  | Uint8Array
  | { readonly reference: string }
  | { readonly object: number };

export type DriverResult =
  | null
  | string
  | bigint
  | number
  | boolean
  | Uint8Array
  | { readonly object: number }
  | undefined;

/** What the process with the driver is asked. */
export type DriverRequest =
  | { readonly ask: 'connect'; readonly options: DriverOptions }
  | {
      readonly ask: 'call';
      /** An object; the Iris object when absent. */
      readonly on?: number;
      readonly method: string;
      readonly args: readonly DriverArgument[];
    }
  | {
      readonly ask: 'repeat';
      readonly times: number;
      readonly method: string;
      readonly args: readonly string[];
    }
  | { readonly ask: 'close' };

export type DriverReply =
  | {
      readonly say: 'result';
      readonly result: DriverResult;
      /** Bytes of the arguments by reference, in order. */
      readonly references: readonly (Uint8Array | null)[];
    }
  | { readonly say: 'threw'; readonly message: string };
