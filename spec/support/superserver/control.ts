import type { Cut } from './faults.ts';
import { FEATURE_NAMES, type Feature } from './features.ts';
import type { Superserver } from './superserver.ts';

/** A control line that cannot be meant. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
}

type Command = (server: Superserver, words: readonly string[]) => Promise<string> | string;

interface CommandDefinition {
  readonly usage: string;
  readonly run: Command;
}

/** What may be said to a simulator that runs as a process, one line each. */
const COMMANDS: Readonly<Record<string, CommandDefinition>> = {
  delay: {
    usage: 'delay MS                        every answer comes so much later',
    run: (server, [ms]) => {
      server.faults.delayMs = natural(ms);
      return 'ok';
    },
  },
  silent: {
    usage: 'silent none|handshake|login|calls   what is not answered',
    run: (server, [what]) => {
      server.faults.silent = oneOf(what, ['none', 'handshake', 'login', 'calls']);
      return 'ok';
    },
  },
  cut: {
    usage: 'cut fin|rst before|after|middle [TIMES]   cuts the connections of the next calls',
    run: (server, [how, when, times]) => {
      server.faults.cutNext(cutOf(how, when), times === undefined ? 1 : natural(times));
      return 'ok';
    },
  },
  'cut-every': {
    usage: 'cut-every CALLS fin|rst before|after|middle   one of so many calls, until heal',
    run: (server, [calls, how, when]) => {
      server.faults.cutEvery(Math.max(1, natural(calls)), cutOf(how, when));
      return 'ok';
    },
  },
  denied: {
    usage: 'denied on|off                   logins are refused as with a wrong password',
    run: (server, [state]) => {
      server.faults.denied = oneOf(state, ['on', 'off']) === 'on';
      return 'ok';
    },
  },
  licences: {
    usage: 'licences N|none                 connections at once',
    run: (server, [count]) => {
      server.faults.licences = count === 'none' ? Number.POSITIVE_INFINITY : natural(count);
      return 'ok';
    },
  },
  refuse: {
    usage: 'refuse on|off                   connects are refused',
    run: async (server, [state]) => {
      if (oneOf(state, ['on', 'off']) === 'on') server.refuse();
      else await server.accept();
      return 'ok';
    },
  },
  drop: {
    usage: 'drop [fin|rst]                  cuts all connections',
    run: async (server, [how]) => {
      await server.drop(oneOf<Cut['how']>(how ?? 'rst', ['fin', 'rst']));
      return 'ok';
    },
  },
  restart: {
    usage: 'restart [MS]                    crashes, and is back after so long',
    run: async (server, [ms]) => {
      await server.restart(ms === undefined ? 0 : natural(ms));
      return 'ok';
    },
  },
  with: { usage: `with FEATURE                    ${FEATURE_NAMES.join(', ')}`, run: feature(true) },
  without: { usage: 'without FEATURE', run: feature(false) },
  heal: {
    usage: 'heal                            no more faults',
    run: (server) => {
      server.faults.heal();
      return 'ok';
    },
  },
  status: {
    usage: 'status                          connections and features',
    run: (server) => {
      const present = FEATURE_NAMES.filter((name) => server.features.has(name));
      return `ok connections=${server.connections} features=${present.join(',')}`;
    },
  },
  help: {
    usage: 'help',
    run: () =>
      Object.values(COMMANDS)
        .map(({ usage }) => usage)
        .join('\n'),
  },
};

/**
 * Runs one control line.
 * @returns what to tell about it
 * @throws ControlError when it cannot be meant
 */
export async function control(server: Superserver, line: string): Promise<string> {
  const [name = '', ...words] = line.trim().split(/\s+/);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new ControlError(`unknown command ${name}; help lists them`);
  return command.run(server, words);
}

function feature(present: boolean): Command {
  return (server, [name]) => {
    server.features.set(oneOf<Feature>(name, FEATURE_NAMES), present);
    return 'ok';
  };
}

function cutOf(how: string | undefined, when: string | undefined): Cut {
  return { how: oneOf(how, ['fin', 'rst']), when: oneOf(when, ['before', 'after', 'middle']) };
}

function natural(word: string | undefined): number {
  if (word === undefined || !/^\d{1,9}$/.test(word)) throw new ControlError('a number is wanted');
  return Number(word);
}

function oneOf<T extends string>(word: string | undefined, words: readonly T[]): T {
  const found = words.find((candidate) => candidate === word);
  if (found === undefined) throw new ControlError(`one of ${words.join(', ')} is wanted`);
  return found;
}
