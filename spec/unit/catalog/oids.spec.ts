import { expect } from 'chai';
import { derivedOid, FIRST_MIRRORED_OID, OidAssignment } from '../../../src/catalog/mirror/oids.ts';
import type { ObjectKind } from '../../../src/catalog/mirror/oids.ts';

const MANY: [ObjectKind, string, string][] = Array.from({ length: 60_000 }, (_, at) => [
  'table',
  'public',
  `t${at}`,
]);

describe('derived OIDs', () => {
  it('do not change: clients and plans keep them', () => {
    expect(derivedOid('table', 'public', 'orders')).to.equal(1_432_607_520);
    expect(derivedOid('role', '', 'alice')).to.equal(361_781_032);
  });

  it('lie between the image and 2^31, with room for a table and its two types', () => {
    for (const object of MANY.slice(0, 1000)) {
      const oid = derivedOid(...object);
      expect(oid).to.be.at.least(FIRST_MIRRORED_OID);
      expect(oid + 2).to.be.below(2 ** 31);
    }
  });

  it('are distinct also where names hash to one slot', () => {
    const assignment = new OidAssignment(MANY);
    const oids = new Set(MANY.map((object) => assignment.of(...object)));
    expect(oids.size).to.equal(MANY.length);
    expect(new Set(MANY.map((object) => derivedOid(...object))).size).to.be.below(MANY.length);
  });

  it('do not depend on the order in which objects are met', () => {
    const forth = new OidAssignment(MANY);
    const back = new OidAssignment(MANY.toReversed());
    for (const object of MANY) expect(back.of(...object)).to.equal(forth.of(...object));
  });

  it('tell kinds and schemas apart', () => {
    const oids = [
      derivedOid('table', 'a', 'b'),
      derivedOid('view', 'a', 'b'),
      derivedOid('index', 'a', 'b'),
      derivedOid('table', 'ab', ''),
    ];
    expect(new Set(oids).size).to.equal(oids.length);
  });
});
