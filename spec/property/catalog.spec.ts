import { expect } from 'chai';
import fc from 'fast-check';
import { fold, pgObjectName, pgSchemaName } from '../../src/catalog/mirror/names.ts';
import { FIRST_MIRRORED_OID, OidAssignment } from '../../src/catalog/mirror/oids.ts';
import type { ObjectKind } from '../../src/catalog/mirror/oids.ts';
import { MirroredCatalog } from '../../src/catalog/mirrored-catalog.ts';
import { quoteIdentifier, quoteLiteral } from '../../src/catalog/quote.ts';
import { searchPathSchemas } from '../../src/catalog/search-path.ts';
import type { Shadow } from '../../src/catalog/shadow.ts';
import type { CatalogSnapshot } from '../../src/catalog/snapshot.ts';
import { irisSchemaName } from '../../src/sql/iris/spelling.ts';
import { contents } from '../unit/catalog/support/contents.ts';
import { openShadow, select, SHADOW_TIMEOUT, withShadow } from '../unit/catalog/support/shadow.ts';
import { column, foreignKey, index, pgColumn, primaryKey, table } from '../unit/catalog/support/snapshots.ts';

/** Text that may stand in a PostgreSQL string: well formed and without NUL. */
const text = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((value) => !value.includes('\0'));
const name = text.filter((value) => value !== '');

describe('names of the mirror (properties)', () => {
  it('fit into PostgreSQL and stay well formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 128 }), fc.boolean(), (irisName, ours) => {
        const pgName = pgObjectName(irisName, ours);
        expect(Buffer.byteLength(pgName)).to.be.at.most(63);
        expect(pgName.isWellFormed()).to.equal(true);
      }),
    );
  });

  it('lead back to the IRIS schema, whatever its spelling', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,60}$/), (schema) => {
        fc.pre(fold(schema) !== 'sqluser');
        expect(irisSchemaName(pgSchemaName(schema)).toUpperCase()).to.equal(schema.toUpperCase());
      }),
    );
  });

  it('are read back from a search path', () => {
    fc.assert(
      fc.property(fc.array(name.filter((value) => value !== '$user')), (schemas) => {
        expect(searchPathSchemas(schemas.map(quoteIdentifier).join(' , '), 'x')).to.deep.equal(schemas);
      }),
    );
  });
});

describe('OIDs of the mirror (properties)', () => {
  const objects = fc.uniqueArray(
    fc.tuple(fc.constantFrom<ObjectKind>('table', 'view', 'index', 'sequence'), name, name),
    { selector: (object) => JSON.stringify(object) },
  );

  it('are distinct, in range and the same in any order', () => {
    fc.assert(
      fc.property(objects, (list) => {
        const forth = new OidAssignment(list);
        const back = new OidAssignment(list.toReversed());
        const oids = list.map((object) => forth.of(...object));
        expect(new Set(oids).size).to.equal(list.length);
        expect(oids.every((oid) => oid >= FIRST_MIRRORED_OID && oid + 8 <= 2 ** 31)).to.equal(true);
        expect(list.map((object) => back.of(...object))).to.deep.equal(oids);
      }),
    );
  });
});

/** A snapshot of up to four tables out of few names, so that successive ones differ in all kinds of ways. */
const snapshot: fc.Arbitrary<CatalogSnapshot> = fc
  .uniqueArray(
    fc.record({
      name: fc.constantFrom('a', 'B', 'c', 'Long Name'),
      ours: fc.boolean(),
      type: fc.constantFrom('INTEGER', 'BIGINT'),
      target: fc.constantFrom('a', 'B', 'c', 'none'),
      generated: fc.constantFrom('identity' as const, 'serial' as const, null),
      indexed: fc.boolean(),
      viewed: fc.boolean(),
    }),
    { selector: (made) => made.name, maxLength: 4 },
  )
  .map((made) => ({
    schemas: ['SQLUser'],
    tables: made.flatMap(({ name: own, ours, type, target, generated, indexed, viewed }) => {
      const make = ours ? pgColumn : (n: string, t: string, _: string, more = {}) => column(n, t, more);
      const pgType = type.toLowerCase();
      const source = table(
        own,
        [make('Id', type, pgType, { nullable: false, generated }), make('ref', type, pgType)],
        {
          keys: [primaryKey('pk', 'Id')],
          indexes: indexed ? [index('by_ref', ['ref'])] : [],
          foreignKeys: made.some((other) => other.name === target)
            ? [foreignKey('fk', ['ref'], target, ['Id'])]
            : [],
        },
      );
      const quoted = quoteIdentifier(ours ? own : fold(own));
      const definition = `select * from ${quoted}`;
      const view = table(`v_${own}`, source.columns, { kind: 'view', definition });
      return viewed ? [view, source] : [source];
    }),
  }));

describe('the shadow (properties)', function () {
  this.timeout(3 * SHADOW_TIMEOUT);
  let shadow: Shadow;
  before(async () => {
    shadow = await openShadow();
  });
  after(() => shadow.close());

  it('reads quoted text as it was meant', () => {
    fc.assert(
      fc.property(text, name, (value, alias) => {
        const sql = `select ${quoteLiteral(value)} as ${quoteIdentifier(alias)}`;
        expect(select(shadow, sql)).to.deep.equal([[value]]);
      }),
    );
  });

  it('is after any changes what it would be if built anew', async () => {
    await withShadow(async (changed) => {
      const catalog = new MirroredCatalog(changed);
      await fc.assert(
        fc.asyncProperty(snapshot, snapshot, (first, second) =>
          withShadow((fresh) => {
            catalog.refresh(first);
            const failures = catalog.refresh(second);
            expect(failures).to.deep.equal(new MirroredCatalog(fresh).refresh(second));
            expect(contents(changed)).to.deep.equal(contents(fresh));
          }),
        ),
        { numRuns: 4 },
      );
    });
  });
});
