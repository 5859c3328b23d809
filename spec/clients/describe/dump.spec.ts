import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { startGateway, type GatewayProcess } from '../../support/gateway-process.ts';
import { postgresInstalled, type PostgresServer } from '../../support/postgres-server.ts';
import { requireInstalled } from '../../support/target.ts';
import { connectionEnvironment, run, runs, type Finished } from '../support/program.ts';
import { startOracle, SUPERUSER } from './oracle.ts';

const SCHEMA = join(import.meta.dirname, 'schema.sql');

/** The key of \restrict is drawn anew each time; the versions are in comments. */
function definitions(dump: string): string[] {
  return dump
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('--') && !/^\\(?:un)?restrict /.test(line));
}

/** Entries of pg_restore's list without their numbers, in an order that is the same everywhere. */
function entries(list: string): string[] {
  return list
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(';') && !line.includes('EXTENSION'))
    .map((line) => line.replace(/^\d+; \d+ \d+ /, ''))
    .toSorted();
}

describe('pg_dump', () => {
  let oracle: PostgresServer | undefined;
  let gateway: GatewayProcess | undefined;
  const folder = mkdtempSync(join(tmpdir(), 'pgwire-dump-'));
  let dumped = '';
  let expected = '';

  const on = (
    server: PostgresServer | GatewayProcess | undefined,
    database = 'USER',
  ): Record<string, string> => {
    if (server === undefined) throw new Error('no server');
    return { ...connectionEnvironment(server), PGDATABASE: database };
  };
  const dump = async (...parameters: Parameters<typeof on>): Promise<string> => {
    const { code, stdout, stderr } = await run('pg_dump', ['--schema-only'], on(...parameters));
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    return stdout;
  };
  const archive = async (
    server: PostgresServer | GatewayProcess | undefined,
    name: string,
  ): Promise<Finished> => {
    const file = join(folder, name);
    const made = await run('pg_dump', ['--schema-only', '-Fc', '-f', file], on(server));
    expect({ code: made.code, stderr: made.stderr }).to.deep.equal({ code: 0, stderr: '' });
    return run('pg_restore', ['-l', file], {});
  };

  before(async function () {
    this.timeout(120_000);
    requireInstalled(this, postgresInstalled() && (await runs('pg_dump', ['--version'])), 'PostgreSQL 15');
    oracle = await startOracle();
    gateway = await startGateway();
    for (const server of [oracle, gateway]) await run('psql', ['-X', '-q', '-f', SCHEMA], on(server));
    [dumped, expected] = await Promise.all([dump(gateway), dump(oracle)]);
  });

  after(async () => {
    await Promise.all([oracle?.stop(), gateway?.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('of the gateway, restored into PostgreSQL 15, is the schema that the same statements make there', async function () {
    this.timeout(60_000);
    const command = 'create database restored owner "_SYSTEM" template "USER"';
    // A copy of the database that the schema is in, emptied: there are no templates beside it.
    const empty = [
      'drop schema public, sales, mixed_case cascade',
      'create schema public',
      'alter schema public owner to pg_database_owner',
      'grant usage on schema public to public',
      `comment on schema public is 'standard public schema'`,
    ];
    await run('psql', ['-X', '-c', command], { ...on(oracle), PGUSER: SUPERUSER });
    for (const statement of empty)
      await run('psql', ['-X', '-c', statement], { ...on(oracle, 'restored'), PGUSER: SUPERUSER });
    const file = join(folder, 'schema.sql');
    writeFileSync(file, dumped);
    const { stderr } = await run('psql', ['-X', '-q', '-f', file], on(oracle, 'restored'));
    const errors = stderr.split('\n').filter((line) => line.includes('ERROR'));
    // Debian 12 has no pgvector for PostgreSQL 15.
    expect(errors.filter((line) => !line.includes('extension "vector"'))).to.deep.equal([]);
    expect(definitions(await dump(oracle, 'restored'))).to.deep.equal(definitions(expected));
  });

  it('in the custom format has the same entries as that of PostgreSQL', async function () {
    this.timeout(60_000);
    const [ours, theirs] = await Promise.all([
      archive(gateway, 'gateway.dump'),
      archive(oracle, 'oracle.dump'),
    ]);
    expect(ours.code).to.equal(0);
    expect(entries(ours.stdout)).to.deep.equal(entries(theirs.stdout));
  });

  it('knows vector columns and their indexes', async function () {
    this.timeout(60_000);
    const script =
      'create schema rag; create table rag.documents (id serial primary key, embedding vector(3)); create index documents_hnsw on rag.documents using hnsw (embedding vector_cosine_ops) with (m = 8, ef_construction = 32)';
    await run('psql', ['-X', '-q', '-c', script], on(gateway));
    const { stdout } = await run('pg_dump', ['--schema-only', '-n', 'rag'], on(gateway));
    expect(definitions(stdout)).to.include.members([
      '    embedding public.vector(3)',
      `CREATE INDEX documents_hnsw ON rag.documents USING hnsw (embedding public.vector_cosine_ops) WITH (m='8', ef_construction='32');`,
    ]);
  });

  it('pg_dumpall tells the roles', async function () {
    this.timeout(60_000);
    const args = ['--globals-only', '--no-role-passwords', '-l', 'USER'];
    const [ours, theirs] = await Promise.all([
      run('pg_dumpall', args, on(gateway)),
      run('pg_dumpall', args, on(oracle)),
    ]);
    expect({ code: ours.code, stderr: ours.stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(definitions(ours.stdout)).to.deep.equal(definitions(theirs.stdout));
  });
});
