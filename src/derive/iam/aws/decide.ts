import type { IamStatement } from '../../../model/generated/model.ts';
import { type RequestContext, substitute } from './context.ts';
import { plainText } from './glob.ts';
import type { CompiledPolicy, CompiledStatement } from './policy.ts';
import { RESOURCE_CONTROLLED } from './resource-controlled.ts';
import { type Asker, answerOf, type ResourceAnswer } from './resource-policy.ts';
import { allOf, anyOf, negated, type Truth } from './truth.ts';

/** What takes part in a decision, as a person would look it up. */
export type PolicyKind =
  | 'identity'
  | 'boundary'
  | 'session'
  | 'service-control'
  | 'resource-control'
  | 'resource'
  | 'trust';

/** The policies of the organization at one level above the account: the root, a unit, the account itself. */
export interface Layer {
  readonly id: string;
  readonly kind: 'service-control' | 'resource-control';
  readonly policies: readonly CompiledPolicy[];
}

/** Everything that decides what one principal may do in its own account. */
export interface PolicySet {
  /** Own, attached and group policies. */
  readonly identity: readonly CompiledPolicy[];
  readonly boundary?: CompiledPolicy;
  /** Of the organization, where they were given: every one of them must allow. */
  readonly layers?: readonly Layer[];
  /** What limits one session. */
  readonly session?: readonly CompiledPolicy[];
  /** Whom resource policies may name. */
  readonly asker?: Asker & { readonly kind: 'user' | 'role' };
  /** What is known of the requests this principal makes. */
  readonly context: RequestContext;
}

/** The policy of the resource that a request is about. */
export interface ResourcePolicy {
  readonly kind: 'resource' | 'trust';
  readonly policy: CompiledPolicy;
  /** It must allow too: trust policies, key policies, and whatever lies in another account. */
  readonly required: boolean;
  /** The resource lies in another account: both sides must allow. */
  readonly foreign?: boolean;
}

/** One thing that a principal might do. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context?: RequestContext;
  readonly resourcePolicy?: ResourcePolicy;
}

/** Is told what took part in a decision. */
export interface Witness {
  /** A statement that is about the request, whether or not its conditions are settled. */
  readonly statement: (kind: PolicyKind, policy: CompiledPolicy, statement: IamStatement, truth: Truth) => void;
  /** What one of the parties that must allow says: the id of a policy or of a layer, or empty for many policies. */
  readonly party: (kind: PolicyKind, id: string, allowed: Truth) => void;
}

/** `unknown` when a policy that was not exported could change the answer. */
export type Decision =
  | { readonly verdict: 'allow' | 'conditional' }
  | { readonly verdict: 'deny'; readonly explicit: boolean }
  | { readonly verdict: 'unknown'; readonly reason: string };

const SILENT: Witness = { statement: () => undefined, party: () => undefined };

/**
 * Decides as IAM does (user guide, "Policy evaluation logic"): an explicit deny anywhere; else every layer of the
 * organization must allow, and either the identity policies together with the boundary and the session policies, or a
 * resource policy that names the principal. A boundary and a session do not limit what names a user, or a session.
 */
export function decide(set: PolicySet, request: Request, witness: Witness = SILENT): Decision {
  const cautious = weigh(set, request, witness, 'takes');
  const missing = missingOf(set, request);
  if (missing.length > 0) {
    // What the missing documents may give, and what those that may deny may take.
    const generous = weigh(set, request, SILENT, 'gives');
    if (generous.allowed !== 'never' && cautious.allowed === 'never')
      return { verdict: 'unknown', reason: missing[0]?.missing?.reason ?? '' };
  }
  const { allowed, denied } = cautious;
  if (allowed === 'never') return { verdict: 'deny', explicit: denied === 'always' };
  return { verdict: allowed === 'always' ? 'allow' : 'conditional' };
}

/** Whether the principal is denied outright, whatever allows it. */
export function explicitDeny(set: PolicySet, request: Request): Truth {
  return weigh(set, request, SILENT, 'gives').denied;
}

interface Weighed {
  /** Allowed, with the denies taken off. */
  readonly allowed: Truth;
  readonly denied: Truth;
}

/** A document that is missing gives everything and takes nothing, or the other way round where it may deny. */
type Missing = 'gives' | 'takes';

function weigh(set: PolicySet, request: Request, witness: Witness, missing: Missing): Weighed {
  const context = request.context ?? set.context;
  const ask = (policies: readonly CompiledPolicy[] | undefined, kind: PolicyKind, id: string): Asked => {
    if (policies === undefined) return FREE;
    const answer = asked(policies, kind, request, context, witness, missing);
    witness.party(kind, id, answer.allowed);
    return answer;
  };
  const identity = ask(set.identity, 'identity', '');
  const boundary = ask(set.boundary && [set.boundary], 'boundary', set.boundary?.id ?? '');
  const session = ask(set.session, 'session', '');
  const layers = layersFor(set, request).map(({ id, kind, policies }) => ask(policies, kind, id));
  const resource = resourceAnswer(set, request, context, witness);
  const denied = [identity, boundary, session, ...layers, resource].map((one) => one.denied).reduce(anyOf);
  if (denied === 'always') return { allowed: 'never', denied };
  const limits = allOf(boundary.allowed, session.allowed);
  const own = allOf(identity.allowed, limits);
  const admitted = anyOf(anyOf(resource.direct, resource.session), resource.viaAccount);
  const required = request.resourcePolicy?.required === true;
  if (required)
    witness.party(request.resourcePolicy?.kind ?? 'resource', request.resourcePolicy?.policy.id ?? '', admitted);
  const byIdentity = required ? allOf(own, admitted) : own;
  const byResource = anyOf(
    set.asker?.kind === 'role' ? allOf(resource.direct, limits) : resource.direct,
    resource.session,
  );
  const granted = request.resourcePolicy?.foreign === true ? byIdentity : anyOf(byIdentity, byResource);
  const allowed = layers.map((layer) => layer.allowed).reduce(allOf, granted);
  return { allowed: allOf(allowed, negated(denied)), denied };
}

