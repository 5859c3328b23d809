import { formatVerifier, makeVerifier } from '../../auth/scram-verifier.ts';

/**
 * `user NAME`: a line for the userlist with a SCRAM verifier of the password, which is the first line of standard input
 * so that it stands in no list of processes and in no shell history.
 */
export async function userEntry(name: string, input: AsyncIterable<string | Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += chunk.toString();
    if (text.includes('\n')) break;
  }
  const password = text.split(/\r?\n/)[0] ?? '';
  if (password === '') throw new Error('the password is expected on standard input');
  return `"${name.replaceAll('"', '""')}" "${formatVerifier(await makeVerifier(password))}"`;
}
