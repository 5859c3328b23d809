/** The first line of a stream: how passwords come, so that they stand in no list of processes and no shell history. */
export async function firstLine(input: AsyncIterable<string | Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += chunk.toString();
    if (text.includes('\n')) break;
  }
  const line = text.split(/\r?\n/)[0] ?? '';
  if (line === '') throw new Error('the password is expected on standard input');
  return line;
}
