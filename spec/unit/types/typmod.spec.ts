import { expect } from 'chai';
import {
  INTERVAL_ALL_FIELDS,
  INTERVAL_FIELD,
  intervalModifiers,
  intervalTypmod,
  lengthModifier,
  lengthTypmod,
  numericModifiers,
  numericTypmod,
  secondsPrecision,
} from '../../../src/types/typmod.ts';

describe('typmods', () => {
  it('packs numeric as numerictypmodin does', () => {
    expect(numericTypmod(10, 2)).to.equal(655366);
    expect(numericTypmod(2, -3)).to.equal(133121);
    expect(numericModifiers(655366)).to.deep.equal({ precision: 10, scale: 2 });
    expect(numericModifiers(133121)).to.deep.equal({ precision: 2, scale: -3 });
    expect(numericModifiers(numericTypmod(1000, 1000))).to.deep.equal({ precision: 1000, scale: 1000 });
    expect(numericModifiers(-1)).to.equal(undefined);
  });

  it('packs lengths with their header', () => {
    expect(lengthTypmod(10)).to.equal(14);
    expect(lengthModifier(14)).to.equal(10);
    expect(lengthModifier(-1)).to.equal(undefined);
  });

  it('keeps six digits of a second by default', () => {
    expect([secondsPrecision(-1), secondsPrecision(0), secondsPrecision(3)]).to.deep.equal([6, 0, 3]);
  });

  it('packs interval fields as intervaltypmodin does', () => {
    expect(intervalTypmod(INTERVAL_ALL_FIELDS, 3)).to.equal(2147418115);
    expect(intervalTypmod(INTERVAL_FIELD.year, undefined)).to.equal(327679);
    expect(intervalModifiers(458751)).to.deep.equal({
      fields: INTERVAL_FIELD.year | INTERVAL_FIELD.month,
      precision: undefined,
    });
    expect(intervalModifiers(-1)).to.deep.equal({ fields: INTERVAL_ALL_FIELDS, precision: undefined });
  });
});
