import { describe, expect, it } from 'vitest';
import { bootNormalizer } from '../../../../src/normalize/host/boot/boot.ts';
import { capturesOf } from './host-tree.ts';
import { KERNEL_TREE, RUNNING } from './kernel-tree.ts';

type Files = Parameters<typeof capturesOf>[0];
const section = (files: Files) => bootNormalizer.normalize(capturesOf(files)).section;
const data = (files: Files) => section({ ...KERNEL_TREE, ...files }).data;
const words = (files: Files, id: string) =>
  Object.fromEntries(
    data(files)
      ?.lines.find((line) => line.id === id)
      ?.arguments.map((one) => [one.id, one.value]) ?? [],
  );

const GRUB = (linux: string, more = '') => `${more}menuentry 'Debian' --class debian $menuentry_id_option 'simple' {
	linux /vmlinuz-6.1.0-9-amd64 root=<cut> ro ${linux}
}
submenu 'Advanced' $menuentry_id_option 'advanced' {
	menuentry 'Debian, old' $menuentry_id_option 'old' {
		linux /vmlinuz-5.10 ro old=1
	}
	menuentry 'Debian, rescue' --id rescue {
		linux /vmlinuz-5.10 ro single
	}
}
`;
const CFG = '/boot/grub/grub.cfg';

describe('the command line of the next boot', () => {
  it.each<readonly [string, Files, Readonly<Record<string, string>>]>([
    ['the first entry', { [CFG]: GRUB('audit=1') }, { ro: '', audit: '1' }],
    ['the default by number', { [CFG]: GRUB('a=1', 'set default="1>0"\n') }, { ro: '', old: '1' }],
    ['the default by id', { [CFG]: GRUB('a=1', 'set default="advanced>rescue"\n') }, { ro: '', single: '' }],
    ['the default by title', { [CFG]: GRUB('a=1', 'set default="Advanced>Debian, old"\n') }, { ro: '', old: '1' }],
    ['a submenu boots its first entry', { [CFG]: GRUB('a=1', 'set default="1"\n') }, { ro: '', old: '1' }],
    ['a name that leads nowhere', { [CFG]: GRUB('a=1', 'set default="gone"\n') }, { ro: '', a: '1' }],
    [
      'saved_entry, the one-time next_entry aside',
      {
        [CFG]: GRUB('a=1', 'set default="${next_entry}"\nset default="${saved_entry}"\n'),
        '/boot/grub/grubenv': 'saved_entry=advanced>old\n',
      },
      { ro: '', old: '1' },
    ],
    [
      'entries of the Boot Loader Specification, with kernelopts',
      {
        '/boot/grub2/grub.cfg': 'blscfg\n',
        '/boot/grub2/grubenv': 'saved_entry=id-5.14.0-2\nkernelopts=ro audit=1\n',
        '/boot/loader/entries/id-5.14.0-2.conf': 'title RHEL\nlinux /vmlinuz\noptions $kernelopts page_poison=1\n',
        '/boot/loader/entries/id-5.14.0-10.conf': 'title RHEL\noptions other=1\n',
      },
      { ro: '', audit: '1', page_poison: '1' },
    ],
    [
      'systemd-boot: the newest entry',
      {
        '/boot/loader/entries/a-5.9.conf': 'options old=1\n',
        '/boot/loader/entries/a-5.14.conf': 'options new=1\noptions more\n',
      },
      { new: '1', more: '' },
    ],
    [
      'systemd-boot: the default pattern',
      {
        '/boot/loader/loader.conf': 'default *-5.9*\n',
        '/boot/loader/entries/a-5.9.conf': 'options old=1\n',
        '/boot/loader/entries/a-5.14.conf': 'options new=1\n',
      },
      { old: '1' },
    ],
    [
      'extlinux',
      { '/boot/extlinux/extlinux.conf': 'DEFAULT lts\nLABEL x\n  APPEND b=1\nLABEL lts\n  APPEND a=1\n' },
      { a: '1' },
    ],
    ['the firmware of small boards', { '/boot/firmware/cmdline.txt': 'a=1 b\n' }, { a: '1', b: '' }],
    [
      'the default file where no menu was made',
      { '/etc/default/grub': 'GRUB_CMDLINE_LINUX="a=1"\nGRUB_CMDLINE_LINUX_DEFAULT=quiet\n' },
      { a: '1', quiet: '' },
    ],
  ])('%s', (_, files, want) => {
    expect(words(files, 'next')).toEqual(want);
  });

  it.each<readonly [string, Files]>([
    ['a closed grub.cfg', { [CFG]: { kind: 'denied' } }],
    ['a grub.cfg without an entry', { [CFG]: 'set default=0\n' }],
    ['closed entries', { '/boot/grub2/grub.cfg': 'blscfg\n', '/boot/loader/entries': { kind: 'denied' } }],
    [
      'a unified image',
      { 'glob /boot/efi/EFI/Linux/*.efi': '[{"path":"/boot/efi/EFI/Linux/a.efi","size":1,"modifiedMs":1}]' },
    ],
  ])('is unknown for %s', (_, files) => {
    expect(data(files)?.lines.find(({ id }) => id === 'next')?.read).toHaveProperty('unknown');
  });
});

