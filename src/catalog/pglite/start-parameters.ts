import { PGlite } from '@electric-sql/pglite';

/** Server settings that hold for every shadow, the image's maker included. */
const SETTINGS: Readonly<Record<string, string>> = {
  search_path: '"$user", public',
  // 128 MB by default: the shadow holds no rows, and each worker has its own (measurements.md, Start-up and memory).
  shared_buffers: '8MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  min_wal_size: '2MB',
  max_wal_size: '4MB',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  // Anything lower would print to the gateway's stderr what belongs into the client's answer.
  log_min_messages: 'panic',
  debug_pretty_print: 'off',
  jit: 'off',
};

/** PGlite's own start parameters without its search_path, then ours, then `more`. */
export function startParameters(more: Readonly<Record<string, string>> = {}): string[] {
  const own: string[] = [];
  for (let at = 0; at < PGlite.defaultStartParams.length; at += 1) {
    const parameter = PGlite.defaultStartParams[at] ?? '';
    if (parameter === '-c' && PGlite.defaultStartParams[at + 1]?.startsWith('search_path=')) at += 1;
    else own.push(parameter);
  }
  for (const [name, value] of Object.entries({ ...SETTINGS, ...more })) own.push('-c', `${name}=${value}`);
  return own;
}
