import type { CaptureSet } from '../../../../../src/normalize/capture-set.ts';
import { capturesOf } from '../host-tree.ts';

const FOLDER = '{"kind":"directory","mode":493,"uid":0,"gid":0,"size":1,"modifiedMs":0}';

/** Captures of a host with files below /etc/pam.d, and others by their path. */
export function pamTree(
  services: Readonly<Record<string, string>>,
  others: Readonly<Record<string, string | { readonly kind: 'absent' | 'denied' }>> = {},
): CaptureSet {
  const absent = { kind: 'absent' } as const;
  return capturesOf({
    'stat /etc/pam.d': FOLDER,
    'stat /usr/lib/pam.d': absent,
    'stat /usr/etc/pam.d': absent,
    ...Object.fromEntries(
      [
        '/etc/security/pwquality.conf',
        '/etc/security/faillock.conf',
        '/etc/security/pwhistory.conf',
        '/etc/security/namespace.conf',
        '/etc/sssd/sssd.conf',
        '/etc/nslcd.conf',
        '/etc/login.defs',
        '/etc/nsswitch.conf',
      ].map((path) => [path, absent]),
    ),
    ...Object.fromEntries(Object.entries(services).map(([name, text]) => [`/etc/pam.d/${name}`, text])),
    ...others,
  });
}

/** The stacks that Debian 12 installs. */
export const DEBIAN: Readonly<Record<string, string>> = {
  'common-auth':
    '# comment\nauth\t[success=1 default=ignore]\tpam_unix.so nullok\nauth requisite pam_deny.so\nauth required pam_permit.so\n',
  'common-account':
    'account [success=1 new_authtok_reqd=done default=ignore] pam_unix.so\naccount requisite pam_deny.so\naccount required pam_permit.so\n',
  'common-password':
    'password [success=1 default=ignore] pam_unix.so obscure yescrypt\npassword requisite pam_deny.so\npassword required pam_permit.so\n',
  'common-session':
    'session [default=1] pam_permit.so\nsession requisite pam_deny.so\nsession required pam_permit.so\nsession required pam_unix.so\n',
  sshd: '@include common-auth\naccount required pam_nologin.so\n@include common-account\n@include common-session\n@include common-password\n',
  su: 'auth sufficient pam_rootok.so\n@include common-auth\n@include common-account\n@include common-session\n',
  'su-l': 'auth include su\naccount include su\nsession include su\n',
  passwd: '@include common-password\n',
  other: '@include common-auth\n@include common-account\n@include common-password\n@include common-session\n',
};

/** Debian with other lines for some of its files. */
export function debianWith(files: Readonly<Record<string, string>>): CaptureSet {
  return pamTree({ ...DEBIAN, ...files });
}
