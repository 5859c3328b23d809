import { SingleBar } from 'cli-progress';
import { ms } from '../../load/report/text.ts';
import type { Progress } from '../../load/run/director.ts';

const FORMAT = '{phase} [{bar}] {percentage} %  {perSecond}/s  p50 {p50} ms  p99 {p99} ms  {failed} failed';

/** A line that follows a run, where somebody looks; quiet where standard error is no terminal. */
export class LoadProgress {
  readonly #bar: SingleBar | null;

  constructor(stream: NodeJS.WriteStream) {
    this.#bar = stream.isTTY
      ? new SingleBar({
          format: FORMAT,
          stream,
          hideCursor: true,
          barsize: 24,
          linewrap: null,
          clearOnComplete: true,
        })
      : null;
  }

  start(): void {
    this.#bar?.start(100, 0, { phase: 'setting up', perSecond: '0', p50: '-', p99: '-', failed: 0 });
  }

  show({ phase, share, perSecond, p50, p99, failed }: Progress): void {
    this.#bar?.update(Math.floor(share * 100), {
      phase: phase.padEnd(10),
      perSecond: perSecond.toFixed(0),
      p50: ms(p50),
      p99: ms(p99),
      failed,
    });
  }

  stop(): void {
    this.#bar?.stop();
  }
}
