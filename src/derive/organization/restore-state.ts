import { type Fact, isKnown, known, type Place, unknown } from '../../core/fact.ts';
import { compareCodePoints } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  OrganizationAsset,
  OrganizationRestoreState,
  OrgBackupJob,
  OrgRestoreState,
  OrgRestoreTest,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { dayOf, daysFrom } from './calendar.ts';
import { knownValue, written } from './fact-values.ts';
import { isWhole, supplied } from './supply.ts';

/** The restore tests of each backup job against the objectives of its asset. */
export const restoreStateDerivation: Derivation = {
  id: 'restore-state',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      restore_state: deriveSection(
        [supplied(organization, 'backups'), supplied(organization, 'assets'), supplied(organization, 'restore_tests')],
        ({ jobs }, { assets }, { tests }): OrganizationRestoreState => ({
          jobs: jobs.map((job) => {
            const own = tests.filter(({ backup }) => backup === job.id);
            const asset = assets.find(({ id }) => id === knownValue(job.asset));
            return restoreState(job, own, asset, dayOf(nowMs), isWhole(organization.restore_tests));
          }),
        }),
      ),
    },
  }),
};

function restoreState(
  job: OrgBackupJob,
  tests: readonly OrgRestoreTest[],
  asset: OrganizationAsset | undefined,
  today: string,
  whole: boolean,
): OrgRestoreState {
  const { at } = job;
  const unread = tests.find(({ tested_on: on, result }) => !isKnown(on) || !isKnown(result));
  const open: Fact<never> | undefined = !whole
    ? unknown('rows of the register of restore tests could not be read', at)
    : unread === undefined
      ? undefined
      : unknown(`the date or the result of ${unread.id} could not be read`, unread.at);
  // A test in the future is a plan, not a test.
  const held = tests.filter(({ tested_on: on }) => (written(on) ?? '9') <= today);
  const dated = [...held].sort((a, b) =>
    compareCodePoints(knownValue(a.tested_on) ?? '', knownValue(b.tested_on) ?? ''),
  );
  const last = dated.at(-1);
  const success = dated.filter(({ result }) => knownValue(result) === 'success').at(-1);
  const days = (test: OrgRestoreTest | undefined): number =>
    test === undefined ? -1 : daysFrom(knownValue(test.tested_on) ?? today, today);
  const nothing = unknown('no restore test of this job is on record, so nothing was measured', at);
  return {
    id: job.id,
    at,
    criticality:
      asset?.criticality ?? unknown(`the asset ${knownValue(job.asset) ?? ''} of the job is not in assets.csv`, at),
    tests: tests.length,
    success_days: success === undefined ? (open ?? known(-1, at)) : known(days(success), success.at),
    success_on: success === undefined ? '' : (knownValue(success.tested_on) ?? ''),
    last_result: open ?? last?.result ?? nothing,
    last_on: last === undefined ? '' : (knownValue(last.tested_on) ?? ''),
    last_minutes: open ?? last?.measured_minutes ?? nothing,
    rto_minutes: smallestRto(job, asset, at),
    last_verified_by: open ?? last?.verified_by ?? nothing,
  };
}

function smallestRto(job: OrgBackupJob, asset: OrganizationAsset | undefined, at: Place): Fact<number> {
  const minutes = [job.rto_minutes, ...(asset === undefined ? [] : [asset.rto_minutes])].flatMap(
    (fact) => knownValue(fact) ?? [],
  );
  return minutes.length === 0
    ? unknown('no rto_minutes is declared for the job or its asset', at)
    : known(Math.min(...minutes), at);
}
