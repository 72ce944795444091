import { describe, expect, it } from 'vitest';
import { keepLdapSettings, redactPamArguments } from '../../../../src/collect/host/pam.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe('what is kept of the files of PAM', () => {
  it.each([
    'auth required pam_mysql.so user=pam passwd=CANARY db=x',
    'auth required pam_mysql.so [passwd=CANARY CANARY]',
    'auth required pam_yubico.so id=1 key=CANARY urllist=x',
    'auth required pam_x.so client_secret = CANARY',
    '# auth required pam_x.so PASSWORD=CANARY',
    'auth required pam_http.so url=https://me:CANARY@host/x',
    'auth required pam_x.so token=CANARY',
  ])('no secret of %j', (line) => {
    expect(text(redactPamArguments(Buffer.from(line)))).not.toContain('CANARY');
  });

  it.each([
    'auth [success=1 new_authtok_reqd=done default=ignore] pam_unix.so try_first_pass use_authtok rounds=5',
    'password requisite pam_pwquality.so retry=3 minlen=14 authtok_type=UNIX',
    'auth required pam_faillock.so preauth conf=/etc/lock dir=/var/run/x',
    'auth sufficient pam_u2f.so authfile=/etc/u2f cue origin=pam://host',
  ])('%j stays', (line) => {
    expect(text(redactPamArguments(Buffer.from(line)))).toBe(line);
  });

  it('keeps of sssd.conf the settings that are judged, and the lines', () => {
    const file =
      '[domain/corp]\nldap_uri = ldaps://me:CANARY@a\nldap_default_authtok = CANARY\n# CANARY\nldap_tls_reqcert = never\nldap_default_bind_dn=CANARY\n';
    expect(text(keepLdapSettings(Buffer.from(file)))).toBe(
      '[domain/corp]\nldap_uri = ldaps://<cut>@a\n\n\nldap_tls_reqcert = never\n\n',
    );
  });
});
