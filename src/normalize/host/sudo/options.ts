import { type Fact, isKnown, known, type Overridden, type Place, unknown } from '../../../core/fact.ts';
import type { HostSudoDefault, HostSudoSetting } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { rpmRows } from '../packages/rpm-packages.ts';
import { sourceText } from '../source-text.ts';
import { lastMatch } from './aliases.ts';

/** What decides the defaults that are compiled in. */
export interface SudoBuild {
  readonly implementation: 'sudo' | 'sudo-rs';
  /** `1.9.13`, undefined where no package tells. */
  readonly version: readonly [number, number, number] | undefined;
  /** Debian builds with --with-timeout=15; the source has 5 minutes. */
  readonly debian: boolean;
}

/** The options that rules judge, with the value of a sudo that nothing sets; undefined where it depends on the version. */
const COMPILED: Readonly<Record<string, (build: SudoBuild) => string | undefined>> = {
  env_reset: () => 'true',
  ignore_dot: () => 'false',
  log_input: () => 'false',
  log_output: () => 'false',
  logfile: () => 'false',
  noexec: () => 'false',
  requiretty: () => 'false',
  syslog: () => 'authpriv',
  timestamp_timeout: ({ implementation, debian }) => (implementation === 'sudo-rs' || debian ? '15' : '5'),
  umask: () => '0022',
  // On since sudo 1.9.14; sudo-rs never had it off.
  use_pty: ({ implementation, version }) => {
    if (implementation === 'sudo-rs') return 'true';
    if (version === undefined) return undefined;
    const [major, minor, patch] = version;
    return String(major > 1 || (major === 1 && (minor > 9 || (minor === 9 && patch >= 14))));
  },
};

/** Options whose `!` is a value of its own: `!timestamp_timeout` is 0, `!umask` leaves the mask of the user alone. */
const NEGATED: Readonly<Record<string, string>> = { timestamp_timeout: '0', umask: '0777' };

/** The options as they hold for everybody on this host: the last Defaults line that reaches everybody wins. A file that is `unread` may set any. */
export function optionsOf(
  defaults: readonly HostSudoDefault[],
  build: SudoBuild,
  here: (hosts: readonly string[], at: Place) => Fact<boolean>,
  file: string,
  unread: string | undefined,
): readonly HostSudoSetting[] {
  return Object.entries(COMPILED).map(([id, compiled]) => {
    const first = compiled(build);
    let fact: Fact<string> =
      first === undefined
        ? unknown(`Whether ${id} is on without a setting depends on the version of sudo. Set it in Defaults.`, { file })
        : known(first, { file });
    for (const one of defaults) {
      if (one.name !== id) continue;
      const reach = reaches(one, here);
      if (isKnown(reach) && !reach.value) continue;
      fact = isKnown(reach) ? after(id, fact, one) : unknown(reach.unknown, one.at);
    }
    const certain = isKnown(fact) && unread !== undefined;
    return { id, value: certain ? unknown(`${unread}, and it may set ${id}`, fact.at) : fact };
  });
}

function after(id: string, before: Fact<string>, one: HostSudoDefault): Fact<string> {
  const text = `Defaults ${one.negated ? '!' : ''}${one.name}${one.operator === 'flag' ? '' : `${one.operator}${one.value}`}`;
  if (one.operator === '+=' || one.operator === '-=') {
    return unknown(`${text} changes a list that is not followed. Set it with =.`, one.at);
  }
  const flag = one.negated ? (NEGATED[id] ?? 'false') : 'true';
  const value = one.operator === 'flag' ? flag : one.value;
  const lost: readonly Overridden[] =
    isKnown(before) && before.at.line !== undefined
      ? [...(before.overridden ?? []), { at: before.at, text: `${id}: ${before.value}`, why: 'a later line sets it' }]
      : isKnown(before)
        ? (before.overridden ?? [])
        : [];
  return known(value, one.at, lost);
}

/** Whether a Defaults line reaches everybody: without a scope, for this host, or for ALL users or targets. */
function reaches(one: HostSudoDefault, here: (hosts: readonly string[], at: Place) => Fact<boolean>): Fact<boolean> {
  switch (one.scope) {
    case 'global':
      return known(true, one.at);
    case 'host':
      return here(one.subjects, one.at);
    case 'user':
    case 'run-as':
      return known(
        one.subjects.length > 0 &&
          one.subjects.at(-1) === 'ALL' &&
          lastMatch(one.subjects, (item) => item === 'ALL') === true,
        one.at,
      );
    case 'command':
      return known(false, one.at);
  }
}

function rpmStanza(captures: CaptureSet): string | undefined {
  const database = rpmRows(captures);
  const row = database.kind === 'rows' ? database.packages.find((one) => one.name === 'sudo') : undefined;
  return row === undefined ? undefined : `Version: ${row.version}`;
}

/** The version and make of the installed sudo, as its package tells. */
export function sudoBuild(captures: CaptureSet): SudoBuild {
  const link = sourceText(captures, 'link /usr/bin/sudo');
  const rust = link.kind === 'text' && /cargo|sudo-rs/.test(link.text);
  const dpkg = sourceText(captures, '/var/lib/dpkg/status');
  const apk = sourceText(captures, '/lib/apk/db/installed');
  const text =
    dpkg.kind === 'text'
      ? dpkg.text
          .split(/\n\n+/)
          .find((stanza) => /^Package: sudo(?:-ldap)?$/m.test(stanza) && /^Status: \S+ \S+ installed$/m.test(stanza))
      : apk.kind === 'text'
        ? apk.text.split(/\n\n+/).find((stanza) => /^P:sudo(?:-ldap)?$/m.test(stanza))
        : rpmStanza(captures);
  const [, major, minor, patch] = /^(?:Version: |V:)(?:\d+:)?(\d+)\.(\d+)(?:\.(\d+))?/m.exec(text ?? '') ?? [];
  return {
    implementation: rust ? 'sudo-rs' : 'sudo',
    version: major === undefined ? undefined : [Number(major), Number(minor), Number(patch ?? '0')],
    debian: dpkg.kind === 'text',
  };
}
