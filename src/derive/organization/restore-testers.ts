import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type { OrganizationRestoreTesters, OrgBackupJob, OrgRestoreTest } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { dayOf, daysFrom } from './calendar.ts';
import { written } from './fact-values.ts';
import { isWhole, supplied } from './supply.ts';

/** Who tested the backups of each job: the owner, or another pair of hands. */
export const restoreTestersDerivation: Derivation = {
  id: 'restore-testers',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      restore_testers: deriveSection(
        [supplied(organization, 'backups'), supplied(organization, 'restore_tests')],
        ({ jobs }, { tests }): OrganizationRestoreTesters => ({
          jobs: jobs.map((job) => {
            const own = tests.filter(
              ({ backup, tested_on: on }) => backup === job.id && (written(on) ?? '9') <= dayOf(nowMs),
            );
            return {
              id: job.id,
              at: job.at,
              independent_days: independentDays(job, own, dayOf(nowMs), isWhole(organization.restore_tests)),
              testers: [...new Set(own.flatMap(({ tester }) => written(tester) ?? []))].sort(compareCodePoints),
            };
          }),
        }),
      ),
    },
  }),
};

function independentDays(
  job: OrgBackupJob,
  tests: readonly OrgRestoreTest[],
  today: string,
  whole: boolean,
): Fact<number> {
  const owner = written(job.owner);
  if (owner === undefined) return unknown(`the owner of ${job.id} is not written down`, job.at);
  const others = tests.filter(({ tester }) => (written(tester) ?? owner) !== owner);
  const last = sortedBy(others, ({ tested_on: on }) => written(on) ?? '').at(-1);
  if (last !== undefined) return known(daysFrom(written(last.tested_on) ?? today, today), last.at);
  if (!whole) return unknown('rows of the register of restore tests could not be read', job.at);
  if (tests.length === 0) return unknown('no restore test of this job is on record', job.at);
  const nameless = tests.find(({ tester }) => !isKnown(tester) || tester.value === '');
  return nameless === undefined
    ? known(-1, job.at)
    : unknown(`the tester of ${nameless.id} is not written down`, nameless.at);
}
