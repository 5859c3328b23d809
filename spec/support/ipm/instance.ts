import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModule, type Hook, type IPMModuleMetadata } from '../../../src/service/ipm-module.ts';

/** How a program that a hook has called ended. */
export interface Called {
  readonly args: readonly string[];
  readonly code: number;
  readonly text: string;
}

export interface InstanceOptions {
  readonly namespace: string;
  /** Values of -D on the command line of zpm. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Further settings of the gateway (`--set`): what an instance is that a test knows better than the installer. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly password?: string;
}

/**
 * Plays IPM and an instance of IRIS, as far as installing the package goes: copies what FileCopy says, evaluates the
 * arguments of Invoke, and calls the programs that the classes in ipm/ call, in the order of the phases. What the classes
 * do inside IRIS (accounts, rights, globals) it does not play.
 */
export class Instance {
  readonly folder = mkdtempSync(join(tmpdir(), 'iris-instance-'));
  readonly calls: Called[] = [];
  readonly #root: string;
  readonly #module: IPMModuleMetadata;
  readonly #options: InstanceOptions;

  /** @param root the module's folder, as `zpm "load"` is given it */
  constructor(root: string, options: InstanceOptions) {
    this.#root = root;
    this.#module = readModule(readFileSync(join(root, 'module.xml'), 'utf8'));
    this.#options = options;
    for (const folder of ['lib', 'mgr']) mkdirSync(join(this.folder, folder));
  }

  /** Where the gateway's files are copied to. */
  get bundle(): string {
    return this.#evaluate(this.#module.copies[0]?.target ?? '');
  }

  /** IrisPGWire.Service.Folder() */
  get state(): string {
    return join(this.folder, 'mgr', 'iris-pgwire', this.#options.namespace);
  }

  /** zpm "load": Compile and Activate, which FileCopy comes before. @throws Error with what a hook says when it fails */
  async install(): Promise<void> {
    await this.#hooks('Compile', 'Before');
    await this.#hooks('Compile', 'After');
    this.copy();
    await this.#hooks('Activate', 'Before');
    await this.#hooks('Activate', 'After');
  }

  /** FileCopy: a folder is replaced. */
  copy(): void {
    for (const { source, target } of this.#module.copies) {
      rmSync(this.#evaluate(target), { recursive: true, force: true });
      cpSync(join(this.#root, source), this.#evaluate(target), { recursive: true });
    }
  }

  /** zpm "uninstall": Clean. */
  async uninstall(): Promise<void> {
    await this.#hooks('Clean', 'Before');
    for (const { target } of this.#module.copies) rmSync(this.#evaluate(target), { recursive: true });
    await this.#hooks('Clean', 'After');
  }

  /** `iris-pgwire service ACTION`, as IrisPGWire.Service.Call() calls it. */
  async call(action: string, args: readonly string[] = [], input = ''): Promise<Called> {
    const all = [join(this.bundle, 'iris-pgwire.js'), 'service', action, '--folder', this.state, ...args];
    const called = await run(all, input);
    this.calls.push(called);
    return called;
  }

  /** Everything is gone, whatever a failed test has left. */
  async remove(): Promise<void> {
    await this.call('stop', ['--stop-wait', '5']).catch(() => undefined);
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #hooks(phase: Hook['phase'], when: Hook['when']): Promise<void> {
    for (const hook of this.#module.installationHooks) {
      if (hook.phase === phase && hook.when === when) await this.#invoke(hook);
    }
  }

  async #invoke({ className, methodName, args }: Hook): Promise<void> {
    const name = `${className}.${methodName}`;
    const method = METHODS[name];
    if (method === undefined) throw new Error(`the instance does not play ${name}`);
    await method(
      this,
      args.map((arg) => this.#evaluate(arg)),
      this.#options,
    );
  }

  #evaluate(text: string): string {
    const values: Record<string, string> = {
      ...this.#module.parameters,
      ...this.#options.parameters,
      libDir: `${join(this.folder, 'lib')}/`,
      namespace: this.#options.namespace,
    };
    return text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  }

  /** Whether Install() has noted what to run: ^IrisPGWire.Service */
  isSetUp = false;
}

type Method = (instance: Instance, args: readonly string[], options: InstanceOptions) => Promise<void>;

/** What the methods of ipm/IrisPGWire do outside of IRIS. */
const METHODS: Readonly<Record<string, Method>> = {
  'IrisPGWire.Service.Start': (instance) => succeed(instance.call('start')),
  'IrisPGWire.Service.Stop': async (instance) => {
    if (instance.isSetUp) await succeed(instance.call('stop'));
  },
  'IrisPGWire.Installer.Install': (instance, [, port = '', backend = ''], { settings = {}, password }) => {
    instance.isSetUp = true;
    const all = { 'server.port': port, 'backend.type': backend, ...settings };
    const args = Object.entries(all).map(([key, value]) => `--set=${key}=${value}`);
    return succeed(
      password === undefined
        ? instance.call('setup', args)
        : instance.call('setup', [...args, '--password-stdin'], `${password}\n`),
    );
  },
  'IrisPGWire.Installer.Uninstall': (instance) => {
    for (const file of ['config.yaml', 'gateway.log', 'gateway.log.1'])
      rmSync(join(instance.state, file), { force: true });
    rmdirSync(instance.state);
    rmdirSync(join(instance.state, '..'));
    instance.isSetUp = false;
    return Promise.resolve();
  },
};

async function succeed(calling: Promise<Called>): Promise<void> {
  const { code, text } = await calling;
  if (code !== 0) throw new Error(text);
}

function run(args: readonly string[], input: string): Promise<Called> {
  const { promise, resolve } = Promise.withResolvers<Called>();
  const child = execFile(process.execPath, args, { timeout: 120_000 }, (error, stdout, stderr) => {
    const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
    resolve({ args, code, text: `${stdout}${stderr}`.trim() });
  });
  child.stdin?.end(input);
  return promise;
}
