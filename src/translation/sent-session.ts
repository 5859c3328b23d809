import type { ShadowSession } from '../catalog/shadow-session.ts';
import { Lru } from './lru.ts';

type Settings = ShadowSession['settings'];

/** A task may be for a session, itself or in a request. */
interface SessionTask {
  readonly session?: { readonly settings: unknown };
  readonly request?: { readonly session: { readonly settings: unknown } };
}

/** Sessions that a thread keeps the settings of. */
const KEPT = 256;

const texts = new WeakMap<object, string>();
const settingsOf = new Lru<Settings>(KEPT);

/**
 * A task in the form in which it goes to a thread: the settings of its session, 120 of them, travel as one text. Cloning
 * them with every task, and finding out anew what they mean there, took longer than a small statement itself.
 */
export function sentTask(task: object): object {
  return withSettings(task, (settings) => textOf(settings as Settings));
}

/** The task again. Settings of the same text are the same object. */
export function receivedTask<T extends object>(task: T): T {
  return withSettings(task, (text) => parsed(text as string)) as T;
}

function withSettings(task: SessionTask, convert: (settings: unknown) => unknown): object {
  const { session, request } = task;
  if (session) return { ...task, session: { ...session, settings: convert(session.settings) } };
  if (request === undefined) return task;
  const about = { ...request.session, settings: convert(request.session.settings) };
  return { ...task, request: { ...request, session: about } };
}

function textOf(settings: Settings): string {
  const known = texts.get(settings);
  if (known !== undefined) return known;
  const text = JSON.stringify(settings);
  texts.set(settings, text);
  return text;
}

function parsed(text: string): Settings {
  const known = settingsOf.get(text);
  if (known !== undefined) return known;
  const settings = JSON.parse(text) as Settings;
  settingsOf.set(text, settings);
  return settings;
}
