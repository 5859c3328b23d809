import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, loadConfig } from '../../../config/load.ts';
import { readRules, RulesError } from '../../../src/auth/access/read-rules.ts';
import { readUserlist, UserlistError } from '../../../src/auth/userlist.ts';
import { Input, seed, type FuzzTarget } from '../target.ts';

/** Files and variables that an administrator writes: understood, or one line that says what is wrong and shows no secret. */
export function configuration(): FuzzTarget {
  const folder = mkdtempSync(join(tmpdir(), 'pgwire-fuzz-'));
  const file = join(folder, 'config.yaml');
  const READERS: readonly ((input: Input) => void)[] = [
    (input) => refusing(UserlistError, () => readUserlist(`${input.text()}\n"last" "secret phrase"`)),
    (input) => refusing(RulesError, () => readRules(input.text())),
    (input) => {
      writeFileSync(file, input.rest());
      refusing(ConfigError, () => loadConfig({ PGWIRE_CONFIG: file }));
    },
    (input) => refusing(ConfigError, () => loadConfig(variables(input.text()))),
    (input) => refusing(ConfigError, () => loadConfig({}, input.text().split('\n'))),
  ];
  return {
    seeds: SEEDS,
    words: WORDS,
    run: (bytes) => {
      const input = new Input(bytes);
      input.pick(READERS)?.(input);
    },
    close: () => Promise.resolve(rmSync(folder, { recursive: true })),
  };
}

function refusing(kind: new (message: string) => Error, run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof kind)) throw error;
    assert.doesNotMatch(error.message, /\n/);
    assert.doesNotMatch(error.message, /secret phrase/);
  }
}

/** NAME=value a line; the configuration file is not one of them. */
function variables(text: string): NodeJS.ProcessEnv {
  const pairs = text.split('\n').map((line) => line.split('=', 2));
  return Object.fromEntries(pairs.filter(([name]) => name !== 'PGWIRE_CONFIG'));
}

const SEEDS = [
  seed([0], '"ann" "secret"\n; comment\n"bob" "md5d8578edf8458ce06fbc5bb76a58c5ca4"'),
  seed([0], '"it""s" "SCRAM-SHA-256$4096:c2FsdA==$c3RvcmVk:c2VydmVy"'),
  seed(
    [1],
    'host all all 127.0.0.1/32 trust\nhostssl USER,"all" ann 10.0.0.0 255.0.0.0 scram-sha-256 clientcert=verify-full\n',
  ),
  seed([1], 'hostnossl sameuser bob ::1/128 reject # no\nlocal all all peer\nhostssl all all all cert\\\n'),
  seed([2], 'server:\n  port: 5433\n  host: 127.0.0.1\npool: { size: 3, timeout: 5 }\n'),
  seed([2], '{"auth": {"method": "trust"}, "log": {"format": "json"}}'),
  seed([3], 'PGWIRE_PORT=5433\nPGWIRE_POOL_SIZE=10\nIRIS_PASSWORD=secret phrase\nPGWIRE_BACKEND_TYPE=dbapi'),
  seed([4], '--port\n1234\n--backend\nembedded'),
];

const WORDS = [
  '"',
  '""',
  "'",
  '\n',
  ' ',
  '#',
  ';',
  ',',
  ':',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '&a ',
  '*a',
  '<<: *a',
  '!!js',
  '|',
  '>',
  'null',
  'true',
  '~',
  '1e3',
  '0x10',
  'host ',
  'hostssl ',
  'all ',
  'reject',
  '/32',
  '/129',
  '::',
  '255.0.0.0',
  'clientcert=',
  'SCRAM-SHA-256$',
  '4096:',
  'md5',
  'server:',
  'port: ',
  'PGWIRE_AUTH_METHOD=',
  'PGWIRE_HOST=0.0.0.0',
  'cert',
  '__proto__: ',
  'constructor: ',
  '\\\n',
  '@file',
  '+role',
  '2147483648',
  '-1',
];
