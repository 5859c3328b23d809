import { expect } from 'chai';
import {
  PROTOCOL_3_0,
  PROTOCOL_3_2,
  formatVersion,
  negotiate,
  protocolVersion,
} from '../../../src/protocol/index.ts';

describe('protocol version', () => {
  it('is the number of the start-up message', () => {
    expect(PROTOCOL_3_0).to.equal(196_608);
    expect(PROTOCOL_3_2).to.equal(196_610);
    expect(formatVersion(protocolVersion(3, 9999))).to.equal('3.9999');
  });

  const NEGOTIATIONS: [number, string[], number, boolean][] = [
    [PROTOCOL_3_0, [], PROTOCOL_3_0, false],
    [protocolVersion(3, 1), [], protocolVersion(3, 1), false],
    [PROTOCOL_3_2, [], PROTOCOL_3_2, false],
    [protocolVersion(3, 3), [], PROTOCOL_3_2, true],
    [protocolVersion(3, 9999), [], PROTOCOL_3_2, true],
    [PROTOCOL_3_0, ['_pq_.command_progress'], PROTOCOL_3_0, true],
  ];
  for (const [requested, options, version, announce] of NEGOTIATIONS) {
    it(`${formatVersion(requested)} with ${options.length} options gives ${formatVersion(version)}`, () => {
      expect(negotiate(requested, options)).to.deep.equal({ version, announce });
    });
  }
});
