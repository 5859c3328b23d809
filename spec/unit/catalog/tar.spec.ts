import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTar } from '../../../src/catalog/pglite/tar.ts';

describe('tar', () => {
  it('gives directories and files with their bytes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pgwire-tar-'));
    try {
      const long = 'd'.repeat(80);
      mkdirSync(join(folder, 'base', long), { recursive: true });
      writeFileSync(join(folder, 'base', 'empty'), '');
      writeFileSync(join(folder, 'base', long, 'f'.repeat(60)), 'x'.repeat(1000), { mode: 0o600 });
      const archive = execFileSync('tar', ['--format=ustar', '--sort=name', '-cf', '-', 'base'], {
        cwd: folder,
      });
      const shared = new Uint8Array(new SharedArrayBuffer(archive.byteLength));
      shared.set(archive);
      const entries = [...readTar(shared)].map(({ path, mode, contents }) => [
        path,
        mode,
        contents === null ? null : Buffer.from(contents).toString(),
      ]);
      expect(entries.map(([path]) => path)).to.deep.equal([
        'base/',
        `base/${long}/`,
        `base/${long}/${'f'.repeat(60)}`,
        'base/empty',
      ]);
      expect(entries[0]?.[2]).to.equal(null);
      expect(entries[2]?.slice(1)).to.deep.equal([0o600, 'x'.repeat(1000)]);
      expect(entries[3]?.[2]).to.equal('');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('does not know links', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pgwire-tar-'));
    try {
      execFileSync('ln', ['-s', 'nowhere', 'link'], { cwd: folder });
      const archive = execFileSync('tar', ['--format=ustar', '-cf', '-', 'link'], { cwd: folder });
      expect(() => [...readTar(archive)]).to.throw('tar: link is of type 2');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
