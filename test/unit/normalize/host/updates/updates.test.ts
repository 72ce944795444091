import { describe, expect, it } from 'vitest';
import type { Capture, CaptureOutcome } from '../../../../../src/core/capture.ts';
import { captureId } from '../../../../../src/core/ids.ts';
import { captureSet } from '../../../../../src/normalize/capture-set.ts';
import { parseAptConf } from '../../../../../src/normalize/host/updates/apt-conf.ts';
import { updatesNormalizer } from '../../../../../src/normalize/host/updates/updates.ts';

type Files = Readonly<Record<string, string | CaptureOutcome>>;

function normalize(files: Files) {
  const captures = Object.entries(files).map(
    ([origin, outcome]): Capture => ({
      id: captureId(origin),
      origin,
      collectedAt: '2026-11-22T00:00:00Z',
      outcome: typeof outcome === 'string' ? { kind: 'read', bytes: new TextEncoder().encode(outcome) } : outcome,
    }),
  );
  const { section } = updatesNormalizer.normalize(captureSet(captures));
  if (section.data === undefined) throw new Error('no data');
  return section.data;
}

const LISTS = '/var/lib/apt/lists/deb.example.org';
const STATUS =
  'Package: a\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.0-1\n\nPackage: gone\nStatus: deinstall ok config-files\nArchitecture: amd64\nVersion: 1.0-1\n';
const SECURITY =
  'Origin: Debian\nLabel: Debian-Security\nSuite: stable-security\nCodename: bookworm-security\nDate: Sat, 21 Nov 2026 00:53:02 UTC\n';
const BACKPORTS = 'Origin: Debian Backports\nSuite: stable-backports\nNotAutomatic: yes\nButAutomaticUpgrades: yes\n';
const entry = (name: string, version: string, architecture = 'amd64') =>
  `Package: ${name}\nVersion: ${version}\nArchitecture: ${architecture}\n\n`;
const base: Files = {
  '/var/lib/dpkg/status': STATUS,
  [`${LISTS}_debian-security_dists_bookworm-security_InRelease`]: SECURITY,
  [`${LISTS}_debian-security_dists_bookworm-security_main_binary-amd64_Packages`]: entry('other', '9'),
};

describe('pending updates', () => {
  it.each([
    ['none', {}, []],
    [
      'of a security archive',
      { [`${LISTS}_debian-security_dists_bookworm-security_main_binary-amd64_Packages`]: entry('a', '1.0-1+deb12u1') },
      ['a security'],
    ],
    [
      'of another archive',
      { [`${LISTS}_debian_dists_bookworm_main_binary-amd64_Packages`]: entry('a', '1.1-1') },
      ['a'],
    ],
    [
      'older than installed',
      { [`${LISTS}_debian_dists_bookworm_main_binary-amd64_Packages`]: entry('a', '1.0-1~rc1') },
      [],
    ],
    [
      'of another architecture',
      { [`${LISTS}_debian_dists_bookworm_main_binary-i386_Packages`]: entry('a', '2.0-1', 'i386') },
      [],
    ],
    [
      'of a removed package',
      { [`${LISTS}_debian_dists_bookworm_main_binary-amd64_Packages`]: entry('gone', '2.0-1') },
      [],
    ],
    [
      'of backports that nobody asked for',
      {
        [`${LISTS}_debian_dists_bookworm-backports_InRelease`]: BACKPORTS,
        [`${LISTS}_debian_dists_bookworm-backports_main_binary-amd64_Packages`]: entry('a', '2.0-1~bpo12+1'),
      },
      [],
    ],
    [
      'of backports that it came from',
      {
        [`${LISTS}_debian_dists_bookworm-backports_InRelease`]: BACKPORTS,
        [`${LISTS}_debian_dists_bookworm-backports_main_binary-amd64_Packages`]:
          entry('a', '1.0-1') + entry('a', '2.0-1~bpo12+1'),
      },
      ['a'],
    ],
    [
      'a security archive without its Release file',
      { [`${LISTS}_x_dists_jammy-security_main_binary-amd64_Packages`]: entry('a', '1.1-1') },
      ['a security'],
    ],
  ])('%s', (_name, files, wanted) => {
    const data = normalize({ ...base, ...files });
    expect(data.pending.map((one) => `${one.package}${one.security ? ' security' : ''}`)).toEqual(wanted);
    expect(data.security_pending).toMatchObject({ value: wanted.filter((one) => one.endsWith('security')).length });
  });

  it.each([
    ['no lists', { '/var/lib/dpkg/status': STATUS }],
    [
      'no list of a security archive',
      {
        '/var/lib/dpkg/status': STATUS,
        [`${LISTS}_debian_dists_bookworm_main_binary-amd64_Packages`]: entry('a', '1.0-1'),
      },
    ],
    [
      'a list that could not be unpacked',
      { ...base, [`${LISTS}_debian_dists_bookworm_main_binary-amd64_Packages.lz4`]: { kind: 'failed', reason: 'cut' } },
    ],
    ['a database that may not be read', { '/var/lib/dpkg/status': { kind: 'denied', reason: 'EACCES' } }],
    [
      'another package manager',
      { 'stat /var/lib/rpm': '{"kind":"directory","mode":493,"uid":0,"gid":0,"size":0,"modifiedMs":0}' },
    ],
  ] satisfies readonly (readonly [string, Files])[])('with %s prove nothing', (_name, files) => {
    expect(normalize(files).security_pending).toHaveProperty('unknown');
  });

  it('tell the date that an archive signed, not that of a file', () => {
    expect(normalize(base).lists_as_of).toMatchObject({ value: '2026-11-21T00:53:02Z' });
  });
});

