import { zversion } from '../../../../src/backend/embedded/functions/system.ts';
import type { InstanceControl } from './instance-control.ts';
import type { Arguments, ClassMethods } from './instance.ts';
import { isInstance, integerOf, type ObjectValue, textOf } from './object-value.ts';
import type { ObjectTable } from './object-table.ts';
import type { SqlServices } from './sql-services.ts';
import { errorStatus, OK, statusText } from './status.ts';
import { Stream } from './stream.ts';
import { thrown } from './thrown.ts';

/** What the system classes work on. */
export interface SystemServices extends SqlServices {
  readonly objects: ObjectTable;
  readonly control: InstanceControl;
}

const HELPER_CLASS = 'IrisPGWire.Gateway';

/** System classes as far as the driver and the gateway call them. */
export function systemClasses(services: SystemServices): Readonly<Record<string, ClassMethods>> {
  const errorText = (args: Arguments): ObjectValue => statusText(textOf(args.at(0)));
  return {
    '%Net.Remote.Gateway': { '%ReleaseObjects': (args) => release(services.objects, textOf(args.at(0))) },
    '%SYSTEM.Version': {
      GetVersion: () => zversion(services.dialect),
      GetNumber: () => services.dialect.version.join('.'),
    },
    '%SYSTEM.Status': { GetErrorText: errorText, GetOneErrorText: errorText },
    '%SYSTEM.SQL.Util': { SetOption: (args) => setOption(args) },
    '%SYSTEM.Process': { Terminate: (args) => terminate(services, args) },
    'SYS.Process': { TerminateProcess: (args) => terminate(services, args) },
    '%SYS.System': { WriteToConsoleLog: (args) => writeToConsoleLog(services, args) },
    '%Stream.Object': { '%Open': (args) => services.streams.open(textOf(args.at(0))) },
    '%Stream.GlobalCharacter': {
      '%New': () => new Stream('', false),
      '%Open': (args) => services.streams.open(textOf(args.at(0))),
    },
    '%Stream.GlobalBinary': {
      '%New': () => new Stream('', true),
      '%Open': (args) => services.streams.open(textOf(args.at(0))),
    },
    '%Compiler.UDL.TextServices': { SetTextFromStream: (args) => setText(services, args) },
    '%SYSTEM.OBJ': { Compile: (args) => compile(services, textOf(args.at(0))) },
  };
}

/** `,1,2,...` (iris-driver.md 5.1); the answer must be empty. */
function release(objects: ObjectTable, numbers: string): ObjectValue {
  for (const number of numbers.split(',')) if (number !== '') objects.release(Number(number));
  return '';
}

/** Commit mode: only that of the engine, which commits statement by statement. */
function setOption(args: Arguments): ObjectValue {
  if (textOf(args.at(0)) === 'AutoCommit' && textOf(args.at(1)) === '1') return OK;
  return errorStatus('the simulator has option AutoCommit 1 only');
}

function terminate({ control }: SystemServices, args: Arguments): ObjectValue {
  return control.terminate(integerOf(args.at(0))) ? OK : errorStatus('no such process');
}

function writeToConsoleLog({ control }: SystemServices, args: Arguments): ObjectValue {
  control.log(textOf(args.at(0)), integerOf(args.at(2)));
  return OK;
}

/** Class text that was stored and not compiled yet, by this job. */
const stored = new WeakMap<SystemServices, string>();

function setText(services: SystemServices, args: Arguments): ObjectValue {
  if (!services.features.has('compile')) return errorStatus('<PROTECT>');
  const stream = args.at(2);
  if (!isInstance(stream) || !(stream instanceof Stream))
    throw thrown('<INVALID OREF>', 'a stream is wanted');
  if (textOf(args.at(1)) !== HELPER_CLASS) {
    return errorStatus('the simulator knows the class of the gateway only');
  }
  stored.set(services, stream.text);
  return OK;
}

/** ObjectScript is not run here: that the text declares the class is all that is looked at. */
function compile(services: SystemServices, name: string): ObjectValue {
  if (!services.features.has('compile')) return errorStatus('<PROTECT>');
  const text = stored.get(services);
  if (name !== HELPER_CLASS || text === undefined || !text.includes(`Class ${HELPER_CLASS} `)) {
    return errorStatus(`Class '${name}' does not exist`);
  }
  services.features.set('helper', true);
  return OK;
}
