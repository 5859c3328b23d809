import { expect } from 'chai';
import { GatewayError } from '../../../../src/errors/gateway-error.ts';
import { loadParser, parseStatements } from '../../../../src/sql/parse/parse.ts';
import { SourceText } from '../../../../src/sql/parse/source-text.ts';

function failure(text: string): GatewayError {
  try {
    parseStatements(text);
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error(`no error in ${text}`);
}

before(loadParser);

describe('parseStatements', () => {
  it('cuts a query string into statements without blanks and semicolons', () => {
    const statements = parseStatements(" select 1 /* a */ ; ;\n -- é\n select 'é', 2 ;");
    expect(statements.map(({ text }) => text)).to.deep.equal(['select 1 /* a */', "select 'é', 2"]);
  });

  it('says where each statement starts in characters and in bytes', () => {
    const text = "select 'é😀'; select 2";
    const second = parseStatements(text)[1];
    expect(second?.offset).to.equal(13);
    expect(second?.byteOffset).to.equal(Buffer.from(text).indexOf(';') + 2);
  });

  it('finds no statement in blanks, comments and semicolons', () => {
    for (const text of ['', '  \n', ';;', '-- x', '/* x */ ;']) {
      expect(parseStatements(text), text).to.deep.equal([]);
    }
  });

  it('keeps a Unicode blank, which is a letter to PostgreSQL', () => {
    expect(parseStatements('select 1 as \u00a0').map(({ text }) => text)).to.deep.equal([
      'select 1 as \u00a0',
    ]);
  });

  // Messages, states and positions as PostgreSQL 15 gives them.
  const failures: readonly (readonly [string, string, string, number])[] = [
    ['selec 1', '42601', 'syntax error at or near "selec"', 1],
    ["select 'é' fro m x y", '42601', 'syntax error at or near "m"', 16],
    ['select (1', '42601', 'syntax error at end of input', 10],
    ["select 'abc", '42601', 'unterminated quoted string at or near "\'abc"', 8],
    ['create table t(a float(99))', '22023', 'precision for type float must be less than 54 bits', 24],
    ["select e'\\u00'", '22025', 'invalid Unicode escape', 10],
  ];
  for (const [text, sqlstate, message, position] of failures) {
    it(`reports ${message} in ${text}`, () => {
      expect(failure(text).fields).to.include({ sqlstate, message, position });
    });
  }

  it('refuses a NUL, which PostgreSQL has in no text', () => {
    expect(failure('select \0').sqlstate).to.equal('22021');
  });
});

describe('SourceText', () => {
  it('counts characters before a byte', () => {
    const source = new SourceText('é😀x');
    expect([0, 2, 6, 7].map((byte) => source.charactersBefore(byte))).to.deep.equal([0, 1, 2, 3]);
    expect(source.slice(2, 6)).to.equal('😀');
  });

  it('has no position for a node without location', () => {
    expect(new SourceText('x').position(-1)).to.equal(undefined);
    expect(new SourceText('x').position(0)).to.equal(1);
  });
});
