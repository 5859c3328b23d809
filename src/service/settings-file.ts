import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parse, parseDocument } from 'yaml';

/** Settings by key, as `server.port`; values as somebody would write them in the file. */
export type GivenSettings = readonly (readonly [key: string, value: string])[];

const HEADING = ' Settings of iris-pgwire. What stands here stays when the package is installed again.';

/**
 * Writes settings to a configuration file that only its owner can read, since passwords stand in it. What the file has
 * already stays, with its comments; `replaced` are written in any case.
 *
 * @param verify called with the name of a file that has the new settings; when it throws, everything stays as it was
 * @throws Error when the file is there and cannot be read as YAML
 */
export function writeSettings(
  file: string,
  { given, replaced }: { readonly given: GivenSettings; readonly replaced: GivenSettings },
  verify: (candidate: string) => void,
): void {
  const document = parseDocument(existing(file) ?? '');
  const [wrong] = document.errors;
  if (wrong !== undefined) throw new Error(`${file}: ${wrong.message.split('\n')[0]}`);
  if (document.contents === null) document.commentBefore = HEADING;
  for (const [key, value] of given) {
    if (!document.hasIn(key.split('.'))) document.setIn(key.split('.'), scalar(value));
  }
  for (const [key, value] of replaced) document.setIn(key.split('.'), value);
  mkdirSync(dirname(file), { recursive: true });
  const candidate = `${file}.new`;
  writeFileSync(candidate, document.toString(), { mode: 0o600 });
  try {
    verify(candidate);
    renameSync(candidate, file);
  } finally {
    rmSync(candidate, { force: true });
  }
}

/** 5432 is a number and true a boolean, as in the file; what YAML would read as more than a value is text. */
function scalar(text: string): unknown {
  const value: unknown = parse(text);
  return typeof value === 'object' ? text : value;
}

function existing(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** @throws Error unless it is KEY=VALUE */
export function parseSetting(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at <= 0) throw new Error(`"${text}" is no setting: KEY=VALUE is expected, as server.port=5432`);
  return [text.slice(0, at), text.slice(at + 1)];
}
