import { FUNCTIONS } from '../../../src/sql/functions/registry.ts';
import { OPERATORS } from '../../../src/sql/operators/registry.ts';
import type { RuleBook } from '../../../src/sql/expression/call.ts';
import { NEWEST, OLDEST, type Entry, type TopicEntries } from './reference.ts';
import type { Translated } from './workshop.ts';

const INTRODUCTION = `# SQL

<!-- Made by \`npm run docs\` from the translator itself; spec/unit/sql-reference.spec.ts compares. Do not edit. -->

What becomes of PostgreSQL's SQL, construct by construct, as the translator answered when this page was made, for
IRIS ${NEWEST} (where ${OLDEST} differs, it is said). [TRANSLATIONS.md](TRANSLATIONS.md) shows the IRIS SQL of every
example, and \`EXPLAIN\` that of any statement.

| how | meaning |
| --- | --- |
| native | one statement of IRIS |
| steps | several statements of IRIS, in one transaction, without a round trip between them |
| remainder | IRIS gives the rows (with the filters it can check), PostgreSQL evaluates the statement over them; bounded by \`remainder.rows\` and \`remainder.bytes\` (54000 beyond) |
| PostgreSQL | no table of IRIS is touched: PostgreSQL itself answers |
| gateway | the gateway does it for the session |
| not supported | refused with the error that is shown |
`;

/** docs/SQL.md */
export function renderOverview(topics: readonly TopicEntries[]): string {
  const sections = topics.map(({ title, entries }) => {
    const rows = entries.map(
      (entry) => `| ${cell(entry.name)} | ${wayOf(entry)} | ${cell(`\`${oneLine(entry.example)}\``)} |`,
    );
    return `## ${title}\n\n| construct | how | example |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  const known = `## Functions and operators with an IRIS expression

Every other function and operator of PostgreSQL (and of pgvector) works as well, by the remainder.

| function | arguments |
| --- | --- |
${signatures(FUNCTIONS)}

| operator | arguments |
| --- | --- |
${signatures(OPERATORS)}
`;
  return [INTRODUCTION, ...sections, known].join('\n');
}

/** docs/TRANSLATIONS.md */
export function renderTranslations(topics: readonly TopicEntries[]): string {
  const sections = topics.map(({ title, entries }) => {
    const shown = entries.filter(({ newest, oldest }) => newest.lines.length + oldest.lines.length > 0);
    if (shown.length === 0) return '';
    return `## ${title}\n\n${shown.map(translation).join('\n')}`;
  });
  const head = `# Translations

<!-- Made by \`npm run docs\` from the translator itself; spec/unit/sql-reference.spec.ts compares. Do not edit. -->

The IRIS SQL of every example of [SQL.md](SQL.md). \`<$1>\` stands for a \`?\` and the value bound to it: a parameter of
the client or a literal of the statement, counted together.
`;
  return [head, ...sections.filter((section) => section !== '')].join('\n');
}

function translation(entry: Entry): string {
  const { name, example, newest, oldest } = entry;
  const parts = [`### ${name}\n\n\`\`\`sql\n${example};\n\`\`\`\n`];
  if (sameText(newest, oldest)) parts.push(block(newest, ''));
  else parts.push(block(newest, `, ${NEWEST}`), block(oldest, `, ${OLDEST}`));
  return parts.join('\n');
}

function block({ way, lines }: Translated, suffix: string): string {
  return `${way}${suffix}:\n\n\`\`\`text\n${lines.join('\n')}\n\`\`\`\n`;
}

function sameText(left: Translated, right: Translated): boolean {
  return left.way === right.way && left.lines.join('\n') === right.lines.join('\n');
}

function wayOf({ newest, oldest }: Entry): string {
  const now = told(newest);
  const before = told(oldest);
  return now === before ? now : `${now} (${OLDEST}: ${before})`;
}

function told({ way, lines }: Translated): string {
  return way === 'not supported' ? `not supported: ${cell(lines.join(' '))}` : way;
}

function signatures(book: RuleBook): string {
  const byName = new Map<string, string[]>();
  for (const { name, takes, variadic } of book.rules()) {
    const list = takes.map((families) => families.join(' or ')).join(', ');
    const forms = byName.get(name) ?? [];
    forms.push(`(${list}${variadic === true ? ' ...' : ''})`);
    byName.set(name, forms);
  }
  return [...byName]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, forms]) => `| ${cell(`\`${name}\``)} | ${cell([...new Set(forms)].join(', '))} |`)
    .join('\n');
}

function oneLine(text: string): string {
  return text.split(/\s+/).join(' ');
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
