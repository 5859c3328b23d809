import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { loadParser } from '../../../src/sql/parse/parse.ts';
import { brief, Conversation } from '../../support/conversation.ts';
import { fakeServices } from '../../support/fake-services.ts';
import * as client from '../../support/frontend.ts';

describe('limits of idleness', () => {
  before(loadParser);

  it('ends a session that leaves its transaction idle with 25P03, a failed one too', async () => {
    for (const statement of ['BEGIN', 'BEGIN; SELECT 1 FROM nowhere']) {
      const talk = new Conversation(fakeServices());
      await talk.login({ idle_in_transaction_session_timeout: '20' });
      await pause(50);
      expect(talk.ended).to.equal(false);
      await talk.send(client.query(statement));
      await pause(60);
      expect(brief(talk.take())).to.deep.equal(['ErrorResponse 25P03']);
      expect(talk.ended).to.equal(true);
    }
  });

  it('ends an idle session with 57P05, but not in a transaction', async () => {
    const talk = new Conversation(fakeServices());
    await talk.login();
    await talk.send(client.query("SET idle_session_timeout = '20ms'"), client.query('BEGIN'));
    await pause(60);
    expect(talk.ended).to.equal(false);
    await talk.send(client.query('COMMIT'));
    await pause(60);
    expect(brief(talk.take())).to.deep.equal(['ErrorResponse 57P05']);
    expect(talk.ended).to.equal(true);
  });

  it('starts anew with every statement and does not count running ones', async () => {
    const talk = new Conversation(fakeServices());
    await talk.login({ idle_session_timeout: '60' });
    for (let i = 0; i < 6; i += 1) {
      await talk.send(client.query('SHOW work_mem'));
      await pause(20);
    }
    expect(talk.ended).to.equal(false);
    await talk.send(client.query('SET idle_session_timeout = 0'));
    await pause(80);
    expect(talk.ended).to.equal(false);
  });
});
