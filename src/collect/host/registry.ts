import { accountsSource } from './accounts.ts';
import { aptSource } from './apt.ts';
import { auditdSource } from './auditd.ts';
import { authLogSource } from './auth-log.ts';
import { backupSource } from './backup.ts';
import { bootSource } from './boot.ts';
import { commandsSource } from './commands.ts';
import { coreDumpsSource } from './core-dumps.ts';
import { desktopSource } from './desktop.ts';
import { detectionToolsSource } from './detection-tools.ts';
import { fail2banSource } from './fail2ban.ts';
import { filesSource } from './files.ts';
import { firewallSource } from './firewall.ts';
import { firewallToolsSource } from './firewall-tools.ts';
import { firewalldSource } from './firewalld.ts';
import { homesSource } from './homes.ts';
import { kernelSource } from './kernel.ts';
import { listeningSource } from './listening.ts';
import { loggingSource } from './logging.ts';
import { loginDefaultsSource } from './login-defaults.ts';
import { macSource } from './mac.ts';
import { malwareSource } from './malware.ts';
import { mountsSource } from './mounts.ts';
import { networkServicesSource } from './network-services.ts';
import { osSource } from './os.ts';
import { packagesSource } from './packages.ts';
import { pamSource } from './pam.ts';
import { preloadSource } from './preload.ts';
import { schedulesSource } from './schedules.ts';
import { shellStartFilesSource } from './shell-start-files.ts';
import type { HostSource } from './source.ts';
import { sshdSource } from './sshd.ts';
import { sudoSource } from './sudo.ts';
import { sysctlSource } from './sysctl.ts';
import { systemdUnitsSource } from './systemd-units.ts';
import { ufwSource } from './ufw.ts';
import { walkSource } from './walk.ts';
import { wirelessSource } from './wireless.ts';

/** Every family of host facts, in the order they are read; a new source is one line here. */
export const HOST_SOURCES: readonly HostSource[] = [
  osSource,
  accountsSource,
  shellStartFilesSource,
  loginDefaultsSource,
  homesSource,
  filesSource,
  sudoSource,
  sshdSource,
  // Before sysctl, which looks for its own settings in the same file.
  ufwSource,
  sysctlSource,
  packagesSource,
  listeningSource,
  firewallSource,
  preloadSource,
  pamSource,
  aptSource,
  auditdSource,
  authLogSource,
  // Before the detection tools: they look for their own names in the same crontabs.
  schedulesSource,
  detectionToolsSource,
  fail2banSource,
  loggingSource,
  systemdUnitsSource,
  wirelessSource,
  networkServicesSource,
  firewallToolsSource,
  firewalldSource,
  desktopSource,
  commandsSource,
  mountsSource,
  walkSource,
  bootSource,
  coreDumpsSource,
  kernelSource,
  macSource,
  backupSource,
  malwareSource,
];
