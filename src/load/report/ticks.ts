/** A mark of an axis. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** About five round numbers; with `cover` the last is at or beyond `most`, so that it can be an axis's end. */
export function linearTicks(least: number, most: number, cover = true): Tick[] {
  const step = roundStep(Math.max(most - least, 1e-9) / 5);
  const first = Math.ceil(least / step - 1e-9) * step;
  const end = cover ? most + step * 0.999 : most;
  const ticks: Tick[] = [];
  for (let i = 0; first + i * step <= end + 1e-9; i += 1) {
    const at = first + i * step;
    ticks.push({ at, label: label(at) });
  }
  return ticks;
}

/** 1, 2, 5 of each power of ten from below `least` to beyond `most`; of more than three powers, 1 only. */
export function logTicks(least: number, most: number): Tick[] {
  const low = Math.floor(Math.log10(Math.max(least, 0.001)));
  const high = Math.ceil(Math.log10(Math.max(most, 0.002)));
  const all: number[] = [];
  for (let power = low; power <= high; power += 1) {
    for (const digit of high - low > 3 ? [1] : [1, 2, 5]) all.push(digit * 10 ** power);
  }
  const from = all.findLastIndex((at) => at <= Math.max(least, 0.001));
  const to = all.findIndex((at) => at >= most);
  return all.slice(Math.max(from, 0), to < 0 ? all.length : to + 1).map((at) => ({ at, label: label(at) }));
}

function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const digit = [1, 2, 5, 10].find((candidate) => candidate * power >= step) ?? 10;
  return digit * power;
}

function label(value: number): string {
  if (Math.abs(value) >= 1_000_000) return `${Number((value / 1_000_000).toPrecision(3))}M`;
  if (Math.abs(value) >= 10_000) return `${Number((value / 1000).toPrecision(3))}k`;
  return String(Number(value.toPrecision(4)));
}
