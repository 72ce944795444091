import { accountsSource } from './accounts.ts';
import { aptSource } from './apt.ts';
import { auditdSource } from './auditd.ts';
import { authLogSource } from './auth-log.ts';
import { detectionToolsSource } from './detection-tools.ts';
import { fail2banSource } from './fail2ban.ts';
import { filesSource } from './files.ts';
import { firewallSource } from './firewall.ts';
import { listeningSource } from './listening.ts';
import { loggingSource } from './logging.ts';
import { osSource } from './os.ts';
import { packagesSource } from './packages.ts';
import { preloadSource } from './preload.ts';
import type { HostSource } from './source.ts';
import { sshdSource } from './sshd.ts';
import { sudoSource } from './sudo.ts';
import { sysctlSource } from './sysctl.ts';
import { systemdUnitsSource } from './systemd-units.ts';

/** Every family of host facts, in the order they are read; a new source is one line here. */
export const HOST_SOURCES: readonly HostSource[] = [
  osSource,
  accountsSource,
  filesSource,
  sudoSource,
  sshdSource,
  sysctlSource,
  packagesSource,
  listeningSource,
  firewallSource,
  preloadSource,
  aptSource,
  auditdSource,
  authLogSource,
  detectionToolsSource,
  fail2banSource,
  loggingSource,
  systemdUnitsSource,
];
