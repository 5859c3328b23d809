import { expect } from 'chai';
import type { CapturedChange } from '../../../src/catalog/change-capture.ts';
import { MirroredCatalog } from '../../../src/catalog/mirrored-catalog.ts';
import type { ChangeAnswer } from '../../../src/catalog/shadow-requests.ts';
import type { Shadow } from '../../../src/catalog/shadow.ts';
import type { TableRows } from '../../../src/catalog/table-rows.ts';
import { decodeBackend, splitMessages } from '../../../src/protocol/backend/decode.ts';
import { binaryRows } from '../../support/binary-rows.ts';
import { ALICE, openShadow, select, SHADOW_TIMEOUT, textRows } from './support/shadow.ts';
import { pgColumn, primaryKey, table } from './support/snapshots.ts';

/** Names that would clash with anything the capture makes, if anything could. */
const ITEMS = table(
  'items',
  [
    pgColumn('at', 'INTEGER', 'int4', {
      nullable: false,
      generated: 'identity',
      pgDefault: "nextval('items_at_seq'::regclass)",
    }),
    pgColumn('new', 'VARCHAR(10)', 'varchar(10)', { nullable: false }),
    pgColumn('row', 'INTEGER', 'int4', { pgDefault: '7' }),
  ],
  { keys: [primaryKey('items_pkey', 'at')] },
);

const INSERT: CapturedChange = {
  action: 'insert',
  schema: 'public',
  table: 'items',
  columns: ['new', 'row'],
  numbered: ['at'],
  unchecked: [],
  computed: [],
  unruled: [],
  stored: null,
};
const UPDATE: CapturedChange = { ...INSERT, action: 'update', columns: ['new'], numbered: [] };
const DELETE: CapturedChange = { ...INSERT, action: 'delete', columns: [], numbered: [] };

const ROWS: TableRows = {
  schema: 'public',
  table: 'items',
  columns: ['at', 'new', 'row'],
  frames: [binaryRows(['1||a', 1, 'one', 10], ['2', 2, 'two', null], ['3', 3, 'three', 30])],
  keyed: true,
};

