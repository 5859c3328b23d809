import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildReference } from './sql-reference/reference.ts';
import { renderOverview, renderTranslations } from './sql-reference/render.ts';

// `npm run docs`: writes docs/SQL.md and docs/TRANSLATIONS.md.

const DOCS = join(import.meta.dirname, '../../docs');
const topics = await buildReference();
writeFileSync(join(DOCS, 'SQL.md'), renderOverview(topics));
writeFileSync(join(DOCS, 'TRANSLATIONS.md'), renderTranslations(topics));
