import { expect } from 'chai';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Lowest first: a file imports only from its own layer and those before it (docs/ARCHITECTURE.md, Layers). */
const LAYERS = [
  'src/files',
  'src/errors',
  'src/threads',
  'src/encoding',
  'src/protocol',
  'src/types',
  'src/copy',
  'src/sql',
  'src/session',
  'src/auth',
  'src/catalog',
  'src/backend',
  'src/translation',
  'src/diagnostics',
  'actors',
  'src/net',
  'src/admin',
  'src/service',
  'src/client',
  'src/load',
  'src/cluster',
  'src/cli',
  'src/main.ts',
  'src/packaging',
];

/** Only the composition root reads configuration; everything else is given what it needs. */
const CONFIG_READERS = ['src/cli', 'src/main.ts', 'config'];

const sources = globSync('{config,src,actors}/**/*.ts', { cwd: join(import.meta.dirname, '..') });
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s*['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)/g;

function layerOf(file: string): number {
  return LAYERS.findIndex((layer) => file === layer || file.startsWith(`${layer}/`));
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(import.meta.dirname, '..', file), 'utf8');
  return [...text.matchAll(IMPORT)].map((match) =>
    normalize(join(dirname(file), match[1] ?? match[2] ?? '')),
  );
}

describe('import direction', () => {
  it('finds the sources', () => {
    expect(sources.length).to.be.greaterThan(5);
  });

  for (const file of sources) {
    it(`${file} imports only downwards`, () => {
      const own = layerOf(file);
      for (const target of importsOf(file)) {
        if (target.startsWith('config/') || target === 'package.json') {
          expect(
            CONFIG_READERS.some((reader) => file.startsWith(reader)),
            `${file} imports ${target}: configuration is handed down by main`,
          ).to.equal(true);
          continue;
        }
        const layer = layerOf(target);
        expect(layer, `${file} imports ${target}, which is in no layer`).to.be.at.least(0);
        if (own >= 0) expect(layer, `${file} imports ${target}`).to.be.at.most(own);
      }
    });
  }
});
