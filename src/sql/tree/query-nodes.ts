import type { Expression, TargetEntry } from './expression-nodes.ts';

/** Query-level nodes of PostgreSQL 18's analysed tree (src/include/nodes/parsenodes.h). */

/** Query.commandType */
export const COMMAND = {
  select: 1,
  update: 2,
  insert: 3,
  delete: 4,
  merge: 5,
  utility: 6,
  nothing: 7,
} as const;

export interface Query {
  readonly kind: 'QUERY';
  readonly commandType: number;
  readonly utilityStmt: TreeNode | null;
  /** Range table index of the target of INSERT, UPDATE, DELETE, MERGE; 0 for none. */
  readonly resultRelation: number;
  readonly hasAggs: boolean;
  readonly hasWindowFuncs: boolean;
  readonly hasTargetSRFs: boolean;
  readonly hasSubLinks: boolean;
  readonly hasDistinctOn: boolean;
  readonly hasRecursive: boolean;
  readonly hasModifyingCTE: boolean;
  readonly hasForUpdate: boolean;
  readonly hasGroupRTE: boolean;
  readonly cteList: readonly CommonTableExpr[] | null;
  readonly rtable: readonly RangeTblEntry[] | null;
  readonly jointree: FromExpr | null;
  readonly mergeActionList: readonly MergeAction[] | null;
  readonly mergeTargetRelation: number;
  readonly mergeJoinCondition: Expression | null;
  readonly targetList: readonly TargetEntry[] | null;
  /** INSERT ... OVERRIDING: 0 none, 1 USER VALUE, 2 SYSTEM VALUE */
  readonly override: number;
  readonly onConflict: OnConflictExpr | null;
  readonly returningList: readonly TargetEntry[] | null;
  readonly groupClause: readonly SortGroupClause[] | null;
  readonly groupDistinct: boolean;
  readonly groupingSets: readonly GroupingSet[] | null;
  readonly havingQual: Expression | null;
  readonly windowClause: readonly WindowClause[] | null;
  readonly distinctClause: readonly SortGroupClause[] | null;
  readonly sortClause: readonly SortGroupClause[] | null;
  readonly limitOffset: Expression | null;
  readonly limitCount: Expression | null;
  /** 0 exactly LIMIT rows, 1 WITH TIES */
  readonly limitOption: number;
  readonly rowMarks: readonly RowMarkClause[] | null;
  readonly setOperations: SetOperationStmt | null;
  readonly stmt_location: number;
  readonly stmt_len: number;
}

export interface Alias {
  readonly kind: 'ALIAS';
  readonly aliasname: string;
  readonly colnames: readonly string[] | null;
}

/** RangeTblEntry.rtekind */
export const RTE = {
  relation: 0,
  subquery: 1,
  join: 2,
  function: 3,
  tableFunction: 4,
  values: 5,
  cte: 6,
  namedTuplestore: 7,
  result: 8,
  group: 9,
} as const;

interface Entry {
  readonly kind: 'RANGETBLENTRY';
  readonly alias: Alias | null;
  /** Names of all columns (empty string: a dropped one). */
  readonly eref: Alias;
  readonly lateral: boolean;
  readonly inFromCl: boolean;
}

export interface RelationEntry extends Entry {
  readonly rtekind: typeof RTE.relation;
  readonly relid: number;
  /** False with ONLY. */
  readonly inh: boolean;
  readonly relkind: string;
  readonly tablesample: TreeNode | null;
}

export interface SubqueryEntry extends Entry {
  readonly rtekind: typeof RTE.subquery;
  readonly subquery: Query;
}

/** JoinExpr.jointype */
export const JOIN = { inner: 0, left: 1, full: 2, right: 3 } as const;

export interface JoinEntry extends Entry {
  readonly rtekind: typeof RTE.join;
  readonly jointype: number;
  readonly joinmergedcols: number;
  /** What each column of the join is: Var, or COALESCE for a column merged by USING. */
  readonly joinaliasvars: readonly Expression[] | null;
}

export interface FunctionEntry extends Entry {
  readonly rtekind: typeof RTE.function;
  readonly functions: readonly RangeTblFunction[];
  readonly funcordinality: boolean;
}

export interface RangeTblFunction {
  readonly kind: 'RANGETBLFUNCTION';
  readonly funcexpr: Expression;
  readonly funccolcount: number;
}

export interface TableFunctionEntry extends Entry {
  readonly rtekind: typeof RTE.tableFunction;
}

export interface ValuesEntry extends Entry {
  readonly rtekind: typeof RTE.values;
  readonly values_lists: readonly (readonly Expression[])[];
  readonly coltypes: readonly number[];
}

export interface CteEntry extends Entry {
  readonly rtekind: typeof RTE.cte;
  readonly ctename: string;
  readonly ctelevelsup: number;
  readonly self_reference: boolean;
  readonly coltypes: readonly number[];
}

export interface TuplestoreEntry extends Entry {
  readonly rtekind: typeof RTE.namedTuplestore;
}

export interface ResultEntry extends Entry {
  readonly rtekind: typeof RTE.result;
}

/** What grouped Vars refer to (PostgreSQL 18): column n is groupexprs[n - 1]. */
export interface GroupEntry extends Entry {
  readonly rtekind: typeof RTE.group;
  readonly groupexprs: readonly Expression[];
}

