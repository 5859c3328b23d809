/** Identity of a type that has no codec of its own. */
export interface TypeIdentity {
  readonly name: string;
  readonly oid: number;
  readonly arrayOid: number;
}

/**
 * Built-in types that IRIS has nothing for but the shadow catalog may answer with: their text passes unchanged, their
 * binary form is refused.
 */
export const TEXT_ONLY_TYPES: readonly TypeIdentity[] = [
  { name: 'tid', oid: 27, arrayOid: 1010 },
  { name: 'xml', oid: 142, arrayOid: 143 },
  { name: 'pg_node_tree', oid: 194, arrayOid: 0 },
  { name: 'point', oid: 600, arrayOid: 1017 },
  { name: 'lseg', oid: 601, arrayOid: 1018 },
  { name: 'path', oid: 602, arrayOid: 1019 },
  { name: 'polygon', oid: 604, arrayOid: 1027 },
  { name: 'line', oid: 628, arrayOid: 629 },
  { name: 'cidr', oid: 650, arrayOid: 651 },
  { name: 'circle', oid: 718, arrayOid: 719 },
  { name: 'macaddr8', oid: 774, arrayOid: 775 },
  { name: 'money', oid: 790, arrayOid: 791 },
  { name: 'macaddr', oid: 829, arrayOid: 1040 },
  { name: 'inet', oid: 869, arrayOid: 1041 },
  { name: 'aclitem', oid: 1033, arrayOid: 1034 },
  { name: 'bit', oid: 1560, arrayOid: 1561 },
  { name: 'varbit', oid: 1562, arrayOid: 1563 },
  { name: 'refcursor', oid: 1790, arrayOid: 2201 },
  { name: 'record', oid: 2249, arrayOid: 2287 },
  { name: 'anyarray', oid: 2277, arrayOid: 0 },
  { name: 'txid_snapshot', oid: 2970, arrayOid: 2949 },
  { name: 'pg_lsn', oid: 3220, arrayOid: 3221 },
  { name: 'pg_ndistinct', oid: 3361, arrayOid: 0 },
  { name: 'pg_dependencies', oid: 3402, arrayOid: 0 },
  { name: 'tsvector', oid: 3614, arrayOid: 3643 },
  { name: 'tsquery', oid: 3615, arrayOid: 3645 },
  { name: 'int4range', oid: 3904, arrayOid: 3905 },
  { name: 'numrange', oid: 3906, arrayOid: 3907 },
  { name: 'tsrange', oid: 3908, arrayOid: 3909 },
  { name: 'tstzrange', oid: 3910, arrayOid: 3911 },
  { name: 'daterange', oid: 3912, arrayOid: 3913 },
  { name: 'int8range', oid: 3926, arrayOid: 3927 },
  { name: 'jsonpath', oid: 4072, arrayOid: 4073 },
  { name: 'pg_mcv_list', oid: 5017, arrayOid: 0 },
  { name: 'pg_snapshot', oid: 5038, arrayOid: 5039 },
];
