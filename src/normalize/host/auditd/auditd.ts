import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { complete } from '../../../core/section.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { installedFact, isBlocked, whyUnread } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { unitEnabled, unitRunning } from '../unit-state.ts';
import { type AuditRules, type AuditRulesFile, readAuditRules } from './audit-rules.ts';

const FOLDER = '/etc/audit/rules.d';

/** The audit daemon with the rules that load at boot. */
export const auditdNormalizer: HostNormalizer<'auditd'> = {
  section: 'auditd',
  normalize: (captures) => {
    const rules = bootRules(captures);
    const at: Place = { file: FOLDER };
    const unread = 'unread' in rules ? rules.unread : undefined;
    const fact = <T>(value: (known: AuditRules) => T, place: (known: AuditRules) => Place): Fact<T> =>
      'unread' in rules ? unknown(rules.unread, at) : known(value(rules), place(rules));
    return {
      section: complete({
        installed: installedFact(captures, ['/usr/sbin/auditd', '/sbin/auditd']),
        enabled: unitEnabled(captures, ['auditd.service']),
        running: unitRunning(captures, ['auditd.service']),
        rules: fact(
          ({ recording }) => recording,
          ({ watches }) => watches[0]?.at ?? at,
        ),
        immutable: fact(
          ({ enabled }) => enabled?.text === '2',
          ({ enabled }) => enabled?.at ?? at,
        ),
        watches: watchList(unread === undefined && !('unread' in rules) ? rules.watches : []),
        max_log_file_action: setting(captures, 'max_log_file_action'),
        space_left_action: setting(captures, 'space_left_action'),
      }),
      diagnostics: [],
    };
  },
};

/** rules.d when augenrules is used and there are files in it, else audit.rules. */
function bootRules(captures: CaptureSet): AuditRules | { readonly unread: string } {
  const folder = captures.all.filter(({ origin }) => origin === FOLDER || origin.startsWith(`${FOLDER}/`));
  const single = captures.get('/etc/audit/audit.rules');
  const blocked = [...folder, ...(single === undefined ? [] : [single])].find(isBlocked);
  if (blocked !== undefined) return { unread: whyUnread(blocked, blocked.origin) ?? blocked.origin };
  const files = (folder.length > 0 ? folder : single === undefined ? [] : [single]).flatMap(
    (capture): readonly AuditRulesFile[] => {
      const text = textOf(capture);
      return text === undefined ? [] : [{ file: capture.origin, text }];
    },
  );
  return readAuditRules(files);
}

function watchList(watches: AuditRules['watches']) {
  return watches.map((watch) => ({ id: `${watch.path} (${watch.at.file}:${watch.at.line ?? 1})`, ...watch }));
}

/** A setting of auditd.conf(5), lower case; empty when the file or the line is missing. */
function setting(captures: CaptureSet, name: string): Fact<string> {
  const file = '/etc/audit/auditd.conf';
  const capture = captures.get(file);
  if (capture === undefined || isBlocked(capture)) return unknown(whyUnread(capture, file) ?? file, { file });
  const lines = (textOf(capture) ?? '').split('\n');
  for (const [index, line] of lines.entries()) {
    const value = new RegExp(`^\\s*${name}\\s*=\\s*(\\S+)`, 'i').exec(line)?.[1];
    if (value !== undefined) return known(value.toLowerCase(), { file, line: index + 1 });
  }
  return known('', { file });
}
