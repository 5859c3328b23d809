/** How statements are sent: as one text, parsed each time, or prepared once for each connection. */
export const PROTOCOLS = ['simple', 'extended', 'prepared'] as const;
export type LoadProtocol = (typeof PROTOCOLS)[number];

/** A script by its name, and how often it is drawn among several. */
export interface Weighted {
  readonly name: string;
  readonly weight: number;
}

/** What a run does. Times in seconds, but `think`. */
export interface LoadSettings {
  /** Built-in ones; `files` are drawn beside them. */
  readonly workloads: readonly Weighted[];
  readonly files: readonly Weighted[];
  readonly connections: number;
  /** Operations a second that arrive whether or not a connection is free (open loop); 0: each session follows its last. */
  readonly rate: number;
  /** Connections are opened evenly over this time, and work at once. */
  readonly ramp: number;
  /** Work before anything is measured. */
  readonly warmUp: number;
  readonly duration: number;
  /** Operations instead of a duration; 0: the duration counts. */
  readonly count: number;
  /** Pause of a session between two operations in milliseconds, on average (exponentially distributed). */
  readonly think: number;
  readonly protocol: LoadProtocol;
  readonly scale: number;
  readonly threads: number;
  /** Further variables of scripts. */
  readonly variables: Readonly<Record<string, string>>;
  /** Make tables anew even if they are there; remove them afterwards. */
  readonly init: boolean;
  readonly cleanup: boolean;
}

export const DEFAULT_SETTINGS: LoadSettings = {
  workloads: [],
  files: [],
  connections: 8,
  rate: 0,
  ramp: 0,
  warmUp: 1,
  duration: 10,
  count: 0,
  think: 0,
  protocol: 'simple',
  scale: 1,
  threads: 1,
  variables: {},
  init: false,
  cleanup: false,
};
