import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../../../src/collect/access/local.ts';
import { bootSource } from '../../../../src/collect/host/boot.ts';
import { kernelSource } from '../../../../src/collect/host/kernel.ts';
import { sysctlSource } from '../../../../src/collect/host/sysctl.ts';

const FILES: Readonly<Record<string, string>> = {
  'boot/grub/grub.cfg':
    'set superusers="root"\npassword_pbkdf2 root grub.pbkdf2.sha512.10000.SECRET\npassword anna SECRET\nmenuentry \'x\' {\n\tlinux /vmlinuz root=UUID=SECRET rd.luks.key="a SECRET" ds=nocloud;s=http://u:SECRET@h/ audit=1\n\techo SECRET\n}\n',
  'boot/grub/user.cfg': 'GRUB2_PASSWORD=grub.pbkdf2.sha512.SECRET\n',
  'boot/grub/grubenv': 'saved_entry=x\nkernelopts=luks=SECRET audit=1\nother=SECRET\n',
  'boot/loader/entries/a.conf': 'title x\noptions token=SECRET audit=1\n',
  'boot/firmware/cmdline.txt': 'wifi.psk=SECRET audit=1\n',
  'boot/extlinux/extlinux.conf': 'label x\n append key=SECRET audit=1\n',
  'etc/default/grub':
    'GRUB_CMDLINE_LINUX="a.b=SECRET rd.key=\\"x SECRET\\" audit=1 sysctl.net.ipv4.tcp_fastopen_key=SECRET"\nMY_PASSWORD=SECRET\n',
  'etc/default/grub.d/a.cfg': "GRUB_CMDLINE_LINUX_DEFAULT='pw=SECRET'\n",
  'etc/modprobe.d/a.conf': 'options wifi key=SECRET\ninstall hfs /bin/false\n',
  'boot/config-6.1': 'CONFIG_CMDLINE="key=SECRET"\nCONFIG_X86_64=y\n',
  'etc/systemd/network/a.network': '[Network]\nIPForward=yes\n[WireGuard]\nPrivateKey=SECRET\n',
  'etc/ufw/ufw.conf': 'ENABLED=yes\nTOKEN=SECRET\n',
};

describe('files of the kernel family', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'kernel-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('keep no secret, and what is judged', () => {
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
    const access = openLocal(root);
    const captures = [bootSource, kernelSource, sysctlSource].flatMap((source) =>
      source.collect(access, { collectedAt: '2026-01-01T00:00:00Z' }),
    );
    const kept = new Map(
      captures.flatMap(({ origin, outcome }) =>
        outcome.kind === 'read' ? [[origin, Buffer.from(outcome.bytes).toString('utf8')] as const] : [],
      ),
    );
    for (const [origin, text] of kept) expect([origin, text.includes('SECRET')]).toEqual([origin, false]);
    for (const name of Object.keys(FILES).filter((one) => FILES[one]?.includes('audit=1') === true)) {
      expect([name, kept.get(`/${name}`)?.includes('audit=1')]).toEqual([name, true]);
    }
    expect(kept.get('/boot/grub/grub.cfg')).toContain('password_pbkdf2 root <cut>');
    expect(kept.get('/etc/modprobe.d/a.conf')).toContain('install hfs /bin/false');
  });
});