describe('the other truths', () => {
  it('reads the running line: quotes, dashes, the last of a name, nothing behind --', () => {
    expect(words(RUNNING, 'running')).toEqual({ ro: '', quiet: '', audit: '0', page_poison: '1', lsm: 'a,b' });
    const line = data(RUNNING)?.lines.find(({ id }) => id === 'running');
    expect(line?.arguments.find(({ id }) => id === 'audit')?.overridden).toEqual([
      { at: { file: '/proc/cmdline', line: 1 }, text: 'audit=1', why: 'a later argument of the same name holds' },
    ]);
  });

  it('tells what the default file asks for beside what was made of it', () => {
    const files = {
      [CFG]: GRUB('quiet'),
      '/etc/default/grub': 'GRUB_CMDLINE_LINUX_DEFAULT=quiet\nGRUB_CMDLINE_LINUX="audit=1"\n# GRUB_CMDLINE_LINUX="x"\n',
      '/etc/default/grub.d/b.cfg': "GRUB_CMDLINE_LINUX+=' b=2'\n",
      '/etc/default/grub.d/a.cfg': 'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX a=1 ${GRUB_CMDLINE_LINUX_DEFAULT}"\n',
    };
    expect(words(files, 'default-file')).toEqual({ audit: '1', a: '1', b: '2', quiet: '' });
    expect(words(files, 'next')).toEqual({ ro: '', quiet: '' });
  });

  it('lies outside in a container and in a tree without a kernel', () => {
    expect(section({ 'ls /boot': '[]', 'ls /lib/modules': { kind: 'absent' } }).flag).toBe('not-applicable');
    expect(
      section({
        ...KERNEL_TREE,
        ...RUNNING,
        'stat /.dockerenv': '{"kind":"file","mode":0,"uid":0,"size":0,"modifiedMs":0}',
      }).flag,
    ).toBe('not-applicable');
    const own = { ...KERNEL_TREE, ...RUNNING, '/run/systemd/container': 'oci\n', '/proc/2/comm': 'kthreadd\n' };
    expect(section(own).flag).toBe('complete');
    expect(section({ 'ls /lib/modules': { kind: 'denied' } }).flag).toBe('not-collected');
  });
});

describe('the password of the menu', () => {
  const locked = 'set superusers="root, anna"\npassword_pbkdf2 root <cut>\n';
  it.each<readonly [string, Files, string | undefined]>([
    ['none', { [CFG]: GRUB('') }, 'none'],
    ['a hashed one', { [CFG]: GRUB('', locked) }, 'hashed'],
    ['one in clear text', { [CFG]: GRUB('', 'set superusers="root"\npassword root <cut>\n') }, 'plain'],
    [
      'of a user who is no superuser',
      { [CFG]: GRUB('', 'set superusers="root"\npassword_pbkdf2 anna <cut>\n') },
      'none',
    ],
    ['without superusers', { [CFG]: GRUB('', 'password_pbkdf2 root <cut>\n') }, 'none'],
    [
      'user.cfg',
      { '/boot/grub2/grub.cfg': GRUB(''), '/boot/grub2/user.cfg': 'GRUB2_PASSWORD=grub.pbkdf2.<cut>\n' },
      'hashed',
    ],
    [
      'the block of 01_users without user.cfg',
      { '/boot/grub2/grub.cfg': GRUB('', 'set superusers="root"\npassword_pbkdf2 root $GRUB2_PASSWORD\n') },
      'none',
    ],
    ['a closed grub.cfg', { [CFG]: { kind: 'denied' } }, undefined],
  ])('%s', (_, files, want) => {
    const fact = data(files)?.menu_password;
    expect(fact !== undefined && 'value' in fact ? fact.value : undefined).toBe(want);
  });
});
