import { daysBetween, parseInstant } from '../../core/clock.ts';
import { type Fact, isKnown, known, mapFact, type Place, unknown } from '../../core/fact.ts';
import { compareCodePoints } from '../../core/order.ts';
import { deriveSection, incomplete, type Section } from '../../core/section.ts';
import type {
  DirIdentity,
  DirKey,
  IamApplications,
  IamDirectory,
  IamDirectoryState,
  IamRoleAssignments,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { daysSince, idleDays } from './credential-ages.ts';
import { RESISTANT_METHODS, strengthOfMethods } from './factors.ts';
import { type HeldRole, heldRoles } from './held-roles.ts';

type IdentityState = IamDirectoryState['identities'][number];
type KeyState = IamDirectoryState['keys'][number];

/** Days that stand for "never". */
const NEVER = 2_147_483_647;

/** Ages, power and strength of factors of the identities of a directory. */
export const directoryState: Derivation = {
  id: 'directory-state',
  domain: 'iam',
  derive({ iam = {} }, { nowMs }) {
    const { directory, role_assignments: assignments, applications } = iam;
    if (directory === undefined && applications === undefined) return {};
    return {
      iam: { ...iam, directory_state: stateOf(directory, assignments, applications, nowMs) },
    };
  },
};

/** The roles are one source of several: where they were not given, the power alone is unknown. */
function stateOf(
  directory: Section<IamDirectory> | undefined,
  assignments: Section<IamRoleAssignments> | undefined,
  applications: Section<IamApplications> | undefined,
  nowMs: number,
): Section<IamDirectoryState> {
  const keysOf = (found: readonly IdentityState[]): readonly KeyState[] => {
    const power = new Map(found.map((one) => [one.id, one.power]));
    const own = (directory?.data?.identities ?? []).flatMap((one) =>
      one.keys.map((key) => keyState(key, one.id, one.kind, power.get(one.id), nowMs)),
    );
    const ofApplications = (applications?.data?.applications ?? []).flatMap((one) =>
      one.keys.map((key) => keyState(key, one.id, 'application', one.power, nowMs)),
    );
    return [...own, ...ofApplications];
  };
  const state = deriveSection([directory] as const, (data: IamDirectory): IamDirectoryState => {
    const roles = heldRoles(data, assignments);
    const identities = data.identities.map((one) => identityState(one, roles(one), nowMs));
    return { system: data.system, account: data.account, identities, keys: keysOf(identities) };
  });
  if (state.data === undefined) {
    const { data } = applications ?? {};
    if (data === undefined) return state;
    const { system, account } = data;
    return incomplete(
      { system, account, identities: [], keys: keysOf([]) },
      state.reason ?? 'the identities were not given',
      state.hint,
    );
  }
  const { flag = 'complete', reason = 'only a part of the applications was given', hint } = applications ?? {};
  return flag === 'incomplete' && state.flag === 'complete' ? incomplete(state.data, reason, hint) : state;
}

function identityState(one: DirIdentity, held: Fact<readonly HeldRole[]>, nowMs: number): IdentityState {
  const { at } = one;
  return {
    id: one.id,
    kind: one.kind,
    name: one.name,
    at,
    enabled: one.enabled,
    interactive: one.interactive,
    age_days: daysSince(one.created_at, nowMs),
    idle_days: idleDays(one.last_activity, one.created_at, nowMs),
    last_activity: one.last_activity,
    password_age_days: daysSince(one.password.changed_at, nowMs),
    days_to_expiry: daysUntil(one.expires_at, nowMs),
    mfa: one.mfa.registered,
    mfa_strength: strengthOf(one),
    weak_methods: mapFact(one.mfa.methods, (methods) =>
      isResistant(methods)
        ? methods.filter((method) => !RESISTANT_METHODS.includes(method) && method !== 'temporary-pass')
        : [...methods],
    ),
    power: powerOf(held, at),
    roles: mapFact(held, (list) => distinct(list.map(({ text }) => text))),
    permanent_admin_roles: permanentRoles(held),
    mailbox: one.mailbox,
    origin: one.origin,
  };
}

function isResistant(methods: readonly string[]): boolean {
  return methods.some((method) => RESISTANT_METHODS.includes(method));
}

/** The strongest registered factor; a federated identity is signed in elsewhere. */
function strengthOf({ mfa, origin, at }: DirIdentity): Fact<string> {
  const { methods, registered } = mfa;
  if (!isKnown(methods)) return isKnown(registered) && !registered.value ? known('none', registered.at) : methods;
  const counting = methods.value.filter((method) => method !== 'temporary-pass');
  if (counting.length === 0) {
    if (isKnown(origin) && origin.value === 'federated')
      return unknown('it signs in at another provider: give the export of that provider too', at);
    if (isKnown(registered) && registered.value && methods.value.length === 0)
      return unknown('a second factor is registered, and the export does not tell which', methods.at);
    return known('none', methods.at);
  }
  return known(strengthOfMethods(counting), methods.at);
}

const POWERS = ['standard', 'privileged', 'admin'] as const;

function powerOf(held: Fact<readonly HeldRole[]>, at: Place): Fact<string> {
  if (!isKnown(held)) return held;
  const facts = held.value.map(({ power }) => power);
  for (const level of ['admin', 'privileged'] as const) {
    const found = facts.find((fact) => isKnown(fact) && fact.value === level);
    if (found !== undefined) return found;
    const open = facts.find((fact) => !isKnown(fact));
    if (open !== undefined) return open;
  }
  return known(POWERS[0], facts[0]?.at ?? at);
}

function permanentRoles(held: Fact<readonly HeldRole[]>): Fact<readonly string[]> {
  if (!isKnown(held)) return held;
  const sure: string[] = [];
  for (const { power, kind, text } of held.value) {
    if (isKnown(power) && power.value !== 'admin') continue;
    if (isKnown(kind) && kind.value !== 'permanent') continue;
    if (!isKnown(power)) return power;
    if (!isKnown(kind)) return kind;
    sure.push(text);
  }
  return known(distinct(sure), held.at);
}

function keyState(
  key: DirKey,
  holder: string,
  kind: KeyState['holder_kind'],
  power: Fact<string> | undefined,
  nowMs: number,
): KeyState {
  return {
    id: key.id,
    holder,
    holder_kind: kind,
    kind: key.kind,
    at: key.at,
    active: key.active,
    age_days: daysSince(key.created_at, nowMs),
    idle_days: idleDays(key.last_used_at, key.created_at, nowMs),
    used: key.last_used_at,
    days_to_expiry: daysUntil(key.expires_at, nowMs),
    power: power ?? unknown('what its holder may do is not known', key.at),
  };
}

/** Whole days until an instant, negative when it is past. */
export function daysUntil(instant: Fact<string>, nowMs: number): Fact<number> {
  if (!isKnown(instant)) return instant;
  if (instant.value === 'never') return known(NEVER, instant.at);
  const ms = parseInstant(instant.value);
  if (ms === undefined) return unknown(`${JSON.stringify(instant.value)} is not a date; export it again`, instant.at);
  return known(ms <= nowMs ? -Math.max(1, daysBetween(ms, nowMs)) : daysBetween(nowMs, ms), instant.at);
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareCodePoints);
}
