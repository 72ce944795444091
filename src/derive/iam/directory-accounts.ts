import { type Fact, isKnown, known, mapFact } from '../../core/fact.ts';
import { compareCodePoints } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  DirIdentity,
  DirIdentityState,
  DirKey,
  IamAccount,
  IamAccounts,
  IamDirectory,
  IamDirectoryState,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';

/** The accounts of a directory in the form that joins with people start from, as those of a cloud account. */
export const directoryAccounts: Derivation = {
  id: 'directory-accounts',
  domain: 'iam',
  derive({ iam = {} }) {
    const { directory, directory_state: state } = iam;
    if (directory === undefined || state === undefined || iam.principals?.data !== undefined) return {};
    // Service accounts of a cluster are used by its workloads; nobody signs in with them.
    if (directory.data?.system === 'kubernetes') return {};
    return {
      iam: {
        ...iam,
        accounts: deriveSection(
          [directory, state] as const,
          (data: IamDirectory, states: IamDirectoryState): IamAccounts => {
            const byId = new Map(states.identities.map((one) => [one.id, one]));
            const accounts = data.identities.flatMap((one) => {
              const found = byId.get(one.id);
              return found === undefined || one.kind === 'computer' ? [] : [accountOf(one, found)];
            });
            return { system: data.system, account: data.account, accounts };
          },
        ),
      },
    };
  },
};

function accountOf(one: DirIdentity, state: DirIdentityState): IamAccount {
  const { at } = one;
  return {
    id: one.id,
    kind: one.kind === 'service' ? 'service' : 'user',
    name: one.name,
    arn: one.external_id,
    at,
    tags: tagsOf(one),
    enabled: one.enabled,
    console: both(one.password.usable, one.enabled),
    active_keys: activeKeys(one.keys, at),
    mfa: state.mfa,
    mfa_kinds: one.mfa.methods,
    mfa_strength: state.mfa_strength,
    admin: mapFact(state.power, (power) => power === 'admin'),
    privilege: state.power,
    entitlements: entitlementsOf(one, state),
    created_at: one.created_at,
    age_days: state.age_days,
    last_activity: one.last_activity,
    idle_days: state.idle_days,
  };
}

/** What links an account with a person, in the form of the tags of cloud accounts. */
function tagsOf(one: DirIdentity): IamAccount['tags'] {
  const told = (key: string, fact: Fact<string>) =>
    isKnown(fact) && fact.value !== '' ? [{ key, value: fact.value }] : [];
  const list = (key: string, fact: Fact<readonly string[]>) =>
    isKnown(fact) ? fact.value.map((value) => ({ key, value })) : [];
  return [...told('employeeId', one.employee_id), ...list('email', one.emails), ...list('owner', one.owners)];
}

function both(left: Fact<boolean>, right: Fact<boolean>): Fact<boolean> {
  for (const fact of [left, right]) if (isKnown(fact) && !fact.value) return fact;
  for (const fact of [left, right]) if (!isKnown(fact)) return fact;
  return left;
}

function activeKeys(keys: readonly DirKey[], at: IamAccount['at']): Fact<number> {
  let count = 0;
  for (const { active } of keys) {
    if (!isKnown(active)) return active;
    if (active.value) count++;
  }
  return known(count, keys[0]?.at ?? at);
}

/** `group:NAME` and `role:NAME`. */
function entitlementsOf(one: DirIdentity, state: DirIdentityState): Fact<readonly string[]> {
  if (!isKnown(one.groups)) return one.groups;
  if (!isKnown(state.roles)) return state.roles;
  const roles = state.roles.value.map((role) => `role:${role.replace(/ @ .*$/s, '')}`);
  return known(
    [...new Set([...one.groups.value.map((group) => `group:${group}`), ...roles])].sort(compareCodePoints),
    one.at,
  );
}
