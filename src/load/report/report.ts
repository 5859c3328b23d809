import type { Histogram } from 'hdr-histogram-js';
import { availableParallelism, cpus } from 'node:os';
import { shownAddress } from '../../client/server-address.ts';
import type { LoadSettings } from '../load-settings.ts';
import type { ErrorCount, Measurement } from '../run/measurement.ts';
import type { LoadResult, Sample, SideResult } from '../run/result.ts';

/** Milliseconds. */
export interface Latency {
  readonly count: number;
  readonly min: number;
  readonly mean: number;
  readonly stddev: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

export interface SideReport {
  readonly target: string;
  readonly version: string;
  readonly seconds: number;
  readonly operations: number;
  readonly perSecond: number;
  readonly failed: number;
  /** Operations that had arrived and found no connection free until the end (open loop). */
  readonly unserved: number;
  readonly rows: number;
  readonly bytes: number;
  readonly connected: number;
  readonly latency: Latency;
  readonly connects: Latency;
  readonly statements: readonly {
    readonly script: string;
    readonly text: string;
    readonly latency: Latency;
  }[];
  /** By SQLSTATE; `rows`: another number of rows than was expected. */
  readonly errors: Readonly<Record<string, ErrorCount>>;
  /** Connections that were lost while they ran nothing, or could not be made. */
  readonly lostConnections: Readonly<Record<string, ErrorCount>>;
  /** The same before anything was measured: while connections were opened, and in the warm-up. */
  readonly errorsBefore: Readonly<Record<string, ErrorCount>>;
  readonly lostBefore: Readonly<Record<string, ErrorCount>>;
  readonly samples: readonly Sample[];
  /** Latency in milliseconds at percentiles that come ever closer to 100. */
  readonly distribution: readonly { readonly percentile: number; readonly ms: number }[];
}

/** The first side by the second. */
export interface Comparison {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Least and greatest ratio of operations a second of two stretches that were measured one after the other. */
  readonly perSecondRange: readonly [least: number, greatest: number];
}

/** What a run came to: the JSON report is this. */
export interface LoadReport {
  readonly generator: 'iris-pgwire load';
  readonly version: string;
  readonly began: string;
  readonly interrupted: boolean;
  readonly settings: LoadSettings;
  readonly machine: {
    readonly processors: number;
    readonly model: string;
    readonly node: string;
    /** Before the run. */
    readonly loadAverage: number;
  };
  readonly generatorDelayMs: number;
  readonly sides: readonly SideReport[];
  readonly comparison: Comparison | null;
  /** What the reader should know before he believes the figures. */
  readonly warnings: readonly string[];
}

/** Percentiles of the distribution's plot: 0 to 99.99 evenly on a scale of nines. */
const DISTRIBUTION = Array.from({ length: 81 }, (_, i) => 100 * (1 - 10 ** (-i / 20)));

export function makeReport(result: LoadResult, settings: LoadSettings, version: string): LoadReport {
  const sides = result.sides.map((side) => sideReport(side, result));
  const machine = {
    processors: availableParallelism(),
    model: cpus()[0]?.model ?? 'unknown',
    node: process.version,
    loadAverage: rounded(result.loadBefore),
  };
  return {
    generator: 'iris-pgwire load',
    version,
    began: result.began.toISOString(),
    interrupted: result.interrupted,
    settings,
    machine,
    generatorDelayMs: rounded(result.generatorDelayMs),
    sides,
    comparison: comparison(result),
    warnings: warnings(result, sides, machine),
  };
}

/** Operations that failed and connections that were lost, from the first connection on, of all sides. */
export function errorTotal(result: LoadResult): number {
  return result.sides.reduce((sum, { measured, before }) => sum + errorsIn(measured) + errorsIn(before), 0);
}

function errorsIn({ failed, lost }: Measurement): number {
  return [...lost.values()].reduce((sum, { count }) => sum + count, failed);
}

function sideReport(side: SideResult, { statements }: LoadResult): SideReport {
  const { measured, before, seconds } = side;
  // Connections are opened before anything is measured.
  const connects = before.connects;
  connects.add(measured.connects);
  return {
    target: shownAddress(side.address),
    version: side.version,
    seconds: rounded(seconds),
    operations: measured.operations,
    perSecond: seconds > 0 ? rounded(measured.operations / seconds) : 0,
    failed: measured.failed,
    unserved: measured.unserved,
    rows: measured.rows,
    bytes: measured.bytes,
    connected: side.connected,
    latency: latencyOf(measured.latency),
    connects: latencyOf(connects),
    statements: statements.map(({ script, text }, i) => ({
      script,
      text: text.replaceAll(/\s+/g, ' '),
      latency: latencyOf(measured.statements[i] ?? measured.latency),
    })),
    errors: Object.fromEntries(measured.errors),
    lostConnections: Object.fromEntries(measured.lost),
    errorsBefore: Object.fromEntries(before.errors),
    lostBefore: Object.fromEntries(before.lost),
    samples: side.samples,
    distribution: DISTRIBUTION.map((percentile) => ({
      percentile,
      ms: measured.latency.getValueAtPercentile(percentile) / 1000,
    })),
  };
}

function latencyOf(times: Histogram): Latency {
  if (times.totalCount === 0) {
    return { count: 0, min: 0, mean: 0, stddev: 0, p50: 0, p75: 0, p90: 0, p95: 0, p99: 0, p999: 0, max: 0 };
  }
  const at = (percentile: number): number => times.getValueAtPercentile(percentile) / 1000;
  return {
    count: times.totalCount,
    min: at(0),
    mean: rounded(times.mean / 1000),
    stddev: rounded(times.stdDeviation / 1000),
    p50: at(50),
    p75: at(75),
    p90: at(90),
    p95: at(95),
    p99: at(99),
    p999: at(99.9),
    max: times.maxValue / 1000,
  };
}

function comparison({ sides }: LoadResult): Comparison | null {
  const [ours, theirs] = sides;
  if (!ours || !theirs) return null;
  const rate = (side: { readonly measured: Measurement; readonly seconds: number }): number =>
    side.measured.operations / side.seconds;
  const latency = (percentile: number): number =>
    ours.measured.latency.getValueAtPercentile(percentile) /
    theirs.measured.latency.getValueAtPercentile(percentile);
  const ratios = ours.slices.flatMap(({ operations, seconds }, i) => {
    const other = theirs.slices[i];
    return other && other.operations > 0 ? [operations / seconds / (other.operations / other.seconds)] : [];
  });
  return {
    perSecond: rounded(rate(ours) / rate(theirs)),
    p50: rounded(latency(50)),
    p99: rounded(latency(99)),
    perSecondRange:
      ratios.length === 0 ? [0, 0] : [rounded(Math.min(...ratios)), rounded(Math.max(...ratios))],
  };
}

/** A generator that is late by more than this is told, in milliseconds. */
const LATE_MS = 20;

function warnings(
  { interrupted, generatorDelayMs }: LoadResult,
  sides: readonly SideReport[],
  { loadAverage, processors }: LoadReport['machine'],
): string[] {
  const told: string[] = [];
  if (interrupted) told.push('ended before its time');
  if (generatorDelayMs > LATE_MS) {
    told.push(
      `the load generator itself was late by ${generatorDelayMs.toFixed(0)} ms (p99): times are too long; more --threads, another machine, or less load`,
    );
  }
  if (loadAverage > processors / 2) {
    told.push(
      `the machine was busy before the run (load average ${loadAverage.toFixed(1)} on ${processors} processors)`,
    );
  }
  for (const { target, unserved, operations } of sides) {
    if (unserved > 0) told.push(`${target}: ${unserved} operations still waited for a connection at the end`);
    if (operations === 0) told.push(`${target}: no operation succeeded`);
  }
  return told;
}

function rounded(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 1000) / 1000 : 0;
}
