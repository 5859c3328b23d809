/** The way to the gateway: requests with the token, and the stream of events. */

import { byId } from './dom.js';

const KEY = 'iris-pgwire-token';
/** How long a lost connection waits before it is tried again, in milliseconds. */
const AGAIN_MS = 1000;

/** @typedef {Record<string, any>} Entry */
/**
 * @typedef {object} Listener
 * @property {(hello: Entry) => void} hello
 * @property {(entries: Entry[]) => void} entries
 * @property {(state: 'connecting' | 'live' | 'lost') => void} state
 */

/** A token in the address (`#token=...`) is taken out of it at once: it must not stay in the history. */
export function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given === null) return;
  sessionStorage.setItem(KEY, given);
  history.replaceState(null, '', location.pathname);
}

/**
 * @param {string} path
 * @param {object} [body] sent by POST
 * @returns {Promise<any>}
 */
export async function ask(path, body) {
  const response = await request(path, body === undefined ? {} : posting(body));
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? response.statusText);
  return answer;
}

/** @param {object} body @returns {RequestInit} */
function posting(body) {
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

/** @param {string} path @param {RequestInit} options */
async function request(path, options) {
  const token = sessionStorage.getItem(KEY);
  const headers = new Headers(options.headers);
  if (token) headers.set('Authorization', `Bearer ${token}`);
  const response = await fetch(path, { ...options, headers });
  if (response.status !== 401) return response;
  await askForToken(token !== null);
  return request(path, options);
}

/** @type {Promise<void> | null} */
let asking = null;

/** @param {boolean} wrong whether the one that is known was refused */
function askForToken(wrong) {
  asking ??= new Promise((resolve) => {
    /** @type {HTMLDialogElement} */
    const dialog = byId('login');
    /** @type {HTMLInputElement} */
    const input = byId('token');
    byId('login-wrong').textContent = wrong ? 'That is not the token.' : '';
    dialog.showModal();
    dialog.addEventListener(
      'close',
      () => {
        sessionStorage.setItem(KEY, input.value);
        input.value = '';
        asking = null;
        resolve();
      },
      { once: true },
    );
  });
  return asking;
}

/** Listens for good: a stream that ends is opened again. @param {Listener} listener */
export async function listen(listener) {
  for (;;) {
    listener.state('connecting');
    try {
      await listenOnce(listener);
    } catch {
      // The gateway is away, or has no place for another viewer: it is tried again.
    }
    listener.state('lost');
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

/** @param {Listener} listener */
async function listenOnce(listener) {
  const response = await request('/inspector/stream', {});
  if (!response.ok || !response.body) throw new Error(response.statusText);
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) deliver(message, listener);
  }
}

/** @param {string} message @param {Listener} listener */
function deliver(message, listener) {
  const at = message.indexOf('data: ');
  const data = JSON.parse(message.slice(at + 'data: '.length));
  if (!message.startsWith('event: hello')) {
    listener.entries(data);
    return;
  }
  listener.state('live');
  listener.hello(data);
}
