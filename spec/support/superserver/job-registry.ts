import { WriteTurns } from '../../../src/backend/lane/write-turns.ts';
import type { Dialect } from '../../../src/sql/context.ts';
import type { Features } from './features.ts';
import { JobHost, type JobServices } from './job/job-host.ts';
import { Answer, type JobQuestion } from './job/messages.ts';

/** A line of the simulated messages.log. */
export interface LogLine {
  readonly text: string;
  /** 0 to 3 */
  readonly severity: number;
}

/** The first $JOB; the numbers of a restarted instance go on. */
const FIRST_PROCESS_ID = 4711;

/** The processes of the simulated instance, and what they do to each other. */
export class JobRegistry implements JobServices {
  readonly log: LogLine[] = [];
  readonly #features: Features;
  readonly #dialect: Dialect;
  readonly #turns = new WriteTurns();
  readonly #jobs = new Map<number, JobHost>();
  readonly #starting = new Set<Promise<JobHost>>();
  /** Jobs that wait for their turn to write. */
  readonly #waiting = new Map<JobHost, AbortController>();
  /** Called with the job whose connection is to be ended. */
  readonly #terminated: (job: JobHost) => void;
  #nextProcessId = FIRST_PROCESS_ID;

  constructor(dialect: Dialect, features: Features, terminated: (job: JobHost) => void) {
    this.#dialect = dialect;
    this.#features = features;
    this.#terminated = terminated;
  }

  /** Starts the process of a connection. */
  async start(path: string, username: string, namespace: string): Promise<JobHost> {
    const processId = this.#nextProcessId;
    this.#nextProcessId += 1;
    const data = {
      path,
      dialect: this.#dialect,
      identity: { processId, username, namespace },
      features: this.#features.memory,
    };
    const starting = JobHost.start(data, this);
    this.#starting.add(starting);
    try {
      const job = await starting;
      this.#jobs.set(processId, job);
      void job.ended.then(() => this.#forget(job));
      return job;
    } finally {
      this.#starting.delete(starting);
    }
  }

  /** Processes, those included that are starting. */
  get count(): number {
    return this.#jobs.size + this.#starting.size;
  }

  asked(job: JobHost, question: JobQuestion): void {
    switch (question.ask) {
      case 'turn':
        void this.#takeTurn(job, question.seconds);
        return;
      case 'cancel':
        job.answer(this.#cancel(question.processId) ? Answer.yes : Answer.no);
        return;
      case 'terminate':
        job.answer(this.#terminate(question.processId) ? Answer.yes : Answer.no);
        return;
    }
  }

  turnGiven(job: JobHost): void {
    this.#turns.give(job);
  }

  logged(text: string, severity: number): void {
    this.log.push({ text, severity });
  }

  /** Ends all processes at once, as a crash does. */
  async killAll(): Promise<void> {
    await Promise.allSettled(this.#starting);
    await Promise.all([...this.#jobs.values()].map((job) => job.kill()));
  }

  async #takeTurn(job: JobHost, seconds: number): Promise<void> {
    const waiting = new AbortController();
    this.#waiting.set(job, waiting);
    try {
      // 0 seconds fail at once; WriteTurns takes 0 for no limit.
      await this.#turns.take(job, Math.max(1, seconds * 1000), waiting.signal);
      job.answer(Answer.yes);
    } catch {
      job.answer(waiting.signal.aborted ? Answer.cancelled : Answer.no);
    } finally {
      this.#waiting.delete(job);
    }
  }

  #cancel(processId: number): boolean {
    const job = this.#jobs.get(processId);
    if (!job?.stop()) return false;
    this.#waiting.get(job)?.abort();
    return true;
  }

  #terminate(processId: number): boolean {
    const job = this.#jobs.get(processId);
    if (!job) return false;
    this.#terminated(job);
    return true;
  }

  #forget(job: JobHost): void {
    this.#jobs.delete(job.processId);
    this.#waiting.get(job)?.abort();
    this.#turns.give(job);
  }
}
