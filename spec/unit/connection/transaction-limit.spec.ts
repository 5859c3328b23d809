import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { loadParser } from '../../../src/sql/parse/parse.ts';
import { brief, Conversation } from '../../support/conversation.ts';
import { fakeServices } from '../../support/fake-services.ts';
import * as client from '../../support/frontend.ts';

describe('transaction_timeout', () => {
  before(loadParser);

  it('ends a session whose transaction takes longer with 25P04, a failed one too', async () => {
    for (const statement of ['BEGIN', 'BEGIN; SELECT n FROM nowhere']) {
      const talk = new Conversation(fakeServices());
      await talk.login({ transaction_timeout: '300' });
      await talk.send(client.query(statement));
      for (let i = 0; i < 2; i += 1) {
        expect(talk.ended).to.equal(false);
        await pause(40);
        await talk.send(client.query('SHOW work_mem'));
      }
      await pause(300);
      expect(brief(talk.take())).to.deep.equal(['ErrorResponse 25P04']);
      expect(talk.ended).to.equal(true);
    }
  });

  it('lets sessions between transactions be', async () => {
    const talk = new Conversation(fakeServices());
    await talk.login({ transaction_timeout: '20' });
    await talk.send(client.query('BEGIN'), client.query('COMMIT'), client.query('SELECT 7'));
    await pause(60);
    expect(talk.ended).to.equal(false);
    await talk.close();
  });

  it('counts from where it is set within a transaction, and goes with it', async () => {
    const talk = new Conversation(fakeServices());
    await talk.login();
    await talk.send(client.query('BEGIN'), client.query("SET LOCAL transaction_timeout = '20ms'"));
    await talk.send(client.query('COMMIT'), client.query('BEGIN'));
    await pause(60);
    expect(talk.ended).to.equal(false);
    await talk.send(client.query("SET transaction_timeout = '20ms'"));
    await pause(60);
    expect(brief(talk.take())).to.deep.equal(['ErrorResponse 25P04']);
  });
});
