/** A version of OpenSSH: major and minor. */
export type SshVersion = readonly [number, number];

/** A default, and the version it holds from; without one it has held for as long as it matters (7.0). */
export interface SshDefault {
  readonly since?: SshVersion;
  readonly words: readonly string[];
}

const CERTIFICATES =
  'ssh-ed25519-cert-v01@openssh.com,ecdsa-sha2-nistp256-cert-v01@openssh.com,ecdsa-sha2-nistp384-cert-v01@openssh.com,ecdsa-sha2-nistp521-cert-v01@openssh.com,sk-ssh-ed25519-cert-v01@openssh.com,sk-ecdsa-sha2-nistp256-cert-v01@openssh.com,rsa-sha2-512-cert-v01@openssh.com,rsa-sha2-256-cert-v01@openssh.com';
const PLAIN_KEYS =
  'ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,sk-ssh-ed25519@openssh.com,sk-ecdsa-sha2-nistp256@openssh.com,rsa-sha2-512,rsa-sha2-256';
const ELLIPTIC =
  'curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521';
const FINITE =
  'diffie-hellman-group-exchange-sha256,diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,diffie-hellman-group14-sha256';

/** Algorithm lists are one comma-separated word, as in a configuration file. Sources: release notes and `sshd -T -f /dev/null`. */
export const SSH_DEFAULTS: ReadonlyMap<string, readonly SshDefault[]> = new Map<string, readonly SshDefault[]>([
  ['permitrootlogin', [{ words: ['prohibit-password'] }]],
  ['passwordauthentication', [{ words: ['yes'] }]],
  ['permitemptypasswords', [{ words: ['no'] }]],
  ['kbdinteractiveauthentication', [{ words: ['yes'] }]],
  ['pubkeyauthentication', [{ words: ['yes'] }]],
  ['hostbasedauthentication', [{ words: ['no'] }]],
  ['gssapiauthentication', [{ words: ['no'] }]],
  ['kerberosauthentication', [{ words: ['no'] }]],
  ['usepam', [{ words: ['no'] }]],
  ['x11forwarding', [{ words: ['no'] }]],
  ['disableforwarding', [{ words: ['no'] }]],
  ['strictmodes', [{ words: ['yes'] }]],
  ['ignorerhosts', [{ words: ['yes'] }]],
  ['permituserenvironment', [{ words: ['no'] }]],
  ['allowtcpforwarding', [{ words: ['yes'] }]],
  ['allowagentforwarding', [{ words: ['yes'] }]],
  ['allowstreamlocalforwarding', [{ words: ['yes'] }]],
  ['permittunnel', [{ words: ['no'] }]],
  ['gatewayports', [{ words: ['no'] }]],
  ['loglevel', [{ words: ['INFO'] }]],
  ['banner', [{ words: ['none'] }]],
  ['maxstartups', [{ words: ['10:30:100'] }]],
  ['maxauthtries', [{ words: ['6'] }]],
  ['maxsessions', [{ words: ['10'] }]],
  ['logingracetime', [{ words: ['120'] }]],
  ['clientaliveinterval', [{ words: ['0'] }]],
  ['clientalivecountmax', [{ words: ['3'] }]],
  ['authenticationmethods', [{ words: ['any'] }]],
  ['allowusers', [{ words: [] }]],
  ['allowgroups', [{ words: [] }]],
  ['denyusers', [{ words: [] }]],
  ['denygroups', [{ words: [] }]],
  ['acceptenv', [{ words: [] }]],
  ['port', [{ words: ['22'] }]],
  ['listenaddress', [{ words: ['0.0.0.0', '::'] }]],
  [
    'hostkey',
    [{ words: ['/etc/ssh/ssh_host_rsa_key', '/etc/ssh/ssh_host_ecdsa_key', '/etc/ssh/ssh_host_ed25519_key'] }],
  ],
  ['authorizedkeysfile', [{ words: ['.ssh/authorized_keys', '.ssh/authorized_keys2'] }]],
  [
    'ciphers',
    [
      {
        since: [7, 6],
        words: [
          'chacha20-poly1305@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr,aes128-gcm@openssh.com,aes256-gcm@openssh.com',
        ],
      },
      {
        since: [10, 0],
        words: [
          'chacha20-poly1305@openssh.com,aes128-gcm@openssh.com,aes256-gcm@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr',
        ],
      },
    ],
  ],
  [
    'macs',
    [
      {
        since: [7, 6],
        words: [
          'umac-64-etm@openssh.com,umac-128-etm@openssh.com,hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,hmac-sha1-etm@openssh.com,umac-64@openssh.com,umac-128@openssh.com,hmac-sha2-256,hmac-sha2-512,hmac-sha1',
        ],
      },
    ],
  ],
  [
    'kexalgorithms',
    [
      { since: [8, 2], words: [`${ELLIPTIC},${FINITE}`] },
      { since: [9, 0], words: [`sntrup761x25519-sha512@openssh.com,${ELLIPTIC},${FINITE}`] },
      {
        since: [9, 9],
        words: [
          `sntrup761x25519-sha512,sntrup761x25519-sha512@openssh.com,mlkem768x25519-sha256,${ELLIPTIC},${FINITE}`,
        ],
      },
      {
        since: [10, 0],
        words: [`mlkem768x25519-sha256,sntrup761x25519-sha512,sntrup761x25519-sha512@openssh.com,${ELLIPTIC}`],
      },
    ],
  ],
  ['hostkeyalgorithms', [{ since: [8, 8], words: [`${CERTIFICATES},${PLAIN_KEYS}`] }]],
  ['pubkeyacceptedalgorithms', [{ since: [8, 8], words: [`${CERTIFICATES},${PLAIN_KEYS}`] }]],
]);

/** The default of a keyword in a version; undefined when it is not known for that version, or differs and the version is unknown. */
export function sshDefault(keyword: string, version: SshVersion | undefined): readonly string[] | undefined {
  const rows = SSH_DEFAULTS.get(keyword) ?? [];
  if (version === undefined) {
    const [only] = rows;
    return rows.length === 1 && only?.since === undefined ? only?.words : undefined;
  }
  return rows.findLast((row) => row.since === undefined || isAtLeast(version, row.since))?.words;
}

function isAtLeast(version: SshVersion, since: SshVersion): boolean {
  return version[0] > since[0] || (version[0] === since[0] && version[1] >= since[1]);
}
