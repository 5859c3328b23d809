import { expect } from 'chai';
import { domainCodec } from '../../../src/types/domain.ts';
import { enumCodec } from '../../../src/types/enum.ts';
import { createRegistry } from '../../../src/types/registry.ts';
import { DEFAULT_VALUE_SETTINGS } from '../../../src/types/value-settings.ts';
import { varchar } from '../../../src/types/varchar.ts';

const registry = createRegistry({
  vectorOid: 16385,
  vectorArrayOid: 16390,
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
    expect(registry.byName('nothing')).to.equal(undefined);
  });

  it('takes an unknown type for text', () => {
    const codec = registry.codec(4242424);
    expect(codec.oid).to.equal(4242424);
    expect(registry.nameOf(4242424)).to.equal(undefined);
    expect(registry.elementOid(4242424)).to.equal(0);
  });

  it('uses the types it was told of last', () => {
    const mood = (labels: string[]) =>
      enumCodec({ name: 'mood', oid: 20001, arrayOid: 20000, shown: 'mood', labels });
    const context = { typmod: -1, settings: DEFAULT_VALUE_SETTINGS };
    registry.useTypes([mood(['sad'])]);
    expect(() => registry.codec(20001).parse('happy', context)).to.throw(
      'invalid input value for enum mood: "happy"',
    );
    registry.useTypes([mood(['sad', 'happy'])]);
    expect(registry.codec(20001).parse('happy', context)).to.equal('happy');
    expect(registry.codec(20000).name).to.equal('_mood');
    registry.useTypes([]);
    expect(registry.codec(20001).name).to.equal('20001');
  });

  it("a domain has its base type's values, within the modifier it gives", () => {
    const name = domainCodec({ name: 'short', oid: 20003, arrayOid: 20002 }, varchar, 4 + 3);
    const context = { typmod: -1, settings: DEFAULT_VALUE_SETTINGS };
    expect(name.parse('abc', context)).to.equal('abc');
    expect(() => name.parse('abcd', context)).to.throw('value too long for type character varying(3)');
  });
});
