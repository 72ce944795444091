import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepLdapSettings, redactPamArguments } from '../../src/collect/host/pam.ts';
import { loginLockoutNormalizer } from '../../src/normalize/host/login-lockout/login-lockout.ts';
import { pamNormalizer } from '../../src/normalize/host/pam/pam.ts';
import { assemblePamLines, pamWords } from '../../src/normalize/host/pam/pam-lines.ts';
import { passwordHistoryNormalizer } from '../../src/normalize/host/password-history/password-history.ts';
import { passwordQualityNormalizer } from '../../src/normalize/host/password-quality/password-quality.ts';
import { remoteIdentityNormalizer } from '../../src/normalize/host/remote-identity/remote-identity.ts';
import { pamTree } from '../unit/normalize/host/pam/pam-tree.ts';

/** Pieces that the parsers look for, so that random text gets past the first line of defence. */
const PIECES = [
  'auth required pam_unix.so nullok',
  'auth [success=1 default=die] pam_unix.so',
  'auth [default=9] pam_permit.so',
  '-auth sufficient pam_faillock.so preauth deny=3 conf=/etc/security/pwquality.conf',
  'auth [default=die] pam_faillock.so authfail',
  'auth substack b',
  'auth include a',
  '@include b',
  'password requisite pam_pwquality.so minlen=9 retry=x',
  'password required pam_pwhistory.so remember=5 use_authtok',
  'password required pam_unix.so rounds=11 yescrypt remember=2',
  'account required pam_faillock.so',
  'auth \\',
  'auth [reset',
  'minlen = 14',
  'deny = 5',
  '[domain/x]',
  'id_provider = ldap',
  'ldap_uri = ldap://x',
  'uri ldaps://y',
  '#',
  '',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 20 })), { maxLength: 10 })
  .map((lines) => lines.join('\n'));
const NORMALIZERS = [
  pamNormalizer,
  passwordQualityNormalizer,
  loginLockoutNormalizer,
  passwordHistoryNormalizer,
  remoteIdentityNormalizer,
] as const;

describe('PAM, for any text', () => {
  it('no reader throws', () => {
    fc.assert(
      fc.property(text, text, text, (a, b, conf) => {
        const files = {
          '/etc/security/pwquality.conf': conf,
          '/etc/security/faillock.conf': conf,
          '/etc/security/pwhistory.conf': conf,
          '/etc/security/namespace.conf': conf,
          '/etc/sssd/sssd.conf': conf,
          '/etc/nslcd.conf': conf,
        };
        for (const normalizer of NORMALIZERS) normalizer.normalize(pamTree({ a, b, other: b }, files));
      }),
      { numRuns: 150 },
    );
  });

  it('every line is used, blank, a comment, or part of a line before', () => {
    fc.assert(
      fc.property(text, (content) => {
        const lines = content.split('\n');
        const { lines: found, broken } = assemblePamLines(lines);
        const joined = lines.filter(
          (line) => /^[ \t]*[^#\s][^#]*\\[ \t]*$/.test(line) || /^[ \t]*\\[ \t]*$/.test(line),
        );
        const silent = lines.filter((line) => /^[ \t]*(#|$)/.test(line));
        expect(found.length + joined.length + silent.length).toBe(lines.length);
        expect(!broken || joined.length > 0).toBe(true);
        for (const { text: one } of found) pamWords(one);
      }),
    );
  });

  it('every module line of a service comes back as a line of the section', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('required', 'optional', 'sufficient', 'bad='), { maxLength: 8 }),
        (controls) => {
          const own = controls.map((control) => `auth ${control} pam_x.so\n`).join('');
          const { section } = pamNormalizer.normalize(pamTree({ a: own }));
          expect(section.data?.lines).toHaveLength(controls.length);
          for (const line of section.data?.lines ?? []) expect([...line.reached_in, ...line.skipped_in]).toEqual(['a']);
        },
      ),
    );
  });

  it('lines keep their numbers when secrets are cut', () => {
    fc.assert(
      fc.property(fc.string(), (content) => {
        const bytes = Buffer.from(content);
        const count = (kept: Uint8Array) => Buffer.from(kept).toString('latin1').split('\n').length;
        expect(count(redactPamArguments(bytes))).toBe(content.split('\n').length);
        expect(count(keepLdapSettings(bytes))).toBe(content.split('\n').length);
      }),
    );
  });
});
