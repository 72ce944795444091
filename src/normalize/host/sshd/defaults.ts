import table from './defaults.json' with { type: 'json' };

/** A version of OpenSSH: major and minor. */
export type SshVersion = readonly [number, number];

/** What servers of the versions `from` to `to` were seen to take; without words they did not know the keyword. */
interface SeenDefault {
  readonly from: string;
  readonly to: string;
  readonly words?: readonly string[];
}

const SEEN: ReadonlyMap<string, readonly SeenDefault[]> = new Map(Object.entries<SeenDefault[]>(table.defaults));

/** `sshd -T` tells nothing of lists that are empty, and of these two what the machine has. */
const UNTOLD: ReadonlyMap<string, readonly string[]> = new Map([
  ['allowusers', []],
  ['allowgroups', []],
  ['denyusers', []],
  ['denygroups', []],
  ['acceptenv', []],
  ['listenaddress', ['0.0.0.0', '::']],
  ['hostkey', ['/etc/ssh/ssh_host_rsa_key', '/etc/ssh/ssh_host_ecdsa_key', '/etc/ssh/ssh_host_ed25519_key']],
]);

/** Ways in that a server may be built without: then nobody gets in by them. */
const BUILT_OUT: ReadonlySet<string> = new Set(['gssapiauthentication', 'kerberosauthentication']);

/**
 * The default of a keyword in a version (see scripts/ssh-defaults.mjs). Undefined where it is not known: for a version
 * between two that differ, or beside all that were seen, unless all of them agree.
 */
export function sshDefault(keyword: string, version: SshVersion | undefined): readonly string[] | undefined {
  const untold = UNTOLD.get(keyword);
  if (untold !== undefined) return untold;
  const rows = SEEN.get(keyword) ?? [];
  const told = rows.flatMap(({ words }) => (words === undefined ? [] : [words]));
  const [first] = told;
  // What every server that tells it takes, the others take too: old ones did not tell it yet.
  if (first !== undefined && told.every((words) => words.join(' ') === first.join(' '))) return first;
  const row =
    version === undefined
      ? undefined
      : rows.find(({ from, to }) => !isBefore(version, parse(from)) && !isBefore(parse(to), version));
  if (row !== undefined) return row.words ?? (BUILT_OUT.has(keyword) ? ['no'] : undefined);
  return undefined;
}

function parse(version: string): SshVersion {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return [major, minor];
}

function isBefore(a: SshVersion, b: SshVersion): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}
