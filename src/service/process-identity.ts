import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What tells the process `pid` from a later one with the same number: when it started, and on Windows, where that takes
 * more than the system's own commands, which program it is. Null when there is none, or when it has ended and only waits
 * to be collected by its parent.
 */
export function identityOf(pid: number): string | null {
  switch (process.platform) {
    case 'linux':
      return linuxIdentity(pid);
    case 'win32':
      return windowsIdentity(command('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']), pid);
    default:
      return unixIdentity(command('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]));
  }
}

/** proc(5): the state is field 3 of stat, the start time, in ticks since the machine started, field 22. */
function linuxIdentity(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 2 is the program's name in parentheses and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${fields[19]}`;
  } catch {
    return null;
  }
}

/** ps(1): state, then the time of the start. */
export function unixIdentity(output: string): string | null {
  const [, state, started] = /^\s*(\S+)\s+(.+?)\s*$/.exec(output) ?? [];
  return state === undefined || state.startsWith('Z') ? null : (started ?? null);
}

/** A line of tasklist: "node.exe","4711",... */
export function windowsIdentity(output: string, pid: number): string | null {
  const [, image, number] = /^"([^"]+)","(\d+)"/m.exec(output) ?? [];
  return Number(number) === pid ? (image ?? null) : null;
}

function command(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    // ps ends with 1 when there is no such process.
    return '';
  }
}
