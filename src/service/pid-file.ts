import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { identityOf } from './process-identity.ts';

/** How long a pid file may be without a number: its writer starts the gateway right after it has made it. */
const CLAIM_MS = 10_000;

/** What the pid file says, compared with the processes of the machine. */
export type Found =
  | { readonly state: 'none' }
  /** Somebody starts the gateway at this moment. */
  | { readonly state: 'starting' }
  | { readonly state: 'running'; readonly pid: number }
  /** The gateway has ended without removing its pid file; `foreign`: another process has its number now. */
  | { readonly state: 'stale'; readonly pid: number; readonly foreign: boolean };

/** A pid file: the number of the process, and what identifies it, one line each. */
export class PidFile {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Takes the name for a process that is about to be started; false when somebody else has it. */
  claim(): boolean {
    mkdirSync(dirname(this.path), { recursive: true });
    try {
      writeFileSync(this.path, '', { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  /** @throws Error when the process is gone already */
  write(pid: number): void {
    const identity = identityOf(pid);
    if (identity === null) throw new Error(`process ${pid} has ended`);
    writeFileSync(this.path, `${pid}\n${identity}\n`);
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }

  find(): Found {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { state: 'none' };
      throw error;
    }
    const [number = '', identity = ''] = text.split('\n');
    const pid = Number(number);
    if (!Number.isInteger(pid) || pid <= 0) {
      const age = Date.now() - statSync(this.path).mtimeMs;
      return age < CLAIM_MS ? { state: 'starting' } : { state: 'stale', pid: 0, foreign: false };
    }
    const there = identityOf(pid);
    if (there === identity) return { state: 'running', pid };
    return { state: 'stale', pid, foreign: there !== null };
  }
}
