import type { DriverConnection, DriverReference } from '../../../../src/backend/native/driver/driver.ts';
import { loadDriver } from '../../../../src/backend/native/driver/load-driver.ts';
import type { DriverArgument, DriverReply, DriverRequest, DriverResult } from './driver-messages.ts';

// A process with the vendor's real driver in it: the driver blocks its thread and dies of some replies (iris-driver.md).

const driver = loadDriver();

type Methods = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

let connection: DriverConnection | null = null;
let iris: object | null = null;
const objects: object[] = [];

process.on('message', (request: DriverRequest) => {
  process.send?.(answer(request));
});

function answer(request: DriverRequest): DriverReply {
  try {
    return serve(request);
  } catch (error) {
    return { say: 'threw', message: error instanceof Error ? error.message : String(error) };
  }
}

function serve(request: DriverRequest): DriverReply {
  switch (request.ask) {
    case 'connect':
      connection = driver.createConnection(request.options);
      iris = connection.createIris();
      return done(undefined);
    case 'call': {
      const references: DriverReference[] = [];
      const args = request.args.map((argument) => argumentOf(argument, references));
      const target = request.on === undefined ? iris : objects[request.on];
      const result = methodOf(target, request.method)(...args);
      return done(result, references);
    }
    case 'repeat': {
      let result: unknown;
      for (let i = 0; i < request.times; i += 1) result = methodOf(iris, request.method)(...request.args);
      return done(result);
    }
    case 'close':
      connection?.close();
      return done(undefined);
  }
}

function methodOf(target: object | null | undefined, name: string): (...args: readonly unknown[]) => unknown {
  const method = (target as Methods | null | undefined)?.[name];
  if (!method) throw new Error(`no method ${name}`);
  return method.bind(target);
}

function argumentOf(argument: DriverArgument, references: DriverReference[]): unknown {
  if (argument === null || typeof argument !== 'object') return argument;
  if (argument instanceof Uint8Array) return Buffer.from(argument);
  if ('object' in argument) return objects[argument.object];
  const reference = new driver.IRISReference(argument.reference);
  references.push(reference);
  return reference;
}

function done(result: unknown, references: readonly DriverReference[] = []): DriverReply {
  return {
    say: 'result',
    result: resultOf(result),
    references: references.map((reference) => reference.getBytes()),
  };
}

function resultOf(result: unknown): DriverResult {
  if (result === null || typeof result !== 'object' || result instanceof Uint8Array)
    return result as DriverResult;
  return { object: objects.push(result) - 1 };
}
