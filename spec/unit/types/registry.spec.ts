import { expect } from 'chai';
import { createRegistry } from '../../../src/types/registry.ts';

const registry = createRegistry({
  vectorOid: 16385,
  vectorArrayOid: 16390,
  extraTextTypes: [{ name: 'mood', oid: 20000, arrayOid: 20001 }],
});

describe('TypeRegistry', () => {
  it('knows every OID once', () => {
    const oids = [...registry.all()].map(({ oid }) => oid);
    expect(new Set(oids).size).to.equal(oids.length);
    expect(oids.length).to.be.greaterThan(120);
  });

  it('has the array of every type that has one', () => {
    for (const { oid, arrayOid, name } of registry.all()) {
      if (arrayOid === 0) continue;
      expect(registry.codec(arrayOid).name).to.equal(`_${name}`);
      expect(registry.elementOid(arrayOid)).to.equal(oid);
    }
  });

  it('finds types by name', () => {
    expect(registry.byName('int4')?.oid).to.equal(23);
    expect(registry.byName('_vector')?.oid).to.equal(16390);
    expect(registry.byName('mood')?.oid).to.equal(20000);
    expect(registry.byName('nothing')).to.equal(undefined);
  });

  it('takes an unknown type for text', () => {
    const codec = registry.codec(4242424);
    expect(codec.oid).to.equal(4242424);
    expect(registry.nameOf(4242424)).to.equal(undefined);
    expect(registry.elementOid(4242424)).to.equal(0);
  });
});
