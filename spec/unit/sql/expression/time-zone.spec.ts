import { expect } from 'chai';
import { fixedOffset } from '../../../../src/sql/expression/time-zone.ts';

const OFFSETS: readonly (readonly [zone: string, minutes: number | undefined])[] = [
  ['UTC', 0],
  ['Etc/UTC', 0],
  ['GMT', 0],
  ['zulu', 0],
  // SET TimeZone to a number: hours east of Greenwich.
  ['2', 120],
  ['-7', -420],
  ['+05', 300],
  // POSIX and Etc names count westwards.
  ['<+02>-02', 120],
  ['<-03>+03', -180],
  ['<+0530>-05:30', 330],
  ['Etc/GMT+3', -180],
  ['Etc/GMT-5', 300],
  // Everything with rules of its own.
  ['Europe/Berlin', undefined],
  ['America/New_York', undefined],
  ['EST5EDT', undefined],
  ['+02:00', undefined],
  ['', undefined],
];

describe('time zones of one offset', () => {
  for (const [zone, minutes] of OFFSETS) {
    it(`${zone === '' ? '(empty)' : zone}: ${minutes ?? 'none'}`, () => {
      expect(fixedOffset(zone)).to.equal(minutes);
    });
  }
});
