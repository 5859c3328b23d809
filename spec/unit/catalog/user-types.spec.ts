import { expect } from 'chai';
import { MirroredCatalog } from '../../../src/catalog/mirrored-catalog.ts';
import { mirrorUserTypes, userTypeOids } from '../../../src/catalog/mirror/user-type.ts';
import { planMirror } from '../../../src/catalog/mirror/mirror-plan.ts';
import type { Shadow } from '../../../src/catalog/shadow.ts';
import type { CatalogSnapshot, SnapshotType } from '../../../src/catalog/snapshot.ts';
import { readUserTypes } from '../../../src/catalog/user-types.ts';
import type { DomainDefinition } from '../../../src/sql/ddl/user-type.ts';
import { openShadow, SHADOW_TIMEOUT } from './support/shadow.ts';
import { pgColumn, table } from './support/snapshots.ts';

const enumType = (name: string, ...labels: string[]): SnapshotType => ({
  schema: 'SQLUser',
  name,
  definition: { kind: 'enum', labels },
});

const domainType = (name: string, definition: Partial<DomainDefinition>): SnapshotType => ({
  schema: 'SQLUser',
  name,
  definition: {
    kind: 'domain',
    base: 'integer',
    baseName: 'int4',
    baseUser: null,
    typmod: -1,
    collation: null,
    notNull: false,
    default: null,
    checks: [],
    ...definition,
  },
});

const MOOD = enumType('mood', 'sad', "o'k", 'happy');
const POSITIVE = domainType('positive', {
  checks: [{ name: 'positive_check', check: 'VALUE > 0', valid: true }],
});
const REQUIRED = domainType('required', { notNull: true, default: '7' });
/** Stands before what it is over: the order in which they are read is that of names. */
const ABOVE = domainType('above', {
  base: 'public.positive',
  baseName: 'positive',
  baseUser: { schema: 'public', name: 'positive' },
});

const PERSON = table('person', [
  pgColumn('id', 'INTEGER', 'integer'),
  pgColumn('current', 'VARCHAR(63)', '"public"."mood"'),
  pgColumn('past', 'VARCHAR(3641144)', '"public"."mood"[]'),
  pgColumn('amount', 'INTEGER', '"public"."above"'),
  pgColumn('needed', 'INTEGER', '"public"."required"'),
]);

const snapshot = (...types: SnapshotType[]): CatalogSnapshot => ({
  schemas: ['SQLUser'],
  tables: [PERSON],
  types,
});

describe('types that users have made, in the shadow', function () {
  this.timeout(SHADOW_TIMEOUT);
  let shadow: Shadow;
  let catalog: MirroredCatalog;

  before(async () => {
    shadow = await openShadow();
    catalog = new MirroredCatalog(shadow);
    expect(catalog.refresh(snapshot(ABOVE, MOOD, POSITIVE, REQUIRED))).to.deep.equal([]);
  });
  after(() => shadow.close());

  const oids = (): (string | null)[][] =>
    shadow.rows(
      `select typname, oid, typarray from pg_type where typname in ('mood', 'positive') order by 1`,
    );

  it('have the OIDs that follow from their names', () => {
    const plan = planMirror(snapshot(ABOVE, MOOD, POSITIVE, REQUIRED));
    const expected = mirrorUserTypes([MOOD, POSITIVE]).map((type) => {
      const { oid, arrayOid } = userTypeOids(type, plan.names);
      return [type.name, String(oid), String(arrayOid)];
    });
    expect(oids()).to.deep.equal(expected);
  });

  it('keep their OIDs when they change, and so do the tables that use them', () => {
    const before = oids();
    const { oid } = catalog.relations.named('public', 'person') ?? {};
    const more = enumType('mood', 'sad', 'meh', "o'k", 'happy');
    expect(catalog.refresh(snapshot(ABOVE, more, POSITIVE, REQUIRED))).to.deep.equal([]);
    expect(oids()).to.deep.equal(before);
    expect(catalog.relations.named('public', 'person')?.oid).to.equal(oid);
    const labels = catalog.types.named('public', 'mood')?.labels?.map(({ label }) => label);
    expect(labels).to.deep.equal(['sad', 'meh', "o'k", 'happy']);
  });

  it('tell what of a domain has to be checked', () => {
    const facts = (name: string) => {
      const { constrained, takesNull } = catalog.types.named('public', name) ?? {};
      return { constrained, takesNull };
    };
    expect(facts('above')).to.deep.equal({ constrained: true, takesNull: true });
    expect(facts('required')).to.deep.equal({ constrained: true, takesNull: false });
  });

  it('are seen through in columns', () => {
    const columns = catalog.relations.named('public', 'person')?.columns ?? [];
    const above = catalog.types.named('public', 'above')?.oid;
    expect(columns[3]).to.include({ typeOid: 23, typmod: -1, domain: above });
    expect(columns[4]).to.include({ typeOid: 23, defaultExpression: '7' });
    expect(columns[1]).not.to.have.property('domain');
  });

  it('are read back as they were told', () => {
    const read = readUserTypes(shadow).map(({ name, definition }) => [name, definition]);
    expect(Object.fromEntries(read)).to.deep.include({
      above: ABOVE.definition,
      positive: {
        ...POSITIVE.definition,
        checks: [{ name: 'positive_check', check: '(VALUE > 0)', valid: true }],
      },
      required: REQUIRED.definition,
    });
  });

  it('go when they are gone', () => {
    const plain = { schemas: ['SQLUser'], tables: [] };
    expect(catalog.refresh(plain)).to.deep.equal([]);
    expect(readUserTypes(shadow)).to.deep.equal([]);
  });
});
