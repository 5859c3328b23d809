import { fold } from './mirror/names.ts';

/**
 * The schemas of a search_path setting in order, `$user` replaced; identifiers are folded unless quoted
 * (SplitIdentifierString). What is malformed gives the schemas before it: SET refused it already.
 */
export function searchPathSchemas(searchPath: string, user: string): string[] {
  const schemas: string[] = [];
  let at = 0;
  const skipSpace = (): void => {
    while (/\s/.test(searchPath[at] ?? '')) at += 1;
  };
  for (;;) {
    skipSpace();
    let name = '';
    if (searchPath[at] === '"') {
      const end = closingQuote(searchPath, at + 1);
      if (end < 0) return schemas;
      name = searchPath.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      const start = at;
      while (at < searchPath.length && searchPath[at] !== ',' && !/\s/.test(searchPath[at] ?? '')) at += 1;
      name = fold(searchPath.slice(start, at));
    }
    if (name !== '') schemas.push(name === '$user' ? user : name);
    skipSpace();
    if (searchPath[at] !== ',') return schemas;
    at += 1;
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return at;
    at += 1;
  }
  return -1;
}
