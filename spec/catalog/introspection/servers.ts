import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WireClient } from '../../support/wire-client.ts';

const SCHEMA = readFileSync(join(import.meta.dirname, '..', 'schema.sql'), 'utf8');

/** Logs in and makes the schema that introspection is compared on, one statement after the other. */
export async function withSchema(address: {
  readonly host: string;
  readonly port: number;
}): Promise<WireClient> {
  const client = await WireClient.connect({
    ...address,
    parameters: { TimeZone: 'UTC', DateStyle: 'ISO, MDY' },
    timeoutMs: 60_000,
  });
  for (const sql of SCHEMA.split(/;\n/)) {
    const failure = (await client.simple(sql)).find((message) => message.type === 'ErrorResponse');
    if (failure) throw new Error(`${failure.fields.message}: ${sql}`);
  }
  return client;
}
