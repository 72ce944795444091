import { describe, expect, it } from 'vitest';
import { ldapTargets } from '../../../../src/app/ldap-targets.ts';
import { ldapAddress } from '../../../../src/collect/ldap/ldap-address.ts';
import { commentOf, ldifOf } from '../../../../src/collect/ldap/ldif-text.ts';
import { readLdif } from '../../../../src/normalize/iam/ldif/ldif-records.ts';

describe('the address of a directory', () => {
  it.each([
    [
      'ldaps://ldap.example.com/dc=example,dc=com',
      { url: 'ldaps://ldap.example.com:636', base: 'dc=example,dc=com', isTls: true, isLoopback: false },
    ],
    ['ldap://127.0.0.1:3389', { url: 'ldap://127.0.0.1:3389', base: '', isTls: false, isLoopback: true }],
    ['ldap://[::1]/ou=a%20b,dc=x', { host: '::1', base: 'ou=a b,dc=x', isLoopback: true }],
  ])('reads %s', (text, want) => {
    expect(ldapAddress(text)).toMatchObject(want);
  });

  it.each(['ldap.example.com', 'http://x/', 'ldaps://', 'ldaps://x/people', 'ldaps://x/dc=a?sub', 'ldaps://x/%E0'])(
    'refuses %s',
    (text) => {
      expect(() => ldapAddress(text)).toThrow();
    },
  );

  it('takes no password, and does not repeat it', () => {
    expect(() => ldapAddress('ldaps://admin:CANARY@x/dc=a')).toThrow(/no name or password/);
    expect(() => ldapAddress('ldaps://admin:CANARY@x/dc=a')).not.toThrow(/CANARY/);
  });
});

describe('who asks a directory', () => {
  it.each([
    [{ VAUBAN_LDAP_BIND_DN: 'cn=a' }],
    [{ VAUBAN_LDAP_PASSWORD: 'CANARY' }],
    [{ VAUBAN_LDAP_BIND_DN: 'cn=a', VAUBAN_LDAP_PASSWORD_FILE: '/nonexistent/file' }],
  ])('is refused half: %j', (env) => {
    expect(() => ldapTargets(['ldaps://x'], env)).toThrow();
  });

  it('is nobody, or somebody with a password', () => {
    expect(ldapTargets(['ldaps://x'], {})).toMatchObject([{ credentials: { bindDn: '', password: '' } }]);
    expect(ldapTargets(['ldaps://x'], { VAUBAN_LDAP_BIND_DN: 'cn=a', VAUBAN_LDAP_PASSWORD: 'p' })).toMatchObject([
      { credentials: { bindDn: 'cn=a', password: 'p' } },
    ]);
    expect(ldapTargets([], { VAUBAN_LDAP_PASSWORD: 'p' })).toEqual([]);
  });
});

describe('entries as LDIF', () => {
  it('come back as they were, whatever they hold', () => {
    const cn = [' begins', 'ends ', ':colon', '<less', 'two\nlines', 'é', '', '# no comment', 'dn: cn=x'];
    const { records, diagnostics } = readLdif(
      'x',
      ldifOf({ dn: 'cn=é\n,dc=x', cn, objectSid: Buffer.from([1, 255]), empty: [] }),
    );
    expect(diagnostics).toEqual([]);
    expect(records[0]?.dn).toBe('cn=é\n,dc=x');
    expect(records[0]?.values.get('cn')?.map(({ text }) => text)).toEqual(cn);
    expect([...(records[0]?.values.get('objectsid')?.[0]?.bytes ?? [])]).toEqual([1, 255]);
  });

  it('keep what a server says inside its comment', () => {
    expect(commentOf('result: 50 x\n\ndn: cn=made up\nobjectClass: person')).toBe(
      '# result: 50 x dn: cn=made up objectClass: person\n',
    );
  });
});
