import convict from 'convict';
import { parseAreaLevels } from '../src/diagnostics/log/levels.ts';
import { BACKEND_TYPES } from './schema.ts';

/** A whole number between two bounds, also given as text by environment and command line. */
function range(name: string, min: number, max: number) {
  return {
    name,
    coerce: (value: unknown) =>
      typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : value,
    validate: (value: unknown) => {
      if (!Number.isInteger(value) || Number(value) < min || Number(value) > max) {
        throw new Error(`must be a whole number from ${min} to ${max}`);
      }
    },
  };
}

const FLAGS = new Map<unknown, boolean>([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['0', false],
  ['no', false],
  ['off', false],
  ['', false],
]);

/** Words separated by commas. */
function splitList(value: unknown): unknown {
  return typeof value === 'string'
    ? value
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== '')
    : value;
}

/** RFC 7518 section 3.1 and RFC 8037; none and HMAC prove nothing to who must be able to check without signing. */
function isPublicKeyAlgorithm(value: unknown): boolean {
  return typeof value === 'string' && /^(?:[RPE]S(?:256|384|512)|EdDSA|Ed25519)$/.test(value);
}

/** Registers the formats that schema.ts names (ranges of upstream.md 3.1). */
export function addFormats(): void {
  convict.addFormats({
    'pool-size': range('pool-size', 1, 200),
    'pool-overflow': range('pool-overflow', 0, 100),
    'pool-timeout': range('pool-timeout', 1, 300),
    'pool-recycle': range('pool-recycle', 60, 86_400),
    workers: range('workers', 1, 16),
    dimensions: range('dimensions', 1, 16_000),
    flag: {
      coerce: (value: unknown) => FLAGS.get(typeof value === 'string' ? value.toLowerCase() : value) ?? value,
      validate: (value: unknown) => {
        if (typeof value !== 'boolean') throw new Error('must be true or false');
      },
    },
    list: {
      coerce: splitList,
      validate: (value: unknown) => {
        if (!Array.isArray(value) || !value.every((entry) => typeof entry === 'string'))
          throw new Error('must be a list');
      },
    },
    'signature-algorithms': {
      coerce: splitList,
      validate: (value: unknown) => {
        if (!Array.isArray(value) || value.length === 0 || !value.every(isPublicKeyAlgorithm)) {
          throw new Error('must be public-key algorithms: RS256, PS256, ES256, EdDSA ...');
        }
      },
    },
    'backend-type': {
      coerce: (value: unknown) => (value === 'dbapi' ? 'native' : value),
      validate: (value: unknown) => {
        if (!BACKEND_TYPES.includes(String(value))) {
          throw new Error(`Invalid backend_type: ${String(value)}. Must be 'native' ('dbapi') or 'embedded'`);
        }
      },
    },
    'log-levels': {
      validate: (value: unknown) => {
        parseAreaLevels(String(value));
      },
    },
    'http-url': {
      validate: (value: unknown) => {
        const url = typeof value === 'string' ? URL.parse(value) : null;
        if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
          throw new Error('must be a valid HTTP/HTTPS URL');
      },
    },
    'server-version': {
      validate: (value: unknown) => {
        if (typeof value !== 'string' || !/^\d{2}\.\d{1,2}$/.test(value))
          throw new Error('must look like 14.20');
      },
    },
  });
}
