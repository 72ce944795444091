import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import type { HostTimeSyncDaemon } from '../../../model/generated/model.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { kernelPresence } from '../kernel-presence.ts';
import { completeUnless, installedFact, isBlocked, whyUnknown, whyUnread } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { unitEnabled, unitRunning } from '../unit-state.ts';

interface Daemon {
  readonly id: string;
  readonly programs: readonly string[];
  readonly units: readonly string[];
  readonly files: RegExp;
  /** The servers of one line, or undefined. */
  readonly servers: (line: string) => readonly string[];
  /** Servers that are compiled in, so that no line means no lack. */
  readonly builtIn: readonly string[];
}

const peers = (line: string): readonly string[] => {
  const [, host] = /^\s*(?:server|pool|peer|refclock)\s+(\S+)/i.exec(line) ?? [];
  return host === undefined ? [] : [host];
};

const DAEMONS: readonly Daemon[] = [
  {
    id: 'chrony',
    programs: ['/usr/sbin/chronyd'],
    units: ['chrony.service', 'chronyd.service'],
    files: /^\/etc\/chrony(\.conf$|\/)/,
    servers: peers,
    builtIn: [],
  },
  {
    id: 'timesyncd',
    programs: ['/lib/systemd/systemd-timesyncd', '/usr/lib/systemd/systemd-timesyncd'],
    units: ['systemd-timesyncd.service'],
    files: /\/systemd\/timesyncd\.conf/,
    servers: (line) =>
      (/^\s*(?:NTP|FallbackNTP)\s*=\s*(.*)$/.exec(line)?.[1] ?? '').split(/\s+/).filter((word) => word !== ''),
    builtIn: ['the servers compiled into systemd-timesyncd'],
  },
  {
    id: 'ntp',
    programs: ['/usr/sbin/ntpd'],
    units: ['ntpsec.service', 'ntp.service', 'ntpd.service', 'openntpd.service'],
    files: /^\/etc\/(ntpsec\/)?ntp\.conf$/,
    servers: peers,
    builtIn: [],
  },
];

/** What keeps the clock right: installed daemons, which of them start, and their servers. */
export const timeSyncNormalizer: HostNormalizer<'time_sync'> = {
  section: 'time_sync',
  normalize: (captures) => {
    const facts = DAEMONS.map((daemon) => ({ daemon, installed: installedFact(captures, daemon.programs) }));
    const daemons = facts
      .filter(({ installed }) => isKnown(installed) && installed.value)
      .map(({ daemon, installed }) => daemonFacts(captures, daemon, installed.at));
    const blocked = facts.find(({ installed }) => !isKnown(installed))?.installed;
    const presence = kernelPresence(captures);
    // The clock of a container is that of its host.
    if (daemons.length === 0 && blocked === undefined && presence.kind === 'none') {
      return { section: { flag: 'not-applicable', reason: presence.reason }, diagnostics: [] };
    }
    return {
      section: completeUnless(
        {
          daemons,
          enabled_count: countEnabled(daemons, blocked),
          synchronized: synchronized(captures),
        },
        [whyUnknown(blocked)],
      ),
      diagnostics: [],
    };
  },
};

function daemonFacts(captures: CaptureSet, daemon: Daemon, at: Place): HostTimeSyncDaemon {
  return {
    id: daemon.id,
    at,
    enabled: unitEnabled(captures, daemon.units),
    running: unitRunning(captures, daemon.units),
    servers: serverFact(captures, daemon, at),
    user: daemonUser(captures, daemon, at),
  };
}

/** The user directive of chrony.conf(5); without one the user that the packages of a distribution compile in. */
function daemonUser(captures: CaptureSet, daemon: Daemon, at: Place): Fact<string> {
  if (daemon.id === 'timesyncd') return known('systemd-timesync', at);
  if (daemon.id !== 'chrony') return unknown(`the user of ${daemon.id} is not read`, at);
  for (const file of captures.all.filter(({ origin }) => daemon.files.test(origin))) {
    const { origin } = file;
    if (isBlocked(file)) return unknown(whyUnread(file, origin) ?? origin, { file: origin });
    const lines = (textOf(file) ?? '').split('\n');
    const index = lines.findIndex((line) => /^\s*user\s+\S/.test(line));
    const user = /^\s*user\s+(\S+)/.exec(lines[index] ?? '')?.[1];
    if (user !== undefined) return known(user, { file: origin, line: index + 1 });
  }
  const release = ['/etc/os-release', '/usr/lib/os-release']
    .map((path) => captures.get(path))
    .flatMap((capture) => (capture === undefined ? [] : [textOf(capture) ?? '']))
    .join('\n');
  if (/^ID(_LIKE)?=.*(debian|ubuntu)/m.test(release)) return known('_chrony', at);
  if (/^ID(_LIKE)?=.*(rhel|fedora|centos|suse|alpine)/m.test(release)) return known('chrony', at);
  return unknown('chrony.conf names no user, and what is compiled in is not known for this distribution', at);
}

function serverFact(captures: CaptureSet, daemon: Daemon, at: Place): Fact<readonly string[]> {
  const files = captures.all.filter(({ origin }) => daemon.files.test(origin));
  const blocked = files.find(isBlocked);
  if (blocked !== undefined)
    return unknown(whyUnread(blocked, blocked.origin) ?? blocked.origin, { file: blocked.origin });
  for (const file of files) {
    const found = (textOf(file) ?? '')
      .split('\n')
      .flatMap((line, index) => daemon.servers(line).map((name) => ({ name, line: index + 1 })));
    const first = found[0];
    if (first !== undefined)
      return known(
        found.map(({ name }) => name),
        { file: file.origin, line: first.line },
      );
  }
  return known(daemon.builtIn, at);
}

function countEnabled(daemons: readonly HostTimeSyncDaemon[], blocked: Fact<boolean> | undefined): Fact<number> {
  if (blocked !== undefined && !isKnown(blocked)) return blocked;
  const unclear = daemons.find((daemon) => !isKnown(daemon.enabled))?.enabled;
  if (unclear !== undefined && !isKnown(unclear)) return unclear;
  const on = daemons.filter((daemon) => isKnown(daemon.enabled) && daemon.enabled.value);
  return known(on.length, on[0]?.enabled.at ?? daemons[0]?.at ?? { file: '/etc/systemd/system' });
}

function synchronized(captures: CaptureSet): Fact<boolean> {
  const capture = captures.get('timedatectl show');
  const text = capture === undefined ? undefined : textOf(capture);
  const value = /^NTPSynchronized=(\w+)$/m.exec(text ?? '')?.[1];
  const at: Place = { file: 'timedatectl show' };
  if (value === undefined)
    return unknown('only the running machine tells whether its clock is synchronized: collect on it', at);
  return known(value === 'yes', at);
}
