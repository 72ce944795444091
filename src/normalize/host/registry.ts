import { accountsNormalizer } from './accounts/accounts.ts';
import { auditdNormalizer } from './auditd/auditd.ts';
import { authLogNormalizer } from './auth-log/auth-log.ts';
import { backupNormalizer } from './backup/backup.ts';
import { bannersNormalizer } from './banners/banners.ts';
import { bootNormalizer } from './boot/boot.ts';
import { commandsNormalizer } from './commands/commands.ts';
import { consoleLoginNormalizer } from './console-login/console-login.ts';
import { coreDumpsNormalizer } from './core-dumps/core-dumps.ts';
import { desktopNormalizer } from './desktop/desktop.ts';
import { doasNormalizer } from './doas/doas.ts';
import { fail2banNormalizer } from './fail2ban/fail2ban.ts';
import { filesNormalizer } from './files/files.ts';
import { firewallToolsNormalizer } from './firewall-tools/firewall-tools.ts';
import { homesNormalizer } from './homes/homes.ts';
import { idsNormalizer } from './ids/ids.ts';
import { integrityNormalizer } from './integrity/integrity.ts';
import { kernelConfigNormalizer } from './kernel-config/kernel-config.ts';
import { listeningNormalizer } from './listening/listening.ts';
import { loggingNormalizer } from './logging/logging.ts';
import { loginDefsNormalizer } from './login-defs/login-defs.ts';
import { loginLockoutNormalizer } from './login-lockout/login-lockout.ts';
import { loginShellsNormalizer } from './login-shells/login-shells.ts';
import { logindNormalizer } from './logind/logind.ts';
import { macNormalizer } from './mac/mac.ts';
import { mailAliasesNormalizer } from './mail-aliases/mail-aliases.ts';
import { mailTransferNormalizer } from './mail-transfer/mail-transfer.ts';
import { malwareNormalizer } from './malware/malware.ts';
import { modulesNormalizer } from './modules/modules.ts';
import { mountsNormalizer } from './mounts/mounts.ts';
import { osNormalizer } from './os/os.ts';
import { packagesNormalizer } from './packages/packages.ts';
import { pamNormalizer } from './pam/pam.ts';
import { passwordHistoryNormalizer } from './password-history/password-history.ts';
import { passwordQualityNormalizer } from './password-quality/password-quality.ts';
import { preloadNormalizer } from './preload/preload.ts';
import { remoteIdentityNormalizer } from './remote-identity/remote-identity.ts';
import { repositoriesNormalizer } from './repositories/repositories.ts';
import { rootPathNormalizer } from './root-path/root-path.ts';
import { schedulesNormalizer } from './schedules/schedules.ts';
import type { HostNormalizer } from './section.ts';
import { servicesNormalizer } from './services/services.ts';
import { shellInitNormalizer } from './shell-init/shell-init.ts';
import { snmpNormalizer } from './snmp/snmp.ts';
import { sshdNormalizer } from './sshd/sshd.ts';
import { sudoNormalizer } from './sudo/sudo.ts';
import { sysctlNormalizer } from './sysctl/sysctl.ts';
import { timeSyncNormalizer } from './time-sync/time-sync.ts';
import { updatesNormalizer } from './updates/updates.ts';
import { useraddNormalizer } from './useradd/useradd.ts';
import { walkNormalizer } from './walk/walk.ts';
import { wirelessNormalizer } from './wireless/wireless.ts';

/** Every section of a host that is read from captures; a new section is one line here. */
export const HOST_NORMALIZERS: readonly HostNormalizer[] = [
  osNormalizer,
  accountsNormalizer,
  loginDefsNormalizer,
  rootPathNormalizer,
  shellInitNormalizer,
  useraddNormalizer,
  mailAliasesNormalizer,
  loginShellsNormalizer,
  logindNormalizer,
  homesNormalizer,
  doasNormalizer,
  consoleLoginNormalizer,
  bannersNormalizer,
  filesNormalizer,
  sudoNormalizer,
  sshdNormalizer,
  sysctlNormalizer,
  packagesNormalizer,
  listeningNormalizer,
  servicesNormalizer,
  wirelessNormalizer,
  snmpNormalizer,
  mailTransferNormalizer,
  firewallToolsNormalizer,
  desktopNormalizer,
  preloadNormalizer,
  auditdNormalizer,
  authLogNormalizer,
  fail2banNormalizer,
  idsNormalizer,
  integrityNormalizer,
  loggingNormalizer,
  repositoriesNormalizer,
  timeSyncNormalizer,
  updatesNormalizer,
  commandsNormalizer,
  mountsNormalizer,
  walkNormalizer,
  bootNormalizer,
  coreDumpsNormalizer,
  kernelConfigNormalizer,
  macNormalizer,
  modulesNormalizer,
  pamNormalizer,
  passwordQualityNormalizer,
  loginLockoutNormalizer,
  passwordHistoryNormalizer,
  remoteIdentityNormalizer,
  schedulesNormalizer,
  backupNormalizer,
  malwareNormalizer,
];
