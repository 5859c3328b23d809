import { expect } from 'chai';
import {
  AddressError,
  readAddress,
  shownAddress,
  type ServerAddress,
} from '../../../src/client/server-address.ts';

const DEFAULTS: ServerAddress = {
  host: '127.0.0.1',
  port: 5432,
  user: '_SYSTEM',
  password: 'SYS',
  database: 'USER',
  sslMode: 'prefer',
  authorities: null,
};

describe('connection URIs', () => {
  it('take what they leave out from the defaults', () => {
    expect(readAddress('postgresql://', DEFAULTS)).to.deep.equal(DEFAULTS);
    expect(readAddress('postgres://db:6000', DEFAULTS)).to.deep.equal({
      ...DEFAULTS,
      host: 'db',
      port: 6000,
    });
  });

  it('have users, passwords and databases with special characters', () => {
    const address = readAddress('postgresql://a%40b:p%3Aw@[::1]:1/my%2Fdb?sslmode=require', DEFAULTS);
    expect(address).to.deep.equal({
      ...DEFAULTS,
      host: '::1',
      port: 1,
      user: 'a@b',
      password: 'p:w',
      database: 'my/db',
      sslMode: 'require',
    });
    expect(shownAddress(address)).to.equal('a%40b@[::1]:1/my%2Fdb');
  });

  for (const [uri, message] of [
    ['mysql://db', /begins with postgresql:\/\/, not mysql:/],
    ['nonsense', /not a connection URI/],
    ['postgresql://db?sslmode=maybe', /sslmode is one of disable, prefer/],
    ['postgresql://db?options=x', /"options" is no parameter known here/],
    ['postgresql://db?sslrootcert=/nowhere', /sslrootcert: cannot read \/nowhere/],
  ] as const) {
    it(`refuses ${uri}`, () => {
      expect(() => readAddress(uri, DEFAULTS)).to.throw(AddressError, message);
    });
  }
});
