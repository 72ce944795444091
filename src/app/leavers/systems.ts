import { isKnown, type Place } from '../../core/fact.ts';
import { compareCodePoints } from '../../core/order.ts';
import type { Snapshot } from '../../model/generated/model.ts';
import { placeText } from '../../report/place-text.ts';

/** A system in which somebody may hold something, and whether it was looked at. */
export interface SystemState {
  /** `account:aws:111122223333`, `host:web01`, or the kind of a system that nobody gave: `entra`. */
  readonly system: string;
  readonly state: 'given' | 'partly' | 'not given';
  /** Why, or who says that there is such a system. */
  readonly reason: string;
}

/** Every system that was given, and those that the organization itself names and nobody gave. */
export function systemsOf(snapshots: readonly Snapshot[]): readonly SystemState[] {
  const given = snapshots.flatMap(givenIn);
  const kinds = new Set(
    given.map(({ system }) => (system.startsWith('host:') ? 'host' : (system.split(':')[1] ?? ''))),
  );
  const named = namedIn(snapshots);
  const missing = [...named].flatMap(([kind, at]): readonly SystemState[] =>
    kinds.has(kind) ? [] : [{ system: kind, state: 'not given', reason: `named in ${placeText(at)}` }],
  );
  const hosts = new Set(
    given.flatMap(({ system }) => (system.startsWith('host:') ? [system.slice(5).toLowerCase()] : [])),
  );
  return [...given, ...missing, ...unreadHosts(snapshots, hosts)].toSorted((a, b) =>
    compareCodePoints(`${a.state} ${a.system}`, `${b.state} ${b.system}`),
  );
}

function givenIn({ target, host, iam }: Snapshot): readonly SystemState[] {
  const state = (
    system: string,
    section: { readonly flag: string; readonly reason?: string } | undefined,
  ): SystemState => ({
    system: system.replace(/:$/, ''),
    state: section?.flag === 'complete' ? 'given' : section?.flag === 'incomplete' ? 'partly' : 'not given',
    reason: section?.reason ?? (section === undefined ? 'its accounts were not collected' : ''),
  });
  const { accounts } = iam ?? {};
  return [
    ...(host === undefined ? [] : [state(`host:${target.name}`, host.accounts)]),
    ...(iam === undefined || (accounts === undefined && Object.keys(iam).length === 0)
      ? []
      : [
          state(
            accounts?.data === undefined ? target.id : `account:${accounts.data.system}:${accounts.data.account}`,
            accounts,
          ),
        ]),
  ];
}

/** Kinds of systems that identities.csv and role-entitlements.yaml speak of, with the first place. */
function namedIn(snapshots: readonly Snapshot[]): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  const add = (kind: string, at: Place): void => {
    if (kind !== '' && !found.has(kind)) found.set(kind, at);
  };
  for (const { organization } of snapshots) {
    for (const { kind, at } of organization?.identities?.data?.identities ?? [])
      add(kindOf(kind.toLowerCase().replace(/-[a-z]+$/, '')), at);
    for (const { roles, sudo, at } of organization?.entitlements?.data?.positions ?? []) {
      for (const role of roles) add(kindOf(role.split(':')[0]?.toLowerCase() ?? ''), at);
      if (sudo.length > 0) add('host', at);
    }
  }
  return found;
}

function kindOf(name: string): string {
  return ['linux', 'unix', 'host'].includes(name) ? 'host' : name;
}

/** Servers of the register of assets that were not read. */
function unreadHosts(snapshots: readonly Snapshot[], read: ReadonlySet<string>): readonly SystemState[] {
  return snapshots.flatMap(({ organization }) =>
    (organization?.assets?.data?.assets ?? []).flatMap((asset): readonly SystemState[] => {
      const names = [asset.id, ...(isKnown(asset.name) ? [asset.name.value] : [])].map((name) => name.toLowerCase());
      const isServer = isKnown(asset.type) && /server|host|\bvm\b|serveur/i.test(asset.type.value);
      const isRead = names.some((name) => read.has(name) || [...read].some((one) => one.split('.')[0] === name));
      return !isServer || isRead
        ? []
        : [{ system: `host:${asset.id}`, state: 'not given', reason: `named in ${placeText(asset.at)}` }];
    }),
  );
}