/** Resource control policies are about some services only, and about what lies in the organization. */
function layersFor({ layers = [] }: PolicySet, { action, resourcePolicy }: Request): readonly Layer[] {
  const service = action.slice(0, action.indexOf(':')).toLowerCase();
  const controlled = RESOURCE_CONTROLLED.has(service) && resourcePolicy?.foreign !== true;
  return layers.filter(({ kind }) => kind === 'service-control' || controlled);
}

interface Asked {
  readonly allowed: Truth;
  readonly denied: Truth;
}

/** What does not limit. */
const FREE: Asked = { allowed: 'always', denied: 'never' };

function asked(
  policies: readonly CompiledPolicy[],
  kind: PolicyKind,
  { action, resource }: Request,
  context: RequestContext,
  witness: Witness,
  missing: Missing,
): Asked {
  let allowed: Truth = 'never';
  let denied: Truth = 'never';
  for (const policy of policies) {
    if (policy.missing !== undefined) {
      if (missing === 'gives') allowed = 'always';
      else if (policy.missing.mayDeny) denied = 'always';
    }
    for (const statement of policy.allows) {
      if (!statement.matchesAction(action)) continue;
      const truth = statement.holds(resource, context);
      if (truth !== 'never') witness.statement(kind, policy, statement.statement, truth);
      allowed = anyOf(allowed, truth);
    }
    for (const statement of policy.denies) {
      if (!statement.matchesAction(action)) continue;
      const truth = statement.holds(resource, context);
      if (truth !== 'never') witness.statement(kind, policy, statement.statement, truth);
      denied = anyOf(denied, truth);
    }
  }
  return { allowed, denied };
}

const NO_ANSWER: ResourceAnswer = { direct: 'never', session: 'never', viaAccount: 'never', denied: 'never' };

function resourceAnswer(set: PolicySet, request: Request, context: RequestContext, witness: Witness): ResourceAnswer {
  const { resourcePolicy: given } = request;
  if (given === undefined || set.asker === undefined) return NO_ANSWER;
  const { policy } = given;
  const about = [...policy.allows, ...policy.denies].filter(({ matchesAction }) => matchesAction(request.action));
  return answerOf(
    about.map(({ statement, holds }) => ({ statement, holds: () => holds(request.resource, context) })),
    set.asker,
    (statement, truth) => witness.statement(given.kind, policy, statement, truth),
  );
}

function missingOf(set: PolicySet, request: Request): readonly CompiledPolicy[] {
  const lists = [
    set.identity,
    set.boundary === undefined ? [] : [set.boundary],
    set.session ?? [],
    ...(set.layers ?? []).map(({ policies }) => policies),
    request.resourcePolicy === undefined ? [] : [request.resourcePolicy.policy],
  ];
  return lists.flatMap((policies) => policies.filter(({ missing }) => missing !== undefined));
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
  return somewhere(set, action).decision;
}

/** Where an action is allowed, if anywhere: the example that decided. */
export function somewhere(set: PolicySet, action: string): { readonly decision: Decision; readonly resource: string } {
  let best = { decision: decide(set, { action, resource: WITNESS }), resource: WITNESS };
  if (best.decision.verdict === 'allow') return best;
  for (const resource of examples(set, action)) {
    const decision = decide(set, { action, resource });
    if (decision.verdict === 'allow' || best.decision.verdict === 'deny') best = { decision, resource };
    if (best.decision.verdict === 'allow') return best;
  }
  return best;
}

/** A resource for each pattern that some party allows the action on. */
function examples(set: PolicySet, action: string): ReadonlySet<string> {
  const identity = allowsSomewhere(set, action);
  if (identity.length === 0) return new Set();
  const limits = [...(set.boundary === undefined ? [] : [set.boundary]), ...(set.session ?? [])];
  const others = [...limits, ...(set.layers ?? []).flatMap(({ policies }) => policies)].flatMap(({ allows }) =>
    allows.filter((statement) => statement.matchesAction(action)),
  );
  const found = new Set<string>();
  for (const { statement } of [...identity, ...others]) {
    for (const pattern of statement.resources ?? []) {
      const put = substitute(pattern, set.context);
      if (put === 'never') continue;
      const text = put === 'sometimes' ? pattern.replaceAll(/\$\{[^}]*\}/g, WITNESS) : put.pattern;
      found.add(plainText(text.replaceAll('*', WITNESS).replaceAll('?', 'w')));
    }
  }
  return found;
}

/** A resource that nobody names: only a pattern can cover it. */
export const WITNESS = 'vauban-witness';
