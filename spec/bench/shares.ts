import { globSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** CPU time of the gateway by what it did, in seconds. */
export interface Shares {
  translation: number;
  lane: number;
  wire: number;
  /** Node's own work that belongs to no source of ours: garbage collection, start of modules, timers. */
  other: number;
}

/** First match wins. Types are encoded in the lane and decoded on the way in: both belong to the wire. */
const FOLDERS: readonly (readonly [keyof Shares, RegExp])[] = [
  [
    'translation',
    /\/src\/(?:translation|sql|catalog)\/|\/node_modules\/(?:libpg-query|@electric-sql|piscina)\//,
  ],
  ['lane', /\/src\/backend\/|\/actors\/pool\//],
  ['wire', /\/src\/(?:protocol|net|session|auth|types|errors)\/|\/actors\/|\/node_modules\/xstate\//],
];

interface ProfileNode {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[];
}

/** Threads run bundles (src/threads); their inline source maps tell which source a function is of. */
const BUNDLE = /\/\.cache\/iris-pgwire\/.+\.mjs$/;
const INLINE_MAP = /\/\/# sourceMappingURL=data:application\/json;base64,(\S+)/;

const sourceMaps = new Map<string, SourceMap | null>();

function sourceMapOf(url: string): SourceMap | null {
  const known = sourceMaps.get(url);
  if (known !== undefined) return known;
  const [, encoded] = INLINE_MAP.exec(readFileSync(fileURLToPath(url), 'utf8')) ?? [];
  const payload: unknown =
    encoded === undefined ? null : JSON.parse(Buffer.from(encoded, 'base64').toString());
  const map = payload === null ? null : new SourceMap(payload as ConstructorParameters<typeof SourceMap>[0]);
  sourceMaps.set(url, map);
  return map;
}

function sourceOf({ callFrame }: ProfileNode): string {
  if (!BUNDLE.test(callFrame.url)) return callFrame.url;
  const entry = sourceMapOf(callFrame.url)?.findEntry(callFrame.lineNumber, callFrame.columnNumber);
  return entry !== undefined && 'originalSource' in entry ? entry.originalSource : callFrame.url;
}

function folderOf(node: ProfileNode): keyof Shares | null {
  const source = sourceOf(node);
  return FOLDERS.find(([, pattern]) => pattern.test(source))?.[0] ?? null;
}

/**
 * What the profiler counts though the processor is free: the event loop, and a lane's thread that sleeps on shared memory
 * (src/backend/embedded/thread-link.ts), in the method itself or in Atomics.wait.
 */
const SLEEPING: ReadonlySet<string> = new Set(['(idle)', '(program)', '#takeHere', 'wait']);

/** Work of Node itself (sockets, SQLite, WebAssembly) counts for the source that called it. */
function ownersOf(profile: Profile): Map<number, keyof Shares | 'idle'> {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const owners = new Map<number, keyof Shares | 'idle'>();
  const visit = (id: number, inherited: keyof Shares): void => {
    const node = nodes.get(id);
    if (!node) return;
    const idle = SLEEPING.has(node.callFrame.functionName);
    const own = folderOf(node) ?? inherited;
    owners.set(id, idle ? 'idle' : own);
    for (const child of node.children ?? []) visit(child, own);
  };
  const root = profile.nodes[0];
  if (root) visit(root.id, 'other');
  return owners;
}

/**
 * Reads the profiles Node wrote into the folder (`--cpu-prof`): one of the main thread and one of each worker thread.
 * Only the last `seconds` of each count, so that the start is left out.
 */
export function readShares(folder: string, seconds: number): Shares {
  const shares: Shares = { translation: 0, lane: 0, wire: 0, other: 0 };
  for (const file of globSync('*.cpuprofile', { cwd: folder })) {
    const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile;
    const owners = ownersOf(profile);
    const total = profile.timeDeltas.reduce((sum, delta) => sum + delta, 0);
    let elapsed = 0;
    for (const [index, sample] of profile.samples.entries()) {
      const delta = profile.timeDeltas[index] ?? 0;
      elapsed += delta;
      const owner = owners.get(sample);
      if (elapsed < total - seconds * 1_000_000 || owner === undefined || owner === 'idle') continue;
      shares[owner] += delta / 1_000_000;
    }
  }
  return shares;
}
