import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** Phases of IPM in their order (%IPM.DataType.PhaseName); hooks of a module belong to these. */
export const HOOK_PHASES = ['Compile', 'Activate', 'Configure', 'Unconfigure', 'Clean'] as const;

export type HookPhase = (typeof HOOK_PHASES)[number];

/** A method that IPM calls before or after a phase. */
export interface Hook {
  readonly className: string;
  readonly methodName: string;
  readonly phase: HookPhase;
  readonly when: 'Before' | 'After';
  readonly args: readonly string[];
  /** Whether IPM fails when the method returns an error. */
  readonly checked: boolean;
}

/** Files of the module that IPM copies in Activate and removes in Clean. */
export interface CopiedFiles {
  readonly source: string;
  readonly target: string;
}

/** What starts and stops the gateway. */
export interface ServiceConfig {
  readonly startCommand: string;
  readonly stopCommand: string;
  readonly pidFile: string;
  readonly logFile: string;
}

/** What IPM's module.xml says of the package (018, entity 3). It has no Python dependencies: the bundle is whole. */
export interface IPMModuleMetadata {
  readonly moduleName: string;
  readonly version: string;
  readonly irisMinVersion: string;
  readonly ipmMinVersion: string;
  readonly installationHooks: readonly Hook[];
  readonly serviceLifecycle: ServiceConfig;
  readonly resources: readonly string[];
  readonly copies: readonly CopiedFiles[];
  readonly parameters: Readonly<Record<string, string>>;
}

/** module.xml is not what IPM can install; `message` names the first thing that is wrong. */
export class ModuleError extends Error {
  override readonly name = 'ModuleError';
}

type Element = Readonly<Record<string, unknown>>;

const ATTRIBUTE = '@';

/** Elements that may come several times. */
const LISTS = ['Invoke', 'Arg', 'Resource', 'FileCopy', 'Default'];

/** Children of Module that we use; each is a property of %IPM.Storage.Module or a resource processor. */
const KNOWN = [
  'Name',
  'Version',
  'Description',
  'Keywords',
  'Author',
  'Packaging',
  'SystemRequirements',
  'SourcesRoot',
  'Defaults',
  'AfterInstallMessage',
  'Resource',
  'FileCopy',
  'Invoke',
];

const SEMVER = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

/**
 * Reads and checks module.xml.
 *
 * @throws ModuleError
 */
export function readModule(xml: string): IPMModuleMetadata {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new ModuleError(`line ${valid.err.line}: ${valid.err.msg}`);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: ATTRIBUTE,
    parseTagValue: false,
    parseAttributeValue: false,
    isArray: (name) => LISTS.includes(name),
  });
  const module = child(child(child(parser.parse(xml) as Element, 'Export'), 'Document'), 'Module');
  const unknown = Object.keys(module).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) throw new ModuleError(`Module has an element ${unknown} that is not known`);
  const requirements = child(module, 'SystemRequirements');
  const installationHooks = list(module, 'Invoke').map(readHook);
  const metadata: IPMModuleMetadata = {
    moduleName: text(module, 'Name'),
    version: text(module, 'Version'),
    irisMinVersion: atLeast(requirements, 'Version'),
    ipmMinVersion: atLeast(requirements, 'IPMVersion'),
    installationHooks,
    serviceLifecycle: lifecycle(installationHooks),
    resources: list(module, 'Resource').map((resource) => attribute(resource, 'Resource', 'Name')),
    copies: list(module, 'FileCopy').map((copy) => ({
      source: attribute(copy, 'FileCopy', 'Name'),
      target: attribute(copy, 'FileCopy', 'Target'),
    })),
    parameters: Object.fromEntries(
      list(optional(module, 'Defaults') ?? {}, 'Default').map((one) => [
        attribute(one, 'Default', 'Name'),
        attribute(one, 'Default', 'Value'),
      ]),
    ),
  };
  validate(metadata, text(module, 'Packaging'));
  return metadata;
}

