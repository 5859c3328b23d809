import { expect } from 'chai';
import { Lru } from '../../../src/translation/lru.ts';

describe('Lru', () => {
  it('forgets what was not used for the longest time', () => {
    const lru = new Lru<number>(2);
    lru.set('a', 1);
    lru.set('b', 2);
    expect(lru.get('a')).to.equal(1);
    lru.set('c', 3);
    expect([lru.get('a'), lru.get('b'), lru.get('c'), lru.size]).to.deep.equal([1, undefined, 3, 2]);
  });

  it('keeps within the weight', () => {
    const lru = new Lru<number>(10, 100);
    lru.set('a', 1, 60);
    lru.set('b', 2, 30);
    lru.set('c', 3, 50);
    expect([lru.get('a'), lru.get('b'), lru.get('c')]).to.deep.equal([undefined, 2, 3]);
    lru.set('d', 4, 101);
    expect([lru.get('d'), lru.size]).to.deep.equal([undefined, 2]);
  });

  it('counts an entry that is set again once', () => {
    const lru = new Lru<number>(10, 100);
    lru.set('a', 1, 90);
    lru.set('a', 2, 20);
    lru.set('b', 3, 80);
    expect([lru.get('a'), lru.get('b')]).to.deep.equal([2, 3]);
  });

  it('keeps nothing without capacity', () => {
    const lru = new Lru<number>(0);
    lru.set('a', 1);
    expect(lru.size).to.equal(0);
  });

  it('can be emptied', () => {
    const lru = new Lru<number>(2, 10);
    lru.set('a', 1, 10);
    lru.clear();
    lru.set('b', 2, 10);
    expect([lru.get('a'), lru.get('b'), lru.size]).to.deep.equal([undefined, 2, 1]);
  });
});
