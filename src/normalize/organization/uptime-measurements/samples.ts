import { formatInstant, parseInstant } from '../../../core/clock.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import type {
  OrganizationProbeReading,
  OrganizationUptimeRun,
  OrganizationUptimeSeries,
} from '../../../model/generated/model.ts';
import { type Column, type Row, rowError } from '../read-table.ts';
import type { ScalarReader } from '../scalars.ts';

/** The table of samples. */
export const SAMPLE_COLUMNS: readonly Column[] = [
  { key: 'time', aliases: ['timestamp'], required: true },
  { key: 'target', aliases: ['asset', 'instance', 'monitor'], required: true },
  { key: 'success', aliases: ['up', 'ok'], required: true },
  { key: 'duration_s', aliases: ['durationseconds', 'duration'] },
];

/** A gap longer than this many steps is time nobody looked. */
const GAP_STEPS = 1.5;

/** What a probe saw at an instant. */
export interface Sample {
  readonly ms: number;
  readonly up: boolean;
}

/**
 * Puts the samples of each target together. A sample stands for the time until the next one, one step at most; a sample
 * that a row does not tell is a gap. One sample alone is a reading, not a series.
 */
export function toSeries(
  rows: readonly Row[],
  read: ScalarReader,
  diagnostics: Diagnostic[],
): { readonly series: readonly OrganizationUptimeSeries[]; readonly readings: readonly OrganizationProbeReading[] } {
  const targets = new Map<string, { readonly at: Place; readonly samples: Map<number, Sample> }>();
  for (const row of rows) {
    const target = row.cell('target').text;
    const time = read.instant(row.cell('time'));
    const success = read.boolean(row.cell('success'));
    const ms = isKnown(time) ? parseInstant(time.value) : undefined;
    if (target === '' || ms === undefined || !isKnown(success)) {
      diagnostics.push(rowError(row.at, 'the sample lacks a target, a time, or 0 or 1 as success'));
      continue;
    }
    const entry = targets.get(target) ?? { at: { file: row.at.file }, samples: new Map<number, Sample>() };
    targets.set(target, entry);
    // Two samples of one instant (two probes): it counts as up only when both say so.
    entry.samples.set(ms, { ms, up: success.value && (entry.samples.get(ms)?.up ?? true) });
  }
  const series: OrganizationUptimeSeries[] = [];
  const readings: OrganizationProbeReading[] = [];
  for (const [target, { at, samples }] of targets) {
    const sorted = [...samples.values()].sort((a, b) => a.ms - b.ms);
    const first = sorted[0];
    if (first === undefined) continue;
    if (sorted.length === 1) readings.push(singleReading(target, at, first));
    else series.push(seriesOf(target, at, sorted));
  }
  return { series, readings };
}

/** A series of two samples or more, sorted by time. */
export function seriesOf(target: string, at: Place, samples: readonly Sample[]): OrganizationUptimeSeries {
  const steps = samples
    .slice(1)
    .map((sample, i) => sample.ms - (samples[i]?.ms ?? sample.ms))
    .sort((a, b) => a - b);
  const step = steps[Math.floor(steps.length / 2)] ?? 0;
  const runs: OrganizationUptimeRun[] = [];
  let start = 0;
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i];
    const next = samples[i + 1];
    const from = samples[start];
    if (sample === undefined || from === undefined) continue;
    const gap = next !== undefined && next.ms - sample.ms > GAP_STEPS * step;
    if (next !== undefined && !gap && next.up === sample.up) continue;
    const until = next !== undefined && !gap ? next.ms : sample.ms + step;
    runs.push({ up: sample.up, from: formatInstant(from.ms), until: formatInstant(until), samples: i - start + 1 });
    start = i + 1;
  }
  return { at, target, step_seconds: step / 1000, samples: samples.length, runs };
}

function singleReading(target: string, at: Place, sample: Sample): OrganizationProbeReading {
  const missing = unknown('a table of samples does not tell it', at);
  return {
    at,
    target,
    read_at: formatInstant(sample.ms),
    success: known(sample.up, at),
    http_status: missing,
    duration_seconds: missing,
    certificate_not_after: missing,
  };
}
