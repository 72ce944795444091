import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import type { HostAuditdPath } from '../../../model/generated/model.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { kernelPresence } from '../kernel-presence.ts';
import { completeUnless, firstBlocked, installedFact, jsonOf, statOf, whyUnknown, whyUnread } from '../look-ups.ts';
import { rpmRows } from '../packages/rpm-packages.ts';
import type { HostNormalizer } from '../section.ts';
import { unitEnabled, unitRunning } from '../unit-state.ts';
import { integerSetting, setting } from './daemon-settings.ts';
import {
  type AuditRulesFile,
  type LoadContext,
  type LoadedRules,
  loadRules,
  mergeRules,
  placedLines,
} from './effective-rules.ts';
import type { SyscallTable } from './syscall-names.ts';

const FOLDER = '/etc/audit/rules.d';
const SINGLE = '/etc/audit/audit.rules';

/** The audit daemon with the rules that load at boot, and those that are loaded now. */
export const auditdNormalizer: HostNormalizer<'auditd'> = {
  section: 'auditd',
  normalize: (captures) => {
    const machine = machineOf(captures);
    const paths = auditPaths(captures);
    const table = tableOf('value' in machine ? machine.value : '');
    const context: LoadContext = { table, paths: new Map(paths.map((path) => [path.id, path])) };
    const installed = installedFact(captures, ['/usr/sbin/auditd', '/sbin/auditd']);
    const boot = bootRules(captures, context);
    const live = liveRules(captures, context);
    const fact = <T>(value: (rules: LoadedRules) => T, place: (rules: LoadedRules) => Place | undefined): Fact<T> =>
      'unread' in boot ? unknown(boot.unread, { file: FOLDER }) : known(value(boot), place(boot) ?? { file: FOLDER });
    return {
      section: completeUnless(
        {
          installed,
          enabled: unitEnabled(captures, ['auditd.service']),
          running: unitRunning(captures, ['auditd.service']),
          rules: fact(
            ({ rules }) => rules.filter(({ effective, action }) => effective && action === 'always').length,
            ({ rules }) => rules[0]?.at,
          ),
          immutable: fact(
            ({ enabled }) => enabled?.text === '2',
            ({ enabled }) => enabled?.at,
          ),
          load_error: fact(loadError, ({ refused }) => refused?.at),
          configured_rules: 'unread' in boot ? [] : [...boot.rules],
          loaded:
            'unread' in live
              ? unknown(live.unread, { file: 'auditctl -l' })
              : known(live.rules.length, { file: 'auditctl -l' }),
          loaded_rules: 'unread' in live ? [] : [...live.rules],
          kernel_enabled: kernelEnabled(captures),
          paths: [...paths],
          machine,
          kernels: kernels(captures),
          max_log_file: integerSetting(captures, 'max_log_file'),
          max_log_file_action: setting(captures, 'max_log_file_action'),
          space_left_action: setting(captures, 'space_left_action'),
          admin_space_left_action: setting(captures, 'admin_space_left_action'),
          disk_full_action: setting(captures, 'disk_full_action'),
          disk_error_action: setting(captures, 'disk_error_action'),
          action_mail_acct: setting(captures, 'action_mail_acct'),
        },
        [whyUnknown(installed)],
      ),
      diagnostics: [],
    };
  },
};

function loadError({ refused }: LoadedRules): string {
  if (refused === undefined) return '';
  return refused.ends ? `${refused.why}; no rule behind it is loaded` : refused.why;
}

/**
 * rules.d where the folder exists and augenrules does: Debian and RHEL start the daemon with `augenrules --load`. Else
 * audit.rules, which auditctl -R loads.
 */
function bootRules(captures: CaptureSet, context: LoadContext): LoadedRules | { readonly unread: string } {
  const folder = captures.all.filter(({ origin }) => origin === FOLDER || origin.startsWith(`${FOLDER}/`));
  const single = captures.get(SINGLE);
  const info = statOf(captures, FOLDER);
  const tool = installedFact(captures, ['/usr/sbin/augenrules', '/sbin/augenrules']);
  const merged = folder.length > 0 || (info !== 'absent' && !('unread' in info) && 'value' in tool && tool.value);
  const sources = merged ? folder : single === undefined ? [] : [single];
  const unread = firstBlocked([...sources, single]);
  if (unread !== undefined) return { unread };
  const files = sources.flatMap((capture): readonly AuditRulesFile[] => {
    const text = textOf(capture);
    return text === undefined ? [] : [{ file: capture.origin, text }];
  });
  const indented = /(mawk|original-awk|busybox)$/.test(context.paths.get('/usr/bin/awk')?.target ?? '')
    ? 'passed-on'
    : 'understood';
  return loadRules(merged ? mergeRules(files, indented) : files.flatMap(placedLines), context);
}

