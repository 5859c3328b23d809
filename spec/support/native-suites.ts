import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// Runs suites a second time with the backend native: the gateway, the vendor's driver, the simulator of IRIS. The choice
// is a share of what runs with the embedded engine (TESTING.md says what is left out): every statement goes down level a,
// and the topics that have to do with values, cursors and long answers go down levels b and c too.

interface NativeRun {
  readonly level: 'helper' | 'batches' | 'rows';
  readonly specs: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const DIFFERENTIAL = ['spec/differential/differential.spec.ts'];
const VALUES = 'types-text-bool-int,dates,numeric,floating-point,json,returning,insert,joins';

const RUNS: readonly NativeRun[] = [
  {
    level: 'helper',
    specs: DIFFERENTIAL,
    environment: { PGWIRE_TEST_VERSIONS: '2025.3', PGWIRE_TEST_MODES: 'binary' },
  },
  {
    level: 'batches',
    specs: DIFFERENTIAL,
    environment: { PGWIRE_TEST_VERSIONS: '2025.3', PGWIRE_TEST_MODES: 'text', PGWIRE_TEST_TOPICS: VALUES },
  },
  {
    level: 'rows',
    specs: DIFFERENTIAL,
    environment: { PGWIRE_TEST_VERSIONS: '2024.1', PGWIRE_TEST_MODES: 'simple', PGWIRE_TEST_TOPICS: VALUES },
  },
  {
    level: 'helper',
    specs: [
      'spec/clients/{psql,pg,postgres,psycopg3,psycopg2,asyncpg,sqlalchemy,pgjdbc}/**/*.spec.ts',
      // TPC-B fills 100,000 rows one call each.
      'spec/clients/pgbench/pgbench.spec.ts',
      'spec/wire/{cancel,code-blocks,collation}.spec.ts',
    ],
  },
];

const MOCHA = join(import.meta.dirname, '..', '..', 'node_modules', 'mocha', 'bin', 'mocha.js');

let failed = 0;
for (const { level, specs, environment } of RUNS) {
  console.log(`\nbackend native, level ${level}: ${specs.join(' ')}`);
  const { status } = spawnSync(process.execPath, [MOCHA, '--timeout', '60000', ...specs], {
    stdio: 'inherit',
    env: { ...process.env, PGWIRE_TEST_BACKEND: 'native', PGWIRE_TEST_LEVEL: level, ...environment },
  });
  if (status !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
