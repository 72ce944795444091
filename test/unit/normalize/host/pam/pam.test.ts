import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../../../src/core/fact.ts';
import { parseControl, returnCode } from '../../../../../src/normalize/host/pam/control.ts';
import { pamNormalizer } from '../../../../../src/normalize/host/pam/pam.ts';
import { assemblePamLines, pamWords } from '../../../../../src/normalize/host/pam/pam-lines.ts';
import { capturesOf } from '../host-tree.ts';
import { DEBIAN, debianWith, pamTree } from './pam-tree.ts';

const told = <T>(fact: Fact<T> | undefined): T | 'unknown' | undefined =>
  fact === undefined ? undefined : 'value' in fact ? fact.value : 'unknown';
const data = (captures: ReturnType<typeof pamTree>) => pamNormalizer.normalize(captures).section.data;

describe('lines of PAM', () => {
  it.each([
    ['auth required pam_unix.so # why', ['auth', 'required', 'pam_unix.so']],
    ['auth [success=1 default=ignore] pam_x.so [a b] c', ['auth', 'success=1 default=ignore', 'pam_x.so', 'a b', 'c']],
    ['auth [a\\]b]c d', ['auth', 'a]b', 'c', 'd']],
    ['auth\tx\\ \n# no\n\n  y', ['auth', 'x', 'y']],
    ['auth x # y \\\nz', ['auth', 'x']],
  ])('%j is cut into %j', (text, words) => {
    const [line] = assemblePamLines(text.split('\n')).lines;
    expect(pamWords(line?.text ?? '')).toEqual(words);
  });

  it('is broken where the file ends in a joined line', () => {
    expect(assemblePamLines(['auth x', 'auth \\']).broken).toBe(true);
  });

  it.each([
    ['required', 'auth_err', 'bad'],
    ['REQUISITE', 'auth_err', 'die'],
    ['sufficient', 'success', 'done'],
    ['optional', 'auth_err', 'ignore'],
    ['success=2 default=ignore', 'success', 2],
    ['success=ok', 'auth_err', 'bad'],
    ['default=ignore success=die', 'success', 'die'],
    ['success=0', 'success', 'bad'],
    ['nonsense', 'success', 'bad'],
    ['success=okay', 'success', 'bad'],
  ])('the control %j does with %s: %s', (control, name, action) => {
    expect(parseControl(control)[returnCode(name)]).toBe(action);
  });
});

describe('host.pam of Debian', () => {
  const section = pamNormalizer.normalize(pamTree(DEBIAN));

  it('takes what others include for parts, but su for a service', () => {
    expect(section.section.data?.services.map(({ id }) => id)).toEqual(['other', 'passwd', 'sshd', 'su', 'su-l']);
  });

  it('tells one finding for all services that include the file', () => {
    expect(section.section.data?.password_setters.map(({ id, services }) => [id, services])).toEqual([
      ['/etc/pam.d/common-password', ['other', 'passwd', 'sshd']],
    ]);
    expect(section.section.data?.auth_checks.map(({ id }) => id)).toEqual(['/etc/pam.d/common-auth']);
  });

  it('knows that the stack asks for a password', () => {
    const sshd = section.section.data?.services.find(({ id }) => id === 'sshd');
    expect([told(sshd?.password_asked), told(sshd?.token_asked)]).toEqual([true, false]);
  });
});

describe('a check before pam_unix', () => {
  const UNIX = 'password [success=1 default=ignore] pam_unix.so obscure use_authtok yescrypt\n';
  const END = 'password requisite pam_deny.so\npassword required pam_permit.so\n';
  it.each([
    ['requisite', `password requisite pam_pwquality.so retry=3\n${UNIX}${END}`, 'guards'],
    ['required with use_authtok', `password required pam_pwquality.so\n${UNIX}${END}`, 'guards'],
    [
      'required without use_authtok',
      `password required pam_pwquality.so\npassword required pam_unix.so\n`,
      'not-binding',
    ],
    [
      'optional without use_authtok',
      `password optional pam_pwquality.so\npassword required pam_unix.so\n`,
      'not-binding',
    ],
    ['after pam_unix', `${UNIX}${END}password required pam_pwquality.so\n`, 'late'],
    [
      'always jumped over',
      `password [default=1] pam_permit.so\npassword requisite pam_pwquality.so\n${UNIX}${END}`,
      'skipped',
    ],
    [
      'jumped over at times',
      `password [success=1 default=ignore] pam_succeed_if.so user ingroup x\npassword requisite pam_pwquality.so\npassword required pam_unix.so\n`,
      'not-binding',
    ],
    ['in a substack that ends by itself', `password substack inner\npassword required pam_unix.so\n`, 'not-binding'],
    ['commented out', `# password requisite pam_pwquality.so\n${UNIX}${END}`, 'absent'],
  ])('%s', (_, text, want) => {
    const captures = debianWith({ 'common-password': text, inner: 'password requisite pam_pwquality.so\n' });
    expect(told(data(captures)?.password_setters[0]?.quality)).toBe(want);
  });
});

