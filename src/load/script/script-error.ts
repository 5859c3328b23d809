/** A script or its variables are wrong; `message` is one line. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
}
