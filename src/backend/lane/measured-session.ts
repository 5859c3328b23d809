import type { IrisValue } from '../../types/iris-value.ts';
import type { IrisResult, IrisSession, StatementDescription } from '../iris-session.ts';
import type { StatementFigures } from '../statement-figures.ts';

interface Figures {
  executions: number;
  rows: number;
  startup: number;
  total: number;
}

/** A session that notes what each statement takes. Only the time inside IRIS counts, not that of whoever reads the rows. */
export class MeasuredSession implements IrisSession {
  readonly #session: IrisSession;
  readonly #figures = new Map<string, Figures>();

  constructor(session: IrisSession) {
    this.#session = session;
  }

  get figures(): StatementFigures[] {
    return Array.from(this.#figures, ([sql, figures]) => ({ sql, ...figures }));
  }

  execute(sql: string, args: readonly IrisValue[]): IrisResult {
    const figures = this.#figuresOf(sql);
    const start = performance.now();
    const result = this.#session.execute(sql, args);
    const spent = performance.now() - start;
    figures.executions += 1;
    figures.rows += result.rowCount;
    figures.startup += spent;
    figures.total += spent;
    return { ...result, rows: () => measuredRows(result, figures), close: () => result.close() };
  }

  describe(sql: string): StatementDescription {
    return this.#session.describe(sql);
  }

  close(): void {
    this.#session.close();
  }

  #figuresOf(sql: string): Figures {
    const known = this.#figures.get(sql);
    if (known) return known;
    const made: Figures = { executions: 0, rows: 0, startup: 0, total: 0 };
    this.#figures.set(sql, made);
    return made;
  }
}

function* measuredRows(result: IrisResult, figures: Figures): IterableIterator<IrisValue[]> {
  const rows = result.rows();
  let first = true;
  try {
    for (;;) {
      const start = performance.now();
      const next = rows.next();
      const spent = performance.now() - start;
      figures.total += spent;
      if (first) figures.startup += spent;
      first = false;
      if (next.done) return;
      figures.rows += 1;
      yield next.value;
    }
  } finally {
    result.close();
  }
}
