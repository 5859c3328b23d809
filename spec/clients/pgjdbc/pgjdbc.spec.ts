import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { requireInstalled } from '../../support/target.ts';
import { ClientProgram, runs } from '../support/program.ts';
import { itDoesTheShop } from '../support/scenario.ts';

/** Debian's libpostgresql-jdbc-java. */
const JAR = '/usr/share/java/postgresql.jar';

/** java.sql.ResultSetMetaData */
const NO_NULLS = 0;
const NULLABLE = 1;
const UNKNOWN = 2;

/** prepareThreshold 5 is the driver's default; 1 prepares at once, so results are binary from the second execution. */
const MODES = [
  ['5', 'extended'],
  ['1', 'extended'],
  ['0', 'extendedForPrepared'],
  ['0', 'simple'],
] as const;

for (const [threshold, mode] of MODES) {
  describe(`pgjdbc, prepareThreshold=${threshold} preferQueryMode=${mode}`, () => {
    const program = new ClientProgram();

    before(async function () {
      this.timeout(180_000);
      requireInstalled(
        this,
        existsSync(JAR) && (await runs('javac', ['-version'])),
        'pgjdbc or a Java compiler',
      );
      const source = join(import.meta.dirname, 'Shop.java');
      await program.start('java', ['-Dfile.encoding=UTF-8', '-cp', JAR, source, threshold, mode]);
    });

    after(() => program.stop());

    // Without Describe the driver knows no columns and parameters before execution, and it cannot write bytea.
    const unable =
      mode === 'simple' ? ['described', 'parameter type', 'types', 'nulls', 'found by types'] : [];
    const tables = ['bulk', 'counted', 'customers', 'items', 'kinds', 'orders'];
    // A batch of plain statements is one unit up to Sync in the extended protocol, and a Query each in the others.
    const afterFailedBatch = mode === 'extended' ? '100' : '102';

    itDoesTheShop(
      () => program.steps,
      {
        'batch counts': [1, 1, 1, 1],
        'update count': 3,
        'failed batch': '23505',
        'after failed batch': afterFailedBatch,
        'fetch size': [100, 5050],
        'generated keys': [[1, 'a'], [2, 'b'], [3]],
        'found by types': [['1']],
        updatable: 'changed',
        tables: mode === 'simple' ? tables.filter((name) => name !== 'kinds') : tables,
        columns: [
          ['id', 'int4', 10, 0, 'NO'],
          ['customer_id', 'int4', 10, 0, 'NO'],
          ['placed', 'date', 13, 0, 'NO'],
          ['total', 'numeric', 10, 2, 'YES'],
        ],
        'primary key': [
          ['order_id', 1, 'items_pkey'],
          ['line', 2, 'items_pkey'],
        ],
        'imported keys': [['customers', 'id', 'customer_id', 'orders_customer_id_fkey']],
        indexes: [
          ['customers_email_key', 'email', false],
          ['customers_pkey', 'id', false],
        ],
        described: [
          ['id', 'int4', 10, 0, 'orders', NO_NULLS],
          ['customer', 'varchar', 40, 0, 'customers', NO_NULLS],
          ['total', 'numeric', 10, 2, 'orders', NULLABLE],
          ['twice', 'numeric', 0, 0, '', UNKNOWN],
        ],
        'parameter type': 'int4',
      },
      unable,
    );

    program.itEndsWell();
  });
}
