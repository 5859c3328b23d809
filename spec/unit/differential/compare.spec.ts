import { Buffer } from 'node:buffer';
import { expect } from 'chai';
import type { BackendMessage } from '../../../src/protocol/index.ts';
import { compare } from '../../differential/compare.ts';
import { sortMessages } from '../../differential/observe.ts';

const STATEMENT = { name: 's', sql: 'select', line: 1, parameters: null, unordered: false, limit: 0 };
const FIELD = {
  name: 'a',
  tableOid: 0,
  attribute: 0,
  typeOid: 23,
  typeSize: 4,
  typmod: -1,
  format: 0,
} as const;

function answer(
  rows: readonly string[],
  field: Partial<typeof FIELD> | object = {},
  tag = 'SELECT',
): BackendMessage[] {
  return [
    { type: 'RowDescription', fields: [{ ...FIELD, ...field }] },
    ...rows.map((row): BackendMessage => ({ type: 'DataRow', values: [Buffer.from(row)] })),
    { type: 'CommandComplete', tag },
    { type: 'ReadyForQuery', status: 'I' },
  ];
}

function failure(sqlstate: string, message: string): BackendMessage[] {
  return [
    { type: 'ErrorResponse', fields: { severity: 'ERROR', sqlstate, message } },
    { type: 'ReadyForQuery', status: 'I' },
  ];
}

function aspects(left: BackendMessage[], right: BackendMessage[], unordered = false): string[] {
  const statement = { ...STATEMENT, unordered };
  return compare(sortMessages(left), sortMessages(right), statement).map(({ aspect }) => aspect);
}

describe('comparison of the differential suite', () => {
  it('finds nothing between equal answers', () => {
    expect(aspects(answer(['1', '2']), answer(['1', '2']))).to.deep.equal([]);
  });

  it('finds each aspect that differs', () => {
    expect(aspects(answer(['1']), answer(['2']))).to.deep.equal(['rows']);
    expect(aspects(answer(['1']), answer(['1'], { name: 'b' }))).to.deep.equal(['names']);
    expect(aspects(answer(['1']), answer(['1'], { typeOid: 20 }))).to.deep.equal(['types']);
    expect(aspects(answer(['1']), answer(['1'], { typmod: 8 }))).to.deep.equal(['typmod']);
    expect(aspects(answer(['1']), answer(['1'], { tableOid: 9, attribute: 1 }))).to.deep.equal(['origin']);
    expect(aspects(answer(['1']), answer(['1'], {}, 'SELECT 1'))).to.deep.equal(['tag']);
    expect(aspects(answer(['1']), failure('42601', 'x'))).to.deep.equal(['sqlstate']);
    expect(aspects(failure('42601', 'x'), failure('42601', 'y'))).to.deep.equal(['texts']);
    expect(
      aspects(answer(['1']), [...answer(['1']).slice(0, -1), { type: 'ReadyForQuery', status: 'T' }]),
    ).to.deep.equal(['status']);
  });

  it('tells NULL from empty text', () => {
    const withNull = answer(['']).map(
      (message): BackendMessage =>
        message.type === 'DataRow' ? { type: 'DataRow', values: [null] } : message,
    );
    expect(aspects(answer(['']), withNull)).to.deep.equal(['rows']);
  });

  it('compares unordered rows as a bag', () => {
    expect(aspects(answer(['1', '2']), answer(['2', '1']))).to.deep.equal(['rows']);
    expect(aspects(answer(['1', '2']), answer(['2', '1']), true)).to.deep.equal([]);
    expect(aspects(answer(['1', '1']), answer(['1']), true)).to.deep.equal(['rows']);
  });
});
