import { expect } from 'chai';
import { applyStatements, type StatementRunner } from '../../../src/catalog/mirror/apply.ts';
import type { MirrorStatement } from '../../../src/catalog/mirror/statement.ts';

function statement(object: string, more: Partial<MirrorStatement> = {}): MirrorStatement {
  return { object, sql: `create ${object}`, oid: null, ...more };
}

/** A catalog in which `create x` needs what `needs` says, and `bad ...` never works. */
function fakeCatalog(needs: Record<string, string>): {
  made: string[];
  /** Lengths of the batches that were tried in one transaction. */
  batches: number[];
  run: StatementRunner;
} {
  const made: string[] = [];
  const batches: number[] = [];
  const one: StatementRunner['one'] = (sql) => {
    const object = sql.replace('create ', '');
    const needed = needs[object];
    if (sql.startsWith('bad') || (needed !== undefined && !made.includes(needed))) {
      return { severity: 'ERROR', sqlstate: '42P01', message: `${sql} failed` };
    }
    made.push(object);
    return null;
  };
  const together: StatementRunner['together'] = (statements) => {
    batches.push(statements.length);
    const before = made.length;
    const succeeded = statements.every((each) => one(each.sql, each) === null);
    if (!succeeded) made.length = before;
    return succeeded;
  };
  return { made, batches, run: { one, together } };
}

describe('applying the mirror', () => {
  it('goes on after a failure and reports it by name', () => {
    const { made, run } = fakeCatalog({});
    const failures = applyStatements([statement('a'), statement('b', { sql: 'bad b' }), statement('c')], run);
    expect(made).to.deep.equal(['a', 'c']);
    expect(failures.map(({ object, error }) => [object, error.message])).to.deep.equal([
      ['b', 'bad b failed'],
    ]);
  });

  it('uses the fallback and reports all the same', () => {
    const { made, run } = fakeCatalog({});
    const failures = applyStatements([statement('a', { sql: 'bad a', fallback: 'create plain a' })], run);
    expect(made).to.deep.equal(['plain a']);
    expect(failures).to.have.length(1);
  });

  it('makes views in whatever order they depend on each other', () => {
    const { made, run } = fakeCatalog({ v1: 'v2', v2: 'v3' });
    const views = ['v1', 'v2', 'v3'].map((view) => statement(view, { mayWait: true }));
    expect(applyStatements(views, run)).to.deep.equal([]);
    expect(made).to.deep.equal(['v3', 'v2', 'v1']);
  });

  it('lets a fallback release what waited for it', () => {
    const { made, run } = fakeCatalog({ v2: 'v1' });
    const failures = applyStatements(
      [
        statement('v2', { mayWait: true }),
        statement('v1', { sql: 'bad v1', fallback: 'create v1', mayWait: true }),
      ],
      run,
    );
    expect(made).to.include('v1');
    expect(failures.map(({ object }) => object)).to.include('v1');
  });

  it('runs many in one transaction, in their order, and those that may wait alone', () => {
    const { made, batches, run } = fakeCatalog({});
    const names = Array.from({ length: 250 }, (_, index) => `t${index}`);
    const view = statement('v', { mayWait: true });
    expect(applyStatements([...names.map((name) => statement(name)), view], run)).to.deep.equal([]);
    expect(made).to.deep.equal([...names, 'v']);
    expect(batches).to.deep.equal([100, 100, 50]);
  });

  it('runs the statements of a transaction that failed one by one', () => {
    const { made, batches, run } = fakeCatalog({});
    const failures = applyStatements(
      [statement('a'), statement('b', { sql: 'bad b', fallback: 'create plain b' }), statement('c')],
      run,
    );
    expect(made).to.deep.equal(['a', 'plain b', 'c']);
    expect(batches).to.deep.equal([3]);
    expect(failures).to.have.length(1);
  });
});