describe('captured changes', function () {
  this.timeout(SHADOW_TIMEOUT);
  let shadow: Shadow;
  before(async () => {
    shadow = await openShadow();
    expect(new MirroredCatalog(shadow).refresh({ schemas: ['SQLUser'], tables: [ITEMS] })).to.deep.equal([]);
  });
  after(() => shadow.close());

  function change(
    text: string,
    changes: readonly CapturedChange[],
    tables: readonly TableRows[] = [],
  ): ChangeAnswer {
    const answer = shadow.changeOver(
      { text, parameterTypes: [], parameterFormats: [], parameters: [], resultFormats: [], session: ALICE },
      tables,
      changes,
    );
    return answer;
  }

  /** Integers from binary, everything else as text. */
  function told({ captured, answer }: ChangeAnswer, index = 0): unknown[][] {
    expect(answer.error).to.equal(null);
    return [...splitMessages(captured[index] ?? new Uint8Array())].map(({ type, body }) => {
      const row = decodeBackend(type, body);
      if (row.type !== 'DataRow') throw new Error(`not a row: ${row.type}`);
      return row.values.map((value) => {
        if (value === null) return null;
        const bytes = Buffer.from(value);
        return bytes.length === 4 && bytes[0] === 0 ? bytes.readInt32BE() : bytes.toString();
      });
    });
  }

  afterEach(() => {
    expect(select(shadow, 'select count(*) from items')).to.deep.equal([['0']]);
    expect(select(shadow, `select count(*) from pg_class where relname like '\\%%'`)).to.deep.equal([['0']]);
    expect(select(shadow, 'select last_value, is_called from items_at_seq')).to.deep.equal([['1', 'f']]);
  });

  it('tell new rows in order, with defaults and without numbers of the shadow', () => {
    const answer = change(`insert into items ("new") select 'n' || g from generate_series(1, 3) g`, [INSERT]);
    expect(answer.answer.tag).to.equal('INSERT 0 3');
    expect(told(answer)).to.deep.equal([
      [1, 'n1', 7],
      [2, 'n2', 7],
      [3, 'n3', 7],
    ]);
  });

  it('tell every row that ON CONFLICT would look at', () => {
    const text = `insert into items ("at", "new") values (1, 'a'), (1, 'b') on conflict do nothing`;
    expect(told(change(text, [{ ...INSERT, numbered: [], columns: ['at', 'new'] }]))).to.deep.equal([
      [1, 1, 'a'],
      [2, 1, 'b'],
    ]);
  });

  it('put stored rows in the place of new ones', () => {
    const stored = {
      columns: ['at', 'new'],
      frames: [binaryRows([1, 41, 'one'], [3, 43, 'three'])],
    };
    const text = `insert into items ("new") select 'n' || g from generate_series(1, 3) g returning "at", initcap("new")`;
    const { answer } = change(text, [{ ...INSERT, stored }]);
    expect(textRows(answer)).to.deep.equal([
      ['41', 'One'],
      ['43', 'Three'],
    ]);
    expect(answer.tag).to.equal('INSERT 0 2');
  });

  it('tell updated rows by %ID, with RETURNING over the rows themselves', () => {
    const text = `update items set "new" = upper("new") where "new" ~ 'o' returning *`;
    const answer = change(text, [UPDATE], [ROWS]);
    expect(told(answer)).to.deep.equal([
      ['1||a', 'ONE'],
      ['2', 'TWO'],
    ]);
    expect(textRows(answer.answer)).to.deep.equal([
      ['1', 'ONE', '10'],
      ['2', 'TWO', null],
    ]);
  });

  it('leave to the backend what may not be null', () => {
    expect(told(change('update items set "new" = null where "at" = 3', [UPDATE], [ROWS]))).to.deep.equal([
      ['3', null],
    ]);
  });

  it('tell deleted rows', () => {
    expect(told(change('delete from items where "row" is not null', [DELETE], [ROWS]))).to.deep.equal([
      ['1||a'],
      ['3'],
    ]);
  });

  it('tell several changes of one statement apart', () => {
    const text = `with gone as (delete from items where "at" < 3 returning *)
      insert into items ("at", "new") select "at" + 10, "new" from gone`;
    const insert = { ...INSERT, numbered: [], columns: ['at', 'new'] };
    const answer = change(text, [DELETE, insert], [ROWS]);
    expect(told(answer)).to.deep.equal([['1||a'], ['2']]);
    expect(told(answer, 1)).to.deep.equal([
      [1, 11, 'one'],
      [2, 12, 'two'],
    ]);
  });

  it('let a column be missing that only the backend has a value for', () => {
    const text = `insert into items ("row") values (1)`;
    expect(told(change(text, [{ ...INSERT, columns: ['row'], unchecked: ['new'] }]))).to.deep.equal([[1, 1]]);
  });

  const errors: readonly (readonly [text: string, sqlstate: string])[] = [
    [`insert into items ("new") values (null)`, '23502'],
    [`insert into items ("new") values ('longer than ten')`, '22001'],
    [`insert into items ("at", "new") select 1, 'x' from generate_series(1, 2)`, '23505'],
    ['delete from nowhere', '42P01'],
  ];
  for (const [text, sqlstate] of errors) {
    it(`fail as PostgreSQL does: ${text}`, () => {
      const { answer, captured } = change(text, [
        text.includes('"at"') ? { ...INSERT, numbered: [] } : INSERT,
      ]);
      expect([answer.error?.sqlstate, captured]).to.deep.equal([sqlstate, []]);
    });
  }

  it('do not wear the shadow out', function () {
    this.timeout(4 * SHADOW_TIMEOUT);
    const sizes = (): unknown =>
      select(
        shadow,
        `select relname, pg_relation_size(oid) from pg_class where relname ~ '^pg_' and relkind = 'r'`,
      );
    const round = (): void => {
      for (let n = 0; n < 64; n += 1) change('delete from items where "at" = 1', [DELETE], [ROWS]);
    };
    round();
    round();
    const before = sizes();
    round();
    expect(sizes()).to.deep.equal(before);
  });
});
