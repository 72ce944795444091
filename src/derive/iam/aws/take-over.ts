import { isKnown } from '../../../core/fact.ts';
import type { IamCredentialHolder } from '../../../model/generated/model.ts';
import type { Actor, ActorIndex } from './actors.ts';
import { withKeys } from './context.ts';
import { coverage } from './coverage.ts';
import { allowsSomewhere, decideSomewhere, explicitDeny, narrowed, type PolicySet } from './decide.ts';
import { fullRights, withEverything } from './full-rights.ts';
import type { Matcher } from './glob.ts';
import { EXISTING_METHODS, PASS_ROLE_METHODS, type ServiceMethod } from './pass-role.ts';
import { grantsOn } from './self-escalation.ts';
import { may, reachTruth, type Step, step, truthOf } from './step.ts';
import { type CompiledTrust, couldAdmit, trustsService } from './trust.ts';
import { allOf, anyOf, negated, type Truth } from './truth.ts';

/** What narrows the methods on users, where the credential report was given. */
export type HolderOf = (id: string) => IamCredentialHolder | undefined;

/** What an actor holds of one action. */
export interface Right {
  readonly action: string;
  readonly set: PolicySet;
  /** False for resources that it certainly does not reach. */
  readonly covers: Matcher;
}

/** A method whose actions an actor may use on something. */
interface Runnable {
  readonly method: ServiceMethod;
  readonly truth: Truth;
}

/** What an actor could do to others, found once, so that pairs cost little: its rights by action, where it has any. */
export interface Reacher {
  readonly actor: Actor;
  /** Ways over users. */
  readonly onUsers: readonly Right[];
  readonly assume: Right | undefined;
  readonly updateTrust: Right | undefined;
  /** Attaching or writing policies of roles. */
  readonly fills: boolean;
  readonly pass: Right | undefined;
  readonly passes: readonly Runnable[];
  /** What runs already and can be made to run something else. */
  readonly existing: readonly Runnable[];
}

const ON_USERS = ['iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:UpdateLoginProfile'] as const;

/** Finds the methods that an actor has at all. */
export function reacher(actor: Actor): Reacher {
  const { set } = actor;
  const has = (action: string): boolean => allowsSomewhere(set, action).length > 0;
  const rights = (action: string): Right | undefined =>
    has(action) ? { action, set: narrowed(set, action), covers: coverage(set, action) } : undefined;
  const pass = rights('iam:PassRole');
  return {
    actor,
    onUsers: ON_USERS.map(rights).filter((right) => right !== undefined),
    assume: rights('sts:AssumeRole'),
    updateTrust: rights('iam:UpdateAssumeRolePolicy'),
    fills: has('iam:AttachRolePolicy') || has('iam:PutRolePolicy'),
    pass,
    passes: pass === undefined ? [] : runnable(set, PASS_ROLE_METHODS),
    existing: runnable(set, EXISTING_METHODS),
  };
}

function runnable(set: PolicySet, methods: readonly ServiceMethod[]): readonly Runnable[] {
  return methods.map((method) => ({ method, truth: runs(set, method) })).filter(({ truth }) => truth !== 'never');
}

/** A cheap test before a pair is asked: most actors have no method at all. */
export function worthAsking(from: Reacher, target: Actor, account: string): boolean {
  if (target.principal.kind === 'user') return from.onUsers.length > 0;
  const { trust } = target;
  if (trust === undefined) return false;
  if (from.updateTrust !== undefined) return true;
  if (
    [...from.passes, ...from.existing].some(
      ({ method }) => trust.everyone || trust.services.has(method.service.split('.')[0] ?? ''),
    )
  )
    return true;
  const admits = couldAdmit(trust, from.actor.principal.arn, account);
  return admits === 'itself' || (admits === 'account' && from.assume !== undefined);
}

/** Whether the companion actions of a method are allowed on something. */
function runs(set: PolicySet, method: ServiceMethod): Truth {
  let truth: Truth = 'always';
  for (const choices of method.needs) {
    let one: Truth = 'never';
    for (const action of choices) one = anyOf(one, truthOf(decideSomewhere(set, action)));
    truth = allOf(truth, one);
    if (truth === 'never') return truth;
  }
  return truth;
}

/** The way in which one actor gets the rights of another, or undefined. */
export function takeOver(from: Reacher, target: Actor, index: ActorIndex, holderOf: HolderOf): Step | undefined {
  if (from.actor.principal.id === target.principal.id) return undefined;
  if (target.principal.kind === 'user') return overUser(from, target, holderOf);
  return overRole(from, target, index);
}

