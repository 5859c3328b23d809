/** The clause an expression stands in decides what may be in it. */
export type Clause =
  | 'selectList'
  | 'having'
  | 'orderBy'
  | 'where'
  | 'groupBy'
  | 'on'
  | 'aggregateArgument'
  | 'windowArgument'
  /** INSERT ... VALUES: no subqueries either (-144). */
  | 'insertValues'
  /** UPDATE ... SET, CALL and whatever else stands outside a query. */
  | 'value';

/** Aggregates elsewhere are -19 (iris-sql.md 1.3). */
export function allowsAggregates(clause: Clause): boolean {
  return (
    clause === 'selectList' || clause === 'having' || clause === 'orderBy' || clause === 'windowArgument'
  );
}

/** Window functions elsewhere are -367 (iris-sql.md 1.5). */
export function allowsWindows(clause: Clause): boolean {
  return clause === 'selectList' || clause === 'orderBy';
}
