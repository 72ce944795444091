import { type Fact, known, type Place, unknown } from '../../core/fact.ts';
import { deriveSection, incomplete } from '../../core/section.ts';
import type {
  IamCredentials,
  IamEffective,
  IamOrganizationPolicies,
  IamPolicies,
  IamPolicyGrants,
  IamPrincipals,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { accountsSection } from './accounts.ts';
import { type Actor, actorIndex } from './aws/actors.ts';
import { openContext } from './aws/context.ts';
import { type Escalation, escalation } from './aws/escalation.ts';
import { fullIam, fullRights, type Reach, setOf } from './aws/full-rights.ts';
import { type NamedRoles, namedRoles, unreadPolicy } from './aws/named-roles.ts';
import { compilePolicy } from './aws/policy.ts';
import { policyFlaws } from './policy-flaws.ts';
import { rolesOf } from './roles.ts';

/**
 * Effective permissions of users and roles, their ways to full rights, what policies grant, whom roles admit, and the
 * accounts that joins start from. One derivation, because each needs the same compiled policies.
 */
export const permissions: Derivation = {
  id: 'permissions',
  domain: 'iam',
  derive({ iam = {} }, { nowMs }) {
    const sources = [iam.principals, iam.policies] as const;
    const within = deriveSection(sources, (principals: IamPrincipals, policies: IamPolicies) =>
      effectiveOf(principals, policies, iam.credentials?.data, iam.organization_policies?.data),
    );
    const above = iam.organization_policies;
    // Where some of the organization's policies were given, those that are missing may take something away.
    const effective =
      above?.flag === 'incomplete' && within.flag === 'complete' && within.data !== undefined
        ? incomplete(within.data, above.reason ?? 'policies of the organization are missing', above.hint)
        : within;
    const scope = iam.principals?.data?.account ?? '';
    if (iam.principals === undefined && iam.policies === undefined && iam.credentials === undefined) return {};
    return {
      iam: {
        ...iam,
        effective,
        policy_grants: deriveSection([iam.policies] as const, (policies: IamPolicies) => grantsOf(policies, scope)),
        roles: deriveSection(sources, (principals: IamPrincipals, policies: IamPolicies) =>
          rolesOf(principals, policies, nowMs),
        ),
        accounts: accountsSection(iam.principals, iam.credentials, effective, iam.mfa_devices, nowMs),
      },
    };
  },
};

function effectiveOf(
  principals: IamPrincipals,
  policies: IamPolicies,
  credentials: IamCredentials | undefined,
  organization: IamOrganizationPolicies | undefined,
): IamEffective {
  const index = actorIndex(principals, policies, organization);
  const holders = new Map(credentials?.holders.map((holder) => [holder.id, holder]));
  const found = escalation(index, (id) => holders.get(id));
  const roles = namedRoles(index);
  return {
    principals: index.actors.map((actor) => {
      const { id, kind, name, at } = actor.principal;
      const standing = found.standing.get(id);
      return {
        id,
        kind: kind === 'user' ? 'user' : 'role',
        name,
        at,
        admin: reachFact(found.full.get(id), at),
        iam_full: reachFact(fullIam(actor.set, index.scope), at),
        privilege:
          standing === undefined || standing.privilege === 'unknown'
            ? unknown(standing?.reason ?? 'its policies are not known', at)
            : known(standing.privilege, at),
        path: standing?.path ?? [],
        assumable_roles: rolesFor(actor, found, roles),
      };
    }),
  };
}

function rolesFor(actor: Actor, found: Escalation, roles: NamedRoles): Fact<readonly string[]> {
  const { id, at } = actor.principal;
  const unread = unreadPolicy(actor);
  if (unread !== undefined) return unknown(unread, at);
  const from = found.reachers.get(id);
  return known(from === undefined ? [] : roles(from), at);
}

function grantsOf(policies: IamPolicies, account: string): IamPolicyGrants {
  const scope = { partition: 'aws', account };
  return {
    policies: policies.policies.flatMap((policy) => {
      const { id, kind, name, arn, owner, attached_to, boundary_of, at } = policy;
      if (kind === 'trust') return [];
      const set = setOf(compilePolicy(policy), openContext);
      return [
        {
          id,
          kind,
          name,
          ...(arn === undefined ? {} : { arn }),
          owner,
          attached_to,
          boundary_of,
          admin: reachFact(fullRights(set, scope), at),
          iam_full: reachFact(fullIam(set, scope), at),
          flaws: policyFlaws(policy),
          at,
        },
      ];
    }),
  };
}

function reachFact(reach: Reach | undefined, at: Place): Fact<string> {
  if (reach === undefined) return unknown('its policies are not known', at);
  return reach.level === 'unknown' ? unknown(reach.reason, at) : known(reach.level, at);
}
