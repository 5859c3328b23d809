import { expect } from 'chai';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { BackendPrepared, Prepared } from '../../../src/translation/api.ts';
import { sourceOf } from '../../../src/translation/prepared.ts';
import { StatementPreparer } from '../../../src/translation/statement-preparer.ts';
import { createRegistry } from '../../../src/types/registry.ts';
import { backendShape, planOf, ScriptedAnalyser } from '../../support/translation/scripted-analyser.ts';
import { SESSION } from '../../support/translation/session.ts';

const REGISTRY = createRegistry({ vectorOid: 16385, vectorArrayOid: 16386 });

function schema(epoch: number) {
  return { epoch, bytes: new SharedArrayBuffer(0) };
}

function make(analyser: ScriptedAnalyser): StatementPreparer {
  return new StatementPreparer(analyser, REGISTRY, 100, schema(1));
}

function backend(prepared: Prepared | null): BackendPrepared {
  if (prepared?.kind !== 'backend') throw new Error(`not for the backend: ${prepared?.kind}`);
  return prepared;
}

async function failure(promise: Promise<unknown>): Promise<GatewayError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('StatementPreparer', () => {
  it('knows a statement again without a visit, whatever its literals, space and comments', async () => {
    const analyser = new ScriptedAnalyser();
    const preparer = make(analyser);
    const first = backend(await preparer.prepare('select a from t where a = 5', [], SESSION));
    const second = backend(preparer.prepareCached('select a  from t /* again */ where a=-7 ;', [], SESSION));
    expect(first.literals).to.deep.equal([5]);
    expect(second.literals).to.deep.equal([-7]);
    expect(second.plan).to.equal(first.plan);
    expect([first.parameterTypes, second.parameterTypes]).to.deep.equal([[], []]);
    expect(analyser.visits).to.deep.equal(['select a from t where a = 5']);
    expect(preparer.statistics).to.deep.equal({ hits: 1, misses: 1, size: 1 });
  });

  it('classifies what it knows as one statement', async () => {
    const preparer = make(new ScriptedAnalyser());
    expect(preparer.classification('select a from t where a = 1', SESSION)).to.equal(null);
    await preparer.prepare('select a from t where a = 5', [], SESSION);
    expect(preparer.classification('select a from t where a = 1;', SESSION)).to.deep.equal({
      kind: 'query',
      tag: 'SELECT',
    });
    expect(preparer.classification('select a from t where a = 1; select 2', SESSION)).to.equal(null);
  });

  it('knows statements of other kinds by their text', async () => {
    const analyser = new ScriptedAnalyser(() => ({
      kind: 'utility',
      classification: { kind: 'listen', tag: 'LISTEN', channel: 'c' },
      notices: [],
    }));
    const preparer = make(analyser);
    await preparer.prepare('LISTEN c', [], SESSION);
    expect(preparer.prepareCached(' LISTEN c ; ', [], SESSION)).to.deep.include({
      kind: 'utility',
      text: ' LISTEN c ; ',
      columns: null,
    });
    expect(preparer.prepareCached('LISTEN d', [], SESSION)).to.equal(null);
  });

  const others = {
    'parameter types': [[23], SESSION],
    'search path': [[], { ...SESSION, searchPath: 'other' }],
    'time zone': [[], { ...SESSION, timeZone: 'Europe/Vienna' }],
    'date style': [[], { ...SESSION, dateStyle: 'SQL, DMY' }],
    user: [[], { ...SESSION, user: 'bob' }],
    'setting that changes reading': [[], { ...SESSION, settings: { transform_null_equals: 'on' } }],
  } as const;
  for (const [what, [types, session]] of Object.entries(others)) {
    it(`asks again for another ${what}`, async () => {
      const preparer = make(new ScriptedAnalyser());
      await preparer.prepare('select a from t where a = 5', [], SESSION);
      expect(preparer.prepareCached('select a from t where a = 5', types, session)).to.equal(null);
    });
  }

  it('does not mind settings that change nothing, and another moment', async () => {
    const preparer = make(new ScriptedAnalyser());
    await preparer.prepare('select a from t where a = 5', [], SESSION);
    const session = { ...SESSION, settings: { application_name: 'x' }, pid: 1, now: 0n };
    expect(preparer.prepareCached('select a from t where a = 5', [], session)).to.include({
      kind: 'backend',
    });
  });

  it('lifts nothing when backslashes escape in plain strings', async () => {
    const analyser = new ScriptedAnalyser(() => backendShape({ lifted: false, parameterTypes: [] }));
    const session = { ...SESSION, settings: { standard_conforming_strings: 'off' } };
    const preparer = make(analyser);
    await preparer.prepare("select a from t where a = 'x\\' or b = '", [], session);
    expect(preparer.prepareCached("select a from t where a = 'y\\' or b = '", [], session)).to.equal(null);
  });

  it('forgets all with another schema', async () => {
    const analyser = new ScriptedAnalyser();
    const preparer = make(analyser);
    const before = await preparer.prepare('select a from t where a = 5', [], SESSION);
    preparer.use(schema(2));
    expect(preparer.prepareCached('select a from t where a = 5', [], SESSION)).to.equal(null);
    const after = await preparer.prepare('select a from t where a = 5', [], SESSION);
    expect([before.epoch, after.epoch, analyser.visits.length]).to.deep.equal([1, 2, 2]);
  });

  it('does not remember an answer about a schema that was replaced meanwhile', async () => {
    const analyser = new ScriptedAnalyser();
    const preparer = make(analyser);
    const preparing = preparer.prepare('select a from t where a = 5', [], SESSION);
    preparer.use(schema(2));
    expect((await preparing).epoch).to.equal(1);
    expect(preparer.prepareCached('select a from t where a = 5', [], SESSION)).to.equal(null);
  });

  it('lets those who ask for the same meanwhile wait for one visit', async () => {
    const analyser = new ScriptedAnalyser();
    const preparer = make(analyser);
    const all = await Promise.all(
      [1, 2, 3].map((n) => preparer.prepare(`select a from t where a = ${n}`, [], SESSION)),
    );
    expect(analyser.visits).to.have.length(1);
    expect(all.map((prepared) => backend(prepared).literals)).to.deep.equal([[1], [2], [3]]);
  });

  it('asks again after a failure', async () => {
    const analyser = new ScriptedAnalyser(() => {
      throw new GatewayError('42P01', 'relation "t" does not exist', { position: 15 });
    });
    const preparer = make(analyser);
    const waiting = [1, 2].map((n) =>
      failure(preparer.prepare(`select a from t where a = ${n}`, [], SESSION)),
    );
    expect((await Promise.all(waiting)).map(({ sqlstate }) => sqlstate)).to.deep.equal(['42P01', '42P01']);
    analyser.onPrepare = () => backendShape();
    expect(await preparer.prepare('select a from t where a = 3', [], SESSION)).to.include({
      kind: 'backend',
    });
    expect(analyser.visits).to.have.length(3);
  });

  it('remembers a statement as it stands when lifting changes its outcome', async () => {
    const analyser = new ScriptedAnalyser((_schema, text) =>
      backendShape({ text, lifted: false, parameterTypes: [] }),
    );
    const preparer = make(analyser);
    const prepared = backend(await preparer.prepare("select 'a' is null from t", [], SESSION));
    expect(prepared.literals).to.deep.equal([]);
    expect(preparer.prepareCached("select 'a' is null from t", [], SESSION)).to.include({ kind: 'backend' });
    expect(preparer.prepareCached("select 'b' is null from t", [], SESSION)).to.equal(null);
  });

  it('keeps no definition and nothing that means the moment', async () => {
    const analyser = new ScriptedAnalyser((_schema, text) =>
      text.startsWith('create')
        ? {
            kind: 'ddl',
            classification: { kind: 'ddl', tag: 'CREATE TABLE' },
            plan: planOf('CREATE'),
            notices: [],
            temporary: false,
            onCommit: null,
            evaluated: null,
            validate: text,
          }
        : backendShape({ parameterTypes: [] }),
    );
    const preparer = make(analyser);
    for (const text of ['create table t (a int)', "select a from t where a > date 'today'"]) {
      await preparer.prepare(text, [], SESSION);
      expect(preparer.prepareCached(text, [], SESSION), text).to.equal(null);
    }
  });

  it('refuses a bad literal at its place, in a visit and without one', async () => {
    const preparer = make(new ScriptedAnalyser());
    for (const value of ['x', 'y']) {
      const text = `select "😀" from t where a = '${value}'`;
      const error = await failure(preparer.prepare(text, [], SESSION));
      expect(error.fields).to.deep.include({
        sqlstate: '22P02',
        message: `invalid input syntax for type integer: "${value}"`,
        position: 29,
      });
    }
    expect(preparer.statistics.misses).to.equal(1);
  });

  describe('with a literal that decides the SQL', () => {
    /** date_trunc's field is pinned; the other literal is bound. */
    function pinningField(): ScriptedAnalyser {
      return new ScriptedAnalyser((_schema, _text, _types, _session, lifted) =>
        backendShape({
          parameterTypes: [25, 23],
          translation: {
            plan: planOf(`trunc ${lifted?.literals[0]?.value}`),
            pinned: [[0, lifted?.literals[0]?.value ?? '']],
          },
        }),
      );
    }
    const text = (field: string, n: number) => `select date_trunc('${field}', a) from t where b = ${n}`;

    it('translates once for each value', async () => {
      const analyser = pinningField();
      const preparer = make(analyser);
      const day = backend(await preparer.prepare(text('day', 1), [], SESSION));
      expect(backend(preparer.prepareCached(text('day', 2), [], SESSION))).to.deep.include({
        plan: day.plan,
        literals: ['day', 2],
      });
      expect(preparer.prepareCached(text('hour', 2), [], SESSION)).to.equal(null);
      const hour = backend(await preparer.prepare(text('hour', 2), [], SESSION));
      expect(hour.plan).to.deep.equal(planOf('[[0,"hour"]]'));
      expect(backend(preparer.prepareCached(text('hour', 3), [], SESSION)).plan).to.equal(hour.plan);
      expect(analyser.visits).to.deep.equal([text('day', 1), [[0, 'hour']]]);
    });

    it("gives the error of the client's own text when a value is refused", async () => {
      const analyser = pinningField();
      const preparer = make(analyser);
      await preparer.prepare(text('day', 1), [], SESSION);
      analyser.onPlan = () => {
        throw new GatewayError('22023', 'unit "dya" not recognized', { position: 999 });
      };
      analyser.onPrepare = (_schema, _text, _types, _session, lifted) => {
        expect(lifted).to.equal(null);
        throw new GatewayError('22023', 'unit "dya" not recognized', { position: 19 });
      };
      const error = await failure(preparer.prepare(text('dya', 1), [], SESSION));
      expect(error.fields).to.include({ sqlstate: '22023', position: 19 });
    });
  });

  describe('with a parameter that decides the SQL', () => {
    const TEXT = 'select date_trunc($1, a) from t where b = 5';
    const values = (value: string | null) => (index: number) => {
      expect(index).to.equal(0);
      return value;
    };

    it('translates at execution, once for each value', async () => {
      const analyser = new ScriptedAnalyser(() =>
        backendShape({ parameterTypes: [25, 23], translation: { plan: null, needed: [0] } }),
      );
      const preparer = make(analyser);
      const prepared = backend(await preparer.prepare(TEXT, [], SESSION));
      expect(prepared).to.deep.include({ plan: null, pinned: [0], literals: [5], parameterTypes: [25] });
      const source = sourceOf(prepared);
      const day = await preparer.resolvePlan(source, values('day'), SESSION);
      expect(day).to.deep.equal(planOf('[[0,"day"]]'));
      expect(preparer.resolvePlan(source, values('day'), SESSION)).to.equal(day);
      const none = await preparer.resolvePlan(source, values(null), SESSION);
      expect(none).to.deep.equal(planOf('[[0,null]]'));
      expect(analyser.visits).to.deep.equal([TEXT, [[0, 'day']], [[0, null]]]);
    });

    it('pins what turns out to matter beside it', async () => {
      const analyser = new ScriptedAnalyser(
        () => backendShape({ parameterTypes: [25, 25], translation: { plan: null, needed: [0] } }),
        (pinned) => (pinned.length === 1 ? { plan: null, needed: [1] } : { plan: planOf('both'), pinned }),
      );
      const preparer = make(analyser);
      const text = "select to_char(a, $1 || 'x') from t";
      const source = sourceOf(backend(await preparer.prepare(text, [], SESSION)));
      expect(await preparer.resolvePlan(source, values('YYYY'), SESSION)).to.deep.equal(planOf('both'));
      expect(analyser.visits).to.deep.equal([
        text,
        [[0, 'YYYY']],
        [
          [0, 'YYYY'],
          [1, 'x'],
        ],
      ]);
      expect(backend(preparer.prepareCached(text, [], SESSION)).pinned).to.deep.equal([0]);
    });

    it('leaves it to the execution when only a pinned literal shows that it matters', async () => {
      const analyser = new ScriptedAnalyser(
        () =>
          backendShape({
            parameterTypes: [25, 25],
            translation: { plan: planOf('a'), pinned: [[1, 'a']] },
          }),
        () => ({ plan: null, needed: [0, 1] }),
      );
      const preparer = make(analyser);
      await preparer.prepare("select f($1, 'a') from t", [], SESSION);
      const prepared = backend(await preparer.prepare("select f($1, 'b') from t", [], SESSION));
      expect(prepared).to.deep.include({ plan: null, pinned: [0], literals: ['b'] });
    });

    it('does not ask for ever', async () => {
      const analyser = new ScriptedAnalyser(
        () => backendShape({ parameterTypes: [25], translation: { plan: null, needed: [0] } }),
        () => ({ plan: null, needed: [0] }),
      );
      const preparer = make(analyser);
      const source = sourceOf(backend(await preparer.prepare('select f($1) from t', [], SESSION)));
      const error = await failure(Promise.resolve(preparer.resolvePlan(source, values('x'), SESSION)));
      expect(error.sqlstate).to.equal('XX000');
    });
  });
});
