import { expect } from 'chai';
import { GatewayError } from '../../../../src/errors/gateway-error.ts';
import { loadParser } from '../../../../src/sql/parse/parse.ts';
import { readProcedure } from '../../../../src/sql/procedural/read-procedure.ts';
import type {
  ProcedureStatement,
  StatementKind,
  StatementOfKind,
} from '../../../../src/sql/procedural/tree.ts';

function statement<K extends StatementKind>(text: string, kind: K): StatementOfKind<K> {
  const [first] = readProcedure(`begin ${text} end`).block.body;
  if (first?.kind !== kind) throw new Error(`${first?.kind} instead of ${kind}`);
  return first as StatementOfKind<K>;
}

function refusal(source: string): string {
  try {
    readProcedure(source);
  } catch (error) {
    if (error instanceof GatewayError) return `${error.sqlstate} ${error.message}`;
    throw error;
  }
  throw new Error('it was read');
}

describe('reading PL/pgSQL', () => {
  before(loadParser);

  it('counts lines from the beginning of the text', () => {
    const { body } = readProcedure('\ndeclare\n  x int;\nbegin\n  null;\n  x := 1;\nend').block;
    expect(body.map(({ line }: ProcedureStatement) => line)).to.deep.equal([5, 6]);
  });

  it('keeps declarations with their blocks', () => {
    const { block } = readProcedure(
      'declare a constant numeric(5,2) not null := 1; b t.c%type; begin declare a record; begin null; end; end',
    );
    expect(block.declarations).to.deep.equal([
      {
        line: 1,
        name: 'a',
        constant: true,
        type: { kind: 'named', text: 'numeric(5,2)' },
        notNull: true,
        value: { text: '1' },
      },
      {
        line: 1,
        name: 'b',
        constant: false,
        type: { kind: 'like', path: ['t', 'c'], text: 't.c' },
        notNull: false,
        value: null,
      },
    ]);
    const [inner] = block.body;
    expect(inner?.kind === 'block' && inner.declarations.map(({ name }) => name)).to.deep.equal(['a']);
  });

  it('takes INTO out of a statement and leaves places as they are', () => {
    const { text, into } = statement('select a, b into strict x, r.y from t where z = 1;', 'sql');
    expect(text).to.equal('select a, b                    from t where z = 1');
    expect(into).to.deep.equal({
      strict: true,
      targets: [
        { path: ['x'], subscripts: [] },
        { path: ['r', 'y'], subscripts: [] },
      ],
    });
  });

  it('leaves INTO of INSERT where it is', () => {
    const { text, into } = statement('insert into t values (1) returning a into x;', 'sql');
    expect(text).to.equal('insert into t values (1) returning a');
    expect(into?.targets.map(({ path }) => path)).to.deep.equal([['x']]);
  });

  it('tells a loop over integers from one over a query', () => {
    expect(statement('for i in reverse 10..f(1, 2) by 2 loop null; end loop;', 'for-integer')).to.include({
      variable: 'i',
      reverse: true,
    });
    expect(statement('for r in select 1 loop null; end loop;', 'for-query').query).to.equal('select 1');
  });

  it('finds the end of an expression outside of brackets only', () => {
    const { value, target } = statement("x[f(1)] := case when a then (1) else b[2] end || ';';", 'assign');
    expect(value.text).to.equal("case when a then (1) else b[2] end || ';'");
    expect(target.subscripts).to.deep.equal([{ lower: null, upper: { text: 'f(1)' }, slice: false }]);
  });

  it('makes comparisons of a CASE with a value', () => {
    const { branches } = statement('case x when 1, 2 then null; end case;', 'case');
    expect(branches.map(({ condition }) => condition.text)).to.deep.equal(['"__Case__Variable__" IN (1, 2)']);
  });

  it('reads escapes, folds names and keeps quoted ones', () => {
    const { message, options } = statement("raise notice E'a\\n%', 1 using hint = 'h';", 'raise');
    expect(message).to.equal('a\n%');
    expect(options).to.deep.equal([{ option: 'hint', value: { text: "'h'" } }]);
    expect(statement('"My Var" := 1;', 'assign').target.path).to.deep.equal(['My Var']);
    expect(statement('MyVar := 1;', 'assign').target.path).to.deep.equal(['myvar']);
  });

  it('says what the gateway does not run', () => {
    expect(refusal('declare c cursor for select 1; begin null; end')).to.equal(
      '0A000 a cursor in PL/pgSQL is not supported by the gateway',
    );
    expect(refusal('begin open c; end')).to.match(/^0A000 a cursor/);
  });

  it('does not break at depth', () => {
    expect(refusal(`${'begin '.repeat(20_000)} null; ${'end; '.repeat(20_000)}`)).to.equal(
      '54001 stack depth limit exceeded',
    );
  });
});
