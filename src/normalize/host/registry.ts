import { accountsNormalizer } from './accounts/accounts.ts';
import { auditdNormalizer } from './auditd/auditd.ts';
import { authLogNormalizer } from './auth-log/auth-log.ts';
import { fail2banNormalizer } from './fail2ban/fail2ban.ts';
import { filesNormalizer } from './files/files.ts';
import { idsNormalizer } from './ids/ids.ts';
import { integrityNormalizer } from './integrity/integrity.ts';
import { listeningNormalizer } from './listening/listening.ts';
import { loggingNormalizer } from './logging/logging.ts';
import { loginDefsNormalizer } from './login-defs/login-defs.ts';
import { osNormalizer } from './os/os.ts';
import { packagesNormalizer } from './packages/packages.ts';
import { preloadNormalizer } from './preload/preload.ts';
import { repositoriesNormalizer } from './repositories/repositories.ts';
import type { HostNormalizer } from './section.ts';
import { sshdNormalizer } from './sshd/sshd.ts';
import { sudoNormalizer } from './sudo/sudo.ts';
import { sysctlNormalizer } from './sysctl/sysctl.ts';
import { timeSyncNormalizer } from './time-sync/time-sync.ts';
import { updatesNormalizer } from './updates/updates.ts';

/** Every section of a host that is read from captures; a new section is one line here. */
export const HOST_NORMALIZERS: readonly HostNormalizer[] = [
  osNormalizer,
  accountsNormalizer,
  loginDefsNormalizer,
  filesNormalizer,
  sudoNormalizer,
  sshdNormalizer,
  sysctlNormalizer,
  packagesNormalizer,
  listeningNormalizer,
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
];
