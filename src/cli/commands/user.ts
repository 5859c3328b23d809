import { firstLine } from './first-line.ts';
import { formatVerifier, makeVerifier } from '../../auth/scram-verifier.ts';

/** `user NAME`: a line for the userlist with a SCRAM verifier of the password, which is the first line of standard input. */
export async function userEntry(name: string, input: AsyncIterable<string | Buffer>): Promise<string> {
  const password = await firstLine(input);
  return `"${name.replaceAll('"', '""')}" "${formatVerifier(await makeVerifier(password))}"`;
}