function overUser(from: Reacher, target: Actor, holderOf: HolderOf): Step | undefined {
  const { id, arn } = target.principal;
  for (const right of from.onUsers) {
    const { action } = right;
    if (!right.covers(arn) || !possible(action, holderOf(id))) continue;
    const found = step(may(right.set, { action, resource: arn }), action, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A user has at most two keys and one password: a method that AWS would refuse is none. */
function possible(action: string, holder: IamCredentialHolder | undefined): boolean {
  if (holder === undefined) return true;
  if (action === 'iam:CreateAccessKey') return holder.keys.filter(({ kind }) => kind === 'access-key').length < 2;
  const { enabled } = holder.password;
  return !isKnown(enabled) || enabled.value === (action === 'iam:UpdateLoginProfile');
}

function overRole(from: Reacher, target: Actor, index: ActorIndex): Step | undefined {
  const { principal, trust } = target;
  if (trust === undefined) return undefined;
  const assumed = step(assumeTruth(from, target, index), 'sts:AssumeRole', principal.id);
  if (assumed !== undefined) return assumed;
  // A service-linked role takes no other trust and cannot be passed.
  if (principal.service_linked === true) return undefined;
  if (from.updateTrust !== undefined) {
    const updated = step(mayUpdateTrust(from, target), 'iam:UpdateAssumeRolePolicy', principal.id);
    if (updated !== undefined) return updated;
  }
  return passOver(from, target, trust, index) ?? existingOver(from, target, trust, index);
}

/** Something that runs with the role already, and that the actor may make do what it likes. */
function existingOver(from: Reacher, target: Actor, trust: CompiledTrust, { scope }: ActorIndex): Step | undefined {
  for (const { method, truth } of from.existing) {
    const trusted = allOf(truth, trustsService(trust, method.service, scope.account));
    const found = step(allOf(trusted, 'sometimes'), method.name, target.principal.id);
    if (found !== undefined) return found;
  }
  return undefined;
}

function passOver(from: Reacher, { principal }: Actor, trust: CompiledTrust, index: ActorIndex): Step | undefined {
  if (from.pass === undefined || !from.pass.covers(principal.arn)) return undefined;
  for (const { method, truth } of from.passes) {
    const trusted = trustsService(trust, method.service, index.scope.account);
    if (trusted === 'never') continue;
    const context = withKeys({ 'iam:PassedToService': method.service }, from.pass.set.context);
    const passed = may(from.pass.set, { action: 'iam:PassRole', resource: principal.arn, context });
    const found = step(allOf(allOf(passed, truth), trusted), `iam:PassRole + ${method.name}`, principal.id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether an actor may assume a role: by its own policies where the role trusts the account, by the trust alone where it is named. */
export function assumeTruth(from: Reacher, target: Actor, index: ActorIndex): Truth {
  const { trust } = target;
  const { set, principal } = from.actor;
  if (trust === undefined || couldAdmit(trust, principal.arn, index.scope.account) === 'no') return 'never';
  return may(from.assume?.set ?? set, {
    action: 'sts:AssumeRole',
    resource: target.principal.arn,
    resourcePolicy: { kind: 'trust', policy: trust.policy, required: true },
  });
}

/** A role that the actor may both fill with rights and take on. */
export function fillAndAssume(from: Reacher, target: Actor, index: ActorIndex): Step | undefined {
  const { principal } = target;
  if (principal.kind !== 'role' || principal.service_linked === true || principal.id === from.actor.principal.id)
    return undefined;
  const grant = grantsOn(from.actor.set, principal);
  if (grant.truth === 'never') return undefined;
  const filled = reachTruth(fullRights(withEverything(target.set), index.scope));
  const own = assumeTruth(from, target, index);
  const assume = own === 'never' ? mayUpdateTrust(from, target) : own;
  const method = `${grant.method} + ${own === 'never' ? 'iam:UpdateAssumeRolePolicy' : 'sts:AssumeRole'}`;
  return step(allOf(allOf(grant.truth, filled), assume), method, principal.id);
}

/** Whether the actor may write itself into the trust policy and is not forbidden to assume the role then. */
function mayUpdateTrust(from: Reacher, target: Actor): Truth {
  const { set } = from.actor;
  const resource = target.principal.arn;
  if (from.updateTrust?.covers(resource) !== true) return 'never';
  const assume = negated(explicitDeny(set, { action: 'sts:AssumeRole', resource }));
  return allOf(may(from.updateTrust.set, { action: 'iam:UpdateAssumeRolePolicy', resource }), assume);
}
