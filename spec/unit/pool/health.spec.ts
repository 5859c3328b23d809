import { expect } from 'chai';
import { mock } from 'node:test';
import { BackendHealth } from '../../../actors/pool/health.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';

const away = new GatewayError('08001', 'Cannot connect to IRIS');

describe('health of the backend', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('waits twice as long after each attempt that fails, up to 64 seconds, until one succeeds', () => {
    let retries = 0;
    const health = new BackendHealth(
      () => {
        retries += 1;
      },
      () => 0.5,
    );
    for (const seconds of [1, 2, 4, 8, 16, 32, 64, 64]) {
      const before = retries;
      health.failed(away, 0);
      mock.timers.tick(seconds * 1000 - 1);
      expect(retries, `${seconds} s`).to.equal(before);
      mock.timers.tick(1);
      expect(retries, `${seconds} s`).to.equal(before + 1);
    }
    health.failed(away, 0);
    health.answered();
    mock.timers.tick(200_000);
    expect(retries).to.equal(8);
    health.failed(away, 0);
    mock.timers.tick(1000);
    expect(retries).to.equal(9);
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
      health.failed(away, 0);
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
    health.failed(away, 0);
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

  it('lowers the ceiling when a licence is refused, and is not unhealthy for that', () => {
    const health = new BackendHealth(() => undefined);
    health.failed(new GatewayError('53300', 'licence'), 3);
    expect([health.status(3), health.allowed, health.mayTry]).to.deep.equal(['Degraded', 3, true]);
    const none = new BackendHealth(() => undefined);
    none.failed(new GatewayError('53300', 'licence'), 0);
    expect([none.status(0), none.allowed]).to.deep.equal(['Healthy', Number.POSITIVE_INFINITY]);
  });
});
