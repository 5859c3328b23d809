import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { requireInstalled } from '../../support/target.ts';
import { ClientProgram, runs } from '../support/program.ts';

/** Debian's libpostgresql-jdbc-java. */
const JAR = '/usr/share/java/postgresql.jar';

const EXPECTED: Readonly<Record<string, string>> = {
  // What a joined INSERT has done for one row the driver does not know (Statement.SUCCESS_NO_INFO).
  'rewritten counts': '1003 true',
  'rewritten rows': '1003 903 503756.75',
  'clashing batch': '23505',
  'after the clash': '0',
  upserted: '16 995.25',
  'fetch size': '1000 503510',
  'changed fetch size': '1003 1',
  'copy in': '5000',
  'copy csv in': '2',
  'copy out':
    '4\n4999\tlabel 4999\t\\N\n5000\tlabel 5000\t\\N\n6001\ta "quoted" one;\t1.50\n6002\t\\N\t2.00\n',
  'copy binary': '100',
  copied: '5002 12514503',
  'bad row': '22P02',
  'after cancelled copy': '0',
  cancelled: '57014',
  'query timeout': '57014',
  'after cancel': '1003',
};

// prepareThreshold 1: prepared at once, so that the later executions of every statement have binary results.
describe('pgjdbc with many rows, prepareThreshold=1', () => {
  const program = new ClientProgram();

  before(async function () {
    this.timeout(180_000);
    requireInstalled(
      this,
      existsSync(JAR) && (await runs('javac', ['-version'])),
      'pgjdbc or a Java compiler',
    );
    const source = join(import.meta.dirname, 'Bulk.java');
    await program.start('java', ['-Dfile.encoding=UTF-8', '-cp', JAR, source, '1']);
  });

  after(() => program.stop());

  it('batches, fetches, copies and cancels as with PostgreSQL', () => {
    expect(Object.fromEntries(program.steps)).to.deep.equal(EXPECTED);
  });
});
