/** How to reach IRIS. */
export interface IrisAddress {
  readonly host: string;
  readonly port: number;
  readonly namespace: string;
}

/** What a connection is opened with. */
export interface ConnectionOptions extends IrisAddress {
  readonly user: string;
  readonly password: string;
  /** Seconds that connecting and login may take. */
  readonly connectTimeout: number;
  /** Source of the helper class, to be installed where it is missing or another version; null: it is not. */
  readonly helperSource: string | null;
  /** Folder that the vendor's driver is in; empty: it is found as other packages are. */
  readonly driver: string;
}

/** How statements reach IRIS (docs/NATIVE.md), the fastest first. */
export const LEVELS = ['helper', 'batches', 'rows'] as const;

export type Level = (typeof LEVELS)[number];

/** What an opened connection is. */
export interface ConnectionFacts {
  readonly level: Level;
  /** The server's $ZVERSION. */
  readonly serverVersion: string;
  /** $JOB of the server process. */
  readonly job: string;
  /** Why better levels are not used, one line each. */
  readonly notes: readonly string[];
}
