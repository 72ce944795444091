import { formatInstant } from '../../../core/clock.ts';
import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import type { HostIntegrityTool } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { knownJobs } from '../known-jobs.ts';
import { completeUnless, type FoundFile, globOf, installedFact, statOf, whyUnknown } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { unitEnabled } from '../unit-state.ts';
import { aideFacts } from './aide.ts';

interface Checker {
  readonly id: string;
  readonly programs: readonly string[];
  /** Files any of which is the baseline; a pattern stands for what it leads to. */
  readonly baselines: readonly string[];
  /** Units any of which runs the check. */
  readonly units: readonly string[];
  /** The programs that a scheduled job runs. */
  readonly jobs: readonly string[];
}

const CHECKERS: readonly Checker[] = [
  {
    id: 'aide',
    programs: ['/usr/bin/aide', '/usr/sbin/aide'],
    baselines: ['/var/lib/aide/aide.db', '/var/lib/aide/aide.db.gz'],
    units: ['dailyaidecheck.timer', 'aidecheck.timer'],
    jobs: ['aide', 'dailyaidecheck'],
  },
  {
    id: 'tripwire',
    programs: ['/usr/sbin/tripwire'],
    baselines: ['/var/lib/tripwire/*.twd'],
    units: ['tripwire.timer'],
    jobs: ['tripwire'],
  },
  {
    id: 'wazuh',
    programs: ['/var/ossec/bin/wazuh-agentd'],
    baselines: ['/var/ossec/queue/fim/db/fim.db'],
    units: ['wazuh-agent.service'],
    jobs: [],
  },
];

/** Integrity checkers: installed, with a baseline, run by schedule. */
export const integrityNormalizer: HostNormalizer<'integrity'> = {
  section: 'integrity',
  normalize: (captures) => {
    const installed = CHECKERS.map((checker) => ({ checker, fact: installedFact(captures, checker.programs) }));
    const present = installed.filter(({ fact }) => isKnown(fact) && fact.value);
    const unclear = installed.find(({ fact }) => !isKnown(fact));
    const any: Fact<boolean> = present[0]?.fact ?? unclear?.fact ?? known(false, { file: '/usr/bin/aide' });
    return {
      section: completeUnless(
        {
          installed: any,
          tools: present.map(({ checker, fact }) => tool(captures, checker, fact.at)),
          aide: aideFacts(captures),
        },
        [whyUnknown(unclear?.fact)],
      ),
      diagnostics: [],
    };
  },
};

function tool(captures: CaptureSet, checker: Checker, at: Place): HostIntegrityTool {
  const baseline = findBaseline(captures, checker);
  const scheduled = scheduledFact(captures, checker);
  const ready = baseline.present;
  const level = !isTrue(ready) ? 'present' : isTrue(scheduled) ? 'scheduled' : 'configured';
  return {
    id: checker.id,
    at,
    baseline_present: ready,
    baseline_modified_at: baseline.modified,
    scheduled,
    level,
  };
}

function isTrue(fact: Fact<boolean>): boolean {
  return isKnown(fact) && fact.value;
}

function findBaseline(
  captures: CaptureSet,
  checker: Checker,
): { readonly present: Fact<boolean>; readonly modified: Fact<string> } {
  let unread: string | undefined;
  const at: Place = { file: checker.baselines[0] ?? checker.id };
  for (const path of checker.baselines) {
    const files = lookUp(captures, path);
    if ('unread' in files) {
      unread ??= files.unread;
      continue;
    }
    const newest = [...files].filter((file) => file.size > 0).sort((a, b) => b.modifiedMs - a.modifiedMs)[0];
    if (newest === undefined) continue;
    const place: Place = { file: newest.path };
    return { present: known(true, place), modified: known(formatInstant(newest.modifiedMs), place) };
  }
  const reason = unread ?? `${checker.id} has no database: nothing was recorded yet`;
  return {
    present: unread === undefined ? known(false, at) : unknown(unread, at),
    modified: unknown(reason, at),
  };
}

function lookUp(captures: CaptureSet, path: string): readonly FoundFile[] | { readonly unread: string } {
  if (path.includes('*')) return globOf(captures, path);
  const info = statOf(captures, path);
  if (info === 'absent') return [];
  return 'unread' in info ? info : [{ path, size: info.size, modifiedMs: info.modifiedMs }];
}

/** A timer or daemon that starts, or a job of cron that calls the program. */
function scheduledFact(captures: CaptureSet, checker: Checker): Fact<boolean> {
  const unit = unitEnabled(captures, checker.units);
  if (isTrue(unit)) return unit;
  const jobs = knownJobs(captures, checker.jobs);
  const job = jobs.found.find(({ enabled }) => enabled === true);
  if (job !== undefined) return known(true, job.at);
  if (jobs.blocked !== undefined && checker.jobs.length > 0) return jobs.blocked;
  return unit;
}
