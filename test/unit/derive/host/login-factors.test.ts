import { describe, expect, it } from 'vitest';
import { complete } from '../../../../src/core/section.ts';
import { loginFactorsDerivation } from '../../../../src/derive/host/login-factors.ts';
import { pamNormalizer } from '../../../../src/normalize/host/pam/pam.ts';
import { sshdNormalizer } from '../../../../src/normalize/host/sshd/sshd.ts';
import { capturesOf } from '../../normalize/host/host-tree.ts';
import { debianWith } from '../../normalize/host/pam/pam-tree.ts';

const STATUS =
  'Package: openssh-server\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1:9.2p1-2+deb12u3\n';
const PROGRAM = {
  'sshd program': '/usr/sbin/sshd',
  '/etc/default/ssh': { kind: 'absent' } as const,
  '/var/lib/dpkg/status': STATUS,
};
const TOKEN = '@include common-auth\nauth required pam_google_authenticator.so\n';

function derived(config: string, pam: Readonly<Record<string, string>> = {}) {
  const sshd = sshdNormalizer.normalize(capturesOf({ ...PROGRAM, '/etc/ssh/sshd_config': config })).section;
  const host = { sshd, pam: pamNormalizer.normalize(debianWith(pam)).section };
  return loginFactorsDerivation.derive({ host }, { nowMs: 0 }).host?.login_factors;
}

function routes(config: string, pam: Readonly<Record<string, string>> = {}) {
  return derived(config, pam)?.data?.ssh_routes.map(({ id, two_factors: two }) => [
    id,
    'value' in two ? two.value : 'unknown',
  ]);
}

describe('ways in by SSH', () => {
  const PAM = 'UsePAM yes\nPubkeyAcceptedAlgorithms ssh-ed25519\n';
  it.each([
    [
      'stock: each method by itself',
      `${PAM}KbdInteractiveAuthentication no\n`,
      {},
      [
        ['sshd password', false],
        ['sshd publickey', false],
      ],
    ],
    [
      'a token in PAM does nothing for keys',
      `${PAM}KbdInteractiveAuthentication yes\nPasswordAuthentication no\n`,
      { sshd: TOKEN },
      [
        ['sshd keyboard-interactive', true],
        ['sshd publickey', false],
      ],
    ],
    [
      'a key and what PAM asks',
      `${PAM}AuthenticationMethods publickey,keyboard-interactive:pam\n`,
      {},
      [['sshd publickey,keyboard-interactive:pam', true]],
    ],
    [
      'a key and a password',
      `${PAM}AuthenticationMethods publickey,password\n`,
      {},
      [['sshd publickey,password', true]],
    ],
    ['two keys', `${PAM}AuthenticationMethods publickey,publickey\n`, {}, [['sshd publickey,publickey', false]]],
    [
      'a list with a method that is off lets nobody in',
      `${PAM}PasswordAuthentication no\nAuthenticationMethods publickey,password publickey\n`,
      {},
      [['sshd publickey', false]],
    ],
    [
      'keyboard-interactive without PAM lets nobody in',
      'UsePAM no\nPubkeyAuthentication no\nPasswordAuthentication no\n',
      { sshd: TOKEN },
      [],
    ],
    [
      'only FIDO keys',
      'PubkeyAcceptedAlgorithms sk-ssh-ed25519@openssh.com\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n',
      {},
      [['sshd publickey', true]],
    ],
    [
      'nullok is one factor',
      `${PAM}PubkeyAuthentication no\nPasswordAuthentication no\n`,
      { sshd: '@include common-auth\nauth required pam_google_authenticator.so nullok\n' },
      [['sshd keyboard-interactive', false]],
    ],
    [
      'a Match block that lets a key do',
      `${PAM}AuthenticationMethods publickey,password\nMatch User backup\n  AuthenticationMethods publickey\nMatch User x\n  X11Forwarding no\n`,
      {},
      [
        ['sshd match:User backup publickey', false],
        ['sshd publickey,password', true],
      ],
    ],
  ])('%s', (_, config, pam, want) => {
    expect(routes(config, pam)).toEqual(want);
  });

  it('a setting that cannot be read is unknown', () => {
    const files = {
      ...PROGRAM,
      '/etc/ssh/sshd_config': 'Include /etc/ssh/x.conf\n',
      '/etc/ssh/x.conf': { kind: 'denied' },
    } as const;
    const sshd = sshdNormalizer.normalize(capturesOf(files)).section;
    const host = { sshd, pam: pamNormalizer.normalize(debianWith({})).section };
    const found = loginFactorsDerivation.derive({ host }, { nowMs: 0 }).host?.login_factors?.data?.ssh_routes;
    expect(found?.map(({ id, two_factors: two }) => [id, 'unknown' in two])).toEqual([['sshd', true]]);
  });
});

describe('ways up to root', () => {
  const up = (config: string, pam: Readonly<Record<string, string>>) =>
    derived(config, pam)?.data?.escalations.map(({ id, token_asked: token, every_login_has_two_factors: every }) => [
      id,
      'value' in token ? token.value : 'unknown',
      'value' in every ? every.value : 'unknown',
    ]);

  it('sudo with a token, su behind a login with two factors', () => {
    const sudo = '@include common-auth\nauth required pam_u2f.so\n';
    expect(up('UsePAM yes\nAuthenticationMethods publickey,password\n', { sudo })).toEqual([
      ['su', false, true],
      ['sudo', true, true],
    ]);
  });

  it('a host without an SSH server', () => {
    const pam = pamNormalizer.normalize(debianWith({})).section;
    const host = { sshd: { flag: 'does-not-exist' as const, reason: 'none' }, pam };
    const section = loginFactorsDerivation.derive({ host }, { nowMs: 0 }).host?.login_factors;
    expect(section).toEqual(
      complete({
        ssh_routes: [],
        escalations: [
          {
            id: 'su',
            at: { file: '/etc/pam.d/su' },
            token_asked: { value: false, at: { file: '/etc/pam.d/su' } },
            every_login_has_two_factors: { value: false, at: { file: '/etc/ssh/sshd_config' } },
          },
        ],
      }),
    );
  });

  it('nothing is derived from what was not collected', () => {
    expect(loginFactorsDerivation.derive({ host: {} }, { nowMs: 0 }).host?.login_factors?.flag).toBe('not-collected');
  });
});
