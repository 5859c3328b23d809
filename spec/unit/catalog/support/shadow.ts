import { join } from 'node:path';
import { loadImage } from '../../../../src/catalog/image.ts';
import { Shadow } from '../../../../src/catalog/shadow.ts';
import type { ShadowRows } from '../../../../src/catalog/shadow.ts';
import type { ShadowSession } from '../../../../src/catalog/shadow-session.ts';
import { decodeBackend, splitMessages } from '../../../../src/protocol/backend/decode.ts';

/** Where specs keep the image between runs. */
export const IMAGE_FOLDER = join(import.meta.dirname, '../../../../.cache');

/** Opening takes 0.6 s, making the image 10 s, all of it much longer on a busy machine. */
export const SHADOW_TIMEOUT = 60_000;

export async function openShadow(): Promise<Shadow> {
  return Shadow.open({ image: await loadImage(IMAGE_FOLDER) });
}

/** A shadow for one test. An instance that is left open would keep mocha from ending. */
export async function withShadow<T>(body: (shadow: Shadow) => T | Promise<T>): Promise<T> {
  const shadow = await openShadow();
  try {
    return await body(shadow);
  } finally {
    await shadow.close();
  }
}

export const ALICE: ShadowSession = {
  user: 'alice',
  database: 'USER',
  backendPid: 4711,
  settings: { search_path: '"$user", public', TimeZone: 'UTC' },
  now: 1_700_000_000_123_456n,
};

/** A query without parameters, text results. */
export function ask(shadow: Shadow, text: string, session: ShadowSession = ALICE): ShadowRows {
  return shadow.query({
    text,
    parameterTypes: [],
    parameterFormats: [],
    parameters: [],
    resultFormats: [],
    session,
  });
}

/** The values of an answer in text form. An error of the query is thrown. */
export function textRows({ rows, error }: ShadowRows): (string | null)[][] {
  if (error) throw new Error(`${error.sqlstate}: ${error.message}`);
  return [...splitMessages(rows)].map(({ type, body }) => {
    const message = decodeBackend(type, body);
    if (message.type !== 'DataRow') throw new Error(`not a row: ${message.type}`);
    return message.values.map((value) => (value === null ? null : Buffer.from(value).toString('utf8')));
  });
}

/** Rows of a query without parameters. */
export function select(shadow: Shadow, text: string, session: ShadowSession = ALICE): (string | null)[][] {
  return textRows(ask(shadow, text, session));
}
