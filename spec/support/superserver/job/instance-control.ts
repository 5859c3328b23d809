/** What a job can do to the simulated instance and its other jobs. Calls wait for the answer. */
export interface InstanceControl {
  /** @returns false when that job runs nothing */
  cancelQuery(processId: number): boolean;
  /** Ends the connection of another job. @returns false when there is no such job */
  terminate(processId: number): boolean;
  /** A line of messages.log. */
  log(text: string, severity: number): void;
}

/** Who the job works for. */
export interface JobIdentity {
  readonly processId: number;
  readonly username: string;
  readonly namespace: string;
}
