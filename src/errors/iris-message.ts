/** What IRIS's %msg names (iris-sql.md 6.8, last lines). Absent when the message does not say it. */
export interface NamedInMessage {
  /** With its schema: `SQLUser.parent`. */
  readonly table?: string;
  readonly constraint?: string;
  readonly fields: readonly NamedField[];
  /** The table a foreign key points to. */
  readonly target?: string;
}

export interface NamedField {
  readonly name: string;
  /** Empty where the message gives none. */
  readonly value: string;
}

/** Reads the names in a %msg such as `Table 'S.T', Constraint 'K', Field(s) a="1",b="2"; failed unique check`. */
export function readIrisMessage(message: string): NamedInMessage {
  const table = quotedAfter(message, /\bTable '/);
  const constraint = quotedAfter(message, /(?:Constraint|Foreign Key|FKey) '/i);
  const target = quotedAfter(message, /(?:referenced table|references table|referencing) '/i);
  return {
    fields: [...fieldList(message), ...singleField(message)],
    ...(table === undefined ? {} : { table }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(target === undefined ? {} : { target }),
  };
}

/** The text in single quotes that begins where `before` ends. */
function quotedAfter(message: string, before: RegExp): string | undefined {
  const match = before.exec(message);
  if (match === null) return undefined;
  const start = match.index + match[0].length;
  const end = message.indexOf("'", start);
  return end < 0 ? undefined : message.slice(start, end);
}

const LIST = 'Field(s) ';

/** `Field(s) a="1",b="x ""y"" z"`: quotes within a value are doubled. */
function fieldList(message: string): NamedField[] {
  const fields: NamedField[] = [];
  let at = message.indexOf(LIST);
  if (at < 0) return fields;
  at += LIST.length;
  const pair = /'?([^="]+?)'?="((?:[^"]|"")*)",?/y;
  for (;;) {
    pair.lastIndex = at;
    const match = pair.exec(message);
    if (match === null) return fields;
    const [text, name = '', value = ''] = match;
    fields.push({ name, value: value.replaceAll('""', '"') });
    at += text.length;
  }
}

/** `Field 'c' (value '9')`, in some messages with the table before it: `Field 'SQLUser.t.c'`. */
function singleField(message: string): NamedField[] {
  const name = quotedAfter(message, /\bField '/);
  if (name === undefined) return [];
  return [{ name: lastPart(name), value: quotedAfter(message, /\(value '/) ?? '' }];
}

/** A name without the schema before it. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
