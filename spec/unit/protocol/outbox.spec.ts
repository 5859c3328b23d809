import { expect } from 'chai';
import { Buffer } from 'node:buffer';
import { Outbox } from '../../../src/protocol/index.ts';
import { hex } from '../../support/bytes.ts';

describe('outbox', () => {
  let written: Uint8Array[];
  let outbox: Outbox;

  beforeEach(() => {
    written = [];
    outbox = new Outbox((bytes) => written.push(bytes));
  });

  it('writes everything of a flush at once, and nothing before', () => {
    outbox.send({ type: 'ParseComplete' });
    outbox.send({ type: 'BindComplete' });
    outbox.append(hex('44 00000006 0000'));
    outbox.send({ type: 'ReadyForQuery', status: 'I' });
    expect(written).to.have.lengthOf(0);
    expect(outbox.pending).to.equal(23);
    outbox.flush();
    expect(written.map((part) => Buffer.from(part).toString('hex'))).to.deep.equal([
      '31000000043200000004440000000600005a0000000549',
    ]);
    expect(outbox.pending).to.equal(0);
  });

  it('passes large frames through, in order', () => {
    const rows = new Uint8Array(65_536).fill(1);
    outbox.send({ type: 'BindComplete' });
    outbox.append(rows);
    outbox.send({ type: 'ReadyForQuery', status: 'I' });
    expect(outbox.pending).to.equal(65_536 + 11);
    outbox.flush();
    expect(written).to.have.lengthOf(3);
    expect(written[1]).to.equal(rows);
    expect(Buffer.from(written[0] ?? []).toString('hex')).to.equal('3200000004');
    expect(Buffer.from(written[2] ?? []).toString('hex')).to.equal('5a0000000549');
  });

  it('copies small frames: the caller may reuse them', () => {
    const frames = hex('3100000004');
    outbox.append(frames);
    frames.fill(0);
    outbox.flush();
    expect(Buffer.from(written[0] ?? []).toString('hex')).to.equal('3100000004');
  });

  it('does not touch flushed bytes again', () => {
    outbox.send({ type: 'ParseComplete' });
    outbox.flush();
    outbox.send({ type: 'BindComplete' });
    outbox.flush();
    expect(written.map((part) => Buffer.from(part).toString('hex'))).to.deep.equal([
      '3100000004',
      '3200000004',
    ]);
  });

  it('a flush of nothing writes nothing', () => {
    outbox.flush();
    expect(written).to.have.lengthOf(0);
  });

  it('drops a message that cannot be encoded and keeps the others', () => {
    outbox.send({ type: 'ParseComplete' });
    expect(() => outbox.send({ type: 'CommandComplete', tag: 'a\0' })).to.throw('0x00');
    outbox.send({ type: 'BindComplete' });
    outbox.flush();
    expect(Buffer.from(written[0] ?? []).toString('hex')).to.equal('31000000043200000004');
  });
});
