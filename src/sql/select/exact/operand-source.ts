import { typeOf, typmodOf } from '../../expression/type-of.ts';
import type { Expression, Var } from '../../tree/nodes.ts';
import type { OperandColumns } from './operand-columns.ts';

/** Where the computation of an expression gets its operands: columns of the statement's rows. */
export interface OperandSource {
  /** Position (0-based) in IRIS's row of the column with this value. */
  position(expression: Expression): number;
  /** Runs `build`; what it added is forgotten when it gives undefined. */
  trial<T>(build: () => T | undefined): T | undefined;
  /** For the expressions of a derived table or WITH query in FROM; null where no column can be added to it. */
  inner(varno: number): OperandSource | null;
}

/** Operands of the statement's own query. */
export function topSource(columns: OperandColumns): OperandSource {
  return {
    position: (expression) => columns.position(expression),
    trial: (build) => columns.trial(build),
    inner: (varno) => innerSource(columns.inner(varno), varno, topSource(columns)),
  };
}

/** Operands of an inner query are columns of it, which the outer one passes on. */
function innerSource(
  columns: OperandColumns | null,
  varno: number,
  outer: OperandSource,
): OperandSource | null {
  if (columns === null) return null;
  const source: OperandSource = {
    position: (expression) => outer.position(reference(varno, columns.attribute(expression), expression)),
    trial: (build) => outer.trial(build),
    inner: (inner) => innerSource(columns.inner(inner), inner, source),
  };
  return source;
}

function reference(varno: number, varattno: number, expression: Expression): Var {
  return {
    kind: 'VAR',
    varno,
    varattno,
    vartype: typeOf(expression),
    vartypmod: typmodOf(expression),
    varcollid: 0,
    varnullingrels: [],
    varlevelsup: 0,
    varreturningtype: 0,
    location: -1,
  };
}
