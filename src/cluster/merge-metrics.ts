/** The metric that a line of Prometheus's text format belongs to. */
const ABOUT = /^# (?:HELP|TYPE|UNIT) (\S+)/;
const SAMPLE = /^[A-Za-z_:][\w:]*/;

/**
 * One text in Prometheus's format of several: samples of one metric stand together behind its description, as the format
 * demands. They differ in their labels.
 */
export function mergeMetrics(texts: readonly string[]): string {
  const metrics = new Map<string, { readonly about: Set<string>; readonly samples: string[] }>();
  for (const text of texts) {
    let name = '';
    for (const line of text.split('\n').filter((one) => one !== '')) {
      const described = ABOUT.exec(line)?.[1];
      // Histograms have samples of three names, all behind the description of one.
      const own = described ?? (name !== '' && line.startsWith(name) ? name : SAMPLE.exec(line)?.[0]);
      if (own === undefined) continue;
      name = own;
      const metric = metrics.get(name) ?? { about: new Set<string>(), samples: [] };
      metrics.set(name, metric);
      if (described === undefined) metric.samples.push(line);
      else metric.about.add(line);
    }
  }
  const lines = [...metrics.values()].flatMap(({ about, samples }) => [...about, ...samples]);
  return `${lines.join('\n')}\n`;
}
