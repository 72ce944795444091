import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../../../src/core/fact.ts';
import { loginLockoutNormalizer } from '../../../../../src/normalize/host/login-lockout/login-lockout.ts';
import { passwordHistoryNormalizer } from '../../../../../src/normalize/host/password-history/password-history.ts';
import { passwordQualityNormalizer } from '../../../../../src/normalize/host/password-quality/password-quality.ts';
import { remoteIdentityNormalizer } from '../../../../../src/normalize/host/remote-identity/remote-identity.ts';
import { pamTree } from './pam-tree.ts';

const told = <T>(fact: Fact<T> | undefined): T | 'unknown' | undefined =>
  fact === undefined ? undefined : 'value' in fact ? fact.value : 'unknown';
const lost = (fact: Fact<unknown> | undefined) =>
  fact !== undefined && 'value' in fact ? (fact.overridden ?? []).map(({ at, why }) => [at.file, at.line, why]) : [];
const OTHER = 'auth required pam_deny.so\n';

describe('pam_pwquality', () => {
  const check = (words: string, files: Parameters<typeof pamTree>[1]) => {
    const services = { passwd: `password requisite pam_pwquality.so ${words}\n`, other: OTHER };
    return passwordQualityNormalizer.normalize(pamTree(services, files)).section.data?.checks[0];
  };
  const MAIN = '/etc/security/pwquality.conf';
  const DROP = '/etc/security/pwquality.conf.d/50-x.conf';

  it('has its defaults without a file', () => {
    const found = check('retry=3', {});
    expect([told(found?.minlen), told(found?.dictcheck), told(found?.retry), told(found?.difok)]).toEqual([8, 1, 3, 1]);
  });

  it('takes the main file before a drop-in, and an argument before both', () => {
    const files = { [MAIN]: 'minlen = 10\n', [DROP]: 'minlen = 14\n' };
    expect(told(check('', files)?.minlen)).toBe(10);
    expect(lost(check('', files)?.minlen)).toEqual([[DROP, 1, `${MAIN}:1 is read later`]]);
    expect(lost(check('minlen=9', files)?.minlen)).toEqual([
      [DROP, 1, `${MAIN}:1 is read later`],
      [MAIN, 1, 'an argument of the module line beats the files'],
    ]);
  });

  it('reads nothing after a line that it does not understand', () => {
    const found = check('', { [DROP]: 'minlen = 12\nnonsense = 1\n', [MAIN]: 'minlen = 16\n' });
    expect(told(found?.minlen)).toBe(12);
    expect(lost(found?.minlen)).toEqual([
      [MAIN, 1, `libpwquality stops reading at ${DROP}:2, which it does not understand`],
    ]);
  });

  it.each([
    ['minlen = 3', 6, 6],
    ['minlen = 14\nucredit = 2\ndcredit = 1', 14, 11],
    ['minlen = 14\nucredit = 9\ndcredit = 9', 14, 7],
    ['minlen = 14\nucredit = -1', 14, 14],
  ])('%j: minlen %s, shortest %s', (text, minlen, shortest) => {
    const found = check('', { [MAIN]: text });
    expect([told(found?.minlen), told(found?.shortest_length)]).toEqual([minlen, shortest]);
  });

  it('sets a flag by its name alone', () => {
    expect(told(check('', { [MAIN]: 'enforce_for_root = 0\n' })?.enforce_for_root)).toBe(true);
  });

  it('is unknown behind a closed file, but for what an argument says', () => {
    const found = check('minlen=12', { [MAIN]: { kind: 'denied' } });
    expect([told(found?.minlen), told(found?.difok)]).toEqual([12, 'unknown']);
  });

  it('judges nothing where the line is never reached', () => {
    const services = {
      passwd:
        'password [default=1] pam_permit.so\npassword requisite pam_pwquality.so\npassword required pam_unix.so\n',
    };
    expect(passwordQualityNormalizer.normalize(pamTree(services)).section.data?.checks).toEqual([]);
  });
});

describe('pam_faillock', () => {
  const line = (words: string, files: Parameters<typeof pamTree>[1] = {}) => {
    const services = { sshd: `auth required pam_faillock.so preauth ${words}\nauth required pam_unix.so\n` };
    return loginLockoutNormalizer.normalize(pamTree(services, files)).section.data?.lines[0];
  };
  const FILE = '/etc/security/faillock.conf';

  it.each([
    ['', '', 3, 600, 600],
    ['deny=5 unlock_time=never', '', 5, 0, 0],
    ['', 'deny = 4\nunlock_time = 900\nroot_unlock_time=60\n', 4, 900, 60],
    ['', 'unlock_time = 700000\n', 3, 600, 600],
    ['deny=x', 'deny = 6', 6, 600, 600],
  ])('%j and the file %j', (words, text, deny, unlock, root) => {
    const found = line(words, { [FILE]: text });
    expect([told(found?.deny), told(found?.unlock_time), told(found?.root_unlock_time)]).toEqual([deny, unlock, root]);
  });

  it('takes the file that conf= names', () => {
    expect(told(line('conf=/etc/lock', { '/etc/lock': 'deny = 2\n', [FILE]: 'deny = 9\n' })?.deny)).toBe(2);
    expect(told(line('conf=/etc/lock')?.deny)).toBe('unknown');
  });
});

