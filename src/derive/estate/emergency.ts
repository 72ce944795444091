import { daysBetween, parseInstant } from '../../core/clock.ts';
import { type Fact, isKnown, known, type Unknown, unknown } from '../../core/fact.ts';
import type {
  AccessPolicy,
  DirIdentity,
  EstateAccount,
  EstateEmergencyAccount,
  EstateEmergencySystem,
  OrgEmergencyAccount,
  Snapshot,
} from '../../model/generated/model.ts';
import { loginOf } from './holdings.ts';
import { isNamed } from './special-accounts.ts';

const NEVER = 2_147_483_647;
/** Providers that people sign in at: without them nobody can mend anything. */
const SIGN_IN: readonly string[] = ['entra', 'okta', 'google-workspace', 'keycloak'];
/** Grants of access policies that somebody with nothing but a security key meets. */
const MET_BY_A_KEY: readonly string[] = ['mfa', 'phishing-resistant', 'passwordless', 'terms'];
const DAY_MS = 86_400_000;

/** The emergency accounts that the organization declares, as each directory shows them. */
export function emergencyOf(
  snapshots: readonly Snapshot[],
  accounts: readonly EstateAccount[],
  nowMs: number,
): { readonly systems: readonly EstateEmergencySystem[]; readonly accounts: readonly EstateEmergencyAccount[] } {
  const registers = snapshots.flatMap(({ organization }) => organization?.entitlements?.data ?? []);
  const lists = registers.flatMap(({ break_glass: list }) => (list === undefined ? [] : [list]));
  const entries = lists.flat();
  const own = accounts.filter(({ break_glass: isEmergency }) => isEmergency);
  const systems = snapshots.flatMap((snapshot): readonly EstateEmergencySystem[] => {
    const data = snapshot.iam?.directory?.data;
    if (data === undefined || !SIGN_IN.includes(data.system)) return [];
    const id = `account:${data.system}:${data.account}`;
    const at = data.identities[0]?.at ?? { file: '' };
    return [
      systemOf(
        id,
        at,
        snapshot,
        own.filter(({ system }) => system === id),
        lists.length > 0,
      ),
    ];
  });
  return { systems, accounts: own.map((account) => accountOf(account, entries, snapshots, nowMs)) };
}

function systemOf(
  id: string,
  at: EstateEmergencySystem['at'],
  { iam }: Snapshot,
  own: readonly EstateAccount[],
  isDeclared: boolean,
): EstateEmergencySystem {
  const identities = new Map(iam?.directory?.data?.identities.map((one) => [`${id}/${one.name}`, one]));
  const faults: string[] = [];
  const doubts: Unknown[] = [];
  const ready: string[] = [];
  for (const account of own) {
    const identity = identities.get(account.id);
    const checks = [
      { fact: account.enabled, want: true, fault: 'is disabled' },
      ...(identity === undefined
        ? []
        : [{ fact: isLocal(identity), want: true, fault: 'comes from another directory' }]),
      ...(identity === undefined
        ? []
        : [
            {
              fact: isHeldBack(identity, iam),
              want: false,
              fault: 'is held by an access policy that a security key alone does not meet',
            },
          ]),
    ];
    const wrong = checks.filter(({ fact, want }) => isKnown(fact) && fact.value !== want);
    const open = checks.flatMap(({ fact }) => (isKnown(fact) ? [] : [fact]));
    if (wrong.length > 0) faults.push(`${loginOf(account)} ${wrong.map(({ fault }) => fault).join(' and ')}`);
    else if (open.length > 0) doubts.push(...open);
    else ready.push(loginOf(account));
  }
  return {
    id,
    at,
    ready,
    faults,
    doubts,
    declared: isDeclared
      ? known(own.length, at)
      : unknown(
          'which accounts are for emergencies is not told: list them under break_glass in role-entitlements.yaml',
          at,
        ),
  };
}

function isLocal({ origin }: DirIdentity): Fact<boolean> {
  return isKnown(origin) ? known(origin.value === 'local', origin.at) : origin;
}

