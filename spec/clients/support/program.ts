import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { startTarget, targetKind } from '../../support/target.ts';
import type { Target } from '../../support/target.ts';
import { expectNeighbours } from './scenario.ts';
import type { Steps } from './scenario.ts';
import { writeVectorFile } from './vectors.ts';

/** A client's program may take this long, in milliseconds. */
const PROGRAM_LIMIT = 120_000;

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; it is killed after two minutes unless told otherwise. Input is closed at once unless given. */
export async function run(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  input = '',
  limit = PROGRAM_LIMIT,
): Promise<Finished> {
  const child = spawn(command, args, { env: { ...process.env, ...environment }, stdio: 'pipe' });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  child.stdin.end(input);
  const timer = setTimeout(() => child.kill('SIGKILL'), limit);
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once('error', reject);
  child.once('close', resolve);
  const code = await promise.finally(() => clearTimeout(timer));
  return { code, ...output };
}

/** Whether the command runs at all, e.g. `python3 -c "import psycopg"`. */
export async function runs(command: string, args: readonly string[]): Promise<boolean> {
  return run(command, args, {}).then(
    ({ code }) => code === 0,
    () => false,
  );
}

/** libpq's environment, which most clients read or their programs do. */
export function connectionEnvironment(target: Pick<Target, 'host' | 'port'>): Record<string, string> {
  return {
    PGHOST: target.host,
    PGPORT: String(target.port),
    PGUSER: '_SYSTEM',
    PGDATABASE: 'USER',
    PGTZ: 'UTC',
  };
}

function readSteps(finished: Finished): Steps {
  const steps = new Map<string, unknown>();
  for (const line of finished.stdout.split('\n').filter((text) => text.startsWith('{'))) {
    const { step, value } = JSON.parse(line) as { step: string; value: unknown };
    steps.set(step, value);
  }
  if (finished.code !== 0) {
    steps.set('fatal', `exit ${String(finished.code)}: ${finished.stderr.slice(-4000)}`);
  }
  return steps;
}

/** A client's program, run once against a target of its own in `before`. */
export class ClientProgram {
  steps: Steps = new Map();
  target: Target | undefined;

  /** `extra` is what the program reads besides the connection and the vectors' file. */
  async start(command: string, args: readonly string[], extra: Record<string, string> = {}): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'pgwire-client-'));
    try {
      this.target = await startTarget();
      const vectors = join(folder, 'vectors.txt');
      writeVectorFile(vectors);
      // A plain PostgreSQL has no pgvector: the vector part is for the gateway.
      const file = this.target.kind === 'gateway' ? { VECTORS: vectors } : {};
      const environment = { ...connectionEnvironment(this.target), ...file, ...extra };
      this.steps = readSteps(await run(command, args, environment));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async stop(): Promise<void> {
    await this.target?.stop();
  }

  /** Registers the end of the program and its vector part. */
  itEndsWell(): void {
    it('ends without an error', () => {
      if (this.steps.has('fatal'))
        expect.fail(`${String(this.steps.get('fatal'))}\n${this.target?.log() ?? ''}`);
    });

    for (const [step, operator] of [
      ['nearest', '<->'],
      ['cosine', '<=>'],
    ] as const) {
      const itWithVectors = targetKind() === 'gateway' ? it : it.skip;
      itWithVectors(`finds the nearest vectors by ${operator}`, () => {
        if (!this.steps.has(step)) {
          expect.fail('the program did not get there');
        }
        expectNeighbours(this.steps.get(step), operator);
      });
    }
  }
}
