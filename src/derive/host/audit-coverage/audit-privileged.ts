import { isKnown } from '../../../core/fact.ts';
import { deriveSection, doesNotExist, incomplete, type Section } from '../../../core/section.ts';
import type {
  Host,
  HostAuditd,
  HostAuditPrivileged,
  HostPrivilegedFile,
  HostWalk,
} from '../../../model/generated/model.ts';
import type { Derivation } from '../../derivation.ts';
import { coverContext } from './audit-coverage.ts';
import { coverEvent, withoutRepetition } from './cover.ts';
import { execution } from './events.ts';

/** host.audit_privileged: the SUID and SGID programs of the walk against the audit rules. */
export const auditPrivilegedDerivation: Derivation = {
  id: 'audit-privileged',
  domain: 'host',
  derive: ({ host }) => ({ host: { audit_privileged: privileged(host) } }),
};

function privileged(host: Host | undefined): Section<HostAuditPrivileged> {
  const installed = host?.auditd?.data?.installed;
  if (installed !== undefined && isKnown(installed) && !installed.value) return doesNotExist('auditd is not installed');
  const section = deriveSection([host?.auditd, host?.walk] as const, (auditd: HostAuditd, walk: HostWalk) => {
    const context = coverContext(auditd, host);
    const events = walk.privileged.files
      .filter(isProgram)
      .map((file) => coverEvent(execution('privileged', file.id), context));
    return { events: [...withoutRepetition(events, context)] };
  });
  const walk = host?.walk?.data;
  if (section.flag !== 'complete' || section.data === undefined || walk === undefined) return section;
  const whole = walk.whole;
  if (walk.privileged.more > 0)
    return incomplete(section.data, `${walk.privileged.more} more privileged files are not listed`);
  return isKnown(whole) ? section : incomplete(section.data, whole.unknown);
}

/** Bits on a mount that ignores them, or on a file that nobody may run, raise no rights. */
function isProgram(file: HostPrivilegedFile): boolean {
  return !file.on_nosuid_mount && (Number.parseInt(file.octal, 8) & 0o111) !== 0;
}
