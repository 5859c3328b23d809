export interface Method {
  readonly name: string;
  readonly line: number;
  readonly isClassMethod: boolean;
  readonly formals: readonly { readonly name: string; readonly hasDefault: boolean }[];
  readonly body: string;
  /** Line of the file that the body begins in. */
  readonly bodyLine: number;
}

export interface ClassFile {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly properties: readonly string[];
  readonly methods: readonly Method[];
}

const TYPE = String.raw`(?: As (?:list Of )?%?[A-Za-z][A-Za-z0-9.]*(?:\([^)]*\))?)?`;
const KEYWORDS = String.raw`(?: \[[^\]]*\])?`;
const HEAD = /^Class ([A-Za-z][A-Za-z0-9.]*) Extends %?[A-Za-z][A-Za-z0-9.]*$/;
const PARAMETER = new RegExp(String.raw`^Parameter ([A-Z0-9]+)${TYPE} = (?:"(?:[^"]|"")*"|\d+);$`);
const PROPERTY = new RegExp(String.raw`^Property ([A-Za-z][A-Za-z0-9]*)${TYPE}${KEYWORDS};$`);
const METHOD = new RegExp(String.raw`^(Class)?Method ([%A-Za-z][A-Za-z0-9]*)\((.*)\)${TYPE}${KEYWORDS}$`);
const FORMAL = new RegExp(String.raw`^(?:ByRef |Output )?([A-Za-z][A-Za-z0-9]*)(\.\.\.)?${TYPE}( = .+)?$`);

/**
 * Reads a class in the form that we write: members apart by empty lines, braces of a member in the first column.
 *
 * @throws Error with the line of what is not of that form
 */
export function readClass(text: string): ClassFile {
  const lines = text.split('\n');
  const fail = (at: number, what: string): never => {
    throw new Error(`line ${at + 1}: ${what}: ${lines[at] ?? ''}`);
  };
  let at = lines.findIndex((line) => line !== '' && !line.startsWith('///'));
  const name = HEAD.exec(lines[at] ?? '')?.[1] ?? fail(at, 'not the head of a class');
  if (lines[(at += 1)] !== '{') fail(at, '{ is expected');
  const found = { name, parameters: [] as string[], properties: [] as string[], methods: [] as Method[] };
  for (at += 1; lines[at] !== '}'; at += 1) {
    const line = lines[at] ?? fail(at, 'the class does not end');
    if (line === '' || line.startsWith('///')) continue;
    const parameter = PARAMETER.exec(line)?.[1];
    const property = PROPERTY.exec(line)?.[1];
    const method = METHOD.exec(line);
    if (parameter !== undefined) found.parameters.push(parameter);
    else if (property !== undefined) found.properties.push(property);
    else if (method) {
      const start = at;
      if (lines[(at += 1)] !== '{') fail(at, '{ is expected');
      const end = lines.indexOf('}', at);
      if (end < 0) fail(at, 'the method does not end');
      const formals = splitFormals(method[3] ?? '').map((formal) => {
        const [, formalName = '', , value] = FORMAL.exec(formal) ?? fail(start, `not an argument: ${formal}`);
        return { name: formalName, hasDefault: value !== undefined };
      });
      found.methods.push({
        name: method[2] ?? '',
        line: start + 1,
        isClassMethod: method[1] !== undefined,
        formals,
        body: lines.slice(at + 1, end).join('\n'),
        bodyLine: at + 2,
      });
      at = end;
    } else fail(at, 'not a member');
  }
  if (lines.slice(at + 1).some((line) => line !== '')) fail(at + 1, 'something follows the class');
  return found;
}

function splitFormals(text: string): string[] {
  return text === '' ? [] : text.split(/, (?=(?:[^"]*"[^"]*")*[^"]*$)/);
}
