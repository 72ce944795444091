import type { RequestContext } from './context.ts';
import type { CompiledPolicy, CompiledStatement } from './policy.ts';
import { allOf, anyOf, type Truth } from './truth.ts';

/** Everything that decides what one principal may do in its own account. */
export interface PolicySet {
  /** Own, attached and group policies. */
  readonly identity: readonly CompiledPolicy[];
  readonly boundary?: CompiledPolicy;
  /** What is known of the requests this principal makes. */
  readonly context: RequestContext;
}

/** One thing that a principal might do. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context?: RequestContext;
}

/** `unknown` when a policy that was not exported could change the answer. */
export type Decision =
  | { readonly verdict: 'allow' | 'conditional'; readonly because: string }
  | { readonly verdict: 'deny'; readonly explicit: boolean; readonly because?: string }
  | { readonly verdict: 'unknown'; readonly reason: string };

/**
 * Decides as IAM does within one account: an explicit deny anywhere, else what both the identity policies and the
 * boundary allow. Organization, resource and session policies have their place here when they are collected.
 */
export function decide(set: PolicySet, request: Request): Decision {
  const context = request.context ?? set.context;
  const policies = set.boundary === undefined ? set.identity : [...set.identity, set.boundary];
  const denied = strongest(policies, 'denies', request, context);
  if (denied.truth === 'always') return { verdict: 'deny', explicit: true, because: denied.because };
  const identity = strongest(set.identity, 'allows', request, context);
  const boundary: Found =
    set.boundary === undefined
      ? { truth: 'always', because: '' }
      : strongest([set.boundary], 'allows', request, context);
  const allowed = allOf(identity.truth, boundary.truth);
  if (allowed === 'never') {
    const open = identity.truth === 'never' ? missingOf(set.identity) : set.boundary?.missing;
    const boundaryForbids = boundary.truth === 'never' && set.boundary?.missing === undefined;
    if (open !== undefined && !boundaryForbids) return { verdict: 'unknown', reason: open.reason };
    return { verdict: 'deny', explicit: false };
  }
  const denier = policies.find((policy) => policy.missing?.mayDeny === true)?.missing;
  if (denier !== undefined) return { verdict: 'unknown', reason: denier.reason };
  const certain = allowed === 'always' && denied.truth === 'never';
  return { verdict: certain ? 'allow' : 'conditional', because: identity.because };
}

/** Whether the principal is denied outright, whatever allows it: a resource policy that names a user needs no more. */
export function explicitDeny(set: PolicySet, request: Request): Truth {
  const policies = set.boundary === undefined ? set.identity : [...set.identity, set.boundary];
  return strongest(policies, 'denies', request, request.context ?? set.context).truth;
}

/** The part of a set that an action concerns, so that asking it of many resources costs little. */
export function narrowed(set: PolicySet, action: string): PolicySet {
  const part = (policy: CompiledPolicy): CompiledPolicy => ({
    ...policy,
    allows: policy.allows.filter((statement) => statement.matchesAction(action)),
    denies: policy.denies.filter((statement) => statement.matchesAction(action)),
  });
  const identity = set.identity
    .map(part)
    .filter(({ allows, denies, missing }) => allows.length > 0 || denies.length > 0 || missing !== undefined);
  return { ...set, identity, ...(set.boundary === undefined ? {} : { boundary: part(set.boundary) }) };
}

/** Statements of the identity policies that allow an action on anything at all. */
export function allowsSomewhere(set: PolicySet, action: string): readonly CompiledStatement[] {
  return set.identity.flatMap((policy) => policy.allows.filter((statement) => statement.matchesAction(action)));
}

/**
 * Decides whether an action is allowed on at least one resource. Each allowing statement gives an example of what it
 * covers, so that a deny on that part counts.
 */
export function decideSomewhere(set: PolicySet, action: string): Decision {
  let best: Decision = decide(set, { action, resource: WITNESS });
  for (const { statement } of allowsSomewhere(set, action)) {
    for (const pattern of statement.resources ?? []) {
      if (best.verdict === 'allow') return best;
      const resource = pattern.replaceAll('*', WITNESS).replaceAll('?', 'w');
      const decision = decide(set, { action, resource });
      if (decision.verdict === 'allow' || best.verdict === 'deny') best = decision;
    }
  }
  return best;
}

/** A resource that nobody names: only a pattern can cover it. */
export const WITNESS = 'vauban-witness';

function missingOf(policies: readonly CompiledPolicy[]): CompiledPolicy['missing'] {
  return policies.find((policy) => policy.missing !== undefined)?.missing;
}

interface Found {
  readonly truth: Truth;
  readonly because: string;
}

function strongest(
  policies: readonly CompiledPolicy[],
  side: 'allows' | 'denies',
  request: Request,
  context: RequestContext,
): Found {
  let truth: Truth = 'never';
  let because = '';
  for (const policy of policies) {
    for (const statement of policy[side]) {
      if (!statement.matchesAction(request.action)) continue;
      const holds = statement.holds(request.resource, context);
      if (holds === 'never') continue;
      truth = anyOf(truth, holds);
      if (because === '' || holds === 'always') because = policy.id;
      if (holds === 'always') return { truth, because };
    }
  }
  return { truth, because };
}
