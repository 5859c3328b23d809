import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '../../..');
const rows = readFileSync(join(PROJECT, 'docs/SPEC-018.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, name]) => /^(T|FR-)\d{3} /.test(name ?? ''));

const STATES = /^(done|simulated|unrun|other|open|OpenTelemetry done)/;

describe('docs/SPEC-018.md', () => {
  it('has a row for each task and requirement', () => {
    const numbered = (prefix: string, last: number): string[] =>
      Array.from({ length: last }, (_, i) => prefix + String(i + 1).padStart(3, '0'));
    expect(rows.map(([, name]) => name?.split(' ')[0])).to.deep.equal([
      ...numbered('T', 32),
      ...numbered('FR-', 19),
    ]);
  });

  for (const [, name = '', state = '', where = ''] of rows) {
    it(`${name} has a state and evidence that exists`, () => {
      expect(state).to.match(STATES);
      const files = [...where.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
      expect(files).not.to.deep.equal([]);
      for (const file of files) expect(existsSync(join(PROJECT, file)), file).to.equal(true);
      if (/^(done|simulated)/.test(state)) {
        expect(
          files.some((file) => /^(spec|docs|src\/diagnostics)\//.test(file)),
          'no spec is named',
        ).to.equal(true);
      }
    });
  }
});