describe('pam_pwhistory', () => {
  const line = (words: string, files: Parameters<typeof pamTree>[1]) => {
    const services = { passwd: `password required pam_pwhistory.so ${words}\npassword required pam_unix.so\n` };
    return passwordHistoryNormalizer.normalize(pamTree(services, files)).section.data?.lines[0];
  };
  const status = (version: string) =>
    `Package: libpam-modules\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n`;
  const FILE = '/etc/security/pwhistory.conf';

  it.each([
    ['', '1.5.2-6+deb12u1', 'remember = 24\nenforce_for_root\n', 10, false],
    ['', '1.7.0-5', 'remember = 24\nenforce_for_root\n', 24, true],
    ['remember=5', '1.7.0-5', 'remember = 24\n', 5, false],
    ['remember=900', '1.5.2-6', '', 400, false],
    ['', '1.7.0-5', 'remember = 7\nremember = 24\n', 7, false],
  ])('%j with pam %s and the file %j', (words, version, text, remember, root) => {
    const found = line(words, { '/var/lib/dpkg/status': status(version), [FILE]: text });
    expect([told(found?.remember), told(found?.enforce_for_root)]).toEqual([remember, root]);
  });

  it('says why a file that is there does not count', () => {
    const found = line('', { '/var/lib/dpkg/status': status('1.5.2-6'), [FILE]: 'remember = 24\n' });
    expect(lost(found?.remember)).toEqual([
      [FILE, 1, 'pam_pwhistory of version 1.5.2-6 reads no file: it takes arguments only'],
    ]);
  });
});

describe('host.remote_identity', () => {
  const section = (files: Parameters<typeof pamTree>[1]) =>
    remoteIdentityNormalizer.normalize(pamTree({ sshd: 'auth sufficient pam_sss.so\n' }, files)).section.data;
  const links = (files: Parameters<typeof pamTree>[1]) =>
    section(files)?.links.map(({ id, encrypted, certificate_checked: checked }) => [
      id,
      told(encrypted),
      told(checked),
    ]);
  const SSSD = '/etc/sssd/sssd.conf';
  const domain = (text: string) => `[sssd]\ndomains = corp\n[domain/corp]\nid_provider = ldap\n${text}`;

  it.each([
    ['ldap_uri = ldaps://a', true, true],
    ['ldap_uri = ldap://a', false, true],
    ['ldap_uri = ldap://a\nldap_id_use_start_tls = True', true, true],
    ['ldap_uri = ldaps://a, ldap://b', false, true],
    ['ldap_uri = ldaps://a\nldap_tls_reqcert = never', true, false],
    ['', false, true],
  ])('sssd with %j', (text, encrypted, checked) => {
    expect(links({ [SSSD]: domain(text) })).toEqual([['sssd corp', encrypted, checked]]);
  });

  it('a drop-in comes later, Kerberos and AD are not judged, a closed file is unknown', () => {
    const drop = {
      [SSSD]: domain('ldap_uri = ldaps://a'),
      '/etc/sssd/conf.d/x.conf': '[domain/corp]\nldap_uri = ldap://a\n',
    };
    expect(links(drop)).toEqual([['sssd corp', false, true]]);
    expect(links({ [SSSD]: '[domain/corp]\nid_provider = ad\n' })).toEqual([]);
    expect(links({ [SSSD]: { kind: 'denied' } })).toEqual([['sssd', 'unknown', 'unknown']]);
  });

  it.each([
    ['uri ldap://a\nssl start_tls\ntls_reqcert demand\n', true, true],
    ['uri ldap://a\n', false, true],
    ['uri ldaps://a\ntls_reqcert never\n', true, false],
  ])('nslcd with %j', (text, encrypted, checked) => {
    expect(links({ '/etc/nslcd.conf': text })).toEqual([['nslcd', encrypted, checked]]);
  });

  it('tells that nobody asks', () => {
    const captures = pamTree({ sshd: 'auth required pam_unix.so\n' });
    expect(remoteIdentityNormalizer.normalize(captures).section.data).toEqual({
      used: { value: false, at: { file: '/etc/pam.d' } },
      clients: [],
      links: [],
    });
  });
});
