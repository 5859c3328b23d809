import { readdirSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The page takes nothing from elsewhere, runs no code but its own files, and stands in no other page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The files of the inspector's page, read when the first is asked for. */
export class Assets {
  readonly #folder: URL;
  #files: ReadonlyMap<string, Buffer> | null = null;

  constructor(folder: URL) {
    this.#folder = folder;
  }

  /** Answers with a file; false, and no answer, when there is none of that name. */
  send(name: string, response: ServerResponse): boolean {
    this.#files ??= filesIn(this.#folder);
    const contents = this.#files.get(name);
    if (contents === undefined) return false;
    response.writeHead(200, {
      'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
      'Content-Security-Policy': POLICY,
      'Cache-Control': 'no-cache',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(contents);
    return true;
  }
}

function filesIn(folder: URL): ReadonlyMap<string, Buffer> {
  const names = readdirSync(folder).filter((name) => extname(name) in TYPES);
  return new Map(names.map((name) => [name, readFileSync(new URL(name, folder))]));
}
