import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { bundle } from '../../src/packaging/bundle.ts';
import { verifyPackage } from '../../src/files/package-manifest.ts';
import { productVersion } from '../../src/files/product-files.ts';
import { PACKED_BUDGET, UNPACKED_BUDGET, type Packages } from '../../src/packaging/package.ts';
import { PROJECT } from '../../src/packaging/packages.ts';
import { packages } from '../support/package.ts';

describe('package', function () {
  this.timeout(300_000);
  let made: Packages;
  let folder = '';
  before(async () => {
    made = await packages();
    folder = mkdtempSync(join(tmpdir(), 'iris-pgwire-again-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function read(file: string): string {
    return readFileSync(join(made.gateway, file), 'utf8');
  }

  it('keeps to its budget', () => {
    expect(made.unpacked).to.be.below(UNPACKED_BUDGET);
    expect(statSync(made.npmArchive).size).to.be.below(PACKED_BUDGET);
    expect(statSync(made.moduleArchive).size).to.be.below(PACKED_BUDGET);
  });

  it('has a manifest with the checksum of each file', async () => {
    const { version, files } = await verifyPackage(made.gateway);
    expect(version).to.equal(productVersion());
    expect(files.map(({ path }) => path)).to.have.members(
      filesIn(made.gateway).filter((file) => file !== 'MANIFEST.json'),
    );
  });

  it('has the same code and the same image when it is made again', async () => {
    await bundle(folder);
    execFileSync(process.execPath, [
      join(PROJECT, 'src/packaging/make-image.ts'),
      join(folder, 'shadow-image.tgz'),
    ]);
    const { files } = await verifyPackage(made.gateway);
    const again = filesIn(folder);
    expect(again.filter((file) => file.endsWith('.js')).length).to.be.greaterThan(10);
    for (const file of again) {
      expect(readFileSync(join(folder, file)).equals(readFileSync(join(made.gateway, file))), file).to.equal(
        true,
      );
    }
    // The rest is made of texts.
    const texts = ['LICENSE', 'README.md', 'THIRD-PARTY.txt', 'package.json', 'sbom.cdx.json'];
    expect(files.map(({ path }) => path).filter((path) => !again.includes(path))).to.have.members(texts);
  });

  it("has neither the vendor's driver nor a tool of the build", () => {
    const { components } = JSON.parse(read('sbom.cdx.json')) as {
      components: { name: string; version: string }[];
    };
    const names = components.map(({ name }) => name);
    expect(names).to.include.members(['@electric-sql/pglite', 'libpg-query', 'piscina', 'xstate']);
    expect(names).not.to.include.members(['esbuild']);
    expect(names.filter((name) => name.startsWith('@intersystems/'))).to.deep.equal([]);
    expect(readdirSync(made.gateway).filter((file) => file.endsWith('.node'))).to.deep.equal([]);
    for (const { name, version } of components)
      expect(read('THIRD-PARTY.txt')).to.include(`${name} ${version} (`);
  });

  it('names no folder of the machine it was made on', async () => {
    const { files } = await verifyPackage(made.gateway);
    for (const { path } of files.filter((one) => /\.(js|json|txt)$/.test(one.path))) {
      expect(read(path), path).not.to.include(PROJECT);
    }
  });

  it('is laid out for IPM: manifest, classes below SourcesRoot, files to copy', () => {
    const entries = readdirSync(made.module, { recursive: true, encoding: 'utf8' });
    expect(entries).to.include.members([
      'module.xml',
      ...['Gateway', 'Installer', 'Log', 'Service'].map((name) =>
        join('src', 'cls', 'IrisPGWire', `${name}.cls`),
      ),
      join('gateway', 'iris-pgwire.js'),
    ]);
  });

  it('is installed by npm, which asks no registry for anything', function () {
    const prefix = join(folder, 'npm');
    const npm = [
      'install',
      '--global',
      '--offline',
      '--no-audit',
      '--no-fund',
      `--prefix=${prefix}`,
      made.npmArchive,
    ];
    execFileSync('npm', npm, { encoding: 'utf8', stdio: 'pipe', timeout: 120_000 });
    const program = join(prefix, 'bin', 'iris-pgwire');
    // The machine's own Node may be too old; the shebang takes the first of PATH.
    const env = { ...process.env, PATH: `${join(process.execPath, '..')}:${process.env['PATH']}` };
    expect(execFileSync(program, ['--version'], { encoding: 'utf8', env })).to.equal(`${productVersion()}\n`);
    expect(execFileSync(program, ['check', '--ipm'], { encoding: 'utf8', env })).to.match(
      /^ok {5}iris-pgwire /,
    );
    const settings = { PGWIRE_PORT: '0', PGWIRE_EMBEDDED_PATH: ':memory:' };
    expect(execFileSync(program, ['check'], { encoding: 'utf8', env: { ...env, ...settings } })).to.include(
      'ok     files of the package\n',
    );
  });
});

/** All files of a folder, in folders below too. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}