describe('packages half installed', () => {
  it('are listed', () => {
    const data = normalize({
      '/var/lib/dpkg/status': 'Package: b\nStatus: install ok half-configured\nVersion: 1\nArchitecture: all\n',
    });
    expect(data.unfinished).toMatchObject({ value: ['b'] });
  });
});

describe('apt.conf', () => {
  const text = `
    // a comment with "quotes";
    APT::Periodic { Update-Package-Lists "1"; Unattended-Upgrade "1"; };
    # another one
    Unattended-Upgrade::Origins-Pattern { "a"; "b=c"; };
    /* APT::Periodic::Unattended-Upgrade "7"; */
    Unattended-Upgrade::Origins-Pattern:: "d";`;

  it('merges blocks, scopes and lists', () => {
    const conf = parseAptConf([{ file: 'a', text }]);
    expect(conf.value('apt::periodic::unattended-upgrade')?.text).toBe('1');
    expect(conf.list('Unattended-Upgrade::Origins-Pattern')).toEqual(['a', 'b=c', 'd']);
  });

  it.each([
    ['a later value wins', 'APT::Periodic::Unattended-Upgrade "0";', 'APT::Periodic::Unattended-Upgrade', '0'],
    ['#clear forgets a branch', '#clear APT::Periodic;', 'APT::Periodic::Unattended-Upgrade', undefined],
  ])('%s', (_name, later, name, wanted) => {
    expect(
      parseAptConf([
        { file: 'a', text },
        { file: 'b', text: later },
      ]).value(name)?.text,
    ).toBe(wanted);
  });

  it('clears lists too', () => {
    const conf = parseAptConf([
      { file: 'a', text },
      {
        file: 'b',
        text: '#clear Unattended-Upgrade::Origins-Pattern;\nUnattended-Upgrade::Origins-Pattern { "only"; };',
      },
    ]);
    expect(conf.list('Unattended-Upgrade::Origins-Pattern')).toEqual(['only']);
  });
});

describe('automatic updates', () => {
  const os = 'ID=debian\nVERSION_CODENAME=bookworm\n';
  const origins = (pattern: string): Files => ({
    ...base,
    '/etc/os-release': os,
    '/etc/apt/apt.conf.d/50u': `Unattended-Upgrade::Origins-Pattern { "${pattern}"; };`,
  });
  it.each([
    ['by label and codename', 'origin=Debian,codename=${distro_codename}-security,label=Debian-Security', true],
    ['by a codename of another release', 'origin=Debian,codename=bullseye-security,label=Debian-Security', false],
    ['by a pattern', 'o=Debian,a=*-security', true],
    ['not at all', 'origin=Debian,label=Debian', false],
  ])('take in the security archive %s', (_name, pattern, wanted) => {
    expect(normalize(origins(pattern)).automatic.security_origin).toMatchObject({ value: wanted });
  });

  it('take it in by Ubuntu’s allowed origins', () => {
    const files = {
      ...base,
      '/etc/os-release': os,
      '/etc/apt/apt.conf.d/50u': 'Unattended-Upgrade::Allowed-Origins { "${distro_id}:stable-security"; };',
    };
    expect(normalize(files).automatic.security_origin).toMatchObject({ value: true });
  });

  it('are off by Enable "0" whatever else is set', () => {
    const conf = 'APT::Periodic::Enable "0";\nAPT::Periodic::Unattended-Upgrade "1";';
    expect(normalize({ ...base, '/etc/apt/apt.conf.d/99x': conf }).automatic.upgrades).toMatchObject({ value: false });
  });
});

describe('a pending restart', () => {
  const boot = (names: readonly string[]) => ({ 'ls /boot': JSON.stringify(names) });
  const running = {
    '/proc/sys/kernel/osrelease': '6.1.0-28-amd64\n',
    '/run/reboot-required': { kind: 'absent' },
  } satisfies Files;
  it.each([
    [
      'the newest kernel runs',
      { ...running, ...boot(['vmlinuz-6.1.0-9-amd64', 'vmlinuz-6.1.0-28-amd64', 'initrd.img-6.1.0-28-amd64']) },
      true,
    ],
    ['a newer one is installed', { ...running, ...boot(['vmlinuz-6.1.0-28-amd64', 'vmlinuz-6.1.0-30-amd64']) }, false],
    ['a container without a kernel', { ...running, ...boot([]) }, true],
  ])('%s', (_name, files, wanted) => {
    const { reboot } = normalize({ ...base, ...files });
    expect(reboot.kernel_current).toMatchObject({ value: wanted });
    expect(reboot.required).toMatchObject({ value: false });
  });

  it('is unknown for an image: its /run is empty', () => {
    const { reboot } = normalize({
      ...base,
      '/run/reboot-required': { kind: 'absent' },
      ...boot(['vmlinuz-6.1.0-28-amd64']),
    });
    expect(reboot.required).toHaveProperty('unknown');
    expect(reboot.kernel_current).toHaveProperty('unknown');
  });
});
