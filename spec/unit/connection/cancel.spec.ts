import { expect } from 'chai';
import { brief, Conversation } from '../../support/conversation.ts';
import { fakeServices, FAKE_STATEMENTS } from '../../support/fake-services.ts';
import { query } from '../../support/frontend.ts';

describe('a cancel', () => {
  let talk: Conversation;

  beforeEach(async () => {
    talk = new Conversation(fakeServices());
    await talk.login();
  });

  afterEach(() => talk.close());

  function cancel(): void {
    talk.connection.session?.cancel();
  }

  it('that comes while a statement is analysed stops it before it runs', async () => {
    const answering = talk.send(query(FAKE_STATEMENTS.rows));
    cancel();
    expect(brief(await answering)).to.deep.equal([
      'RowDescription',
      'ErrorResponse 57014',
      'ReadyForQuery I',
    ]);
  });

  it('that comes between two statements stops neither', async () => {
    expect(brief(await talk.send(query(FAKE_STATEMENTS.write))).at(-1)).to.equal('ReadyForQuery I');
    cancel();
    expect(brief(await talk.send(query(FAKE_STATEMENTS.write)))).to.deep.equal([
      'CommandComplete INSERT 0 1',
      'ReadyForQuery I',
    ]);
  });

  it('that found nothing to stop in its message is over with it', async () => {
    const answering = talk.send(query(''));
    cancel();
    await answering;
    expect(brief(await talk.send(query(FAKE_STATEMENTS.write))).at(0)).to.equal('CommandComplete INSERT 0 1');
  });
});
