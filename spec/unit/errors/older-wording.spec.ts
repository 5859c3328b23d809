import { expect } from 'chai';
import { olderWording } from '../../../src/errors/older-wording.ts';

const ERROR = { severity: 'ERROR', sqlstate: '42P01', message: 'm', position: 3 } as const;

describe('the wording of PostgreSQL 15', () => {
  it('has in HINT what cannot be referenced', () => {
    const text = 'There is an entry for table "e", but it cannot be referenced from this part of the query.';
    expect(olderWording({ ...ERROR, detail: text })).to.deep.equal({ ...ERROR, hint: text });
  });

  it('has no hint at LATERAL', () => {
    const text = 'There is an entry for table "e", but it cannot be referenced from this part of the query.';
    const hint = 'To reference that table, you must mark this subquery with LATERAL.';
    expect(olderWording({ ...ERROR, detail: text, hint })).to.deep.equal({ ...ERROR, hint: text });
  });

  it('spells datestyle in lower case', () => {
    const hint = 'Perhaps you need a different "DateStyle" setting.';
    expect(olderWording({ ...ERROR, hint }).hint).to.equal(
      'Perhaps you need a different "datestyle" setting.',
    );
  });

  it('does not name the tables of a foreign key', () => {
    const detail =
      'Key columns "a" of the referencing table and "id" of the referenced table are of incompatible types: text and integer.';
    expect(olderWording({ ...ERROR, detail }).detail).to.equal(
      'Key columns "a" and "id" are of incompatible types: text and integer.',
    );
  });

  it('leaves the rest alone', () => {
    const error = { ...ERROR, detail: 'd', hint: 'h' };
    expect(olderWording(error)).to.equal(error);
  });
});
