/** A word of a rule. Keywords lose their meaning in quotes (manual 21.1). */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

/** Fields of a line of pg_hba.conf: separated by blanks, each a list separated by commas; `#` starts a comment. */
export function splitLine(line: string): Word[][] {
  const fields: Word[][] = [];
  let field: Word[] = [];
  const token = /\s+|#.*|,|"((?:[^"]|"")*)"|[^\s,"#]+|"/gy;
  let joined = false;
  for (let match = token.exec(line); match !== null; match = token.exec(line)) {
    const [text, quoted] = match;
    if (text === ',') joined = true;
    else if (/^\s/.test(text)) continue;
    else if (text.startsWith('#')) break;
    else {
      // A blank after a comma does not end the list (next_field_expand in hba.c).
      if (!joined) fields.push((field = []));
      field.push({ text: quoted?.replaceAll('""', '"') ?? text, quoted: quoted !== undefined });
      joined = false;
    }
  }
  return fields;
}
