import type {
  FirewallRange,
  Host,
  HostSshServer,
  HostUser,
  Iam,
  IamAccount,
  Organization,
  OrgIdentity,
  OrgPerson,
  Snapshot,
} from '../../../../src/model/generated/model.ts';

/** The instant of every test. */
export const NOW = Date.parse('2026-11-22T18:00:00Z');
export const at = { file: '/made', line: 1 };
export const known = <T>(value: T): { readonly value: T; readonly at: typeof at } => ({ value, at });
export const open = { unknown: 'permission denied', at };

/** A person who is here. */
export function person(over: Partial<OrgPerson> & { readonly email: string }): OrgPerson {
  return {
    id: over.email,
    at,
    employee_id: '',
    display_name: '',
    department: known('it'),
    position: known('Systems administrator'),
    manager_email: known(''),
    employment_type: known('employee'),
    state: known('active'),
    contradiction: '',
    started_on: '2020-01-01',
    started_days: 2500,
    ...over,
  };
}

/** Somebody whose last day was 3 September 2026. */
export function leaver(email: string, over: Partial<OrgPerson> = {}): OrgPerson {
  return person({ email, state: known('left'), left_on: '2026-09-03', left_days: 80, ...over });
}

export const identity = (employee_id: string, kind: string, value: string): OrgIdentity => ({
  id: `${kind}:${value}`,
  at,
  employee_id,
  kind,
  value,
});

/** A local user with a password, a shell and no key. */
export function user(over: Partial<HostUser> & { readonly name: string }): HostUser {
  const day = known(-1);
  return {
    id: over.name,
    uid: 1000,
    gid: 1000,
    home: `/home/${over.name}`,
    shell: '/bin/bash',
    can_log_in: true,
    at,
    password: { stored_in: known('shadow'), state: known('set'), algorithm: known('yescrypt') },
    aging: { last_change_day: day, min_days: day, max_days: day, warn_days: day, inactive_days: day, expire_day: day },
    authorized_keys: { count: known(0), types: known([]), weak: known(0) },
    ...over,
  };
}

/** sshd as Debian ships it, with what a test sets. */
export function sshd(over: Partial<HostSshServer> = {}): HostSshServer {
  const [yes, no, none] = [known(true), known(false), known<readonly string[]>([])];
  const word = known('no');
  return {
    id: 'sshd',
    at,
    version: known('9.2'),
    permit_root_login: word,
    ignore_rhosts: known('yes'),
    permit_user_environment: word,
    allow_tcp_forwarding: word,
    allow_agent_forwarding: word,
    allow_stream_local_forwarding: word,
    permit_tunnel: word,
    gateway_ports: word,
    log_level: known('INFO'),
    banner: known('none'),
    banner_file: known('none'),
    loaded: known('current'),
    conflicts: [],
    max_startups: known('10:30:100'),
    password_authentication: yes,
    permit_empty_passwords: no,
    kbd_interactive_authentication: no,
    pubkey_authentication: yes,
    hostbased_authentication: no,
    gssapi_authentication: no,
    kerberos_authentication: no,
    use_pam: yes,
    x11_forwarding: no,
    disable_forwarding: no,
    strict_modes: yes,
    max_auth_tries: known(6),
    max_sessions: known(10),
    login_grace_seconds: known(120),
    client_alive_interval_seconds: known(0),
    client_alive_count_max: known(3),
    authentication_methods: known(['any']),
    allow_users: none,
    allow_groups: none,
    deny_users: none,
    deny_groups: none,
    ports: known(['22']),
    listen_addresses: none,
    host_keys: none,
    authorized_keys_files: none,
    ciphers: none,
    macs: none,
    kex_algorithms: none,
    host_key_algorithms: none,
    pubkey_accepted_algorithms: none,
    accept_env: none,
    match_blocks: [],
    ...over,
  };
}

const snapshot = (kind: Snapshot['target']['kind'], name: string, domains: Partial<Snapshot>): Snapshot => ({
  schemaVersion: '1',
  target: { id: `${kind}:${name}`, kind, name },
  collectedAt: '2026-11-22T18:00:00Z',
  captures: [],
  diagnostics: [],
  ...domains,
});

export const complete = <T>(data: T): { readonly flag: 'complete'; readonly data: T } => ({ flag: 'complete', data });

/** An organization with these people and what else a test gives. */
export function organizationOf(people: readonly OrgPerson[], over: Organization = {}): Snapshot {
  return snapshot('organization', 'made', {
    organization: { persons: complete({ people, active_departments: [] }), ...over },
  });
}

/** A range of TCP ports with the reach that the packet filter gives it. */
export function range(at_least: FirewallRange['at_least'], at_most: FirewallRange['at_least']): FirewallRange {
  return {
    id: 'ipv4/tcp/22',
    family: 'ipv4',
    protocol: 'tcp',
    from_port: 22,
    to_port: 22,
    at_least,
    at_most,
    reach: at_least === at_most ? known(at_least) : open,
    percent: 0,
    split: false,
    named: true,
    decided_by: [{ at: { file: '/etc/iptables/rules.v4', line: 8 }, text: '-A INPUT -p tcp --dport 22 -j ACCEPT' }],
  };
}

/** A host with these users, all of group sudo when `root` names them. */
export function hostOf(
  users: readonly HostUser[],
  root: readonly string[],
  over: Partial<Snapshot> & { host?: Host } = {},
): Snapshot {
  const { host, ...rest } = over;
  return snapshot('host', 'web01', {
    host: {
      accounts: complete({ users, groups: [], remote_sources: [] }),
      privileged_users: complete({
        users: users.map(({ id, name, uid }) => ({
          id,
          name,
          uid,
          sudo_root: known(root.includes(name)),
          sudo_root_without_password: known(false),
          via: root.includes(name) ? '%sudo' : '',
        })),
      }),
      sshd: complete({ servers: [sshd()] }),
      ...host,
    },
    firewall: {
      exposure: complete({
        families: [],
        interfaces: [],
        policies: [],
        ranges: [range('internet', 'internet')],
        protocols: [],
        parity: [],
        connection_states: [],
        loopback: [],
      }),
    },
    ...rest,
  });
}

/** A user of a cloud account who signs in with a password and a second factor. */
export function cloudUser(name: string, over: Partial<IamAccount> = {}): IamAccount {
  return {
    id: `user:${name}`,
    kind: 'user',
    name,
    arn: '',
    at,
    tags: [],
    enabled: known(true),
    console: known(true),
    active_keys: known(0),
    mfa: known(true),
    admin: known(false),
    privilege: known('standard'),
    entitlements: known([]),
    created_at: known('2020-01-01T00:00:00Z'),
    age_days: known(2000),
    last_activity: known('never'),
    idle_days: known(0),
    ...over,
  };
}

export function cloudOf(accounts: readonly IamAccount[], over: Iam = {}): Snapshot {
  return snapshot('account', 'aws:111122223333', {
    iam: { accounts: complete({ system: 'aws', account: '111122223333', accounts }), ...over },
  });
}
