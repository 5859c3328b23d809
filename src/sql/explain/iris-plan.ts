/** IRIS's own plan of a statement. */
export interface IrisPlan {
  /** In IRIS's units, which compare plans of one statement; null when it tells none. */
  readonly cost: number | null;
  /** Lines of the plan, or why there is none. */
  readonly text: string;
}

/**
 * Reads the XML of IRIS's EXPLAIN (RSQL_explain): `<plans><plan><sql>...</sql><cost value="n"/>text</plan></plans>`, with
 * modules as further elements. The statement is left out, since it stands beside the plan; elements inside the plan show as
 * lines of their own.
 */
export function readIrisPlan(xml: string): IrisPlan {
  let cost: number | null = null;
  let text = '';
  let inStatement = false;
  let at = 0;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    const close = open < 0 ? -1 : xml.indexOf('>', open);
    if (open < 0 || close < 0) {
      if (!inStatement) text += xml.slice(at);
      break;
    }
    if (!inStatement) text += xml.slice(at, open);
    const { name, attributes } = readTag(xml.slice(open + 1, close));
    at = close + 1;
    if (name === 'sql') inStatement = true;
    else if (name === '/sql') inStatement = false;
    else if (inStatement) continue;
    else if (name === 'cost') cost ??= costOf(attributes);
    else if (name === 'module' || name === 'subquery') text += `\n${moduleTitle(name, attributes)}\n`;
    else if (name === 'call' || name === 'block' || name === 'br') text += ' ';
  }
  return { cost, text: lines(unescaped(text)) };
}

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** `module name="B" top="1"` */
function readTag(inside: string): Tag {
  const end = inside.search(/[\s/]/);
  const name = (end > 0 ? inside.slice(0, end) : inside).toLowerCase();
  const attributes = new Map<string, string>();
  for (const [, key = '', value = ''] of inside.matchAll(/([\w-]+)\s*=\s*"([^"]*)"/g))
    attributes.set(key, value);
  return { name, attributes };
}

function costOf(attributes: ReadonlyMap<string, string>): number | null {
  const value = Number(attributes.get('value') ?? 'NaN');
  return Number.isFinite(value) ? value : null;
}

function moduleTitle(kind: string, attributes: ReadonlyMap<string, string>): string {
  const name = attributes.get('name');
  return name === undefined ? `${kind}:` : `${kind} ${name}:`;
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** Without empty lines and blanks at the ends of lines. */
function lines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}