/** Some policy that is on may keep the account out although its holder has the key. */
function isHeldBack(identity: DirIdentity, iam: Snapshot['iam']): Fact<boolean> {
  const { access_policies: section } = iam ?? {};
  if (section === undefined) return known(false, identity.at);
  if (section.data === undefined) return unknown(section.reason ?? 'the access policies were not given', identity.at);
  const groups = isKnown(identity.groups) ? identity.groups.value.map((group) => `group:${group}`) : [];
  const names = new Set([identity.id, identity.external_id, ...groups]);
  let open: Unknown | undefined;
  for (const policy of section.data.policies) {
    const holds = holdsBack(policy, names);
    if (isKnown(holds) && holds.value) return holds;
    if (!isKnown(holds)) open ??= holds;
  }
  return open ?? known(false, identity.at);
}

function holdsBack(policy: AccessPolicy, names: ReadonlySet<string>): Fact<boolean> {
  const { state, users, excluded, grants, clients, flows } = policy;
  const no = known(false, policy.at);
  if (isKnown(state) && state.value !== 'on') return no;
  if (isKnown(grants) && grants.value.every((grant) => MET_BY_A_KEY.includes(grant))) return no;
  if (isKnown(clients) && clients.value.length > 0 && clients.value.every((client) => client === 'legacy')) return no;
  if (isKnown(flows) && flows.value.length > 0) return no;
  if (isKnown(excluded) && excluded.value.some((name) => names.has(name))) return no;
  if (isKnown(users) && !users.value.some((name) => name === 'all' || names.has(name))) return no;
  if (!isKnown(state)) return state;
  if (!isKnown(grants)) return grants;
  for (const fact of [users, excluded]) if (!isKnown(fact)) return fact;
  return known(true, policy.at);
}

function accountOf(
  account: EstateAccount,
  entries: readonly OrgEmergencyAccount[],
  snapshots: readonly Snapshot[],
  nowMs: number,
): EstateEmergencyAccount {
  const { last_activity: last, at } = account;
  const declared = entries.filter(({ id }) => isNamed([id], account));
  const place = declared[0]?.at ?? at;
  const tests = declared.flatMap((entry) => entry.tests);
  const recorded = declared.flatMap((entry) => [...entry.tests, ...entry.uses]).filter(({ record }) => record !== '');
  const days = tests.flatMap(({ on }) => (isKnown(on) && on.value !== '' ? [Date.parse(`${on.value}T00:00:00Z`)] : []));
  const latest = days.length === 0 ? undefined : Math.max(...days);
  const lastMs = isKnown(last) ? parseInstant(last.value) : undefined;
  return {
    id: account.id,
    at: place,
    name: loginOf(account),
    system: account.system,
    mfa_strength: strengthOf(account, snapshots),
    idle_days: !isKnown(last)
      ? last
      : lastMs === undefined
        ? known(NEVER, last.at)
        : known(Math.max(0, daysBetween(lastMs, nowMs)), last.at),
    last_use_recorded: !isKnown(last)
      ? last
      : known(
          lastMs !== undefined &&
            recorded.some(
              ({ on }) => isKnown(on) && Math.abs(Date.parse(`${on.value}T12:00:00Z`) - lastMs) <= 1.5 * DAY_MS,
            ),
          place,
        ),
    tested: known(latest !== undefined, place),
    tested_days:
      latest === undefined
        ? unknown('no test is recorded: add tests: [{ on: YYYY-MM-DD, ticket: … }] to its entry of break_glass', place)
        : known(Math.max(0, daysBetween(latest, nowMs)), place),
  };
}

function strengthOf(account: EstateAccount, snapshots: readonly Snapshot[]): Fact<string> {
  for (const { iam } of snapshots) {
    const state = iam?.directory_state?.data;
    if (state === undefined || account.system !== `account:${state.system}:${state.account}`) continue;
    const found = state.identities.find(({ name }) => name === account.name);
    if (found !== undefined) return found.mfa_strength;
  }
  if (isKnown(account.mfa) && !account.mfa.value) return known('none', account.mfa.at);
  return unknown(
    `of which kind the second factor of ${loginOf(account)} is, is not told by what was given`,
    account.at,
  );
}
