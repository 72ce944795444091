import { describe, expect, it } from 'vitest';
import { modulesNormalizer } from '../../../../src/normalize/host/modules/modules.ts';
import { capturesOf } from './host-tree.ts';
import { KERNEL_TREE, RUNNING } from './kernel-tree.ts';

type Files = Parameters<typeof capturesOf>[0];
const read = (files: Files) => modulesNormalizer.normalize(capturesOf({ ...KERNEL_TREE, ...files }));
const one = (files: Files, id: string) => read(files).section.data?.modules.find((module) => module.id === id);

describe('what keeps a module out', () => {
  it.each<readonly [string, Files, boolean]>([
    ['nothing', {}, false],
    ['install false', { '/etc/modprobe.d/a.conf': 'install sctp /bin/false\n' }, true],
    ['install true of /usr', { '/etc/modprobe.d/a.conf': 'install sctp /usr/bin/true\n' }, true],
    ['a comment behind it', { '/etc/modprobe.d/a.conf': 'install sctp /bin/false # no\n' }, true],
    ['another command', { '/etc/modprobe.d/a.conf': 'install sctp /bin/false || /sbin/modprobe -i sctp\n' }, false],
    ['blacklist', { '/etc/modprobe.d/a.conf': 'blacklist sctp\n' }, false],
    ['a pattern', { '/lib/modprobe.d/a.conf': 'install sc* /bin/false\n' }, true],
    ['the first holds', { '/etc/modprobe.d/a.conf': 'install sctp /bin/echo\ninstall sctp /bin/false\n' }, false],
    ['a masked file', { '/etc/modprobe.d/a.conf': '', '/lib/modprobe.d/a.conf': 'install sctp /bin/false\n' }, false],
    [
      'module_blacklist of the default file',
      { '/etc/default/grub': 'GRUB_CMDLINE_LINUX="module_blacklist=tipc,sctp"\n' },
      true,
    ],
  ])('%s', (_, files, want) => {
    expect(one(files, 'sctp')?.blocked).toMatchObject({ value: want });
  });

  it('tells what lost and why', () => {
    const files = {
      '/etc/modprobe.d/a.conf': 'install sctp /bin/false\ninstall sctp /bin/true\n',
      '/usr/lib/modprobe.d/a.conf': 'install sctp /bin/echo\n',
    };
    expect(one(files, 'sctp')?.install).toMatchObject({
      value: '/bin/false',
      at: { file: '/etc/modprobe.d/a.conf', line: 1 },
      overridden: [
        { why: 'the first install command of a module holds' },
        { why: expect.stringContaining('masked by') },
      ],
    });
  });

  it('tells nothing for sure when a file is closed', () => {
    const files: Files = {
      '/etc/modprobe.d/a.conf': 'install sctp /bin/false\n',
      '/etc/modprobe.d/b.conf': { kind: 'denied' },
    };
    expect(read(files).section.flag).toBe('incomplete');
    expect(one(files, 'sctp')?.blocked).toHaveProperty('unknown');
  });

  it('tells of lines that modprobe passes over', () => {
    expect(read({ '/etc/modprobe.d/a.conf': 'instal sctp /bin/false\n' }).diagnostics).toMatchObject([
      { code: 'unknown-command', at: { file: '/etc/modprobe.d/a.conf', line: 1 } },
    ]);
  });
});

describe('what has the module', () => {
  it('as a file, inside, or not at all', () => {
    expect(one({}, 'usb_storage')?.shipped_by).toMatchObject({ value: ['6.1.0-9-amd64'] });
    expect(one({}, 'sctp')?.shipped_by).toMatchObject({ value: ['6.1.0-9-amd64'] });
    expect(one({}, 'squashfs')?.built_into).toMatchObject({ value: ['6.1.0-9-amd64'] });
    expect(one({}, 'cramfs')).toMatchObject({ shipped_by: { value: [] }, built_into: { value: [] } });
  });

  it('is known by the build options where the list of built-in modules is missing', () => {
    const files: Files = { '/lib/modules/6.1.0-9-amd64/modules.builtin': { kind: 'absent' } };
    expect(one(files, 'squashfs')?.built_into).toMatchObject({ value: [] });
    const bare = { ...files, '/boot/config-6.1.0-9-amd64': { kind: 'absent' } } as const;
    expect(one(bare, 'squashfs')?.built_into).toHaveProperty('unknown');
  });

  it('is loaded or not on a running machine only', () => {
    expect(one({}, 'sctp')?.loaded).toHaveProperty('unknown');
    expect(one(RUNNING, 'sctp')?.loaded).toMatchObject({ value: true });
    expect(one(RUNNING, 'tipc')?.loaded).toMatchObject({ value: false });
    expect(one({ ...RUNNING, '/proc/modules': { kind: 'absent' } }, 'sctp')?.loaded).toMatchObject({ value: false });
  });
});