describe('the lockout around pam_unix', () => {
  const ACCOUNT = `${DEBIAN['common-account'] ?? ''}account required pam_faillock.so\n`;
  const RHEL =
    'auth required pam_env.so\nauth required pam_faildelay.so delay=2000000\nauth required pam_faillock.so preauth silent\nauth [default=1 ignore=ignore success=ok] pam_usertype.so isregular\nauth [default=1 ignore=ignore success=ok] pam_localuser.so\nauth sufficient pam_unix.so\nauth [default=1 ignore=ignore success=ok] pam_usertype.so isregular\nauth sufficient pam_sss.so forward_pass\nauth required pam_faillock.so authfail\nauth required pam_deny.so\n';
  it.each([
    [
      'Debian with the profiles of CIS',
      'auth requisite pam_faillock.so preauth\nauth [success=2 default=ignore] pam_unix.so\nauth [default=die] pam_faillock.so authfail\nauth requisite pam_deny.so\nauth required pam_permit.so\n',
      ['guards', 'counts', 'clears'],
    ],
    ['RHEL', RHEL, ['guards', 'counts', 'clears']],
    [
      'preauth is optional',
      'auth optional pam_faillock.so preauth\nauth [success=2 default=ignore] pam_unix.so\nauth [default=die] pam_faillock.so authfail\nauth requisite pam_deny.so\nauth required pam_permit.so\n',
      ['not-binding', 'counts', 'clears'],
    ],
    [
      'a wrong count of the jump ends before authfail',
      'auth requisite pam_faillock.so preauth\nauth [success=3 default=1] pam_unix.so\nauth [default=die] pam_faillock.so authfail\nauth requisite pam_deny.so\nauth required pam_permit.so\nauth required pam_permit.so\n',
      ['guards', 'skipped', 'clears'],
    ],
    [
      'pam_unix required ends nothing, requisite ends all',
      'auth requisite pam_faillock.so preauth\nauth requisite pam_unix.so\nauth [default=die] pam_faillock.so authfail\n',
      ['guards', 'misses', 'clears'],
    ],
  ])('%s', (_, text, want) => {
    const check = data(debianWith({ 'common-auth': text, 'common-account': ACCOUNT }))?.auth_checks[0];
    expect([told(check?.preauth), told(check?.authfail), told(check?.reset)]).toEqual(want);
  });
});

describe('su', () => {
  const REST = '@include common-auth\n@include common-account\n';
  it.each([
    ['stock', '', 'absent'],
    ['required', 'auth required pam_wheel.so use_uid group=sugroup\n', 'guards'],
    ['optional', 'auth optional pam_wheel.so use_uid\n', 'not-binding'],
    ['trust', 'auth sufficient pam_wheel.so trust use_uid\n', 'trusts'],
    ['deny', 'auth required pam_wheel.so deny group=nosu\n', 'inverted'],
    ['root only', 'auth required pam_wheel.so use_uid root_only\n', 'root-only'],
    ['jumped over', 'auth [default=1] pam_permit.so\nauth required pam_wheel.so use_uid\n', 'skipped'],
  ])('%s', (_, line, want) => {
    const guards = data(debianWith({ su: `auth sufficient pam_rootok.so\n${line}${REST}` }))?.su_guards;
    // su-l includes su.
    expect(guards?.map(({ id, state }) => [id, told(state)])).toEqual([['su', want]]);
  });
});

