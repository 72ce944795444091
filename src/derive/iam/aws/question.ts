import type { Actor, ActorIndex } from './actors.ts';
import { type KeyState, withStates } from './context.ts';
import { type PolicySet, type Request, type ResourcePolicy, somewhere } from './decide.ts';
import { type Explained, explain } from './explain.ts';
import type { CompiledPolicy } from './policy.ts';

/** What is asked of an actor. */
export interface Question {
  readonly action: string;
  /** Undefined: anything at all. */
  readonly resource?: string;
  /** What is known of the request, by lower-case key. */
  readonly context: ReadonlyMap<string, KeyState>;
  readonly resourcePolicy?: CompiledPolicy;
  readonly sessionPolicies?: readonly CompiledPolicy[];
}

/** The answer, and the resource that it is about: an example where none was named. */
export interface QuestionAnswer extends Explained {
  readonly resource: string;
}

/** Decides one question over one actor. */
export function ask(actor: Actor, question: Question, index: ActorIndex): QuestionAnswer {
  const { action } = question;
  const set: PolicySet = {
    ...actor.set,
    ...(question.sessionPolicies === undefined ? {} : { session: question.sessionPolicies }),
    context: withStates(question.context, actor.set.context),
  };
  const resource = question.resource ?? somewhere(set, action).resource;
  const given = resourcePolicyOf(actor, action, resource, question.resourcePolicy, index);
  const request: Request = { action, resource, ...(given === undefined ? {} : { resourcePolicy: given }) };
  const explained = explain(set, request);
  const { verdict } = explained.decision;
  const lacking = verdict === 'deny' || given !== undefined ? undefined : lackingPolicy(actor, action, resource);
  return {
    ...explained,
    ...(lacking === undefined ? {} : { decision: { verdict: 'unknown', reason: lacking } }),
    resource,
  };
}

function accountOf(resource: string): string | undefined {
  const [, account] = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(resource) ?? [];
  return account;
}

function isForeign(actor: Actor, resource: string): boolean {
  const account = accountOf(resource);
  return account !== undefined && account !== actor.set.asker?.account;
}

function isKey(action: string, resource: string): boolean {
  return /^kms:/i.test(action) && /:key\//.test(resource);
}

function resourcePolicyOf(
  actor: Actor,
  action: string,
  resource: string,
  given: CompiledPolicy | undefined,
  index: ActorIndex,
): ResourcePolicy | undefined {
  const foreign = isForeign(actor, resource);
  const assumes = /^sts:(assumerole|tagsession|setsourceidentity)$/i.test(action);
  if (given !== undefined) {
    const kind = assumes ? 'trust' : 'resource';
    return { kind, policy: given, required: foreign || assumes || isKey(action, resource), foreign };
  }
  const trust = assumes ? index.roleByArn(resource)?.trust : undefined;
  return trust === undefined ? undefined : { kind: 'trust', policy: trust.policy, required: true };
}

/** Why the policies of the principal alone cannot tell. */
function lackingPolicy(actor: Actor, action: string, resource: string): string | undefined {
  if (isForeign(actor, resource))
    return `${resource} lies in another account, which must allow it too; give the policy of the resource (--resource-policy)`;
  if (isKey(action, resource))
    return `the policy of the key must allow it too; give it (--resource-policy, from \`aws kms get-key-policy --policy-name default --key-id ID\`)`;
  return undefined;
}
