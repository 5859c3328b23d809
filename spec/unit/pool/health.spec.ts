import { expect } from 'chai';
import { mock } from 'node:test';
import { BackendHealth } from '../../../actors/pool/health.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';

const away = new GatewayError('08001', 'Cannot connect to IRIS');

describe('health of the backend', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('waits twice as long after each of ten attempts that fail, then 1024 s each, until one succeeds', () => {
    let retries = 0;
    const health = new BackendHealth(
      () => {
        retries += 1;
      },
      () => 0.5,
    );
    for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1024]) {
      const before = retries;
      health.failed(away);
      mock.timers.tick(seconds * 1000 - 1);
      expect(retries, `${seconds} s`).to.equal(before);
      mock.timers.tick(1);
      expect(retries, `${seconds} s`).to.equal(before + 1);
    }
    health.failed(away);
    health.answered();
    mock.timers.tick(2_000_000);
    expect(retries).to.equal(12);
    health.failed(away);
    mock.timers.tick(1000);
    expect(retries).to.equal(13);
  });

  it('spreads the attempts of several gateways by a quarter', () => {
    const at = (random: number): number => {
      let retried = false;
      const health = new BackendHealth(
        () => {
          retried = true;
        },
        () => random,
      );
      health.failed(away);
      for (let ms = 0; ms < 2000; ms += 50) {
        mock.timers.tick(50);
        if (retried) return ms + 50;
      }
      return Number.NaN;
    };
    expect([at(0), at(1)]).to.deep.equal([750, 1250]);
  });

  it('is unhealthy without lanes, degraded with some, and allows nobody another attempt at once', () => {
    const health = new BackendHealth(() => undefined);
    expect([health.status(0), health.mayTry, health.checkedAt]).to.deep.equal(['Healthy', true, null]);
    health.failed(away);
    expect([health.status(0), health.status(2), health.mayTry]).to.deep.equal([
      'Unhealthy',
      'Degraded',
      false,
    ]);
    expect(health.checkedAt).to.be.instanceOf(Date);
    health.answered();
    expect([health.status(0), health.mayTry]).to.deep.equal(['Healthy', true]);
    health.stop();
  });

  it('is not unhealthy when a licence is refused', () => {
    const health = new BackendHealth(() => undefined);
    health.failed(new GatewayError('53300', 'licence'));
    expect([health.status(3, true), health.status(0), health.mayTry]).to.deep.equal([
      'Degraded',
      'Healthy',
      true,
    ]);
    expect(health.checkedAt).to.be.instanceOf(Date);
  });
});
