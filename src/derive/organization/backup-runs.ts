import { type Fact, isKnown, known, type Place, unknown } from '../../core/fact.ts';
import { sortedBy } from '../../core/order.ts';
import type { OrgBackupRun } from '../../model/generated/model.ts';
import { knownValue } from './fact-values.ts';
import { isWhole, type OrganizationSections } from './supply.ts';

/** How many runs are looked at, and how far a size may be from their median. */
const RUNS = 14;
const MARGIN = 0.5;

/** `even` when the runs before the last one succeeded and the last has a usual size; else what is wrong with them. */
export function earlierRuns(job: string, organization: OrganizationSections, at: Place): Fact<string> {
  const section = organization.backup_runs;
  const need = 'earlier runs and the median size need backup-runs.csv (backup_id, ended_at, status, size_bytes)';
  if (section?.data === undefined) return unknown(need, at);
  const own = section.data.runs.filter(({ backup }) => backup === job);
  const unread = own.find((run) => !isKnown(run.ended_at) || !isKnown(run.status) || !isKnown(run.size_bytes));
  if (!isWhole(section) || unread !== undefined)
    return unknown('rows of backup-runs.csv could not be read', unread?.at ?? at);
  const runs = sortedBy(own, ({ ended_at: ended }) => knownValue(ended) ?? '').slice(-RUNS);
  const last = runs.at(-1);
  if (last === undefined || runs.length < 3)
    return unknown(`backup-runs.csv holds ${runs.length} runs of ${job}; a median needs three`, at);
  const failed = runs.slice(-3).filter(({ status }) => knownValue(status) !== 'success').length;
  if (failed > 1) return known(`${failed} of the last three runs did not succeed`, last.at);
  return known(sizeVerdict(runs, last), last.at);
}

function sizeVerdict(runs: readonly OrgBackupRun[], last: OrgBackupRun): string {
  const sizes = runs.map(({ size_bytes: size }) => knownValue(size) ?? 0).sort((a, b) => a - b);
  const median = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const size = knownValue(last.size_bytes) ?? 0;
  return Math.abs(size - median) <= median * MARGIN
    ? 'even'
    : `the last size of ${size} bytes is far from the median of ${median}`;
}
