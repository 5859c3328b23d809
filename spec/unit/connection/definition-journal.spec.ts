import { expect } from 'chai';
import { DefinitionJournal } from '../../../actors/connection/definitions/journal.ts';
import type { CatalogSnapshot } from '../../../src/catalog/snapshot.ts';
import type { DefinedObject } from '../../../src/sql/ddl/definition-effect.ts';

const EMPTY: CatalogSnapshot = { schemas: [], tables: [] };

function table(name: string): DefinedObject {
  return { kind: 'table', schema: 'SQLUser', table: name, part: '' };
}

describe('the journal of definitions', () => {
  it('gives what was done above a level, renames newest first, until it is forgotten', () => {
    const journal = new DefinitionJournal();
    const first = { ...EMPTY, schemas: ['first'] };
    journal.begin(EMPTY, 0);
    journal.noteMade(table('kept'));
    journal.begin(first, 1);
    journal.noteRename({ does: 'rename', object: table('a'), to: 'b' });
    journal.begin(EMPTY, 2);
    journal.noteRename({ does: 'rename', object: table('b'), to: 'c' });
    journal.noteMade(table('made'));
    const undoing = journal.above(0);
    expect(undoing?.target).to.equal(first);
    expect(undoing?.renames.map(({ to }) => to)).to.deep.equal(['c', 'b']);
    expect([...(undoing?.made ?? [])]).to.deep.equal(['["SQLUSER","MADE"]']);
    expect(journal.above(0)).not.to.equal(null);
    journal.forgetAbove(0);
    expect(journal.above(0)).to.equal(null);
    expect(journal.any).to.equal(true);
  });

  it('does not know what a statement has touched before that has ended', () => {
    const journal = new DefinitionJournal();
    journal.begin(EMPTY, 0);
    expect(journal.above(-1)?.touched).to.equal(null);
    journal.end(EMPTY);
    expect(journal.above(-1)?.touched?.size).to.equal(0);
  });

  it('lets what waits to be dropped follow renames, there and back', () => {
    const journal = new DefinitionJournal();
    journal.begin(EMPTY, 0);
    journal.noteDrop({ object: table('t'), level: 0 });
    journal.noteDrop({ object: { ...table('t'), kind: 'column', part: 'x' }, level: 0 });
    journal.begin(EMPTY, 1);
    journal.noteRename({ does: 'rename', object: table('T'), to: 'away' });
    expect(journal.dropped.map((object) => object.table)).to.deep.equal(['away', 'away']);
    expect(journal.findDrop(table('t'))).to.equal(undefined);
    journal.forgetAbove(0);
    expect(journal.dropped.map((object) => object.table)).to.deep.equal(['T', 'T']);
  });

  it('forgets drops of a level that is rolled back, and keeps those of one that is released', () => {
    const journal = new DefinitionJournal();
    journal.begin(EMPTY, 1);
    journal.noteDrop({ object: table('t'), level: 1 });
    journal.release(0);
    expect(journal.above(0)).to.equal(null);
    expect(journal.dropped).to.have.length(1);
    journal.forgetAbove(-1);
    expect(journal.dropped).to.have.length(0);
  });
});
