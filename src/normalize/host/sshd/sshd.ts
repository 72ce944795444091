import { type Fact, known, unknown } from '../../../core/fact.ts';
import { complete, doesNotExist, incomplete, notCollected } from '../../../core/section.ts';
import type { HostSshServer } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { packagesNormalizer } from '../packages/packages.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';
import { bannerFile, conflictsOf, loadedState } from './beside-config.ts';
import { startOf } from './command-line.ts';
import type { SshVersion } from './defaults.ts';
import { effectiveConfig } from './effective.ts';
import { KEYWORD_NAMES } from './keyword-names.ts';
import { matchBlocks } from './match-blocks.ts';
import { readSshdConfig } from './read-config.ts';

const CONFIGS = ['/etc/ssh/sshd_config', '/usr/etc/ssh/sshd_config'] as const;

/** The OpenSSH server by its configuration files. */
export const sshdNormalizer: HostNormalizer<'sshd'> = {
  section: 'sshd',
  normalize: (captures) => {
    const file = CONFIGS.find(
      (path) => captures.get(path) !== undefined && sourceText(captures, path).kind !== 'absent',
    );
    const program = captures.get('sshd program')?.outcome.kind;
    if (file === undefined && program !== 'read') {
      return {
        section: doesNotExist('there is no OpenSSH server: neither /etc/ssh/sshd_config nor /usr/sbin/sshd exists'),
        diagnostics: [],
      };
    }
    const start = startOf(captures);
    const path = start.file ?? file ?? CONFIGS[0];
    const main = sourceText(captures, path);
    if (main.kind === 'unreadable') return { section: notCollected(main.reason, main.hint), diagnostics: [] };
    const { version, fact } = sshVersion(captures);
    const config = readSshdConfig(path, start.settings, captures);
    const server = serverOf(captures, path, version, fact, config);
    const [hidden] = config.hidden;
    return {
      section:
        hidden === undefined ? complete({ servers: [server] }) : incomplete({ servers: [server] }, hidden.reason),
      diagnostics: [],
    };
  },
};

function serverOf(
  captures: CaptureSet,
  path: string,
  version: SshVersion | undefined,
  versionFact: Fact<string>,
  config: ReturnType<typeof readSshdConfig>,
): HostSshServer {
  const effective = effectiveConfig(config, version);
  const { flag, word, integer, seconds, words } = effective;
  return {
    id: 'sshd',
    at: { file: path },
    version: versionFact,
    permit_root_login: word('permitrootlogin'),
    ignore_rhosts: word('ignorerhosts'),
    permit_user_environment: word('permituserenvironment'),
    allow_tcp_forwarding: word('allowtcpforwarding'),
    allow_agent_forwarding: word('allowagentforwarding'),
    allow_stream_local_forwarding: word('allowstreamlocalforwarding'),
    permit_tunnel: word('permittunnel'),
    gateway_ports: word('gatewayports'),
    log_level: word('loglevel'),
    banner: word('banner'),
    banner_file: bannerFile(captures, word('banner')),
    loaded: loadedState(captures),
    conflicts: conflictsOf(config),
    max_startups: word('maxstartups'),
    password_authentication: flag('passwordauthentication'),
    permit_empty_passwords: flag('permitemptypasswords'),
    kbd_interactive_authentication: flag('kbdinteractiveauthentication'),
    pubkey_authentication: flag('pubkeyauthentication'),
    hostbased_authentication: flag('hostbasedauthentication'),
    gssapi_authentication: flag('gssapiauthentication'),
    kerberos_authentication: flag('kerberosauthentication'),
    use_pam: flag('usepam'),
    x11_forwarding: flag('x11forwarding'),
    disable_forwarding: flag('disableforwarding'),
    strict_modes: flag('strictmodes'),
    max_auth_tries: integer('maxauthtries'),
    max_sessions: integer('maxsessions'),
    login_grace_seconds: seconds('logingracetime'),
    client_alive_interval_seconds: seconds('clientaliveinterval'),
    client_alive_count_max: integer('clientalivecountmax'),
    authentication_methods: words('authenticationmethods'),
    allow_users: words('allowusers'),
    allow_groups: words('allowgroups'),
    deny_users: words('denyusers'),
    deny_groups: words('denygroups'),
    ports: words('port'),
    listen_addresses: words('listenaddress'),
    host_keys: words('hostkey'),
    authorized_keys_files: words('authorizedkeysfile'),
    ciphers: words('ciphers'),
    macs: words('macs'),
    kex_algorithms: words('kexalgorithms'),
    host_key_algorithms: words('hostkeyalgorithms'),
    pubkey_accepted_algorithms: words('pubkeyacceptedalgorithms'),
    accept_env: words('acceptenv'),
    match_blocks: matchBlocks(config, effective, KEYWORD_NAMES),
  };
}

/** The version that upstream counts, out of the installed package: `1:9.2p1-2+deb12u10` is 9.2. */
function sshVersion(captures: CaptureSet): { readonly version: SshVersion | undefined; readonly fact: Fact<string> } {
  const { section } = packagesNormalizer.normalize(captures);
  const found = section.data?.packages.find((one) => one.name === 'openssh-server');
  const match = /^(?:\d+:)?(\d+)\.(\d+)/.exec(found?.version ?? '');
  const [, major, minor] = match ?? [];
  if (found === undefined || major === undefined || minor === undefined) {
    const at = { file: '/usr/sbin/sshd' };
    return {
      version: undefined,
      fact: unknown('The version of OpenSSH is told by no package database that is read.', at),
    };
  }
  return { version: [Number(major), Number(minor)], fact: known(`${major}.${minor}`, found.at) };
}
