import { type Fact, isKnown, type Place, unknown } from '../../core/fact.ts';
import { isRecord } from '../../core/record.ts';
import type { CaptureSet } from '../capture-set.ts';
import { installedFact, jsonOf, whyUnread } from './look-ups.ts';
import { intervalHours } from './schedule-interval.ts';
import { unitEnabled } from './unit-state.ts';

/** Where the collection puts what runs the tools. */
export const JOBS_ORIGIN = 'jobs of known tools';

/** A job that runs a tool. */
export interface KnownJob {
  readonly tool: string;
  readonly at: Place;
  /** The timer; undefined for cron. */
  readonly timer: string | undefined;
  /** Whether it runs: its timer is on; a job of cron does not stand back for systemd. Undefined when that is not known. */
  readonly enabled: boolean | undefined;
  /** Greatest distance of two runs in hours; undefined when the time is not understood. */
  readonly intervalHours: number | undefined;
  readonly when: string;
  /** The script that names the tool. */
  readonly through: string | undefined;
}

/** The jobs of some tools; `blocked` tells that a place where one could stand may not be read. */
export function knownJobs(
  captures: CaptureSet,
  tools: readonly string[],
  origin = JOBS_ORIGIN,
): { readonly found: readonly KnownJob[]; readonly blocked: Fact<never> | undefined } {
  const capture = captures.get(origin);
  const value = jsonOf(capture);
  if (!isRecord(value)) {
    const why = whyUnread(capture, 'what cron and timers run') ?? 'what cron and timers run could not be read';
    return { found: [], blocked: unknown(why, { file: '/etc/crontab' }) };
  }
  const { jobs, blocked } = value;
  const systemd = installedFact(captures, ['/lib/systemd/systemd', '/usr/lib/systemd/systemd']);
  const found = (Array.isArray(jobs) ? jobs : []).flatMap((entry: unknown): readonly KnownJob[] => {
    if (!isRecord(entry)) return [];
    const { tool, file, line, when, timer, through, not_with_systemd } = entry;
    if (typeof tool !== 'string' || !tools.includes(tool) || typeof file !== 'string' || typeof line !== 'number')
      return [];
    const name = typeof timer === 'string' ? timer : undefined;
    const text = typeof when === 'string' ? when : '';
    return [
      {
        tool,
        at: { file, line },
        timer: name,
        enabled:
          name === undefined
            ? !(not_with_systemd === true && knownValue(systemd) === true)
            : knownValue(unitEnabled(captures, [name])),
        intervalHours: intervalHours(text),
        when: text,
        through: typeof through === 'string' ? through : undefined,
      },
    ];
  });
  const first = (Array.isArray(blocked) ? blocked : []).find(isRecord);
  const path = first === undefined || typeof first['path'] !== 'string' ? undefined : first['path'];
  return {
    found,
    blocked:
      path === undefined
        ? undefined
        : unknown(`${path} may not be read, and a job may stand there. Run the scan as root.`, { file: path }),
  };
}

function knownValue(fact: Fact<boolean>): boolean | undefined {
  return isKnown(fact) ? fact.value : undefined;
}
