import { expect } from 'chai';
import { searchPathSchemas } from '../../../src/catalog/search-path.ts';

describe('search_path', () => {
  const cases: [string, string[]][] = [
    ['"$user", public', ['bob', 'public']],
    ['Public,"Mixed ""Case"" , x" ,  b', ['public', 'Mixed "Case" , x', 'b']],
    ['', []],
    ['""', []],
    ['$user', ['bob']],
    ['a, "open', ['a']],
  ];
  for (const [setting, schemas] of cases) {
    it(`reads ${JSON.stringify(setting)}`, () => {
      expect(searchPathSchemas(setting, 'bob')).to.deep.equal(schemas);
    });
  }
});
