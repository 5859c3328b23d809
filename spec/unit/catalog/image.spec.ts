import { expect } from 'chai';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadImage } from '../../../src/catalog/image.ts';
import { Shadow } from '../../../src/catalog/shadow.ts';
import { select } from './support/shadow.ts';

describe('the image of the shadow', function () {
  this.timeout(300_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'shadow-image-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('is made once, kept under a name of its versions, and works', async () => {
    const nested = join(folder, 'not/there/yet');
    const made = await loadImage(nested);
    const [file, ...others] = readdirSync(nested);
    expect(others).to.deep.equal([]);
    expect(file).to.match(/^shadow-0\.5\.14-0\.0\.15-[0-9a-f]{12}\.tgz$/);
    expect(statSync(join(nested, file ?? '')).size).to.be.below(4_000_000);
    const again = await loadImage(nested);
    expect(Buffer.compare(again, made)).to.equal(0);
    const shadow = await Shadow.open({ image: again });
    try {
      expect(
        select(shadow, 'select datname, datcollate, pg_encoding_to_char(encoding) from pg_database'),
      ).to.deep.equal([['USER', 'C', 'UTF8']]);
      const create = { object: 't', sql: 'create table public.t (a text primary key)', oid: null };
      expect(shadow.apply([create, { ...create, sql: 'checkpoint', superuser: true }])).to.deep.equal([]);
      expect(Buffer.compare(again, made), 'what a shadow writes is its own').to.equal(0);
    } finally {
      await shadow.close();
    }
  });

  it('is made again when the file is damaged, also by several at once', async () => {
    const nested = join(folder, 'not/there/yet');
    const file = join(nested, readdirSync(nested)[0] ?? '');
    writeFileSync(file, readFileSync(file).subarray(0, 100_000));
    const images = await Promise.all([loadImage(nested), loadImage(nested)]);
    expect(images.every(({ length }) => length > 1_000_000)).to.equal(true);
    expect(readdirSync(nested)).to.have.length(1);
    expect(readFileSync(file).length).to.be.greaterThan(1_000_000);
  });
});
