import { type Fact, known, unknown } from '../../core/fact.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  IamDelegatedAdmin,
  IamDelegatedAdmins,
  IamEffective,
  IamPolicies,
  IamPrincipals,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { type Actor, actorIndex } from './aws/actors.ts';
import { decideSomewhere } from './aws/decide.ts';

/** Actions that make a principal. */
const CREATES: readonly string[] = ['iam:CreateRole', 'iam:CreateUser'];

/** Users and roles that can make users or roles. */
export const delegatedAdmins: Derivation = {
  id: 'delegated-admins',
  domain: 'iam',
  derive({ iam = {} }) {
    const { principals, policies, effective } = iam;
    if (principals === undefined || policies === undefined || effective === undefined) return {};
    return {
      iam: {
        ...iam,
        delegated_admins: deriveSection(
          [principals, policies, effective] as const,
          (identities: IamPrincipals, documents: IamPolicies, reach: IamEffective): IamDelegatedAdmins => {
            const admin = new Map(reach.principals.map((one) => [one.id, one.admin]));
            const { actors } = actorIndex(identities, documents, iam.organization_policies?.data);
            return {
              principals: actors
                .filter(({ principal }) => principal.service_linked !== true)
                .map((actor) => delegated(actor, admin.get(actor.principal.id))),
            };
          },
        ),
      },
    };
  },
};

function delegated(actor: Actor, admin: Fact<string> | undefined): IamDelegatedAdmin {
  const { id, kind, at, boundary } = actor.principal;
  return {
    id,
    kind: kind === 'user' ? 'user' : 'role',
    at,
    creates: createsOf(actor),
    boundary: boundary?.name ?? '',
    admin: admin ?? unknown('its policies are not known', at),
  };
}

function createsOf({ set, principal: { at } }: Actor): Fact<readonly string[]> {
  const may: string[] = [];
  let open: string | undefined;
  for (const action of CREATES) {
    const decision = decideSomewhere(set, action);
    if (decision.verdict === 'unknown') open ??= decision.reason;
    else if (decision.verdict !== 'deny') may.push(action);
  }
  return may.length === 0 && open !== undefined ? unknown(open, at) : known(may, at);
}
