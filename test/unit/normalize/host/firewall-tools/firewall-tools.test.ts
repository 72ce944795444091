import { describe, expect, it } from 'vitest';
import { firewallSource } from '../../../../../src/collect/host/firewall.ts';
import { firewallToolsSource } from '../../../../../src/collect/host/firewall-tools.ts';
import { systemdUnitsSource } from '../../../../../src/collect/host/systemd-units.ts';
import { ufwSource } from '../../../../../src/collect/host/ufw.ts';
import { captureSet } from '../../../../../src/normalize/capture-set.ts';
import { firewallToolsNormalizer } from '../../../../../src/normalize/host/firewall-tools/firewall-tools.ts';
import { readNftText } from '../../../../../src/normalize/host/firewall-tools/nft-text.ts';
import { collectFrom, type Files } from '../services/machine.ts';

function told(files: Files) {
  const captures = collectFrom(files, firewallToolsSource, firewallSource, systemdUnitsSource, ufwSource);
  return firewallToolsNormalizer.normalize(captureSet(captures)).section.data;
}

const enabled = (unit: string): Files => ({
  [`usr/lib/systemd/system/${unit}`]: '[Service]\n',
  [`etc/systemd/system/multi-user.target.wants/${unit}`]: `-> /usr/lib/systemd/system/${unit}`,
});

const INET = `#!/usr/sbin/nft -f
flush ruleset
table inet filter {
  set blocked { type ipv4_addr; elements = { 192.0.2.1, 192.0.2.2 } }
  chain input { # comment { with a brace
    type filter hook input priority filter; policy drop;
    tcp dport { 22, 80 } accept
    log prefix "chain x { type filter hook output" drop
  }
  chain forward { type filter hook forward priority 0; }
  chain other {
    accept
  }
}
add table ip nat
add chain ip nat post { type nat hook postrouting priority 100; }
`;

describe('files of nftables', () => {
  it('base chains with their hooks and policies', () => {
    const { chains, tables } = readNftText(INET);
    expect(
      chains.map(({ family, table, chain, type, hook, policy, line }) => [
        family,
        table,
        chain,
        type,
        hook,
        policy,
        line,
      ]),
    ).toEqual([
      ['inet', 'filter', 'input', 'filter', 'input', 'drop', 6],
      ['inet', 'filter', 'forward', 'filter', 'forward', 'accept', 10],
      ['ip', 'nat', 'post', 'nat', 'postrouting', 'accept', 16],
    ]);
    expect(tables.map(({ family, name }) => `${family} ${name}`)).toEqual(['inet filter', 'ip nat']);
  });

  it('a family that is not named is ip', () => {
    expect(readNftText('table filter { chain in { type filter hook input priority 0 ; } }').chains).toMatchObject([
      { family: 'ip', table: 'filter', chain: 'in', hook: 'input' },
    ]);
  });

  it('what the main file includes counts', () => {
    const files = {
      'etc/nftables.conf': 'include "/etc/nftables.d/*.nft"\n',
      'etc/nftables.d/a.nft': 'table inet t { chain c { type filter hook output priority 0; } }\n',
      'etc/nftables.d/b.txt': 'table inet t { chain d { type filter hook input priority 0; } }\n',
    };
    expect(told(files)?.nft_chains).toMatchObject({
      value: ['inet t c output'],
      at: { file: '/etc/nftables.d/a.nft' },
    });
  });
});

describe('tools', () => {
  it.each<[string, Files, string, boolean, boolean]>([
    [
      'ufw, switched on',
      { 'usr/sbin/ufw': '', 'etc/ufw/ufw.conf': 'ENABLED=no\nENABLED=yes\n', ...enabled('ufw.service') },
      'ufw',
      true,
      true,
    ],
    [
      'ufw, the unit alone',
      { 'usr/sbin/ufw': '', 'etc/ufw/ufw.conf': 'ENABLED=no\n', ...enabled('ufw.service') },
      'ufw',
      true,
      false,
    ],
    ['nftables, off', { 'usr/sbin/nft': '' }, 'nftables', true, false],
    [
      'netfilter-persistent',
      { 'usr/sbin/netfilter-persistent': '', ...enabled('netfilter-persistent.service') },
      'iptables',
      true,
      true,
    ],
    ['firewalld, not there', {}, 'firewalld', false, false],
  ])('%s', (_name, files, id, installed, on) => {
    expect(told(files)?.tools.find((tool) => tool.id === id)).toMatchObject({
      installed: { value: installed },
      enabled: { value: on },
    });
  });
});
