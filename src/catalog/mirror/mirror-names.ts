import type { IndexNames } from './index-names.ts';
import type { MirroredTable } from './mirrored-table.ts';
import type { OidAssignment } from './oids.ts';
import type { TableFacts } from './table-facts.ts';
import type { KeptSequences } from './user-sequence.ts';

/** What the builders of statements look things up in. */
export interface MirrorNames {
  readonly oids: OidAssignment;
  readonly indexNames: IndexNames;
  readonly facts: TableFacts;
  readonly sequences: KeptSequences;
  /** A table by its IRIS names. */
  table(irisSchema: string, irisName: string): MirroredTable | undefined;
}
