import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  OrganizationPolicyContradictions,
  OrgBackupAge,
  OrgPolicy,
  OrgPolicyContradiction,
  OrgPolicyParameter,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { knownValue } from './fact-values.ts';
import { type OrganizationSections, supplied } from './supply.ts';

/** Parameters that another rule judges from the registers themselves. */
const JUDGED_ELSEWHERE = new Set(['allowed_data_regions', 'restore_test_days']);

/**
 * Promises of approved policies against what the folder itself can show. Promises about machines and accounts are open
 * here; the joins decide them when host and identity snapshots are scanned together with the folder.
 */
export const policyContradictionsDerivation: Derivation = {
  id: 'policy-contradictions',
  domain: 'organization',
  derive: ({ organization = {} }) => ({
    organization: {
      policy_contradictions: deriveSection(
        [supplied(organization, 'policies')],
        ({ policies }): OrganizationPolicyContradictions => ({
          policies: policies
            .filter(({ status }) => knownValue(status) === 'approved')
            .map((policy) => ({
              policy,
              promises: policy.parameters.filter(({ id }) => !JUDGED_ELSEWHERE.has(id.split('.')[0] ?? id)),
            }))
            .filter(({ promises }) => promises.length > 0)
            .map(({ policy, promises }) => judge(policy, promises, organization)),
        }),
      ),
    },
  }),
};

function judge(
  policy: OrgPolicy,
  promises: readonly OrgPolicyParameter[],
  organization: OrganizationSections,
): OrgPolicyContradiction {
  const contradicted: string[] = [];
  const kept: string[] = [];
  const open: string[] = [];
  for (const promise of promises) {
    const hours = promise.id === 'rpo_hours' ? promise.number : undefined;
    if (hours === undefined) {
      open.push(promise.id);
      continue;
    }
    const { late, unread } = backupsAgainst(hours, organization);
    if (late.length > 0) contradicted.push(`rpo_hours ${hours}: last success of ${late.join(' and of ')} ago`);
    else if (unread === undefined) kept.push(`rpo_hours ${hours}: every backup is younger`);
    else open.push(`rpo_hours (${unread})`);
  }
  const { id, at } = policy;
  return { id, at, contradicted, kept, undecided: undecided(open, at) };
}

function undecided(open: readonly string[], at: OrgPolicy['at']): Fact<string> {
  if (open.length === 0) return known('', at);
  return unknown(
    `${open.join(', ')}: not shown by the organization folder; scan it together with host and identity snapshots`,
    at,
  );
}

function backupsAgainst(
  hours: number,
  organization: OrganizationSections,
): { readonly late: readonly string[]; readonly unread: string | undefined } {
  const section = organization.backup_age;
  const jobs: readonly OrgBackupAge[] = section?.data?.jobs ?? [];
  const late = jobs.flatMap((job) =>
    isKnown(job.hours) && job.hours.value > hours ? [`${job.id} ${job.hours.value} h`] : [],
  );
  const blind = jobs.find((job) => !isKnown(job.hours));
  if (section?.flag !== 'complete') return { late, unread: section?.reason ?? 'no backups were supplied' };
  if (jobs.length === 0) return { late, unread: 'no backup job is registered' };
  return { late, unread: blind === undefined ? undefined : `the age of ${blind.id} is not known` };
}
