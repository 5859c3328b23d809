/** A worker's answer, as JSON has it. */
export type View = Readonly<Record<string, unknown>>;

/** Figures that are no amounts: of all workers the mean counts. */
const MEANS: ReadonlySet<string> = new Set(['avg_acquisition_time_ms']);

/** Figures of which the greatest counts. */
const GREATEST: ReadonlySet<string> = new Set(['uptime_seconds']);

/**
 * The answers of all workers to one question: amounts are added, lists are joined; of texts the worst health is told, else the
 * first.
 */
export function mergeViews(views: readonly View[]): View {
  const [first = {}] = views;
  return Object.fromEntries(
    Object.keys(first).map((key) => [
      key,
      merged(
        key,
        views.map((view) => view[key]),
      ),
    ]),
  );
}

function merged(key: string, values: readonly unknown[]): unknown {
  const [first] = values;
  if (Array.isArray(first)) return values.flat();
  if (typeof first === 'object' && first !== null) return mergeViews(values as readonly View[]);
  if (typeof first === 'number') return number(key, values as readonly number[]);
  return HEALTH.find((health) => values.includes(health)) ?? first;
}

/** Worst first. */
const HEALTH = ['Unhealthy', 'Degraded', 'Healthy'];

function number(key: string, values: readonly number[]): number {
  if (GREATEST.has(key)) return Math.max(...values);
  const sum = values.reduce((total, value) => total + value, 0);
  return MEANS.has(key) ? sum / values.length : sum;
}
