import type { RequestContext } from './context.ts';
import { decide, type PolicySet, WITNESS } from './decide.ts';
import { type CompiledPolicy, compileStatement } from './policy.ts';

/** Whether a set of policies reaches something: `unknown` with the reason when a missing policy decides it. */
export type Reach =
  | { readonly level: 'yes' | 'conditional' | 'no' }
  | { readonly level: 'unknown'; readonly reason: string };

/**
 * Requests that only full rights allow together: rights over identities, data and computing on things nobody names, and
 * an action that no service has. A deny of single actions (leaving the organization, stopping the audit trail) leaves
 * an administrator an administrator.
 */
const FULL: readonly Probe[] = [
  ['iam:AttachUserPolicy', (arn) => arn('iam', `user/${WITNESS}`)],
  ['iam:PutRolePolicy', (arn) => arn('iam', `role/${WITNESS}`)],
  ['iam:CreateAccessKey', (arn) => arn('iam', `user/${WITNESS}`)],
  ['iam:PassRole', (arn) => arn('iam', `role/${WITNESS}`)],
  ['ec2:RunInstances', (arn) => arn('ec2', `instance/${WITNESS}`)],
  ['s3:GetObject', (arn) => arn('s3', `${WITNESS}/${WITNESS}`)],
  ['vauban-witness:AnyAction', (arn) => arn(WITNESS, WITNESS)],
];

/** Requests that only every right over identities allows together. */
const IAM_FULL: readonly Probe[] = [
  ['iam:AttachUserPolicy', (arn) => arn('iam', `user/${WITNESS}`)],
  ['iam:PutGroupPolicy', (arn) => arn('iam', `group/${WITNESS}`)],
  ['iam:UpdateAssumeRolePolicy', (arn) => arn('iam', `role/${WITNESS}`)],
  ['iam:CreatePolicyVersion', (arn) => arn('iam', `policy/${WITNESS}`)],
  ['iam:CreateUser', (arn) => arn('iam', `user/${WITNESS}`)],
  ['iam:VaubanWitness', (arn) => arn('iam', `${WITNESS}/${WITNESS}`)],
];

type Probe = readonly [action: string, resource: (arn: (service: string, resource: string) => string) => string];

/** The account that probes are made in. */
export interface Scope {
  readonly partition: string;
  readonly account: string;
}

/** Whether every action is allowed on every resource. */
export function fullRights(set: PolicySet, scope: Scope): Reach {
  return weakest(set, FULL, scope);
}

/** Whether every action of IAM is allowed on every resource. */
export function fullIam(set: PolicySet, scope: Scope): Reach {
  return weakest(set, IAM_FULL, scope);
}

/** What a policy grants by itself, to nobody in particular. */
export function setOf(policy: CompiledPolicy, context: RequestContext): PolicySet {
  return { identity: [policy], context };
}

const EVERYTHING = compileStatement({
  id: 'added',
  effect: 'allow',
  actions: ['*'],
  resources: ['*'],
  conditions: [],
  at: { file: '' },
});

/** The set after its owner granted itself everything: its explicit denies and its boundary still stand. */
export function withEverything(set: PolicySet): PolicySet {
  return { ...set, identity: [...set.identity, { id: 'added', name: 'added', allows: [EVERYTHING], denies: [] }] };
}

function weakest(set: PolicySet, probes: readonly Probe[], { partition, account }: Scope): Reach {
  const arn = (service: string, resource: string): string =>
    `arn:${partition}:${service}::${service === 's3' ? '' : account}:${resource}`;
  let conditional = false;
  let unknown: string | undefined;
  for (const [action, resourceOf] of probes) {
    const decision = decide(set, { action, resource: resourceOf(arn) });
    if (decision.verdict === 'deny') return { level: 'no' };
    if (decision.verdict === 'unknown') unknown ??= decision.reason;
    if (decision.verdict === 'conditional') conditional = true;
  }
  if (unknown !== undefined) return { level: 'unknown', reason: unknown };
  return { level: conditional ? 'conditional' : 'yes' };
}
