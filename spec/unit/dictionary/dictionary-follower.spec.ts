import { expect } from 'chai';
import { DictionaryFollower } from '../../../actors/dictionary/dictionary-follower.ts';
import type { Lease } from '../../../actors/pool/lane-pool.ts';
import type { Lane } from '../../../src/backend/backend.ts';
import type { CatalogSnapshot } from '../../../src/catalog/snapshot.ts';
import type { SchemaFailure } from '../../../src/translation/api.ts';

/** A backend whose dictionary is a number, and what a follower does with it. */
class FakeDictionary {
  version = 1;
  exclusive = false;
  broken = false;
  failures: SchemaFailure[] = [];
  readonly taken: number[] = [];
  readonly reports: string[] = [];
  readonly released: boolean[] = [];
  looks = 0;

  readonly follower = new DictionaryFollower({
    pool: this,
    translation: {
      refresh: ({ schemas }: CatalogSnapshot) => {
        this.taken.push(Number(schemas[0]));
        return Promise.resolve(this.failures);
      },
    },
    report: (error) => this.reports.push((error as Error).message),
  });

  readonly #lane = {
    dictionaryVersion: () => {
      this.looks += 1;
      return this.broken ? Promise.reject(new Error('link lost')) : Promise.resolve(String(this.version));
    },
    snapshot: () => Promise.resolve({ schemas: [String(this.version)], tables: [] }),
  } as unknown as Lane;

  acquire(): Promise<Lease> {
    return Promise.resolve({
      lane: this.#lane,
      release: (reusable) => void this.released.push(reusable),
    });
  }
}

const failure = (object: string): SchemaFailure => ({
  object,
  error: { severity: 'ERROR', sqlstate: '42704', message: 'type "x" does not exist' },
});

describe('following the dictionary', () => {
  it('a look reads it when it is another', async () => {
    const dictionary = new FakeDictionary();
    expect(await dictionary.follower.look()).to.equal(true);
    expect(await dictionary.follower.look()).to.equal(false);
    dictionary.version = 2;
    expect(await dictionary.follower.look()).to.equal(true);
    expect(dictionary.taken).to.deep.equal([1, 2]);
    expect(dictionary.released).to.deep.equal([true, true, true]);
  });

  it('those who look at once share one look', async () => {
    const dictionary = new FakeDictionary();
    const looks = await Promise.all([1, 2, 3].map(() => dictionary.follower.look()));
    expect(looks).to.deep.equal([true, true, true]);
    expect(dictionary.looks).to.equal(1);
  });

  it('a look that fails is reported, its lane is not used again, and the next one goes on', async () => {
    const dictionary = new FakeDictionary();
    dictionary.broken = true;
    expect(await dictionary.follower.look()).to.equal(false);
    expect(dictionary.reports).to.deep.equal(['link lost']);
    expect(dictionary.released).to.deep.equal([false]);
    dictionary.broken = false;
    expect(await dictionary.follower.look()).to.equal(true);
  });

  it('what cannot be mirrored is told once', async () => {
    const dictionary = new FakeDictionary();
    dictionary.failures = [failure('table public.a'), failure('table public.b')];
    const unreadable = [failure('sequence public.s')];
    for (const schemas of [['1'], ['2']]) {
      await dictionary.follower.read({
        snapshot: () => Promise.resolve({ schemas, tables: [], unreadable }),
      });
    }
    expect(dictionary.reports).to.deep.equal([
      'sequence public.s cannot be mirrored: type "x" does not exist',
      'table public.a cannot be mirrored: type "x" does not exist',
      'table public.b cannot be mirrored: type "x" does not exist',
    ]);
  });

  it('a reading that was overtaken by a later one changes nothing', async () => {
    const dictionary = new FakeDictionary();
    const slow = Promise.withResolvers<CatalogSnapshot>();
    const older = dictionary.follower.read({ snapshot: () => slow.promise });
    await dictionary.follower.read({ snapshot: () => Promise.resolve({ schemas: ['2'], tables: [] }) });
    slow.resolve({ schemas: ['1'], tables: [] });
    expect((await older).schemas).to.deep.equal(['1']);
    expect(dictionary.taken).to.deep.equal([2]);
  });

  it('looks at regular times until it is stopped', async () => {
    const dictionary = new FakeDictionary();
    dictionary.follower.start(1);
    while (dictionary.looks < 3) await new Promise((resolve) => setTimeout(resolve, 1));
    dictionary.follower.stop();
    const { looks } = dictionary;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(dictionary.looks).to.equal(looks);
  });

  it('a backend that is the gateway alone is not looked at', async () => {
    const dictionary = new FakeDictionary();
    dictionary.exclusive = true;
    dictionary.follower.start(1);
    expect(await dictionary.follower.look()).to.equal(false);
    expect(dictionary.looks).to.equal(0);
  });
});
