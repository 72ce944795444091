import type { IamPolicy, IamPrincipal } from '../../../model/generated/model.ts';
import type { Actor, ActorIndex } from './actors.ts';
import { withKeys } from './context.ts';
import { allowsSomewhere, type PolicySet } from './decide.ts';
import { fullRights, withEverything } from './full-rights.ts';
import { compilePolicy } from './policy.ts';
import { may, reachTruth, type Step, step } from './step.ts';
import { allOf, type Truth } from './truth.ts';

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** Actions with which a principal changes its own rights. */
const ATTACH = { user: 'iam:AttachUserPolicy', role: 'iam:AttachRolePolicy', group: 'iam:AttachGroupPolicy' } as const;
const PUT = { user: 'iam:PutUserPolicy', role: 'iam:PutRolePolicy', group: 'iam:PutGroupPolicy' } as const;

/**
 * The first way in which an actor can give itself full rights, or undefined. What it grants itself stays under its
 * explicit denies and its boundary, so a way that they stop is none.
 */
export function selfEscalation(actor: Actor, index: ActorIndex): Step | undefined {
  return (
    policyVersion(actor, index) ??
    ownGrant(actor, actor.principal, index) ??
    groupGrant(actor, index) ??
    joinGroup(actor, index) ??
    withoutBoundary(actor, index) ??
    withoutDeny(actor, index)
  );
}

/** Actions with which a principal takes off what limits it. */
const UNBIND = {
  user: ['iam:DeleteUserPermissionsBoundary', 'iam:PutUserPermissionsBoundary'],
  role: ['iam:DeleteRolePermissionsBoundary', 'iam:PutRolePermissionsBoundary'],
} as const;

function withoutBoundary({ set, principal }: Actor, index: ActorIndex): Step | undefined {
  if (set.boundary === undefined || principal.kind === 'group') return undefined;
  const { boundary: _boundary, ...free } = set;
  const reached = reachTruth(fullRights(free, index.scope));
  if (reached === 'never') return undefined;
  for (const action of UNBIND[principal.kind]) {
    const found = step(allOf(reached, may(set, { action, resource: principal.arn })), action, principal.id);
    if (found !== undefined) return found;
  }
  return undefined;
}

const DETACH = { user: 'iam:DetachUserPolicy', role: 'iam:DetachRolePolicy', group: 'iam:DetachGroupPolicy' } as const;
const DELETE = { user: 'iam:DeleteUserPolicy', role: 'iam:DeleteRolePolicy', group: 'iam:DeleteGroupPolicy' } as const;

/** A policy that denies, taken off the actor or a group of it. */
function withoutDeny(actor: Actor, index: ActorIndex): Step | undefined {
  const { set } = actor;
  const denying = new Set(set.identity.filter(({ denies }) => denies.length > 0).map(({ id }) => id));
  if (denying.size === 0) return undefined;
  for (const holder of [actor.principal, ...actor.groups]) {
    const held = [
      ...holder.attached.map(({ policy }) => ({ id: policy, action: DETACH[holder.kind] })),
      ...holder.inline.map((id) => ({ id, action: DELETE[holder.kind] })),
    ];
    for (const { id, action } of held) {
      if (!denying.has(id)) continue;
      const rest: PolicySet = { ...set, identity: set.identity.filter((one) => one.id !== id) };
      const reached = reachTruth(fullRights(rest, index.scope));
      const found =
        reached === 'never' ? undefined : step(allOf(reached, may(set, { action, resource: holder.arn })), action, id);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** What the actor could do after it granted itself everything. */
function afterwards(set: PolicySet, index: ActorIndex): Truth {
  return reachTruth(fullRights(withEverything(set), index.scope));
}

function policyVersion(actor: Actor, index: ActorIndex): Step | undefined {
  const { set } = actor;
  const create = allowsSomewhere(set, 'iam:CreatePolicyVersion').length > 0;
  const restore = allowsSomewhere(set, 'iam:SetDefaultPolicyVersion').length > 0;
  if (!create && !restore) return undefined;
  for (const holder of [actor.principal, ...actor.groups]) {
    for (const { policy: id } of holder.attached) {
      const policy = index.policies.get(id);
      if (policy?.arn === undefined || policy.owner !== 'customer') continue;
      const rest: PolicySet = { ...set, identity: set.identity.filter((one) => one.id !== id) };
      const created = step(
        create
          ? allOf(may(set, { action: 'iam:CreatePolicyVersion', resource: policy.arn }), afterwards(rest, index))
          : 'never',
        'iam:CreatePolicyVersion',
        id,
      );
      if (created !== undefined) return created;
      if (restore) {
        const restored = olderVersion(actor, policy, policy.arn, rest, index);
        if (restored !== undefined) return restored;
      }
    }
  }
  return undefined;
}

/** An older version that grants more can be put back in force. */
function olderVersion(
  actor: Actor,
  policy: IamPolicy,
  arn: string,
  rest: PolicySet,
  index: ActorIndex,
): Step | undefined {
  const allowed = may(actor.set, { action: 'iam:SetDefaultPolicyVersion', resource: arn });
  if (allowed === 'never') return undefined;
  for (const version of policy.other_versions ?? []) {
    const older = compilePolicy({ ...policy, statements: version.statements });
    const reached = reachTruth(fullRights({ ...rest, identity: [...rest.identity, older] }, index.scope));
    const found = step(allOf(allowed, reached), 'iam:SetDefaultPolicyVersion', policy.id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Attaching AdministratorAccess to, or putting an inline policy on, the actor itself or a group of it. */
function ownGrant(actor: Actor, on: IamPrincipal, index: ActorIndex): Step | undefined {
  const truth = grantsOn(actor.set, on);
  if (truth.truth === 'never') return undefined;
  return step(allOf(truth.truth, afterwards(actor.set, index)), truth.method, on.id);
}

function groupGrant(actor: Actor, index: ActorIndex): Step | undefined {
  for (const group of actor.groups) {
    const found = ownGrant(actor, group, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a set may grant a principal everything, and how. */
export function grantsOn(set: PolicySet, on: IamPrincipal): { readonly truth: Truth; readonly method: string } {
  const attach = ATTACH[on.kind];
  const context = withKeys({ 'iam:PolicyARN': ADMINISTRATOR }, set.context);
  const attached = may(set, { action: attach, resource: on.arn, context });
  if (attached !== 'never') return { truth: attached, method: attach };
  return { truth: may(set, { action: PUT[on.kind], resource: on.arn }), method: PUT[on.kind] };
}

function joinGroup(actor: Actor, index: ActorIndex): Step | undefined {
  const { set, principal } = actor;
  if (principal.kind !== 'user' || allowsSomewhere(set, 'iam:AddUserToGroup').length === 0) return undefined;
  for (const group of index.groups.values()) {
    const allowed = may(set, { action: 'iam:AddUserToGroup', resource: group.arn });
    if (allowed === 'never') continue;
    const joined: PolicySet = { ...set, identity: [...set.identity, ...index.policiesOf(group)] };
    const found = step(allOf(allowed, reachTruth(fullRights(joined, index.scope))), 'iam:AddUserToGroup', group.id);
    if (found !== undefined) return found;
  }
  return undefined;
}
