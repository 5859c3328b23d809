import { expect } from 'chai';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModule } from '../../../src/service/ipm-module.ts';
import { problemsOf } from '../../support/objectscript/check.ts';
import { readClass, type ClassFile } from '../../support/objectscript/class-file.ts';

const IPM = join(import.meta.dirname, '../../../ipm');
const files = globSync('IrisPGWire/*.cls', { cwd: IPM }).toSorted();
const sources = new Map(files.map((file) => [file, readFileSync(join(IPM, file), 'utf8')]));

/** ObjectScript runs in IRIS only; this finds what can be found without it (spec/support/objectscript). */
describe('ObjectScript of the IPM package', () => {
  const classes = new Map<string, ClassFile>();
  before(() => {
    for (const text of sources.values()) {
      const file = readClass(text);
      classes.set(file.name, file);
    }
  });

  for (const [file, text] of sources) {
    it(`${file} calls what is there, with as many arguments as it takes`, () => {
      expect(problemsOf(readClass(text), classes)).to.deep.equal([]);
    });
  }

  it('has every method that module.xml invokes, with its arguments', () => {
    for (const hook of readModule(readFileSync(join(IPM, 'module.xml'), 'utf8')).installationHooks) {
      const method = classes.get(hook.className)?.methods.find(({ name }) => name === hook.methodName);
      expect(method?.isClassMethod, hook.methodName).to.equal(true);
      expect(hook.args.length, hook.methodName).to.be.at.most(method?.formals.length ?? 0);
    }
  });

  it('calls the service by the words that the command line knows', () => {
    const installer = sources.get('IrisPGWire/Installer.cls') ?? '';
    for (const word of ['"setup"', '"--folder"', '"--password-stdin"', '"--set=server.port="']) {
      expect(installer).to.include(word);
    }
  });

  const wrong: readonly (readonly [string, string, string])[] = [
    ['an unknown function', 'set x = $frobnicate(1)', '$frobnicate is not in the list'],
    ['a method that is not there', 'do ..Nothing()', 'has no method Nothing'],
    ['too many arguments', 'do ..Stop(1)', 'Stop with 1 arguments'],
    [
      'a class that is not in the list',
      'do ##class(%Net.Other).Do()',
      '%Net.Other.Do is not documented to us',
    ],
    [
      'a documented method with too few arguments',
      'do ##class(%File).SetAttributes("x")',
      'with 1 arguments',
    ],
    ['a brace that is not closed', 'if 1 {', '{ is not closed'],
    ['a bracket that closes nothing', 'set x = 1)', ') closes nothing'],
    ['a word that is no command', 'sett x = 1', 'sett is no command'],
    ['an unknown parameter', 'set x = ..#NOTHING', 'there is no parameter NOTHING'],
  ];
  for (const [what, line, message] of wrong) {
    it(`would find ${what}`, () => {
      const text = sources.get('IrisPGWire/Service.cls') ?? '';
      const at = text.indexOf('    return ..Act("start")');
      const file = readClass(`${text.slice(0, at)}    ${line}\n${text.slice(at)}`);
      expect(problemsOf(file, classes).join('\n')).to.include(message);
    });
  }

  it('would find a string that does not end', () => {
    const text = (sources.get('IrisPGWire/Log.cls') ?? '').replace('"iris-pgwire: "', '"iris-pgwire: ');
    expect(() => problemsOf(readClass(text), classes)).to.throw('a string does not end');
  });
});
