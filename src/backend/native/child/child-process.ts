import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Duplex, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { GatewayError } from '../../../errors/gateway-error.ts';
import { productFile } from '../../../files/product-files.ts';
import { threadEntry } from '../../../threads/thread-entry.ts';
import type { ConnectionFacts } from '../options.ts';
import { InterruptFile } from './interrupt-file.ts';
import { type ChildOpened, type ChildTask, PIPE_DESCRIPTOR } from './messages.ts';
import { FrameReader, frameOf } from './pipe.ts';

/** One statement (RETURNING of everything) must not take the memory of the machine, as in a lane of the embedded engine. */
const HEAP_MB = 512;

/** What is kept of what a child writes to stderr: enough for the message of a crash. */
const STDERR_CHARACTERS = 2000;

/**
 * Makes the kernel end a child whose gateway was killed: blocked in the driver, it would not see that the pipe has closed
 * until IRIS answers. Part of util-linux; elsewhere such a child lives until then.
 */
const SETPRIV = '/usr/bin/setpriv';

/** A child process around one connection to IRIS, connected and ready. */
export interface Child {
  readonly facts: ConnectionFacts;
  send(message: unknown): void;
  /** Called once, before anything is sent. */
  listen(onMessage: (message: unknown) => void): void;
  /** Names request `id` as the one to stop. */
  interrupt(id: number): void;
  /** Ends it at once, whatever it does. */
  kill(): void;
  /** Resolves when it is gone, with the reason for the log. */
  readonly gone: Promise<Error>;
}

/** Beyond IRIS_CONNECT_TIMEOUT, for what follows the login: finding out what the server has, installing the helper class. */
const PROBING_MS = 20_000;

/**
 * Starts a child and lets it connect. The driver has no timeout of its own once it is connected: a child that a silent
 * server keeps waiting is killed after a while, or at once when `abandoned`.
 *
 * @throws GatewayError what the child was refused with; 08006 when it ends before
 */
export async function startChild(task: ChildTask, abandoned: AbortSignal): Promise<Child> {
  const interrupts = new InterruptFile();
  const child = launch(fileURLToPath(await threadEntry(productFile('nativeChild'))), interrupts);
  const pipe = child.stdio[PIPE_DESCRIPTOR] as Duplex;
  const gone = ending(child, pipe, interrupts);
  const reader = new FrameReader();
  let receive: (message: unknown) => void = () => undefined;
  pipe.on('data', (chunk: Buffer) => {
    for (const message of reader.push(chunk)) receive(message);
  });
  const { promise, resolve, reject } = Promise.withResolvers<ConnectionFacts>();
  receive = (message) => {
    const answer = message as ChildOpened;
    if ('opened' in answer) resolve(answer.opened);
    else {
      const { sqlstate, message: text, ...details } = answer.refused;
      reject(new GatewayError(sqlstate, text, details, { cause: new Error(answer.reason) }));
    }
  };
  void gone.then((reason) =>
    reject(new GatewayError('08006', 'a lane could not be opened', {}, { cause: reason })),
  );
  const send = (message: unknown): void => void (pipe.writable && pipe.write(frameOf(message)));
  send(task);
  const kill = (): void => void child.kill('SIGKILL');
  const late = setTimeout(kill, task.connection.connectTimeout * 1000 + PROBING_MS);
  abandoned.addEventListener('abort', kill, { once: true });
  if (abandoned.aborted) kill();
  const facts = await promise.finally(() => {
    clearTimeout(late);
    abandoned.removeEventListener('abort', kill);
  });
  return {
    facts,
    send,
    listen: (onMessage) => {
      receive = onMessage;
    },
    interrupt: (id) => interrupts.interrupt(id),
    kill,
    gone,
  };
}

function launch(entry: string, interrupts: InterruptFile): ChildProcess {
  const node = [process.execPath, `--max-old-space-size=${HEAP_MB}`, entry];
  const [command = '', ...args] = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'KILL', ...node] : node;
  // The vendor's code prints to standard output (iris-driver.md section 1).
  const stdio: StdioOptions = ['ignore', 'ignore', 'pipe', 'pipe', interrupts.descriptor];
  const child = spawn(command, args, { stdio });
  if (LIVING.size === 0) process.once('exit', killLiving);
  LIVING.add(child);
  child.once('exit', () => {
    LIVING.delete(child);
    if (LIVING.size === 0) process.removeListener('exit', killLiving);
  });
  return child;
}

/** Children of this process: one that ends by an error leaves none behind either. */
const LIVING = new Set<ChildProcess>();

function killLiving(): void {
  for (const child of LIVING) child.kill('SIGKILL');
}

/** Resolves when the process has ended and everything it wrote is read. */
function ending(child: ChildProcess, pipe: Duplex, interrupts: InterruptFile): Promise<Error> {
  let written = '';
  const errors = child.stderr as Readable;
  errors.on('data', (chunk: Buffer) => {
    written = (written + chunk.toString()).slice(-STDERR_CHARACTERS);
  });
  // A child that is killed resets the pipe; its end is told by 'close'.
  pipe.on('error', () => undefined);
  const { promise, resolve } = Promise.withResolvers<Error>();
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  child.once('close', (code, signal) => {
    interrupts.close();
    const how = signal === null ? `code ${code}` : `signal ${signal}`;
    resolve(
      failure ?? new Error(`the process of a lane ended with ${how}${written && `: ${written.trim()}`}`),
    );
  });
  return promise;
}
