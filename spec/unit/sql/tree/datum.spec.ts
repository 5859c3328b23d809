import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { constText } from '../../../../src/sql/tree/datum.ts';
import type { Const } from '../../../../src/sql/tree/nodes.ts';
import { readTree } from '../../../../src/sql/tree/read.ts';
import type { TreeFixture } from '../../../support/tree-fixture.ts';
import { cases } from './cases/datums.ts';

const fixture = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/datums.json'), 'utf8'),
) as TreeFixture;

function textOf(node: { readonly kind: string }): string | null | undefined {
  return node.kind === 'CONST' ? constText(node as Const) : undefined;
}

describe('datums of constants', () => {
  for (const { sql, texts } of cases) {
    it(sql, () => {
      const query = readTree(fixture.statements[sql]?.tree ?? '');
      expect(query.targetList?.map((target) => textOf(target.expr))).to.deep.equal(texts);
    });
  }
});
