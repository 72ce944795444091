import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import { deriveSection, doesNotExist, type Section } from '../../../core/section.ts';
import type { Host, HostAuditCoverage, HostAuditd, HostAuditdRule } from '../../../model/generated/model.ts';
import type { Derivation } from '../../derivation.ts';
import { type CoverContext, coverEvent, withoutRepetition } from './cover.ts';
import { change, WANTED_EVENTS, type WantedEvent } from './events.ts';
import { realOf } from './implied.ts';

/** host.audit_coverage: which events worth recording the audit rules record. */
export const auditCoverageDerivation: Derivation = {
  id: 'audit-coverage',
  domain: 'host',
  derive: ({ host }) => ({ host: { audit_coverage: coverage(host) } }),
};

function coverage(host: Host | undefined): Section<HostAuditCoverage> {
  const installed = host?.auditd?.data?.installed;
  if (installed !== undefined && isKnown(installed) && !installed.value) return doesNotExist('auditd is not installed');
  return deriveSection([host?.auditd] as const, (auditd: HostAuditd) => {
    const context = coverContext(auditd, host);
    const events = [...WANTED_EVENTS, ...sudoLog(host)].map((event) => coverEvent(event, context));
    return { events: [...withoutRepetition(events, context)], drift: drift(auditd, context) };
  });
}

/** What covering is judged against, of a host. */
export function coverContext(auditd: HostAuditd, host: Host | undefined): CoverContext {
  return { auditd, paths: new Map(auditd.paths.map((path) => [path.id, path])), uidMin: uidMin(host) };
}

/** UID_MIN; without login.defs or without the line it is 1000 (login.defs(5)). */
function uidMin(host: Host | undefined): Fact<number> {
  const section = host?.login_defs;
  const at = { file: '/etc/login.defs' };
  if (section?.data !== undefined) return section.data.uid_min;
  return section?.flag === 'does-not-exist'
    ? known(1000, at)
    : unknown(`UID_MIN is not known: ${section?.reason ?? 'login.defs was not collected'}`, at);
}

/** The log file of sudo, where sudo writes one of its own (Defaults logfile). */
function sudoLog(host: Host | undefined): readonly WantedEvent[] {
  const setting = host?.sudo?.data?.settings.find(({ id }) => id === 'logfile');
  const path = setting === undefined || !isKnown(setting.value) ? '' : setting.value.value.replaceAll('"', '');
  return path.startsWith('/') ? [change('sudo-log', path)] : [];
}

/** How the rules in the kernel differ from those on disk, without regard to order and keys. */
function drift(auditd: HostAuditd, { paths }: CoverContext): Fact<readonly string[]> {
  const { loaded, kernel_enabled, rules } = auditd;
  if (!isKnown(loaded)) return loaded;
  if (!isKnown(rules)) return rules;
  const disk = auditd.configured_rules.filter(({ effective }) => effective);
  const form = (rule: HostAuditdRule): string =>
    [
      rule.list,
      rule.action,
      rule.syscalls.join(','),
      // The listing tells paths as they were given, and -w for folders and files alike.
      ...rule.fields
        .map(({ name, operator, value }) =>
          name === 'dir' || name === 'path' ? `at=${realOf(value, paths)}` : `${name}${operator}${value}`,
        )
        .sort(compareCodePoints),
    ].join(' ');
  const onDisk = new Set(disk.map(form));
  const inKernel = new Set(auditd.loaded_rules.map(form));
  const off = isKnown(kernel_enabled) && kernel_enabled.value === 0 ? ['the kernel does not audit (enabled 0)'] : [];
  return known(
    [
      ...off,
      ...disk.filter((rule) => !inKernel.has(form(rule))).map((rule) => `not loaded: ${rule.text} (${rule.id})`),
      ...auditd.loaded_rules
        .filter((rule) => !onDisk.has(form(rule)))
        .map((rule) => `loaded and not on disk: ${rule.text}`),
    ],
    loaded.at,
  );
}
