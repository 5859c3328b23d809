import { expect } from 'chai';
import { loadParser } from '../../../src/sql/parse/parse.ts';
import { brief, Conversation } from '../../support/conversation.ts';
import { FAKE_STATEMENTS, fakeServices, type FakeOptions } from '../../support/fake-services.ts';
import * as client from '../../support/frontend.ts';

const { shadow, shadowError, rows, parameter, write, writeError, unknown } = FAKE_STATEMENTS;
const pipeline = (text: string, limit = 0): Buffer[] => [
  client.parse('', text),
  client.bind('', '', {}),
  client.execute('', limit),
];

async function open(options: FakeOptions = {}): Promise<{ talk: Conversation; log: string[] }> {
  const services = fakeServices(options);
  const talk = new Conversation(services);
  await talk.login();
  return { talk, log: services.log };
}

describe('a connection', () => {
  before(loadParser);

  for (const later of [false, true]) {
    describe(later ? 'with answers of workers' : 'with a warm plan cache', () => {
      const simple: readonly (readonly [string, string, readonly string[]])[] = [
        [
          'one statement',
          shadow,
          ['RowDescription', 'DataRow 7', 'CommandComplete SELECT 1', 'ReadyForQuery I'],
        ],
        ['an empty string', '', ['EmptyQueryResponse', 'ReadyForQuery I']],
        ['a comment and a semicolon', ' ; -- nothing', ['EmptyQueryResponse', 'ReadyForQuery I']],
        ['a change', write, ['CommandComplete INSERT 0 1', 'ReadyForQuery I']],
        ['an error', 'SELEC', ['ErrorResponse 42601', 'ReadyForQuery I']],
        [
          'several statements up to the first error',
          `${write}; ${shadowError}; ${write}`,
          ['CommandComplete INSERT 0 1', 'ErrorResponse 22012', 'ReadyForQuery I'],
        ],
        [
          'a syntax error in the last of several before anything runs',
          `${write}; SELEC`,
          ['ErrorResponse 42601', 'ReadyForQuery I'],
        ],
        [
          'BEGIN that joins what came before',
          `${write}; BEGIN; ${write}`,
          [
            'CommandComplete INSERT 0 1',
            'CommandComplete BEGIN',
            'CommandComplete INSERT 0 1',
            'ReadyForQuery T',
          ],
        ],
        [
          'COMMIT without a transaction',
          'COMMIT',
          ['NoticeResponse 25P01', 'CommandComplete COMMIT', 'ReadyForQuery I'],
        ],
        ['SAVEPOINT without a transaction', 'SAVEPOINT a', ['ErrorResponse 25P01', 'ReadyForQuery I']],
        [
          'SET of a reported setting',
          "SET application_name = 'x'",
          ['CommandComplete SET', 'ParameterStatus application_name=x', 'ReadyForQuery I'],
        ],
        [
          'SHOW',
          'SHOW statement_timeout',
          ['RowDescription', 'DataRow 0', 'CommandComplete SHOW', 'ReadyForQuery I'],
        ],
        ['a parameter where there can be none', parameter, ['ErrorResponse 42P02', 'ReadyForQuery I']],
      ];
      for (const [name, sql, expected] of simple) {
        it(`answers ${name}`, async () => {
          const { talk } = await open({ later });
          expect(brief(await talk.send(client.query(sql)))).to.deep.equal(expected);
        });
      }

      it('runs several statements as one transaction in the backend, and one statement as none', async () => {
        const { talk, log } = await open({ later });
        await talk.send(client.query(`${write}; ${write}`));
        expect(log).to.deep.equal(['begin', write, write, 'commit']);
        log.length = 0;
        await talk.send(client.query(write));
        await talk.send(...pipeline(write), client.sync());
        expect(log).to.deep.equal([write, write]);
        log.length = 0;
        await talk.send(client.query(`${write}; ${writeError}`));
        expect(log).to.deep.equal(['begin', write, writeError, 'rollback']);
      });

      it('answers Parse, Bind, Describe, Execute, Sync', async () => {
        const { talk } = await open({ later });
        const answer = await talk.send(
          client.parse('s', parameter),
          client.describe('S', 's'),
          client.bind('p', 's', { values: ['3'] }),
          client.describe('P', 'p'),
          client.execute('p', 0),
          client.close('S', 's'),
          client.sync(),
        );
        expect(brief(answer)).to.deep.equal([
          'ParseComplete',
          'ParameterDescription',
          'RowDescription',
          'BindComplete',
          'RowDescription',
          ...[1, 2, 3, 4, 5].map((n) => `DataRow ${n}`),
          'CommandComplete SELECT 5',
          'CloseComplete',
          'ReadyForQuery I',
        ]);
      });

      it('suspends a portal at the row limit and continues it', async () => {
        const { talk, log } = await open({ later });
        const answer = await talk.send(
          ...pipeline(rows, 2),
          client.execute('', 2),
          client.execute('', 2),
          client.sync(),
        );
        expect(brief(answer)).to.deep.equal([
          'ParseComplete',
          'BindComplete',
          'DataRow 1',
          'DataRow 2',
          'PortalSuspended',
          'DataRow 3',
          'DataRow 4',
          'PortalSuspended',
          'DataRow 5',
          'CommandComplete SELECT 1',
          'ReadyForQuery I',
        ]);
        await talk.send(...pipeline(rows, 1), client.sync());
        expect(log.at(-1)).to.equal('commit');
      });

      it('keeps two suspended portals apart', async () => {
        const { talk } = await open({ later });
        const answer = await talk.send(
          client.query('BEGIN'),
          client.parse('s', rows),
          client.bind('a', 's', {}),
          client.bind('b', 's', {}),
          client.execute('a', 2),
          client.execute('b', 1),
          client.execute('a', 1),
          client.execute('b', 9),
          client.sync(),
        );
        expect(brief(answer).filter((line) => line.startsWith('DataRow'))).to.deep.equal(
          [1, 2, 1, 3, 2, 3, 4, 5].map((n) => `DataRow ${n}`),
        );
      });

      it('skips everything up to Sync after an error, a Query as well', async () => {
        const { talk, log } = await open({ later });
        const answer = await talk.send(
          client.parse('', unknown),
          client.bind('', '', {}),
          client.execute('', 0),
          client.query(write),
          client.sync(),
          client.query(shadow),
        );
        expect(brief(answer)).to.deep.equal([
          'ErrorResponse 42P01',
          'ReadyForQuery I',
          'RowDescription',
          'DataRow 7',
          'CommandComplete SELECT 1',
          'ReadyForQuery I',
        ]);
        expect(log).to.deep.equal([]);
      });

      it('rolls a pipeline back as a whole, and commits it at Sync', async () => {
        const { talk, log } = await open({ later });
        const failed = await talk.send(
          ...pipeline(write),
          ...pipeline(writeError),
          ...pipeline(write),
          client.sync(),
        );
        expect(brief(failed).at(-1)).to.equal('ReadyForQuery I');
        expect(log).to.deep.equal(['begin', write, writeError, 'rollback']);
        log.length = 0;
        await talk.send(...pipeline(write), ...pipeline(write), client.sync());
        expect(log).to.deep.equal(['begin', write, write, 'commit']);
      });

      it('gives a name free again after a failed Parse, and refuses one that is taken', async () => {
        const { talk } = await open({ later });
        await talk.send(client.parse('s', unknown), client.sync());
        const again = await talk.send(
          client.parse('s', shadow),
          client.sync(),
          client.parse('s', shadow),
          client.sync(),
        );
        expect(brief(again)).to.deep.equal([
          'ParseComplete',
          'ReadyForQuery I',
          'ErrorResponse 42P05',
          'ReadyForQuery I',
        ]);
      });

      it('refuses names that do not exist, but closes them without error', async () => {
        const { talk } = await open({ later });
        const sent = [
          [client.bind('', 'nope', {})],
          [client.describe('S', 'nope')],
          [client.describe('P', 'nope')],
          [client.execute('nope', 0)],
          [client.close('S', 'nope')],
          [client.close('P', 'nope')],
        ];
        const heard: string[] = [];
        for (const messages of sent) heard.push(...brief(await talk.send(...messages, client.sync())));
        expect(heard.filter((line) => !line.startsWith('Ready'))).to.deep.equal([
          'ErrorResponse 26000',
          'ErrorResponse 26000',
          'ErrorResponse 34000',
          'ErrorResponse 34000',
          'CloseComplete',
          'CloseComplete',
        ]);
      });

      it('answers on Flush without Sync', async () => {
        const { talk } = await open({ later });
        expect(brief(await talk.send(client.parse('', shadow), client.flush()))).to.deep.equal([
          'ParseComplete',
        ]);
      });

      it('fails a transaction at an error until it is rolled back', async () => {
        const { talk, log } = await open({ later });
        const lines: string[] = [];
        for (const sql of ['BEGIN', write, writeError, shadow, 'COMMIT', shadow]) {
          lines.push(brief(await talk.send(client.query(sql))).join(' '));
        }
        expect(lines).to.deep.equal([
          'CommandComplete BEGIN ReadyForQuery T',
          'CommandComplete INSERT 0 1 ReadyForQuery T',
          'ErrorResponse 23505 ReadyForQuery E',
          'ErrorResponse 25P02 ReadyForQuery E',
          'CommandComplete ROLLBACK ReadyForQuery I',
          'RowDescription DataRow 7 CommandComplete SELECT 1 ReadyForQuery I',
        ]);
        expect(log).to.deep.equal(['begin', write, writeError, 'rollback']);
      });

      it('goes back to a savepoint after an error', async () => {
        const { talk, log } = await open({ later });
        for (const sql of [
          'BEGIN',
          write,
          'SAVEPOINT a',
          writeError,
          'ROLLBACK TO a',
          write,
          'RELEASE a',
          'COMMIT',
        ]) {
          await talk.send(client.query(sql));
        }
        expect(log).to.deep.equal([
          'begin',
          write,
          'savepoint a',
          writeError,
          'rollbackTo a',
          write,
          'release a',
          'commit',
        ]);
      });

      it('needs no lane for a transaction without tables', async () => {
        const { talk, log } = await open({ later });
        for (const sql of ['BEGIN', 'SAVEPOINT a', shadow, 'ROLLBACK TO a', 'RELEASE a', 'COMMIT']) {
          expect(brief(await talk.send(client.query(sql))).join()).to.not.match(/Error/);
        }
        expect(log).to.deep.equal([]);
      });

      it('refuses changes in a READ ONLY transaction', async () => {
        const { talk } = await open({ later });
        await talk.send(client.query('BEGIN READ ONLY'));
        expect(brief(await talk.send(client.query(write)))).to.deep.equal([
          'ErrorResponse 25006',
          'ReadyForQuery E',
        ]);
      });

      it('runs SQL-level PREPARE, EXECUTE and DEALLOCATE', async () => {
        const { talk } = await open({ later });
        const answer = await talk.send(client.query(`PREPARE q AS ${rows}; EXECUTE q; DEALLOCATE q`));
        expect(brief(answer)).to.deep.equal([
          'CommandComplete PREPARE',
          'RowDescription',
          ...[1, 2, 3, 4, 5].map((n) => `DataRow ${n}`),
          'CommandComplete SELECT 5',
          'CommandComplete DEALLOCATE',
          'ReadyForQuery I',
        ]);
        expect(brief(await talk.send(client.query('EXECUTE q')))).to.include('ErrorResponse 26000');
      });
    });
  }

  it('stops what runs when it is cancelled, and nothing else', async () => {
    const { talk } = await open();
    const running = talk.send(client.query('SELECT n FROM t -- forever'));
    await new Promise((resolve) => setImmediate(resolve));
    talk.connection.session?.cancel();
    expect(brief(await running)).to.deep.equal(['RowDescription', 'ErrorResponse 57014', 'ReadyForQuery I']);
    talk.connection.session?.cancel();
    expect(brief(await talk.send(client.query(shadow))).at(-1)).to.equal('ReadyForQuery I');
  });

  it('stops a statement at statement_timeout', async () => {
    const { talk } = await open();
    await talk.send(client.query("SET statement_timeout = '20ms'"));
    const answer = await talk.send(client.query('SELECT n FROM t -- forever'));
    const [error] = answer.filter((message) => message.type === 'ErrorResponse');
    expect(error?.fields).to.include({
      sqlstate: '57014',
      message: 'canceling statement due to statement timeout',
    });
  });

  it('rolls back and gives its lane back when the client leaves in a transaction', async () => {
    const services = fakeServices();
    const talk = new Conversation(services);
    await talk.login();
    await talk.send(client.query(`BEGIN; ${write}`));
    expect(services.pool.statistics.inUse).to.equal(1);
    await talk.close();
    expect(services.log.at(-1)).to.equal('rollback');
    expect(services.pool.statistics).to.include({ inUse: 0, available: 1 });
  });

  it('stops a running statement when the client leaves', async () => {
    const services = fakeServices();
    const talk = new Conversation(services);
    await talk.login();
    const running = talk.send(client.query('SELECT n FROM t -- forever'));
    await new Promise((resolve) => setImmediate(resolve));
    await talk.close();
    await running;
    expect(services.pool.statistics).to.include({ inUse: 0, available: 1 });
  });
});