describe('a second factor in sshd', () => {
  it.each([
    ['required', '@include common-auth\nauth required pam_google_authenticator.so\n', true, [false]],
    ['nullok', '@include common-auth\nauth required pam_google_authenticator.so nullok\n', false, [true]],
    ['instead of the password', 'auth sufficient pam_u2f.so\n@include common-auth\n', false, [false]],
    [
      'not asked of a group',
      '@include common-auth\nauth [success=1 default=ignore] pam_succeed_if.so user ingroup notoken\nauth required pam_oath.so\nauth required pam_permit.so\n',
      false,
      [false],
    ],
    [
      'one of two',
      '@include common-auth\nauth sufficient pam_u2f.so\nauth requisite pam_oath.so\n',
      true,
      [false, false],
    ],
    [
      'who has none is let in',
      '@include common-auth\nauth [success=ok user_unknown=ignore default=die] pam_oath.so\n',
      false,
      [false],
    ],
  ])('%s', (_, text, asked, nullok) => {
    const found = data(debianWith({ sshd: text }));
    expect(told(found?.services.find(({ id }) => id === 'sshd')?.token_asked)).toBe(asked);
    expect(found?.second_factors.map((factor) => told(factor.nullok))).toEqual(nullok);
  });
});

describe('how pam_unix stores a password', () => {
  it.each([
    ['an argument', 'yescrypt', '', 'yescrypt', 5],
    ['the last argument', 'sha512 md5', '', 'md5', 0],
    ['login.defs', 'obscure', 'ENCRYPT_METHOD SHA512\n', 'sha512', 0],
    ['login.defs with rounds', 'obscure', 'ENCRYPT_METHOD SHA512\nSHA_CRYPT_MAX_ROUNDS 70000\n', 'sha512', 70000],
    ['nothing', 'obscure', '', 'des', 0],
    ['rounds out of range', 'yescrypt rounds=12', '', 'yescrypt', 5],
    ['rounds', 'sha512 rounds=65536', 'ENCRYPT_METHOD YESCRYPT\n', 'sha512', 65536],
  ])('%s', (_, words, defs, hash, rounds) => {
    const captures = pamTree(
      { passwd: `password required pam_unix.so ${words}\n`, other: 'auth required pam_deny.so\n' },
      { '/etc/login.defs': defs },
    );
    const [setter] = data(captures)?.password_setters ?? [];
    expect([told(setter?.hash), told(setter?.rounds)]).toEqual([hash, rounds]);
  });
});

describe('what cannot be read', () => {
  it('nothing was collected', () => {
    expect(pamNormalizer.normalize(capturesOf({})).section.flag).toBe('not-collected');
  });

  it('the folder is closed', () => {
    const captures = pamTree({}, { '/etc/pam.d': { kind: 'denied' } });
    expect(pamNormalizer.normalize(captures).section.flag).toBe('not-collected');
  });

  it('a part of a service is closed', () => {
    const { section } = pamNormalizer.normalize(pamTree(DEBIAN, { '/etc/pam.d/common-auth': { kind: 'denied' } }));
    expect(section.flag).toBe('incomplete');
    expect(section.data?.services.map(({ id }) => id)).toEqual(['passwd']);
  });

  it('a missing @include ends the service, a missing include makes its line refuse', () => {
    const { section, diagnostics } = pamNormalizer.normalize(
      pamTree({ a: '@include gone\nauth required pam_unix.so\n', b: 'auth include gone\n' }),
    );
    expect(section.data?.services.map(({ id }) => id)).toEqual(['b']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['pam-service-broken', 'pam-line-fails']);
  });

  it('files that include each other end', () => {
    const { section } = pamNormalizer.normalize(pamTree({ a: '@include b\n', b: 'auth include a\nauth substack b\n' }));
    expect(section.flag).toBe('complete');
  });

  it('copies are left out, and said', () => {
    const { diagnostics } = pamNormalizer.normalize(
      pamTree({ ...DEBIAN, 'sshd.dpkg-old': 'auth required pam_permit.so' }),
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['pam-file-left-out']);
  });

  it('a host without PAM', () => {
    const absent = { kind: 'absent' } as const;
    const stats = { 'stat /etc/pam.d': absent, 'stat /usr/lib/pam.d': absent, 'stat /usr/etc/pam.d': absent };
    expect(pamNormalizer.normalize(capturesOf({ ...stats, '/etc/pam.conf': absent })).section.flag).toBe(
      'does-not-exist',
    );
    const single = {
      ...stats,
      '/etc/pam.conf': 'sshd auth required pam_unix.so nullok\nother auth required pam_deny.so\n',
    };
    expect(data(capturesOf(single))?.lines.map(({ id }) => id)).toEqual([
      'auth /etc/pam.conf pam_deny',
      'auth /etc/pam.conf pam_unix',
    ]);
  });
});
