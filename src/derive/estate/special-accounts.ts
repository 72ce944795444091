import type { EstateAccount, OrgGroupOwner, Snapshot } from '../../model/generated/model.ts';

/** What the organization says of single accounts and groups, beside whose they are. */
export interface SpecialAccounts {
  readonly isBreakGlass: (account: AccountAddress) => boolean;
  readonly isSharedAllowed: (account: AccountAddress) => boolean;
  /** The department that a group belongs to; empty when none is declared. */
  readonly departmentOf: (group: string) => string;
}

/** What an account can be named by. */
export type AccountAddress = Pick<EstateAccount, 'id' | 'system' | 'name'>;

/** Reads role-entitlements.yaml of all organizations. */
export function specialAccounts(snapshots: readonly Snapshot[]): SpecialAccounts {
  const registers = snapshots.flatMap(({ organization }) => organization?.entitlements?.data ?? []);
  const emergency = registers.flatMap(({ break_glass: list = [] }) => list.map(({ id }) => id));
  const shared = registers.flatMap(({ shared_allowed: list = [] }) => list);
  const departments = new Map(
    registers
      .flatMap(({ groups = [] }) => groups)
      .map(({ id, department }: OrgGroupOwner) => [id.toLowerCase(), department]),
  );
  return {
    isBreakGlass: (account) => isNamed(emergency, account),
    isSharedAllowed: (account) => isNamed(shared, account),
    departmentOf: (group) => departments.get(group.toLowerCase()) ?? '',
  };
}

/** `NAME` on every system, `entra:NAME`, `entra:contoso/NAME`, `web01/NAME`. */
export function isNamed(entries: readonly string[], account: AccountAddress): boolean {
  return entries.some((entry) => addresses(account).includes(entry.toLowerCase()));
}

/** `account:entra:contoso` and `host:web01`: the spellings that people write. */
function addresses({ id, system, name }: AccountAddress): readonly string[] {
  const [, first = '', ...rest] = system.split(':');
  const target = rest.join(':');
  const spelled = system.startsWith('host:')
    ? [`${first}/${name}`, `host:${first}/${name}`, `linux:${name}`]
    : [`${first}:${name}`, `${first}:${target}/${name}`, `${target}/${name}`];
  return [name, id, ...spelled].map((text) => text.toLowerCase());
}
