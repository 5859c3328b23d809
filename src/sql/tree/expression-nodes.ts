import type { Query, SortGroupClause } from './query-nodes.ts';

/**
 * Expression nodes of PostgreSQL 18's analysed tree as nodeToString prints them (src/include/nodes/primnodes.h). `kind`
 * is the printed label; the other names are the C fields. Only fields that a translation reads are declared.
 */

interface Located {
  /** UTF-8 byte offset in the client's text, -1 when unknown. */
  readonly location: number;
}

/** A column of the range table entry `varno` (1-based); attribute 0 is the whole row, below 0 a system column. */
export interface Var extends Located {
  readonly kind: 'VAR';
  readonly varno: number;
  readonly varattno: number;
  readonly vartype: number;
  readonly vartypmod: number;
  readonly varcollid: number;
  /** Outer joins (range table indexes) that may turn this value into NULL. */
  readonly varnullingrels: readonly number[];
  readonly varlevelsup: number;
  /** RETURNING: 0 default, 1 OLD, 2 NEW. */
  readonly varreturningtype: number;
}

/** Datum bytes of a Const: -128..127 as printed, made 0..255 by the reader. */
export interface Const extends Located {
  readonly kind: 'CONST';
  readonly consttype: number;
  readonly consttypmod: number;
  readonly constlen: number;
  readonly constbyval: boolean;
  readonly constisnull: boolean;
  readonly constvalue: Uint8Array | null;
}

export interface Param extends Located {
  readonly kind: 'PARAM';
  /** 0 external ($n), 1 executor, 2 output column of a sublink, 3 multi-assignment. */
  readonly paramkind: number;
  /** 1-based */
  readonly paramid: number;
  readonly paramtype: number;
  readonly paramtypmod: number;
}

interface Operation extends Located {
  readonly opno: number;
  readonly opfuncid: number;
  readonly opresulttype: number;
  readonly inputcollid: number;
  readonly args: readonly Expression[];
}

export interface OpExpr extends Operation {
  readonly kind: 'OPEXPR';
  readonly opretset: boolean;
}

/** `a IS DISTINCT FROM b`; opno is the equality operator. */
export interface DistinctExpr extends Operation {
  readonly kind: 'DISTINCTEXPR';
}

export interface NullIfExpr extends Operation {
  readonly kind: 'NULLIFEXPR';
}

/** `a op ANY (array)` (useOr) or `a op ALL (array)`. */
export interface ScalarArrayOpExpr extends Located {
  readonly kind: 'SCALARARRAYOPEXPR';
  readonly opno: number;
  readonly useOr: boolean;
  readonly args: readonly Expression[];
}

export interface BoolExpr extends Located {
  readonly kind: 'BOOLEXPR';
  readonly boolop: 'and' | 'or' | 'not';
  readonly args: readonly Expression[];
}

export interface NullTest extends Located {
  readonly kind: 'NULLTEST';
  readonly arg: Expression;
  /** 0 IS NULL, 1 IS NOT NULL */
  readonly nulltesttype: number;
  readonly argisrow: boolean;
}

export interface BooleanTest extends Located {
  readonly kind: 'BOOLEANTEST';
  readonly arg: Expression;
  /** 0 IS TRUE, 1 IS NOT TRUE, 2 IS FALSE, 3 IS NOT FALSE, 4 IS UNKNOWN, 5 IS NOT UNKNOWN */
  readonly booltesttype: number;
}

export interface FuncExpr extends Located {
  readonly kind: 'FUNCEXPR';
  readonly funcid: number;
  readonly funcresulttype: number;
  readonly funcretset: boolean;
  readonly funcvariadic: boolean;
  /** 0 call, 1 explicit cast, 2 implicit cast, 3 SQL syntax such as EXTRACT */
  readonly funcformat: number;
  readonly inputcollid: number;
  readonly args: readonly Expression[];
}

export interface NamedArgExpr extends Located {
  readonly kind: 'NAMEDARGEXPR';
  readonly arg: Expression;
  readonly argnumber: number;
}

export interface Aggref extends Located {
  readonly kind: 'AGGREF';
  readonly aggfnoid: number;
  readonly aggtype: number;
  readonly aggargtypes: readonly number[] | null;
  readonly aggdirectargs: readonly Expression[] | null;
  readonly args: readonly TargetEntry[] | null;
  readonly aggorder: readonly SortGroupClause[] | null;
  readonly aggdistinct: readonly SortGroupClause[] | null;
  readonly aggfilter: Expression | null;
  readonly aggstar: boolean;
  /** n normal, o ordered set, h hypothetical set */
  readonly aggkind: string;
  readonly agglevelsup: number;
}

export interface GroupingFunc extends Located {
  readonly kind: 'GROUPINGFUNC';
  readonly args: readonly Expression[];
  readonly refs: readonly number[] | null;
  readonly agglevelsup: number;
}

export interface WindowFunc extends Located {
  readonly kind: 'WINDOWFUNC';
  readonly winfnoid: number;
  readonly wintype: number;
  readonly args: readonly Expression[] | null;
  readonly aggfilter: Expression | null;
  readonly winref: number;
  readonly winstar: boolean;
  readonly winagg: boolean;
}

/** subLinkType */
export const SUBLINK = {
  exists: 0,
  all: 1,
  any: 2,
  rowCompare: 3,
  expression: 4,
  multiExpression: 5,
  array: 6,
} as const;

export interface SubLink extends Located {
  readonly kind: 'SUBLINK';
  readonly subLinkType: number;
  readonly subLinkId: number;
  /** Comparison of the outer value with `Param`s of kind 2, for ANY, ALL and row comparison. */
  readonly testexpr: Expression | null;
  readonly subselect: Query;
}

