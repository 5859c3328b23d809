import { expect } from 'chai';
import fc from 'fast-check';
import { Features } from '../../support/superserver/features.ts';
import { Job, type JobReply } from '../../support/superserver/job/job.ts';
import { CALL, STATUS_ERROR, STATUS_OK } from '../../support/superserver/wire/codes.ts';
import { integerItem, type Item, textItem } from '../../support/superserver/wire/item.ts';
import { readList } from '../../support/superserver/wire/read-list.ts';
import { writeList } from '../../support/superserver/wire/write-list.ts';

const NO_TURN = { take: () => undefined, give: () => undefined };

function openJob(features = new Features()): Job {
  return new Job({
    path: ':memory:',
    dialect: { version: [2025, 3] },
    identity: { processId: 4711, username: '_SYSTEM', namespace: 'USER' },
    features,
    control: { cancelQuery: () => false, terminate: () => false, log: () => undefined },
    turn: NO_TURN,
    interrupted: () => false,
  });
}

describe('a job of the superserver simulator', () => {
  let job: Job;
  let features: Features;
  beforeEach(() => {
    features = new Features();
    job = openJob(features);
  });
  afterEach(() => job.end());

  const serve = (code: number, ...items: Item[]): JobReply => job.serve(code, writeList(items));

  /** The items of an answer that is none of an error. */
  function answer(code: number, ...items: Item[]): Item[] {
    const { status, payload } = serve(code, ...items);
    const found = readList(payload);
    expect(
      status,
      JSON.stringify(found.map((item) => (item.kind === 'text' ? item.text : item.kind))),
    ).to.equal(STATUS_OK);
    return found;
  }

  function failure(code: number, ...items: Item[]): string {
    const { status, payload } = serve(code, ...items);
    expect(status).to.equal(STATUS_ERROR);
    const [item] = readList(payload);
    return item?.kind === 'text' ? item.text : '';
  }

  const classCall = (name: string, method: string, ...args: Item[]): Item[] => [
    textItem(name),
    textItem(method),
    integerItem(args.length),
    ...args,
  ];
  const reference: Item = { kind: 'text', text: '', byReference: true };

  it('returns one item for each argument by reference, and a value only where one is wanted', () => {
    const [statement] = answer(CALL.classMethod, ...classCall('%SQL.Statement', '%New', integerItem(1)));
    if (statement?.kind !== 'oref') throw new Error('no object');
    answer(
      CALL.invoke,
      statement,
      textItem('%Prepare'),
      integerItem(1),
      textItem('SELECT 1 UNION ALL SELECT 2'),
    );
    const [result] = answer(CALL.invoke, statement, textItem('%Execute'), integerItem(0));
    if (result?.kind !== 'oref') throw new Error('no object');
    const rows = answer(
      CALL.invoke,
      result,
      textItem('%GetRows'),
      integerItem(3),
      integerItem(1),
      reference,
      reference,
    );
    expect(rows).to.deep.equal([
      integerItem(1),
      textItem(writeList([textItem(writeList([integerItem(1)]).toString('latin1'))]).toString('latin1')),
      integerItem(1),
    ]);
    const call = classCall('%Stream.GlobalCharacter', '%New', reference);
    expect(answer(CALL.classMethodVoid, ...call)).to.deep.equal([{ ...reference, byReference: false }]);
  });

  it('forgets objects that are released', () => {
    const [statement] = answer(CALL.classMethod, ...classCall('%SQL.Statement', '%New', integerItem(1)));
    if (statement?.kind !== 'oref') throw new Error('no object');
    answer(CALL.setProperty, statement, textItem('%SelectMode'), integerItem(0));
    expect(answer(CALL.getProperty, statement, textItem('%SelectMode'))).to.deep.equal([integerItem(0)]);
    const released = classCall('%Net.Remote.Gateway', '%ReleaseObjects', textItem(`,${statement.number}`));
    expect(answer(CALL.classMethod, ...released)).to.deep.equal([textItem('')]);
    expect(failure(CALL.getProperty, statement, textItem('%SelectMode'))).to.equal('<INVALID OREF>');
  });

  it('refuses what is not known of IRIS', () => {
    expect(failure(0x1234)).to.equal('<UNIMPLEMENTED> the simulator does not know this message');
    const [statement] = answer(CALL.classMethod, ...classCall('%SQL.Statement', '%New'));
    if (statement?.kind !== 'oref') throw new Error('no object');
    answer(CALL.invoke, statement, textItem('%Prepare'), integerItem(1), textItem('SELECT 1'));
    expect(failure(CALL.invoke, statement, textItem('%Execute'), integerItem(0))).to.include('%SelectMode 1');
    expect(failure(CALL.getProperty, statement, textItem('constructor'))).to.include(
      '<PROPERTY DOES NOT EXIST>',
    );
    expect(failure(CALL.invoke, statement, textItem('constructor'), integerItem(0))).to.include(
      '<METHOD DOES NOT EXIST>',
    );
    expect(failure(CALL.classMethod, ...classCall('constructor', 'x'))).to.include('<CLASS DOES NOT EXIST>');
  });

  it('has the helper class when it is there or was installed', () => {
    const make = classCall('IrisPGWire.Gateway', '%New');
    expect(answer(CALL.classMethod, ...make)[0]?.kind).to.equal('oref');
    features.set('helper', false);
    expect(failure(CALL.classMethod, ...make)).to.equal('<CLASS DOES NOT EXIST> *IrisPGWire.Gateway');
    const [stream] = answer(CALL.classMethod, ...classCall('%Stream.GlobalCharacter', '%New'));
    if (stream?.kind !== 'oref') throw new Error('no object');
    const text = textItem('Class IrisPGWire.Gateway Extends %RegisteredObject {}');
    answer(CALL.invoke, stream, textItem('Write'), integerItem(1), text);
    const name = textItem('IrisPGWire.Gateway');
    answer(
      CALL.classMethod,
      ...classCall('%Compiler.UDL.TextServices', 'SetTextFromStream', textItem('USER'), name, stream),
    );
    expect(features.has('helper')).to.equal(false);
    expect(
      answer(CALL.classMethod, ...classCall('%SYSTEM.OBJ', 'Compile', name, textItem('ck-d'))),
    ).to.deep.equal([integerItem(1)]);
    expect(features.has('helper')).to.equal(true);
  });

  it('answers whatever bytes come', () => {
    const codes = fc.oneof(fc.constantFrom(...Object.values(CALL)), fc.nat(65_535));
    fc.assert(
      fc.property(codes, fc.uint8Array({ maxLength: 80 }), (code, noise) => {
        const { status, payload } = job.serve(code, noise);
        expect(status).to.be.oneOf([STATUS_OK, STATUS_ERROR]);
        readList(payload);
      }),
    );
    expect(answer(CALL.classMethod, ...classCall('%SYSTEM.Version', 'GetNumber'))).to.deep.equal([
      textItem('2025.3'),
    ]);
  });

  it('answers whatever items come', () => {
    const classes = [
      '%SQL.Statement',
      'IrisPGWire.Gateway',
      '%Stream.Object',
      '%SYSTEM.Status',
      '%SYSTEM.OBJ',
    ];
    const methods = ['%New', '%Open', '%Prepare', '%Execute', 'Run', 'Append', 'Fetch', 'Read', '%GetRows'];
    const texts = [
      '{"sql":"SELECT 1","args":[],"rows":1}',
      '{"p":1,"s":"x"}',
      'SELECT 1',
      '',
      '\0',
      '0 \u0002',
    ];
    const names = fc.constantFrom(...classes, ...methods, ...texts, 'GetErrorText');
    const item: fc.Arbitrary<Item> = fc.oneof(
      { weight: 5, arbitrary: names.map(textItem) },
      fc.integer({ min: -3, max: 300 }).map((value) => integerItem(value)),
      fc
        .integer({ min: 1, max: 9 })
        .map((number): Item => ({ kind: 'oref', number, className: '', byReference: false })),
      fc.double().map((value): Item => ({ kind: 'double', value, byReference: true })),
      fc.constant<Item>({ kind: 'null' }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(CALL)),
        fc.array(item, { maxLength: 7 }),
        (code, items) => {
          const { payload } = serve(code, ...items);
          const [first] = readList(payload);
          // A failure of the simulator itself would show.
          expect(first?.kind === 'text' ? first.text : '').to.not.include('<SIMULATOR>');
        },
      ),
    );
  });
});
