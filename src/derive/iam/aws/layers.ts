import type { IamOrganizationPolicies } from '../../../model/generated/model.ts';
import type { Layer } from './decide.ts';
import { type ActionMatchers, compilePolicy } from './policy.ts';

/**
 * The policies of the organization as they hold over an account: none over the account that manages it (Organizations
 * user guide, "Service control policies").
 */
export function layersOf(
  organization: IamOrganizationPolicies,
  account: string,
  shared: ActionMatchers,
): readonly Layer[] {
  const { layers, policies, management_account: manager } = organization;
  if (manager === account) return [];
  const compiled = new Map(policies.map((policy) => [policy.id, compilePolicy(policy, shared)]));
  return layers.map((layer) => ({
    id: layer.id,
    kind: layer.kind,
    policies: layer.policies.flatMap((id) => compiled.get(id) ?? []),
  }));
}
