import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Capture } from '../../src/core/capture.ts';
import { captureId } from '../../src/core/ids.ts';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { kernelWords } from '../../src/normalize/host/boot/arguments.ts';
import { bootNormalizer } from '../../src/normalize/host/boot/boot.ts';
import { parseGrubConfig } from '../../src/normalize/host/boot/grub-config.ts';
import { coreDumpsNormalizer } from '../../src/normalize/host/core-dumps/core-dumps.ts';
import { kernelConfigNormalizer } from '../../src/normalize/host/kernel-config/kernel-config.ts';
import { parseProfiles } from '../../src/normalize/host/mac/apparmor-profiles.ts';
import { macNormalizer } from '../../src/normalize/host/mac/mac.ts';
import { parseModprobe } from '../../src/normalize/host/modules/modprobe-config.ts';
import { modulesNormalizer } from '../../src/normalize/host/modules/modules.ts';
import { sysctlNormalizer } from '../../src/normalize/host/sysctl/sysctl.ts';

const FILES = [
  'ls /boot',
  'ls /lib/modules',
  '/lib/modules/6.1/modules.dep',
  '/lib/modules/6.1/modules.builtin',
  '/boot/config-6.1',
  '/proc/config.gz',
  '/proc/sys/kernel/osrelease',
  '/proc/cmdline',
  '/proc/modules',
  '/etc/modprobe.d/a.conf',
  '/lib/modprobe.d/a.conf',
  '/etc/default/grub',
  '/etc/default/grub.d/a.cfg',
  '/boot/grub/grub.cfg',
  '/boot/grub/grubenv',
  '/boot/grub/user.cfg',
  '/boot/loader/entries/a.conf',
  '/etc/apparmor.d/a',
  'ls /etc/apparmor.d/disable',
  '/etc/selinux/config',
  '/sys/kernel/security/apparmor/profiles',
  '/sys/fs/selinux/booleans',
  '/etc/security/limits.conf',
  '/etc/systemd/coredump.conf',
  '/etc/sysctl.d/a.conf',
  '/etc/ufw/ufw.conf',
  '/etc/ufw/sysctl.conf',
  '/proc/sys',
] as const;
const PIECES = [
  'install a /bin/false',
  'blacklist a-b',
  'install [',
  'x \\',
  "menuentry 'a' --id b {",
  'submenu "a" {',
  '}',
  'linux /vmlinuz a=1 "b c" -- d',
  'set default="1>2>${saved_entry}"',
  'set superusers="a"',
  'password_pbkdf2 a <cut>',
  'blscfg',
  'GRUB_CMDLINE_LINUX+="$GRUB_CMDLINE_LINUX a=\\"b',
  'sysctl.a=b',
  'profile a flags=(complain) {',
  '^b {',
  '"c" {',
  'a (enforce)',
  'CONFIG_A=y',
  '# CONFIG_A is not set',
  '6.1',
  '["vmlinuz-6.1"]',
  'read\tnet/ipv4/conf/eth0/rp_filter\t1',
  'net.ipv4.conf.[.rp_filter=1',
  'ENABLED=yes',
  '* hard core 0',
  '[Coredump]',
  'Storage=none',
  '\\',
];
const line = fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 24 }));
const content = fc.oneof(
  { weight: 6, arbitrary: fc.array(line, { maxLength: 12 }).map((lines) => Buffer.from(lines.join('\n'))) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes)) },
);
const outcome = fc.oneof(
  { weight: 8, arbitrary: content.map((bytes): Capture['outcome'] => ({ kind: 'read', bytes })) },
  { weight: 1, arbitrary: fc.constant<Capture['outcome']>({ kind: 'absent' }) },
  { weight: 1, arbitrary: fc.constant<Capture['outcome']>({ kind: 'denied', reason: 'permission denied' }) },
);
const captures = fc.record(Object.fromEntries(FILES.map((file) => [file, outcome])));

describe('whatever the files of the kernel family hold', () => {
  it('the sections are told, and never thrown', () => {
    fc.assert(
      fc.property(captures, (outcomes) => {
        const set = captureSet(
          Object.entries(outcomes).map(
            ([origin, one]): Capture => ({
              id: captureId(origin),
              origin,
              collectedAt: '2026-01-01T00:00:00Z',
              outcome: one,
            }),
          ),
        );
        for (const normalizer of [
          bootNormalizer,
          coreDumpsNormalizer,
          kernelConfigNormalizer,
          macNormalizer,
          modulesNormalizer,
          sysctlNormalizer,
        ]) {
          const { section } = normalizer.normalize(set);
          // A section without data says why.
          expect(section.data !== undefined || (section.reason ?? '') !== '').toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('modprobe.d accounts for every line', () => {
    fc.assert(
      fc.property(fc.array(line.filter((text) => !text.includes('\n') && !text.endsWith('\\'))), (lines) => {
        const { commands, strange } = parseModprobe('/x', lines);
        const blank = lines.filter((text) => text.trim() === '' || text.trim().startsWith('#'));
        expect(commands.length + strange.length + blank.length).toBe(lines.length);
      }),
    );
  });

  it('words of a command line are those between blanks, up to --', () => {
    const word = fc.stringMatching(/^[\w.=,-]{1,12}$/).filter((text) => text !== '--');
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(kernelWords(words.join(' '), { file: 'x' }).map(({ text }) => text)).toEqual(words);
      }),
    );
  });

  it('menus and profiles are read to the end', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        parseGrubConfig(lines);
        parseProfiles('/x', lines);
      }),
    );
  });
});
