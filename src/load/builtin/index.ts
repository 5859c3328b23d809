import { copyIn } from './copy-in.ts';
import { copyOut, pointSelect, rangeSelect } from './items.ts';
import { tpcb } from './tpcb.ts';
import { vectorSearch } from './vector-search.ts';
import { introspection, selectId } from './without-tables.ts';
import type { Workload } from './workload.ts';

/** Every workload that comes with the gateway. */
export const WORKLOADS: readonly Workload[] = [
  selectId,
  pointSelect,
  rangeSelect,
  tpcb,
  vectorSearch,
  copyIn,
  copyOut,
  introspection,
];
