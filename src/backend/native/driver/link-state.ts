import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Tables of TCP sockets of the kernel (proc_pid_net(5)); where they are missing nothing is known of links. */
const TABLES = ['/proc/self/net/tcp', '/proc/self/net/tcp6'];

/** Columns of these tables, and state ESTABLISHED. */
const STATE = 3;
const INODE = 9;
const ESTABLISHED = '01';

/**
 * Whether a connection of this process stands, as the kernel knows it: the driver notices that the server has closed one
 * only when it waits for the answer to a call, and then nobody knows what became of the call.
 */
export class LinkState {
  readonly #inodes: ReadonlySet<string>;

  /** @param inodes of sockets that are to stay established */
  private constructor(inodes: ReadonlySet<string>) {
    this.#inodes = inodes;
  }

  /** Watches the connections that stand at present. */
  static watch(): LinkState {
    const standing = established();
    return new LinkState(new Set(socketsOfProcess().filter((inode) => standing.has(inode))));
  }

  /** False when the server has closed the connection, or it was reset. */
  get stands(): boolean {
    if (this.#inodes.size === 0) return true;
    const standing = established();
    return [...this.#inodes].every((inode) => standing.has(inode));
  }
}

/** Inodes of the sockets this process has open. */
function socketsOfProcess(): string[] {
  const inodes: string[] = [];
  for (const descriptor of readOr([], () => readdirSync('/proc/self/fd'))) {
    const target = readOr('', () => readlinkSync(`/proc/self/fd/${descriptor}`));
    const inode = /^socket:\[([0-9]+)\]$/.exec(target)?.[1];
    if (inode !== undefined) inodes.push(inode);
  }
  return inodes;
}

function established(): ReadonlySet<string> {
  const inodes = new Set<string>();
  for (const table of TABLES) {
    for (const line of readOr('', () => readFileSync(table, 'latin1')).split('\n')) {
      const fields = line.trim().split(/\s+/);
      if (fields[STATE] === ESTABLISHED && fields[INODE] !== undefined) inodes.add(fields[INODE]);
    }
  }
  return inodes;
}

/** What is not there is not known: other systems than Linux, descriptors that have been closed meanwhile. */
function readOr<T>(missing: T, read: () => T): T {
  try {
    return read();
  } catch {
    return missing;
  }
}
