import { type Fact, isKnown, known } from '../../core/fact.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  OrganizationPolicyHistory,
  OrgPolicy,
  OrgPolicyChange,
  OrgPreviousPolicy,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { fromFacts } from './fact-values.ts';
import { supplied } from './supply.ts';

/** What changed in each policy since the earlier register: a new text needs a higher version and a new approval. */
export const policyHistoryDerivation: Derivation = {
  id: 'policy-history',
  domain: 'organization',
  derive: ({ organization = {} }) => ({
    organization: {
      policy_history: deriveSection(
        [supplied(organization, 'policies'), supplied(organization, 'policies_previous')],
        ({ policies }, previous): OrganizationPolicyHistory => ({
          policies: policies.flatMap((policy) => {
            const before = previous.policies.find(({ id }) => id === policy.id);
            return before === undefined ? [] : [changeOf(policy, before)];
          }),
        }),
      ),
    },
  }),
};

function changeOf(policy: OrgPolicy, before: OrgPreviousPolicy): OrgPolicyChange {
  const { id, at } = policy;
  const present = isKnown(policy.document_sha256) ? policy.document_sha256 : policy.registered_sha256;
  const same = fromFacts([present, before.registered_sha256], at, (now: string, then: string) => now === then);
  if (!isKnown(same)) return { id, at, change: same, detail: same.unknown };
  if (same.value) return { id, at, change: known('unchanged', at), detail: 'the text is that of the earlier register' };
  const change: Fact<string> = fromFacts(
    [policy.version, before.version, policy.approved_on, before.approved_on],
    at,
    (version: string, earlier: string, approved: string, earlierApproved: string) =>
      isHigher(version, earlier) && approved > earlierApproved ? 'raised' : 'unapproved',
  );
  if (!isKnown(change)) return { id, at, change, detail: change.unknown };
  const versions = fromFacts(
    [policy.version, before.version],
    at,
    (version: string, earlier: string) => `version ${earlier} before, ${version} now`,
  );
  const said = isKnown(versions) ? versions.value : '';
  return {
    id,
    at,
    change,
    detail:
      change.value === 'raised' ? said : `the text changed without a higher version and a later approval (${said})`,
  };
}

/** Compares versions part by part, numbers as numbers: 2.10 is higher than 2.9. */
function isHigher(version: string, than: string): boolean {
  const [left, right] = [version.split('.'), than.split('.')];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [a, b] = [Number(left[index] ?? 0), Number(right[index] ?? 0)];
    if (a !== b) return a > b;
  }
  return false;
}
