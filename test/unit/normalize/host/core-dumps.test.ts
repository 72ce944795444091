import { describe, expect, it } from 'vitest';
import { coreDumpsNormalizer } from '../../../../src/normalize/host/core-dumps/core-dumps.ts';
import { capturesOf } from './host-tree.ts';

type Files = Parameters<typeof capturesOf>[0];
const BASE: Files = { '/etc/security/limits.conf': '# comment\n* soft core 0\n' };
const data = (files: Files) => coreDumpsNormalizer.normalize(capturesOf({ ...BASE, ...files })).section.data;
const hard = (files: Files, domain = '*') => data(files)?.limits.find(({ id }) => id === domain)?.hard;

describe('the hard limit', () => {
  it.each<readonly [string, Files, string]>([
    ['a soft limit is none', {}, ''],
    ['in limits.conf', { '/etc/security/limits.conf': '* hard core 0 # why\n' }, '0'],
    ['a dash sets both', { '/etc/security/limits.conf': '*\t-\tcore\t0\n' }, '0'],
    [
      'limits.d comes later',
      { '/etc/security/limits.conf': '* hard core 0\n', '/etc/security/limits.d/a.conf': '* hard core unlimited\n' },
      'unlimited',
    ],
    [
      'the last name wins',
      { '/etc/security/limits.d/b.conf': '* hard core 0\n', '/etc/security/limits.d/a.conf': '* hard core 9\n' },
      '0',
    ],
    ['other items are others', { '/etc/security/limits.conf': '* hard nproc 9\n' }, ''],
  ])('%s', (_, files, want) => {
    expect(hard(files)).toMatchObject({ value: want });
  });
  it('tells domains apart, and what lost', () => {
    const files = { '/etc/security/limits.conf': '* hard core 1\n@dev hard core unlimited\n* hard core 0\n' };
    expect(hard(files, '@dev')).toMatchObject({ value: 'unlimited' });
    expect(hard(files)).toMatchObject({
      value: '0',
      overridden: [{ at: { line: 1 }, why: 'a later line on the same domain wins' }],
    });
    expect(hard({ '/etc/security/limits.d/a.conf': { kind: 'denied' } })).toHaveProperty('unknown');
  });
});

describe('coredump.conf', () => {
  it.each<readonly [string, Files, string]>([
    ['the default', {}, 'external'],
    ['the main file', { '/etc/systemd/coredump.conf': '[Coredump]\nStorage=none\n' }, 'none'],
    ['another section', { '/etc/systemd/coredump.conf': '[Other]\nStorage=none\n' }, 'external'],
    [
      'a drop-in beats it',
      {
        '/etc/systemd/coredump.conf': '[Coredump]\nStorage=none\n',
        '/usr/lib/systemd/coredump.conf.d/a.conf': '[Coredump]\nStorage=journal\n',
      },
      'journal',
    ],
    [
      'an empty value takes it back',
      { '/etc/systemd/coredump.conf': '[Coredump]\nStorage=none\nStorage=\n' },
      'external',
    ],
    [
      'a name of /etc masks that of /usr/lib',
      {
        '/etc/systemd/coredump.conf.d/a.conf': '',
        '/usr/lib/systemd/coredump.conf.d/a.conf': '[Coredump]\nStorage=none\n',
      },
      'external',
    ],
  ])('%s', (_, files, want) => {
    expect(data(files)?.storage).toMatchObject({ value: want });
  });
  it('tells the limit of services', () => {
    expect(data({ '/etc/systemd/system.conf': '[Manager]\nDefaultLimitCORE=0\n' })?.service_limit).toMatchObject({
      value: '0',
    });
    expect(data({})?.service_limit).toMatchObject({ value: 'infinity' });
  });
});
