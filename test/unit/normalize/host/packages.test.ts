import { describe, expect, it } from 'vitest';
import { packagesNormalizer } from '../../../../src/normalize/host/packages/packages.ts';
import { capturesOf } from './host-tree.ts';

const normalize = (files: Parameters<typeof capturesOf>[0]) =>
  packagesNormalizer.normalize(
    capturesOf({ '/var/lib/dpkg/status': { kind: 'absent' }, '/lib/apk/db/installed': { kind: 'absent' }, ...files }),
  );
const stanza = (name: string, status: string, more = '') =>
  `Package: ${name}\nStatus: ${status}\nArchitecture: amd64\nVersion: 1:2.0-1\n${more}\n`;

describe('dpkg', () => {
  it.each([
    ['install ok installed', true],
    ['hold ok installed', true],
    ['deinstall ok config-files', false],
    ['install ok unpacked', false],
    ['install reinstreq half-installed', false],
    ['purge ok not-installed', false],
  ])('%s counts: %s', (status, counts) => {
    expect(normalize({ '/var/lib/dpkg/status': stanza('a', status) }).section.data?.packages.length).toBe(
      counts ? 1 : 0,
    );
  });

  it('reads source, its version, what is provided, and the line', () => {
    const text =
      stanza('z', 'install ok installed') +
      stanza('libc6', 'install ok installed', 'Source: glibc (2.36-9)\nProvides: libc (= 2.36), c-lib\n');
    expect(normalize({ '/var/lib/dpkg/status': text }).section.data?.packages[0]).toEqual({
      id: 'libc6:amd64',
      name: 'libc6',
      version: '1:2.0-1',
      architecture: 'amd64',
      source: 'glibc',
      source_version: '2.36-9',
      provides: ['libc', 'c-lib'],
      at: { file: '/var/lib/dpkg/status', line: 6 },
    });
  });

  it('reads status.d of images, which has no Status field', () => {
    const files = { '/var/lib/dpkg/status.d/base': 'Package: base-files\nVersion: 12.4\nArchitecture: amd64\n' };
    expect(normalize(files).section).toMatchObject({
      flag: 'complete',
      data: { packages: [{ id: 'base-files:amd64' }] },
    });
  });

  it('tells packages that are half installed', () => {
    expect(normalize({ '/var/lib/dpkg/status': stanza('a', 'install ok half-configured') }).diagnostics).toMatchObject([
      { code: 'package-half-installed' },
    ]);
  });
});

describe('a damaged database', () => {
  it('counts the first record of a package that is told twice, and says so', () => {
    const text = stanza('a', 'install ok installed') + stanza('a', 'install ok installed').replace('1:2', '1:3');
    const { section, diagnostics } = normalize({ '/var/lib/dpkg/status': text });
    expect(section.data?.packages).toMatchObject([{ id: 'a:amd64', version: '1:2.0-1' }]);
    expect(diagnostics).toMatchObject([{ code: 'duplicate-package', at: { line: 6 } }]);
  });

  it('is no list when a part of it is closed', () => {
    const files = {
      '/var/lib/dpkg/status': stanza('a', 'install ok installed'),
      '/var/lib/dpkg/status.d/b': { kind: 'denied' as const },
    };
    expect(normalize(files).section.flag).toBe('not-collected');
  });
});

describe('others', () => {
  it('reads apk', () => {
    const files = {
      '/lib/apk/db/installed':
        'C:Q1\nP:musl\nV:1.2.5-r0\nA:x86_64\no:musl\np:so:libc.musl-x86_64.so.1=1\n\nP:busybox\nV:1.36\nA:x86_64\n',
    };
    expect(normalize(files).section.data).toMatchObject({
      manager: 'apk',
      packages: [{ id: 'busybox:x86_64' }, { id: 'musl:x86_64', version: '1.2.5-r0' }],
    });
  });
  it('never takes an unreadable or a missing database for an empty one', () => {
    expect(normalize({ '/var/lib/dpkg/status': { kind: 'denied' } }).section.flag).toBe('not-collected');
    expect(normalize({}).section.flag).toBe('not-collected');
  });
});
