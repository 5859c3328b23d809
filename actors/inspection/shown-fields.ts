/** Texts that are names the gateway has given itself. */
const NAMES: ReadonlySet<string> = new Set(['id', 'actorId', 'type']);

/**
 * What may be shown of an event or a context: numbers, flags, and names that are the gateway's own. Everything else may lead
 * to a client's data: objects to sessions, errors to texts of IRIS.
 */
export function shownFields(object: unknown): Readonly<Record<string, string | number | boolean>> {
  const shown: Record<string, string | number | boolean> = {};
  if (typeof object !== 'object' || object === null) return shown;
  for (const [name, value] of Object.entries(object)) {
    if (typeof value === 'number' || typeof value === 'boolean') shown[name] = value;
    else if (typeof value === 'string' && NAMES.has(name)) shown[name] = value;
  }
  return shown;
}
