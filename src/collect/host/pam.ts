import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureFolder, redactLines } from '../capture-file.ts';
import { captureStat } from '../look-ups.ts';
import type { CollectContext, HostSource } from './source.ts';

/** Where libpam looks for the file of a service, the administrator's first. */
const FOLDERS = ['/etc/pam.d', '/usr/lib/pam.d', '/usr/etc/pam.d'] as const;

/** Settings of sssd.conf, nslcd.conf and ldap.conf that tell how servers are asked; all others may hold secrets. */
const LDAP_KEYS =
  /^\s*(services|domains|id_provider|auth_provider|access_provider|chpass_provider|ldap_uri|ldap_backup_uri|ldap_id_use_start_tls|ldap_tls_reqcert|ldap_tls_cacert|ldap_tls_cacertdir|uri|ssl|tls_reqcert|tls_cacert|tls_cacertfile|tls_cacertdir)(\s|=)/i;

/** The stacks of PAM and the settings of its modules; passwords in arguments are cut. */
export const pamSource: HostSource = {
  id: 'pam',
  title: 'PAM: pam.d, quality, lockout and history of passwords; sssd.conf and nslcd.conf need root',
  collect: (access, context) => {
    const options = { redact: redactPamArguments };
    const stats = FOLDERS.map((folder) => captureStat(access, folder, context));
    const files = FOLDERS.flatMap((folder) => captureFolder(access, folder, context, () => true, options));
    // pam.conf counts only where no folder is there.
    const single = stats.every(({ outcome }) => outcome.kind === 'absent')
      ? [captureFile(access, '/etc/pam.conf', context, options)]
      : [];
    return [
      ...stats,
      ...namedFiles(access, context, [...files, ...single]),
      captureFile(access, '/etc/security/pwquality.conf', context),
      ...captureFolder(access, '/etc/security/pwquality.conf.d', context, (name) => name.endsWith('.conf')),
      captureFile(access, '/etc/security/faillock.conf', context),
      captureFile(access, '/etc/security/pwhistory.conf', context),
      captureFile(access, '/etc/security/namespace.conf', context),
      ...captureFolder(access, '/etc/security/namespace.d', context, (name) => name.endsWith('.conf')),
      ...['/etc/sssd/sssd.conf', '/etc/nslcd.conf', '/etc/ldap/ldap.conf', '/etc/openldap/ldap.conf'].map((path) =>
        captureFile(access, path, context, { redact: keepLdapSettings }),
      ),
      ...captureFolder(access, '/etc/sssd/conf.d', context, (name) => name.endsWith('.conf') && !name.startsWith('.'), {
        redact: keepLdapSettings,
      }),
    ];
  },
};

/** Adds the files that lines name by an absolute path: includes, and `conf=` of modules. */
function namedFiles(access: Access, context: CollectContext, first: readonly Capture[]): readonly Capture[] {
  const found = new Map(first.map((capture) => [capture.origin, capture]));
  const queue = [...first];
  for (let capture = queue.pop(); capture !== undefined; capture = queue.pop()) {
    if (capture.outcome.kind !== 'read') continue;
    const text = Buffer.from(capture.outcome.bytes).toString('latin1');
    const includes = text.matchAll(/^[^#\n]*?(?:@include|\binclude|\bsubstack)[ \t]+(\/[^\s#]+)/gim);
    for (const [, path = ''] of includes) {
      if (found.has(path)) continue;
      const included = captureFile(access, path, context, { redact: redactPamArguments });
      found.set(path, included);
      queue.push(included);
    }
    for (const [, path = ''] of text.matchAll(/^[^#\n]*\bpam_(?:faillock|pwhistory)\b[^#\n]*\sconf=(\/[^\s#\]]+)/gim)) {
      if (!found.has(path)) found.set(path, captureFile(access, path, context));
    }
  }
  return [...found.values()];
}

/**
 * Cuts the values of arguments that are secrets (`passwd=…` of pam_mysql, `key=…` of pam_yubico), in brackets up to
 * their end, and logins in URLs. Comments too.
 */
export const redactPamArguments = redactLines((line) =>
  line
    .replace(/\[(\s*\w*(?:pass|passwd|password|secret|token|key|pw|cred)\s*=)[^\]]*/gi, '[$1<cut>')
    .replace(/(\b\w*(?:pass|passwd|password|secret|token|key|pw|cred)\s*=)(?!<cut>)\s*[^\s\]]+/gi, '$1<cut>')
    .replace(/(:\/\/)[^/\s@]*@/g, '$1<cut>@'),
);

/** Keeps section names and the settings above, without logins in URLs; the other lines become empty. */
export const keepLdapSettings = redactLines((line) => {
  if (/^\s*\[[\w./@ -]+\]\s*$/.test(line)) return line;
  return LDAP_KEYS.test(line) ? line.replace(/(:\/\/)[^/\s@]*@/g, '$1<cut>@') : '';
});