function liveRules(captures: CaptureSet, context: LoadContext): LoadedRules | { readonly unread: string } {
  const capture = captures.get('auditctl -l');
  const text = capture === undefined ? undefined : textOf(capture);
  if (text === undefined) {
    if (capture === undefined || capture.outcome.kind === 'absent') {
      return {
        unread: 'The rules in the kernel are told by the running machine only. Scan the machine itself as root.',
      };
    }
    return { unread: whyUnread(capture, 'auditctl -l') ?? 'auditctl -l' };
  }
  const lines = placedLines({ file: 'auditctl -l', text }).filter((line) => line.text !== 'No rules');
  return loadRules(lines, { table: context.table, paths: context.paths });
}

function kernelEnabled(captures: CaptureSet): Fact<number> {
  const at: Place = { file: 'auditctl -s' };
  const capture = captures.get('auditctl -s');
  const text = capture === undefined ? undefined : textOf(capture);
  const value = text === undefined ? undefined : /^enabled (\d)$/m.exec(text)?.[1];
  if (value !== undefined) return known(Number(value), at);
  const why =
    capture === undefined || capture.outcome.kind === 'absent'
      ? 'whether the kernel audits is told by the running machine only: scan the machine itself as root'
      : (whyUnread(capture, 'auditctl -s') ?? 'auditctl -s told no state');
  return unknown(why, at);
}

/** What the collection found at the paths of the rules. */
function auditPaths(captures: CaptureSet): readonly HostAuditdPath[] {
  const list = jsonOf(captures.get('paths of audit rules'));
  return (Array.isArray(list) ? list : []).flatMap((entry: unknown): readonly HostAuditdPath[] => {
    if (!isRecord(entry)) return [];
    const { path, kind, real, target, target_kind, parent } = entry;
    if (typeof path !== 'string' || typeof real !== 'string' || typeof target !== 'string') return [];
    const targetKind = TARGET_KINDS.find((one) => one === target_kind);
    return [
      {
        id: path,
        kind: KINDS.find((one) => one === kind) ?? 'unknown',
        real,
        target,
        ...(targetKind === undefined ? {} : { target_kind: targetKind }),
        parent: PARENTS.find((one) => one === parent) ?? 'unknown',
      },
    ];
  });
}
const KINDS = ['file', 'directory', 'link', 'other', 'absent', 'unknown'] as const;
const TARGET_KINDS = ['file', 'directory', 'other', 'absent', 'unknown'] as const;
const PARENTS = ['present', 'absent', 'unknown'] as const;

/** The kernels that may run: those installed, and the one that runs now. */
function kernels(captures: CaptureSet): Fact<readonly string[]> {
  const at: Place = { file: '/lib/modules' };
  const presence = kernelPresence(captures);
  switch (presence.kind) {
    case 'unread':
      return unknown(presence.reason, at);
    case 'none':
      return known([], at);
    case 'kernels':
      return known([...new Set([...presence.releases, ...(presence.running ?? '').split(' ')])].filter(Boolean), at);
  }
}

const MACHINES: ReadonlyMap<string, string> = new Map([
  ['amd64', 'x86_64'],
  ['x86_64', 'x86_64'],
  ['i386', 'i386'],
  ['x86', 'i386'],
  ['i686', 'i386'],
  ['arm64', 'aarch64'],
  ['aarch64', 'aarch64'],
  ['riscv64', 'riscv64'],
  ['armhf', 'arm'],
  ['armv7', 'arm'],
  ['armv7hl', 'arm'],
  ['armel', 'arm'],
]);

/** The machine, by the architecture that packages are of. */
function machineOf(captures: CaptureSet): Fact<string> {
  for (const [file, pattern] of [
    ['/var/lib/dpkg/status', /^Architecture: (?!all$)(\S+)$/m],
    ['/lib/apk/db/installed', /^A:(?!noarch$)(\S+)$/m],
  ] as const) {
    const capture = captures.get(file);
    const name = capture === undefined ? undefined : pattern.exec(textOf(capture) ?? '')?.[1];
    if (name !== undefined) return known(MACHINES.get(name) ?? name, { file });
  }
  const rpm = rpmRows(captures);
  const row = rpm.kind === 'rows' ? rpm.packages.find((one) => !['', 'noarch'].includes(one.architecture)) : undefined;
  if (rpm.kind === 'rows' && row !== undefined) {
    return known(MACHINES.get(row.architecture) ?? row.architecture, { file: rpm.file });
  }
  return unknown('no database of packages tells the architecture of the machine', { file: '/var/lib/dpkg/status' });
}

/** Most machines are of this kind: a name that is looked up in the wrong table is taken as it is. */
function tableOf(machine: string): SyscallTable {
  if (machine === 'i386' || machine === 'arm') return machine;
  return machine === 'x86_64' || machine === '' ? 'x86_64' : 'generic';
}
