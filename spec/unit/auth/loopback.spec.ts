import { expect } from 'chai';
import { isLoopback } from '../../../src/auth/loopback.ts';

describe('loopback', () => {
  for (const host of ['127.0.0.1', '127.255.0.7', '::1', '::ffff:127.0.0.1', 'localhost', 'LOCALHOST']) {
    it(`is ${host}`, () => {
      expect(isLoopback(host)).to.equal(true);
    });
  }
  for (const host of [
    '',
    '0.0.0.0',
    '::',
    '10.0.0.1',
    '127.evil.example',
    '127.0.0.1.evil.example',
    '::2',
    '1270.0.0.1',
  ]) {
    it(`is not ${host === '' ? 'nothing' : host}`, () => {
      expect(isLoopback(host)).to.equal(false);
    });
  }
});