export interface CaseExpr extends Located {
  readonly kind: 'CASEEXPR';
  readonly casetype: number;
  /** `CASE arg WHEN`: the WHEN conditions hold a CaseTestExpr in its place. */
  readonly arg: Expression | null;
  readonly args: readonly CaseWhen[];
  readonly defresult: Expression | null;
}

export interface CaseWhen extends Located {
  readonly kind: 'CASEWHEN';
  readonly expr: Expression;
  readonly result: Expression;
}

export interface CaseTestExpr {
  readonly kind: 'CASETESTEXPR';
  readonly typeId: number;
  readonly typeMod: number;
}

export interface CoalesceExpr extends Located {
  readonly kind: 'COALESCEEXPR';
  readonly coalescetype: number;
  readonly args: readonly Expression[];
}

export interface MinMaxExpr extends Located {
  readonly kind: 'MINMAXEXPR';
  readonly minmaxtype: number;
  /** 0 GREATEST, 1 LEAST */
  readonly op: number;
  readonly args: readonly Expression[];
}

/** CURRENT_DATE and its like; `op` numbers are SVFOP_* of primnodes.h. */
export interface SqlValueFunction extends Located {
  readonly kind: 'SQLVALUEFUNCTION';
  readonly op: number;
  readonly type: number;
  readonly typmod: number;
}

/** A binary-compatible cast. */
export interface RelabelType extends Located {
  readonly kind: 'RELABELTYPE';
  readonly arg: Expression;
  readonly resulttype: number;
  readonly resulttypmod: number;
  readonly relabelformat: number;
}

/** A cast through text. */
export interface CoerceViaIo extends Located {
  readonly kind: 'COERCEVIAIO';
  readonly arg: Expression;
  readonly resulttype: number;
  readonly coerceformat: number;
}

export interface ArrayCoerceExpr extends Located {
  readonly kind: 'ARRAYCOERCEEXPR';
  readonly arg: Expression;
  readonly elemexpr: Expression;
  readonly resulttype: number;
}

export interface CoerceToDomain extends Located {
  readonly kind: 'COERCETODOMAIN';
  readonly arg: Expression;
  readonly resulttype: number;
  readonly resulttypmod: number;
}

export interface CoerceToDomainValue extends Located {
  readonly kind: 'COERCETODOMAINVALUE';
  readonly typeId: number;
}

export interface ArrayExpr extends Located {
  readonly kind: 'ARRAYEXPR';
  readonly array_typeid: number;
  readonly element_typeid: number;
  readonly elements: readonly Expression[] | null;
  readonly multidims: boolean;
}

export interface RowExpr extends Located {
  readonly kind: 'ROWEXPR';
  readonly args: readonly Expression[] | null;
  readonly row_typeid: number;
}

/** `(a, b) < (c, d)`; cmptype 1 <, 2 <=, 3 =, 4 >=, 5 >, 6 <> */
export interface RowCompareExpr {
  readonly kind: 'ROWCOMPAREEXPR';
  readonly cmptype: number;
  readonly opnos: readonly number[];
  readonly largs: readonly Expression[];
  readonly rargs: readonly Expression[];
}

export interface CollateExpr extends Located {
  readonly kind: 'COLLATEEXPR';
  readonly arg: Expression;
  readonly collOid: number;
}

export interface SubscriptingRef {
  readonly kind: 'SUBSCRIPTINGREF';
  readonly refcontainertype: number;
  readonly refrestype: number;
  readonly reftypmod: number;
  readonly refupperindexpr: readonly (Expression | null)[] | null;
  readonly reflowerindexpr: readonly (Expression | null)[] | null;
  readonly refexpr: Expression | null;
  readonly refassgnexpr: Expression | null;
}

export interface FieldSelect {
  readonly kind: 'FIELDSELECT';
  readonly arg: Expression;
  readonly fieldnum: number;
  readonly resulttype: number;
}

/** DEFAULT in VALUES or SET. */
export interface SetToDefault extends Located {
  readonly kind: 'SETTODEFAULT';
  readonly typeId: number;
}

/** Wrapper of OLD/NEW references in RETURNING (PostgreSQL 18). */
export interface ReturningExpr {
  readonly kind: 'RETURNINGEXPR';
  readonly retlevelsup: number;
  readonly retold: boolean;
  readonly retexpr: Expression;
}

export interface MergeSupportFunc extends Located {
  readonly kind: 'MERGESUPPORTFUNC';
  readonly msftype: number;
}

/** An output column; with a range-table Var inside, resorigtbl/resorigcol name the base column. */
export interface TargetEntry {
  readonly kind: 'TARGETENTRY';
  readonly expr: Expression;
  readonly resno: number;
  readonly resname: string | null;
  /** Non-zero when a SortGroupClause refers to this entry. */
  readonly ressortgroupref: number;
  readonly resorigtbl: number;
  readonly resorigcol: number;
  /** Not part of the answer. */
  readonly resjunk: boolean;
}

export type Expression =
  | Var
  | Const
  | Param
  | OpExpr
  | DistinctExpr
  | NullIfExpr
  | ScalarArrayOpExpr
  | BoolExpr
  | NullTest
  | BooleanTest
  | FuncExpr
  | NamedArgExpr
  | Aggref
  | GroupingFunc
  | WindowFunc
  | SubLink
  | CaseExpr
  | CaseTestExpr
  | CoalesceExpr
  | MinMaxExpr
  | SqlValueFunction
  | RelabelType
  | CoerceViaIo
  | ArrayCoerceExpr
  | CoerceToDomain
  | CoerceToDomainValue
  | ArrayExpr
  | RowExpr
  | RowCompareExpr
  | CollateExpr
  | SubscriptingRef
  | FieldSelect
  | SetToDefault
  | ReturningExpr
  | MergeSupportFunc;