export type RangeTblEntry =
  | RelationEntry
  | SubqueryEntry
  | JoinEntry
  | FunctionEntry
  | TableFunctionEntry
  | ValuesEntry
  | CteEntry
  | TuplestoreEntry
  | ResultEntry
  | GroupEntry;

export interface RangeTblRef {
  readonly kind: 'RANGETBLREF';
  readonly rtindex: number;
}

export interface JoinExpr {
  readonly kind: 'JOINEXPR';
  readonly jointype: number;
  readonly larg: FromNode;
  readonly rarg: FromNode;
  /** Written out also for USING and NATURAL; null for CROSS JOIN. */
  readonly quals: Expression | null;
  readonly rtindex: number;
}

export interface FromExpr {
  readonly kind: 'FROMEXPR';
  readonly fromlist: readonly FromNode[] | null;
  readonly quals: Expression | null;
}

export type FromNode = RangeTblRef | JoinExpr | FromExpr;

export interface SortGroupClause {
  readonly kind: 'SORTGROUPCLAUSE';
  /** TargetEntry.ressortgroupref */
  readonly tleSortGroupRef: number;
  readonly eqop: number;
  readonly sortop: number;
  /** DESC */
  readonly reverse_sort: boolean;
  readonly nulls_first: boolean;
}

/** setKind: 0 empty, 1 simple, 2 ROLLUP, 3 CUBE, 4 GROUPING SETS */
export interface GroupingSet {
  readonly kind: 'GROUPINGSET';
  /** The C field `kind`, renamed by the reader because `kind` is the label. */
  readonly setKind: number;
  readonly content: readonly (GroupingSet | number)[] | null;
  readonly location: number;
}

/** SetOperationStmt.op */
export const SET_OPERATION = { none: 0, union: 1, intersect: 2, except: 3 } as const;

export interface SetOperationStmt {
  readonly kind: 'SETOPERATIONSTMT';
  readonly op: number;
  readonly all: boolean;
  readonly larg: SetOperationStmt | RangeTblRef;
  readonly rarg: SetOperationStmt | RangeTblRef;
  readonly colTypes: readonly number[];
  readonly colTypmods: readonly number[];
}

export interface CommonTableExpr {
  readonly kind: 'COMMONTABLEEXPR';
  readonly ctename: string;
  readonly ctequery: Query;
  readonly cterecursive: boolean;
  readonly cterefcount: number;
  readonly location: number;
}

/** frameOptions bits of WindowClause (parsenodes.h). */
export const FRAME = {
  nonDefault: 0x00001,
  range: 0x00002,
  rows: 0x00004,
  groups: 0x00008,
  between: 0x00010,
  startUnboundedPreceding: 0x00020,
  endUnboundedPreceding: 0x00040,
  startUnboundedFollowing: 0x00080,
  endUnboundedFollowing: 0x00100,
  startCurrentRow: 0x00200,
  endCurrentRow: 0x00400,
  startOffsetPreceding: 0x00800,
  endOffsetPreceding: 0x01000,
  startOffsetFollowing: 0x02000,
  endOffsetFollowing: 0x04000,
  excludeCurrentRow: 0x08000,
  excludeGroup: 0x10000,
  excludeTies: 0x20000,
} as const;

export interface WindowClause {
  readonly kind: 'WINDOWCLAUSE';
  readonly partitionClause: readonly SortGroupClause[] | null;
  readonly orderClause: readonly SortGroupClause[] | null;
  readonly frameOptions: number;
  readonly startOffset: Expression | null;
  readonly endOffset: Expression | null;
  readonly winref: number;
}

export interface RowMarkClause {
  readonly kind: 'ROWMARKCLAUSE';
  readonly rti: number;
  /** 1 KEY SHARE, 2 SHARE, 3 NO KEY UPDATE, 4 UPDATE */
  readonly strength: number;
  /** 0 block, 1 SKIP LOCKED, 2 NOWAIT */
  readonly waitPolicy: number;
  readonly pushedDown: boolean;
}

export interface OnConflictExpr {
  readonly kind: 'ONCONFLICTEXPR';
  /** 1 NOTHING, 2 UPDATE */
  readonly action: number;
  readonly arbiterElems: readonly InferenceElem[] | null;
  readonly arbiterWhere: Expression | null;
  /** pg_constraint.oid for ON CONSTRAINT, else 0 */
  readonly constraint: number;
  readonly onConflictSet: readonly TargetEntry[] | null;
  readonly onConflictWhere: Expression | null;
  /** Range table index of EXCLUDED. */
  readonly exclRelIndex: number;
  readonly exclRelTlist: readonly TargetEntry[] | null;
}

export interface InferenceElem {
  readonly kind: 'INFERENCEELEM';
  readonly expr: Expression;
  readonly infercollid: number;
  readonly inferopclass: number;
}

export interface MergeAction {
  readonly kind: 'MERGEACTION';
  /** 0 WHEN MATCHED, 1 NOT MATCHED BY SOURCE, 2 NOT MATCHED BY TARGET */
  readonly matchKind: number;
  readonly commandType: number;
  readonly override: number;
  readonly qual: Expression | null;
  readonly targetList: readonly TargetEntry[] | null;
  readonly updateColnos: readonly number[] | null;
}

/** Any node as the reader makes it. */
export interface TreeNode {
  readonly kind: string;
  readonly [field: string]: unknown;
}
