import { describe, expect, it } from 'vitest';
import { repositoriesNormalizer } from '../../../../../src/normalize/host/repositories/repositories.ts';
import { readReboot } from '../../../../../src/normalize/host/updates/reboot.ts';
import { capturesOf } from '../host-tree.ts';

type Files = Parameters<typeof capturesOf>[0];
const data = (files: Files) => repositoriesNormalizer.normalize(capturesOf(files)).section.data;

describe('sources of zypper and apk', () => {
  it.each([
    ['zypper checks without a setting', { '/etc/zypp/repos.d/a.repo': '[a]\nbaseurl=https://a.example/x\n' }, true],
    [
      'zypper, switched off for all',
      {
        '/etc/zypp/repos.d/a.repo': '[a]\nbaseurl=https://a.example/x\n',
        '/etc/zypp/zypp.conf': '[main]\ngpgcheck = off\n',
      },
      false,
    ],
    [
      'yum does not check without a setting',
      { '/etc/yum.repos.d/a.repo': '[a]\nbaseurl=https://a.example/x\n' },
      false,
    ],
    [
      'yum.conf where there is no dnf.conf',
      { '/etc/yum.repos.d/a.repo': '[a]\nbaseurl=https://a.example/x\n', '/etc/yum.conf': '[main]\ngpgcheck=1\n' },
      true,
    ],
    ['apk always checks', { '/etc/apk/repositories': '# none\n@edge https://a.example/edge\n' }, true],
  ] as const)('%s', (_, files, checked) => {
    expect(data(files)?.repositories).toMatchObject([{ signature_checked: { value: checked } }]);
  });
});

describe('trust of rpm', () => {
  const conf = (text: string): Files => ({
    '/etc/yum.repos.d/a.repo': '[a]\nbaseurl=https://a.example/x\n',
    '/etc/dnf/dnf.conf': text,
  });
  it.each([
    ['off by default', '[main]\ngpgcheck=1\n', { value: false }],
    ['on', '[main]\nlocalpkg_gpgcheck=True\n', { value: true, at: { file: '/etc/dnf/dnf.conf', line: 2 } }],
  ])('checks local packages: %s', (_, text, want) => {
    expect(data(conf(text))?.rpm?.local_packages_checked).toMatchObject(want);
  });

  it('has the keys of the database, unknown without one', () => {
    const row = 'gpg-pubkey\t\tFD431D51\t4ae0493b\t\tRed Hat\t';
    const files = { ...conf('[main]\n'), 'rpm database': `/var/lib/rpm/rpmdb.sqlite\n${row}\n` };
    expect(data(files)?.rpm?.imported_keys).toMatchObject({ value: ['fd431d51'] });
    expect(data(conf('[main]\n'))?.rpm?.imported_keys).toHaveProperty('unknown');
  });
});

describe('the newest kernel', () => {
  it.each([
    [
      'of rpm: digits are newer than letters, rescue never',
      ['vmlinuz-5.14.0-427.el9.x86_64', 'vmlinuz-5.14.0-427.13.1.el9_4.x86_64', 'vmlinuz-0-rescue-9999'],
      '',
      '5.14.0-427.13.1.el9_4.x86_64',
    ],
    ['of Debian', ['vmlinuz-6.1.0-9-amd64', 'vmlinuz-6.1.0-10-amd64'], '', '6.1.0-10-amd64'],
    ['of Alpine: by its modules', ['vmlinuz-lts'], '6.6.31-0-lts\n', '6.6.31-0-lts'],
  ])('%s', (_, names, modules, want) => {
    const captures = capturesOf({ 'ls /boot': JSON.stringify(names), 'ls /lib/modules': modules });
    expect(readReboot(captures).newest_kernel).toMatchObject({ value: want });
  });

  it('is unknown where neither tells', () => {
    expect(
      readReboot(capturesOf({ 'ls /boot': '["vmlinuz-lts"]', 'ls /lib/modules': '' })).newest_kernel,
    ).toHaveProperty('unknown');
  });
});
