import { expect } from 'chai';
import { GatewayError, type ErrorFields } from '../../../../src/errors/gateway-error.ts';
import { loadParser, parseStatements } from '../../../../src/sql/parse/parse.ts';

function failure(text: string): ErrorFields {
  try {
    parseStatements(text);
  } catch (error) {
    if (error instanceof GatewayError) return error.fields;
    throw error;
  }
  throw new Error(`no error from ${text}`);
}

/** As PostgreSQL 15 answers (psql, VERBOSITY verbose). */
const CASES: readonly (readonly [text: string, fields: Partial<ErrorFields>])[] = [
  ['select 1 from', { sqlstate: '42601', message: 'syntax error at end of input', position: 14 }],
  ['selec 1', { sqlstate: '42601', message: 'syntax error at or near "selec"', position: 1 }],
  [
    'select id from t limit 1, 2',
    {
      sqlstate: '42601',
      message: 'LIMIT #,# syntax is not supported',
      hint: 'Use separate LIMIT and OFFSET clauses.',
      position: 18,
    },
  ],
  [
    "select E'\\u00'",
    {
      sqlstate: '22025',
      message: 'invalid Unicode escape',
      hint: 'Unicode escapes must be \\uXXXX or \\UXXXXXXXX.',
      position: 10,
    },
  ],
  [
    "select U&'\\00'",
    {
      sqlstate: '42601',
      message: 'invalid Unicode escape',
      hint: 'Unicode escapes must be \\XXXX or \\+XXXXXX.',
      position: 11,
    },
  ],
  ["select E'a\\000b'", { sqlstate: '22021', message: 'invalid byte sequence for encoding "UTF8": 0x00' }],
];

describe('errors of the parser', () => {
  before(loadParser);

  for (const [text, fields] of CASES) {
    it(`${fields.sqlstate} for ${text}`, () => {
      expect(failure(text)).to.deep.equal({ severity: 'ERROR', ...fields });
    });
  }
});
