import { expect } from 'chai';
import { findZone } from '../../../src/types/datetime/find-zone.ts';
import { localOffset } from '../../../src/types/datetime/zone.ts';

function seconds(iso: string): number {
  return Date.parse(iso) / 1000;
}

describe('time zones', () => {
  const names: readonly (readonly [string, string])[] = [
    ['utc', 'UTC'],
    ['Etc/UTC', 'Etc/UTC'],
    ['europe/berlin', 'Europe/Berlin'],
    ['UTC+3', 'UTC+3'],
    ['<+03>-03', '<+03>-03'],
    ['5', '<+05>-05'],
    ['-3.5', '<-03:30>+03:30'],
    ['0', '<+00>-00'],
  ];
  for (const [given, name] of names) {
    it(`${given} is shown as ${name}`, () => {
      expect(findZone(given)?.name).to.equal(name);
    });
  }

  for (const name of ['', 'foo', 'Foo/Bar', 'UTC+168', 'EST5EDT,M13.1.0,M11.1.0', 'A<3', '200']) {
    it(`${JSON.stringify(name)} is no zone`, () => {
      expect(findZone(name)).to.equal(undefined);
    });
  }

  it('is the same zone when asked again', () => {
    expect(findZone('America/New_York')).to.equal(findZone('America/New_York'));
  });

  it('finds a transition to the second, from both sides and in any order of questions', () => {
    const zone = findZone('America/New_York');
    const change = seconds('2024-03-10T07:00:00Z');
    expect(zone?.offsetAt(change)).to.equal(-4 * 3600);
    expect(zone?.offsetAt(change - 1)).to.equal(-5 * 3600);
    expect(zone?.offsetAt(seconds('1883-11-18T16:00:00Z'))).to.equal(-(4 * 3600 + 56 * 60 + 2));
  });

  it('agrees with Intl on every day of a century', () => {
    const zone = findZone('Europe/London');
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: 'Europe/London',
      timeZoneName: 'longOffset',
    });
    for (let time = seconds('1930-01-01T12:00:00Z'); time < seconds('2030-01-01'); time += 86400 * 3) {
      const match = /GMT(?:([+-]\d\d):(\d\d))?/.exec(format.format(time * 1000));
      const expected = match?.[1] === undefined ? 0 : Number(match[1]) * 3600 + Number(match[2]) * 60;
      expect(zone?.offsetAt(time), new Date(time * 1000).toISOString()).to.equal(expected);
    }
  });

  it('a skipped local time takes the offset before the gap, a repeated one the later offset', () => {
    const zone = findZone('Europe/Berlin');
    if (zone === undefined) throw new Error('no zone');
    expect(localOffset(zone, seconds('2024-03-31T02:30:00Z'))).to.equal(3600);
    expect(localOffset(zone, seconds('2024-10-27T02:30:00Z'))).to.equal(3600);
    expect(localOffset(zone, seconds('2024-10-27T01:59:59Z'))).to.equal(7200);
  });
});
