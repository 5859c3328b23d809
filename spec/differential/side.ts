import { Buffer } from 'node:buffer';
import { WireClient } from '../support/wire-client.ts';
import type { CorpusStatement } from './corpus.ts';
import { observe } from './observe.ts';
import type { Mode, Observation } from './observe.ts';

/** One statement may take this long, in milliseconds, before it counts as hanging. */
const STATEMENT_LIMIT = 15_000;

const SETTINGS = { TimeZone: 'UTC', DateStyle: 'ISO, MDY', application_name: 'differential' };

const USER_TABLES = `
  select table_type, quote_ident(table_name) from information_schema.tables
  where table_schema = 'public' order by table_type desc, table_name`;

const USER_TYPES = `
  select case typtype when 'd' then 'DOMAIN' else 'TYPE' end, quote_ident(typname) from pg_type
  where typnamespace = 'public'::regnamespace and typtype in ('d', 'e') order by oid`;

/** One of the two servers, and a session on it that runs the corpus. */
export class Side {
  readonly #address: { readonly host: string; readonly port: number };
  #client: WireClient | null = null;

  constructor(address: { readonly host: string; readonly port: number }) {
    this.#address = address;
  }

  /** A new session on an empty database. */
  async reset(): Promise<void> {
    await this.close();
    const client = await this.#connect();
    try {
      for (;;) {
        const tables = await relations(client);
        if (tables.length === 0) break;
        for (const [kind, name] of tables) await dropRelation(client, kind, name);
        const left = await relations(client);
        if (left.length >= tables.length) throw new Error(`cannot drop ${left.join(', ')}`);
      }
      for (const [kind, name] of await listed(client, USER_TYPES)) {
        await client.simple(`DROP ${kind} IF EXISTS public.${name} CASCADE`);
      }
    } finally {
      await client.close();
    }
    this.#client = await this.#connect();
  }

  /** Runs one statement; a broken link is replaced for the next one. */
  async run(statement: CorpusStatement, mode: Mode): Promise<Observation> {
    this.#client ??= await this.#connect();
    const observation = await observe(this.#client, statement, mode);
    if (observation.broken !== null) {
      this.#client.destroy();
      this.#client = null;
    }
    return observation;
  }

  async close(): Promise<void> {
    await this.#client?.close();
    this.#client = null;
  }

  #connect(): Promise<WireClient> {
    return WireClient.connect({ ...this.#address, parameters: SETTINGS, timeoutMs: STATEMENT_LIMIT });
  }
}

function relations(client: WireClient): Promise<[kind: string, name: string][]> {
  return listed(client, USER_TABLES);
}

async function listed(client: WireClient, query: string): Promise<[kind: string, name: string][]> {
  const messages = await client.simple(query);
  return messages.flatMap((message): [string, string][] =>
    message.type === 'DataRow'
      ? [[textOf(message.values[0]), textOf(message.values[1])]]
      : message.type === 'ErrorResponse'
        ? fail(`cannot list tables: ${message.fields.message}`)
        : [],
  );
}

function textOf(value: Uint8Array | null | undefined): string {
  return Buffer.from(value ?? []).toString();
}

async function dropRelation(client: WireClient, kind: string, name: string): Promise<void> {
  const noun = kind === 'VIEW' ? 'VIEW' : 'TABLE';
  await client.simple(`DROP ${noun} IF EXISTS public.${name} CASCADE`);
}

function fail(message: string): never {
  throw new Error(message);
}
