export interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'space' | 'end' | 'sign';
  readonly text: string;
  readonly line: number;
}

/** `$zf`, `%name`, `name`, `##class`; numbers; strings with doubled quotes; comments are left out. */
const TOKEN =
  /(?<comment>\/\/[^\n]*|\/\*[^]*?\*\/)|(?<end>\n)|(?<space>[ \t\r]+)|(?<string>"(?:[^"\n]|"")*")|(?<number>\d+(?:\.\d+)?)|(?<word>##[A-Za-z]+|\$?\$?\$?[%A-Za-z][A-Za-z0-9]*)|(?<sign>[^])/g;

/** @throws Error for a string that does not end on its line */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (const match of text.matchAll(TOKEN)) {
    const [kind, found] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? [
      '',
      '',
    ];
    if (kind !== 'comment') tokens.push({ kind: kind as Token['kind'], text: found ?? '', line });
    if (found === '"') throw new Error(`line ${line}: a string does not end`);
    line += (found ?? '').split('\n').length - 1;
  }
  return tokens;
}
