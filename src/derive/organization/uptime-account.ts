import { parseInstant } from '../../core/clock.ts';
import type { OrganizationUptimeInterval, OrganizationUptimeSeries } from '../../model/generated/model.ts';
import { anyOverlap, overlapMs, type Span } from './spans.ts';

/** Where the time of a window of measurement went, in seconds. What is not up, down or approved maintenance is unknown. */
export interface UptimeAccount {
  readonly window: Span;
  readonly up: number;
  readonly down: number;
  readonly unknown: number;
  /** Maintenance that the source claims outside approved windows: it counts as down. */
  readonly unapproved: number;
  /** Maintenance inside approved windows: it does not count at all. */
  readonly approved: number;
}

/** Accounts for a series of samples: time inside approved windows is left out, whatever the samples say there. */
export function accountOfSeries(
  series: OrganizationUptimeSeries,
  approved: readonly Span[],
): UptimeAccount | undefined {
  const runs = series.runs.map((run) => ({ up: run.up, from: ms(run.from), to: ms(run.until) }));
  const window = { from: Math.min(...runs.map(({ from }) => from)), to: Math.max(...runs.map(({ to }) => to)) };
  if (!Number.isFinite(window.from) || window.to <= window.from) return undefined;
  const counted = (state: boolean) =>
    runs
      .filter(({ up }) => up === state)
      .reduce((sum, run) => sum + (run.to - run.from - overlapMs(run, approved)), 0) / 1000;
  const [up, down] = [counted(true), counted(false)];
  const excluded = overlapMs(window, approved) / 1000;
  return {
    window,
    up,
    down,
    unapproved: 0,
    approved: excluded,
    unknown: (window.to - window.from) / 1000 - excluded - up - down,
  };
}

/** Accounts for summed intervals; time between intervals is unknown. Undefined when intervals share time: nothing can be summed then. */
export function accountOfIntervals(
  intervals: readonly OrganizationUptimeInterval[],
  approved: readonly Span[],
): UptimeAccount | undefined {
  const rows = intervals.map((row) => ({ row, span: { from: ms(row.from), to: ms(row.to) } }));
  if (rows.length === 0 || anyOverlap(rows.map(({ span }) => span))) return undefined;
  const window = {
    from: Math.min(...rows.map(({ span }) => span.from)),
    to: Math.max(...rows.map(({ span }) => span.to)),
  };
  let [up, down, allowed, unapproved] = [0, 0, 0, 0];
  for (const { row, span } of rows) {
    const inside = Math.min(row.maintenance_seconds, overlapMs(span, approved) / 1000);
    up += row.up_seconds;
    down += row.down_seconds;
    allowed += inside;
    unapproved += row.maintenance_seconds - inside;
  }
  return {
    window,
    up,
    down,
    unapproved,
    approved: allowed,
    unknown: (window.to - window.from) / 1000 - up - down - allowed - unapproved,
  };
}

function ms(instant: string): number {
  return parseInstant(instant) ?? Number.NaN;
}
