import { formatInstant } from '../../../core/clock.ts';
import type { Place } from '../../../core/fact.ts';
import type { HostAuthLogAnomaly } from '../../../model/generated/model.ts';

const MINUTE_MS = 60_000;
const LEAST_GAP_MS = 60 * MINUTE_MS;
const FACTOR = 20;
const MAX_CANDIDATES = 1_000;
/** A zone without daylight saving is not told by RFC 3164, so an hour back is no finding. */
const BACKWARDS_MS = 65 * MINUTE_MS;
const BOOT_WITHIN_MS = 5 * MINUTE_MS;
const BUCKETS = 48;
/** Fewer pauses than this tell no usual one. */
const LEAST_PAUSES = 200;

interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
  readonly at: Place;
  readonly host: string;
  explained: boolean;
}

/** What the times tell; `judged` is false where too few lines tell what is usual. */
export interface GapResult {
  readonly anomalies: readonly HostAuthLogAnomaly[];
  readonly judged: boolean;
}

/** Watches the time between lines. */
export interface GapWatch {
  see(timeMs: number, host: string, boot: boolean, at: Place): void;
  result(): GapResult;
}

/**
 * Silence longer than an hour and than twenty times the median pause, unless the machine was started after it; and
 * time that runs backwards. The median comes from pauses counted by powers of two, so memory does not grow.
 */
export function makeGapWatch(): GapWatch {
  const pauses = new Array<number>(BUCKETS).fill(0);
  const gaps: Gap[] = [];
  const backwards: Gap[] = [];
  let previous: number | undefined;
  return {
    see: (timeMs, host, boot, at) => {
      const last = gaps.at(-1);
      if (boot && last !== undefined && timeMs - last.toMs <= BOOT_WITHIN_MS) last.explained = true;
      if (previous !== undefined) {
        const pause = timeMs - previous;
        const bucket = Math.min(BUCKETS - 1, Math.max(0, Math.ceil(Math.log2(pause / 1000 + 1))));
        pauses[bucket] = (pauses[bucket] ?? 0) + 1;
        if (pause > LEAST_GAP_MS && gaps.length < MAX_CANDIDATES) {
          gaps.push({ fromMs: previous, toMs: timeMs, at, host, explained: boot });
        }
        if (-pause > BACKWARDS_MS && backwards.length < MAX_CANDIDATES) {
          backwards.push({ fromMs: previous, toMs: timeMs, at, host, explained: false });
        }
      }
      previous = timeMs;
    },
    result: () => {
      const counted = pauses.reduce((sum, count) => sum + count, 0);
      const usual = counted >= LEAST_PAUSES;
      const longMs = Math.max(LEAST_GAP_MS, FACTOR * medianMs(pauses));
      const found = [
        ...gaps
          .filter((gap) => usual && !gap.explained && gap.toMs - gap.fromMs > longMs)
          .map((gap) => anomaly('log-gap', gap)),
        ...backwards.map((gap) => anomaly('clock-backwards', gap)),
      ];
      return { anomalies: found.slice(0, 100), judged: usual };
    },
  };
}

/** The upper end of the bucket that holds the median. */
function medianMs(pauses: readonly number[]): number {
  const half = pauses.reduce((sum, count) => sum + count, 0) / 2;
  let seen = 0;
  for (const [bucket, count] of pauses.entries()) {
    seen += count;
    if (seen >= half) return (2 ** bucket - 1) * 1000;
  }
  return 0;
}

function anomaly(kind: 'log-gap' | 'clock-backwards', gap: Gap): HostAuthLogAnomaly {
  const minutes = Math.round(Math.abs(gap.toMs - gap.fromMs) / MINUTE_MS);
  const from = formatInstant(gap.fromMs);
  const to = formatInstant(gap.toMs);
  const summary =
    kind === 'log-gap'
      ? `no line between ${from} and ${to} (${minutes} minutes), and no start of the machine after it`
      : `after a line of ${from} comes one of ${to}`;
  return {
    id: `${kind} ${from} on ${gap.host}`,
    kind,
    host: gap.host,
    first_at: from,
    last_at: to,
    failures: 0,
    users: 0,
    successes: 0,
    gap_minutes: minutes,
    summary,
    at: gap.at,
    examples: [{ at: gap.at }],
  };
}
