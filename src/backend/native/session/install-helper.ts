import { IrisError } from '../../iris-session.ts';
import { type DriverIris, isDriverObject } from '../driver/driver.ts';
import { HELPER_CLASS } from './helper-version.ts';
import { errorOfStatus } from './status.ts';

/** Characters of one Write; a string of IRIS may be far longer. */
const PIECE = 30_000;

/**
 * Puts the helper class into the namespace and compiles it (docs/NATIVE.md, Installing the class). The user needs
 * %Development:USE and the right to write to the namespace's database.
 *
 * @throws IrisError when the user has not the right to
 */
export function installHelper(iris: DriverIris, namespace: string, source: string): void {
  const stream = iris.classMethodValue('%Stream.GlobalCharacter', '%New');
  if (!isDriverObject(stream)) throw new IrisError(-400, 'IRIS made no stream');
  try {
    for (let at = 0; at < source.length; at += PIECE) {
      check(iris, stream.invokeString('Write', source.slice(at, at + PIECE)));
    }
    const text = '%Compiler.UDL.TextServices';
    check(iris, iris.classMethodString(text, 'SetTextFromStream', namespace, HELPER_CLASS, stream));
  } finally {
    stream.close();
  }
  // c: compile, k: keep the source, -d: print nothing, because nothing may be written to this connection.
  check(iris, iris.classMethodString('%SYSTEM.OBJ', 'Compile', HELPER_CLASS, 'ck-d'));
}

/** @throws IrisError for a %Status that is an error */
function check(iris: DriverIris, status: string | null): void {
  if (status === '1') return;
  throw errorOfStatus(iris.classMethodString('%SYSTEM.Status', 'GetOneErrorText', status) ?? '');
}
