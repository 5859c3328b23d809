import { InvalidArgumentError } from 'commander';
import { AddressError, readAddress, type ServerAddress } from '../../client/server-address.ts';
import { UsageError } from '../usage-error.ts';

/** A whole number of an option, from `least` to `most`. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`A whole number from ${least} to ${most} is expected.`);
    }
    return value;
  };
}

/** A number that may have a fraction. */
export function numberFrom(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+(?:\.\d+)?$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`A number from ${least} to ${most} is expected.`);
    }
    return value;
  };
}

/** A connection URI; what it leaves out is taken from the gateway's settings. */
export function addressFrom(uri: string, defaults: ServerAddress): ServerAddress {
  try {
    return readAddress(uri, defaults);
  } catch (error) {
    if (error instanceof AddressError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
