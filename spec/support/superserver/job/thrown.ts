/** An ObjectScript error that reaches the client: it answers the call instead of a value. */
export class Thrown extends Error {
  override readonly name = 'Thrown';
}

/** @param name the error's name in angle brackets, as ObjectScript has it */
export function thrown(name: string, about: string): Thrown {
  return new Thrown(about === '' ? name : `${name} ${about}`);
}
