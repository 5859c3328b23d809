import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productVersion } from '../../../src/files/product-files.ts';
import { ModuleError, readModule } from '../../../src/service/ipm-module.ts';

const xml = readFileSync(join(import.meta.dirname, '../../../ipm/module.xml'), 'utf8');

describe('module.xml', () => {
  const module = readModule(xml);

  it('has the version of package.json', () => {
    expect(module.moduleName).to.equal('iris-pgwire');
    expect(module.version).to.equal(productVersion());
  });

  it('needs IRIS 2024.1 and IPM 0.7.2', () => {
    expect(module).to.include({ irisMinVersion: '2024.1', ipmMinVersion: '0.7.2' });
  });

  it('stops before files are replaced, starts when they are there, stops before they go', () => {
    expect(
      module.installationHooks.map(
        (hook) => `${hook.when} ${hook.phase} ${hook.className}.${hook.methodName}`,
      ),
    ).to.deep.equal([
      'After Compile IrisPGWire.Service.Stop',
      'After Activate IrisPGWire.Installer.Install',
      'After Activate IrisPGWire.Service.Start',
      'Before Clean IrisPGWire.Service.Stop',
      'Before Clean IrisPGWire.Installer.Uninstall',
    ]);
    expect(module.serviceLifecycle.startCommand).to.equal('##class(IrisPGWire.Service).Start()');
  });

  it('is a TCP server: no web application of any kind', () => {
    expect(xml).not.to.match(/<(CSP|Web|WSGI|ASGI)Application/);
  });

  it('names a parameter for each argument that is one', () => {
    const used = module.installationHooks.flatMap(({ args }) =>
      args.flatMap((arg) => arg.match(/(?<=\$\{)\w+/g) ?? []),
    );
    const ownExpressions = ['libDir', 'namespace'];
    expect(new Set(used.filter((name) => !ownExpressions.includes(name)))).to.deep.equal(
      new Set(Object.keys(module.parameters)),
    );
  });

  const wrong: readonly (readonly [string, (text: string) => string, string])[] = [
    ['is no XML', (text) => text.replace('</Module>', ''), 'line '],
    ['has capitals in its name', (text) => text.replace('<Name>iris', '<Name>Iris'), 'small letters'],
    [
      'has no semantic version',
      (text) => text.replace(/<Version>.*<\/Version>/, '<Version>1.0</Version>'),
      'semantic',
    ],
    ['nests the IRIS version', (text) => text.replace('Version=">=2024.1" ', ''), 'no attribute Version'],
    ['asks for an exact IRIS', (text) => text.replace('>=2024.1', '2024.1'), '">=VERSION"'],
    [
      'has an unknown phase',
      (text) => text.replace('Phase="Clean"', 'Phase="Deactivate"'),
      'phase Deactivate is unknown',
    ],
    [
      'has an unknown element',
      (text) => text.replace('<Packaging>', '<WSGIApplication/><Packaging>'),
      'WSGIApplication',
    ],
    ['starts first', (text) => text.replace('Phase="Compile"', 'Phase="Clean"'), 'stands after a later one'],
    ['never starts', (text) => text.replace('Method="Start"', 'Method="Begin"'), 'no Invoke calls Start'],
    ['ignores errors', (text) => text.replace(' CheckStatus="true"', ''), 'CheckStatus is missing'],
    ['has no packaging', (text) => text.replace(/<Packaging>.*<\/Packaging>/, ''), 'Packaging is missing'],
  ];
  for (const [what, change, message] of wrong) {
    it(`is refused when it ${what}`, () => {
      expect(change(xml)).not.to.equal(xml);
      expect(() => readModule(change(xml))).to.throw(ModuleError, message);
    });
  }
});
