import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorFields } from '../../../../src/errors/gateway-error.ts';
import { GatewayError } from '../../../../src/errors/gateway-error.ts';
import { planDdl } from '../../../../src/sql/ddl/plan-ddl.ts';
import type { DdlPlan } from '../../../../src/sql/ddl/plan-ddl.ts';
import { columnType, typeNameOf } from '../../../../src/sql/ddl/type-name.ts';
import { typmodOf } from '../../../../src/sql/ddl/typmod.ts';
import { body, bodies } from '../../../../src/sql/parse/node.ts';
import { loadParser, parseStatements } from '../../../../src/sql/parse/parse.ts';
import { ddlContext, relation } from '../support/ddl-context.ts';
import { SAMPLE } from '../support/sample-ddl.ts';
import { statementsOf } from '../support/steps.ts';

/** What PostgreSQL 15 said: names of constraints, format_type of columns, and of missing or existing objects. */
const ORACLE = JSON.parse(readFileSync(join(import.meta.dirname, 'postgresql.json'), 'utf8')) as {
  readonly constraints: readonly { readonly sql: string; readonly names: readonly string[] }[];
  readonly types: readonly (readonly [written: string, formatted: string, typmod: number, name: string])[];
  readonly notices: readonly (ErrorFields & { readonly sql: string })[];
};

const TARGET = relation(9, 'target', {
  columns: { id: ['int4', -1, 'n'], a: ['int4'], b: ['int4'] },
  primary: ['id'],
});

function statement(sql: string): ReturnType<typeof parseStatements>[number] {
  const [first] = parseStatements(sql);
  if (first === undefined) throw new Error(`no statement in ${sql}`);
  return first;
}

function planned(sql: string): DdlPlan {
  return planDdl(statement(sql), ddlContext(SAMPLE));
}

before(loadParser);

describe('names of constraints', () => {
  for (const { sql, names } of ORACLE.constraints) {
    it(sql, () => {
      const plan = planDdl(statement(sql), ddlContext({ relations: [TARGET] }));
      const create = statementsOf(plan.plan)[1] ?? '';
      const found = create.split('CONSTRAINT "').slice(1);
      expect(found.map((part) => part.slice(0, part.indexOf('"'))).sort()).to.deep.equal(names.toSorted());
    });
  }
});

describe('types of columns', () => {
  for (const [written, formatted, typmod, name] of ORACLE.types) {
    it(`${written} is ${formatted}`, () => {
      const create = body(statement(`create table t(c ${written})`).node, 'CreateStmt');
      const type = columnType(bodies(create?.tableElts, 'ColumnDef')[0]?.typeName);
      expect(type.text).to.equal(formatted);
      expect(typmodOf(type)).to.equal(typmod);
      expect(typeNameOf(type)).to.equal(name);
    });
  }
});

describe('objects that are missing or there already', () => {
  for (const { sql, severity, sqlstate, message, detail, hint } of ORACLE.notices) {
    it(`${severity} of ${sql}`, () => {
      if (severity === 'NOTICE') {
        // The shadow says it: PostgreSQL itself validates the statement.
        expect(planned(sql).notices).to.deep.equal([]);
        expect(planned(sql).shadow).to.equal(sql);
        expect(planned(sql).plan.steps).to.deep.equal([]);
        expect(planned(sql).plan.changesSchema).to.equal(false);
        return;
      }
      expect(() => planned(sql)).to.throw(GatewayError, message);
      try {
        planned(sql);
      } catch (error) {
        const { fields } = error as GatewayError;
        expect(fields.sqlstate).to.equal(sqlstate);
        expect(fields.message).to.equal(message);
        if (detail !== undefined) expect(fields.detail).to.equal(detail);
        if (hint !== undefined) expect(fields.hint).to.equal(hint);
      }
    });
  }
});