function validate({ moduleName, version, installationHooks }: IPMModuleMetadata, packaging: string): void {
  if (!/^[a-z][a-z0-9-]*$/.test(moduleName)) {
    throw new ModuleError(`Name "${moduleName}" has to be of small letters, digits and hyphens`);
  }
  if (!SEMVER.test(version)) throw new ModuleError(`Version "${version}" is no semantic version`);
  if (!['module', 'application'].includes(packaging)) {
    throw new ModuleError(`Packaging "${packaging}" is neither module nor application`);
  }
  const order = installationHooks.map(position);
  const wrong = order.findIndex((at, i) => at < (order[i - 1] ?? at));
  const hook = installationHooks[wrong];
  if (hook !== undefined) {
    throw new ModuleError(
      `Invoke of ${hook.className}.${hook.methodName} (${hook.phase} ${hook.when}) stands after a later one`,
    );
  }
  for (const { className, methodName, checked } of installationHooks) {
    if (!checked) throw new ModuleError(`Invoke of ${className}.${methodName}: CheckStatus is missing`);
  }
}

function position({ phase, when }: Hook): number {
  return HOOK_PHASES.indexOf(phase) * 2 + (when === 'After' ? 1 : 0);
}

function readHook(element: Element): Hook {
  const className = attribute(element, 'Invoke', 'Class');
  const methodName = attribute(element, 'Invoke', 'Method');
  const phase = attribute(element, 'Invoke', 'Phase');
  const when = attribute(element, 'Invoke', 'When');
  const known = HOOK_PHASES.find((one) => one === phase);
  if (known === undefined)
    throw new ModuleError(`Invoke of ${className}.${methodName}: phase ${phase} is unknown`);
  if (when !== 'Before' && when !== 'After') {
    throw new ModuleError(`Invoke of ${className}.${methodName}: When "${when}" is neither Before nor After`);
  }
  const args = element['Arg'] as readonly string[] | undefined;
  const checked = element[`${ATTRIBUTE}CheckStatus`] === 'true';
  return { className, methodName, phase: known, when, args: args ?? [], checked };
}

/** Start and stop of the service have to be hooks, or the gateway would not live with the module. */
function lifecycle(hooks: readonly Hook[]): ServiceConfig {
  const command = (method: string, phase: HookPhase): string => {
    const hook = hooks.find((one) => one.methodName === method && one.phase === phase);
    if (hook === undefined) throw new ModuleError(`no Invoke calls ${method} in phase ${phase}`);
    return `##class(${hook.className}).${hook.methodName}()`;
  };
  return {
    startCommand: command('Start', 'Activate'),
    stopCommand: command('Stop', 'Clean'),
    pidFile: '${mgrDir}iris-pgwire/${namespace}/gateway.pid',
    logFile: '${mgrDir}iris-pgwire/${namespace}/gateway.log',
  };
}

/** `>=2024.1` */
function atLeast(element: Element, name: string): string {
  const expression = attribute(element, 'SystemRequirements', name);
  const [, version] = /^>=(\d+(?:\.\d+)*)$/.exec(expression) ?? [];
  if (version === undefined)
    throw new ModuleError(`SystemRequirements ${name} "${expression}" is not ">=VERSION"`);
  return version;
}

function child(element: Element, name: string): Element {
  const found = optional(element, name);
  if (found === null) throw new ModuleError(`element ${name} is missing`);
  return found;
}

function optional(element: Element, name: string): Element | null {
  const found = element[name];
  return typeof found === 'object' && found !== null ? (found as Element) : null;
}

function list(element: Element, name: string): readonly Element[] {
  return (element[name] as readonly Element[] | undefined) ?? [];
}

function text(element: Element, name: string): string {
  const found = element[name];
  if (typeof found !== 'string' || found === '') throw new ModuleError(`element ${name} is missing`);
  return found;
}

function attribute(element: Element, of: string, name: string): string {
  const found = element[ATTRIBUTE + name];
  if (typeof found !== 'string') throw new ModuleError(`${of} has no attribute ${name}`);
  return found;
}
