import { isKnown } from '../../../core/fact.ts';
import type {
  IamOrganizationPolicies,
  IamPolicies,
  IamPolicy,
  IamPrincipal,
  IamPrincipals,
} from '../../../model/generated/model.ts';
import { type KeyState, openContext, type RequestContext } from './context.ts';
import type { PolicySet } from './decide.ts';
import type { Scope } from './full-rights.ts';
import { layersOf } from './layers.ts';
import { type ActionMatchers, type CompiledPolicy, compilePolicy } from './policy.ts';
import { type CompiledTrust, compileTrust } from './trust.ts';

/** A user or role that can act, with all that decides what it may do. */
export interface Actor {
  readonly principal: IamPrincipal;
  readonly set: PolicySet;
  /** Its groups that the export describes. */
  readonly groups: readonly IamPrincipal[];
  /** Roles: who may take it on. */
  readonly trust: CompiledTrust | undefined;
}

/** The actors of an account and its policies, compiled once each. */
export interface ActorIndex {
  readonly scope: Scope;
  readonly actors: readonly Actor[];
  readonly groups: ReadonlyMap<string, IamPrincipal>;
  readonly roleByArn: (arn: string) => Actor | undefined;
  /** The records of policies by id. */
  readonly policies: ReadonlyMap<string, IamPolicy>;
  /** Compiled policies of a principal: its own and what is attached to it. */
  readonly policiesOf: (principal: IamPrincipal) => readonly CompiledPolicy[];
}

/** Builds the actors of one account. */
export function actorIndex(
  identities: IamPrincipals,
  documents: IamPolicies,
  organization?: IamOrganizationPolicies,
): ActorIndex {
  const partition = /^arn:([a-z-]+):/.exec(identities.principals[0]?.arn ?? '')?.[1] ?? 'aws';
  const scope = { partition, account: identities.account };
  const policies = new Map(documents.policies.map((policy) => [policy.id, policy]));
  const compiled = new Map<string, CompiledPolicy>();
  const shared: ActionMatchers = new Map();
  const layers = organization === undefined ? [] : layersOf(organization, identities.account, shared);
  const compiledById = (id: string): CompiledPolicy => {
    const known = compiled.get(id);
    if (known !== undefined) return known;
    const record = policies.get(id);
    const policy =
      record === undefined ? absent(id, `the export holds no policy ${id}`) : compilePolicy(record, shared);
    compiled.set(id, policy);
    return policy;
  };
  const policiesOf = (principal: IamPrincipal): readonly CompiledPolicy[] =>
    [...principal.inline, ...principal.attached.map(({ policy }) => policy)].map(compiledById);
  const groups = new Map(
    identities.principals.filter(({ kind }) => kind === 'group').map((group) => [group.name, group]),
  );
  const actors = identities.principals
    .filter(({ kind }) => kind !== 'group')
    .map((principal): Actor => {
      const memberships = isKnown(principal.groups) ? principal.groups.value : [];
      const known = memberships.flatMap((name) => groups.get(name) ?? []);
      const unread = isKnown(principal.groups)
        ? memberships.filter((name) => !groups.has(name)).map((name) => absent(`group:${name}`, noGroup(name)))
        : [absent('groups', principal.groups.unknown)];
      const { boundary } = principal;
      return {
        principal,
        groups: known,
        set: {
          identity: [...policiesOf(principal), ...known.flatMap(policiesOf), ...unread],
          ...(boundary === undefined ? {} : { boundary: compiledById(boundary.policy) }),
          ...(layers.length === 0 || principal.service_linked === true ? {} : { layers }),
          asker: {
            arn: principal.arn,
            account: identities.account,
            kind: principal.kind === 'user' ? 'user' : 'role',
          },
          context: principalContext(principal, identities.account),
        },
        trust: principal.trust === undefined ? undefined : compileTrust(policies.get(principal.trust)),
      };
    });
  const roles = new Map(
    actors.filter(({ principal }) => principal.kind === 'role').map((actor) => [actor.principal.arn, actor]),
  );
  return { scope, actors, groups, roleByArn: (arn) => roles.get(arn), policies, policiesOf };
}

function noGroup(name: string): string {
  return `the export holds no group ${name}, of which it is a member; export without --filter, or with Group in it`;
}

function absent(id: string, reason: string): CompiledPolicy {
  return { id, name: id, allows: [], denies: [], missing: { reason, mayDeny: true } };
}

/** The context keys that follow from who asks; what else a request carries is open. */
function principalContext(principal: IamPrincipal, account: string): RequestContext {
  const user = principal.kind === 'user';
  const known = new Map<string, KeyState>([
    ['aws:username', user ? { values: [principal.name] } : 'absent'],
    ['aws:principalarn', { values: [principal.arn] }],
    ['aws:principalaccount', { values: [account] }],
    ['aws:principaltype', { values: [user ? 'User' : 'AssumedRole'] }],
  ]);
  for (const { key, value } of principal.tags) known.set(`aws:principaltag/${key.toLowerCase()}`, { values: [value] });
  return (key) => {
    const state = known.get(key);
    if (state !== undefined) return state;
    // A user's tags are its own; a role's session may bring more.
    return user && key.startsWith('aws:principaltag/') ? 'absent' : openContext(key);
  };
}
