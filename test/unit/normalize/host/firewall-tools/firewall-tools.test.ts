import { describe, expect, it } from 'vitest';
import { firewallSource } from '../../../../../src/collect/host/firewall.ts';
import { firewallToolsSource } from '../../../../../src/collect/host/firewall-tools.ts';
import { systemdUnitsSource } from '../../../../../src/collect/host/systemd-units.ts';
import { ufwSource } from '../../../../../src/collect/host/ufw.ts';
import type { Capture } from '../../../../../src/core/capture.ts';
import { captureId } from '../../../../../src/core/ids.ts';
import { captureSet } from '../../../../../src/normalize/capture-set.ts';
import { firewallToolsNormalizer } from '../../../../../src/normalize/host/firewall-tools/firewall-tools.ts';
import { readNftText } from '../../../../../src/normalize/host/firewall-tools/nft-text.ts';
import { collectFrom, type Files } from '../services/machine.ts';

function command(origin: string, text: string): Capture {
  return {
    id: captureId(origin),
    origin,
    collectedAt: '2026-01-01T00:00:00Z',
    outcome: { kind: 'read', bytes: Buffer.from(text) },
  };
}

function told(files: Files, ...live: readonly Capture[]) {
  const captures = collectFrom(files, firewallToolsSource, firewallSource, systemdUnitsSource, ufwSource);
  return firewallToolsNormalizer.normalize(captureSet([...captures, ...live])).section.data;
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

describe('what is loaded against what loads at boot', () => {
  const persistent = (rules: string): Files => ({
    ...enabled('netfilter-persistent.service'),
    'etc/iptables/rules.v4': rules,
    'etc/iptables/rules.v6': '*filter\n:INPUT DROP [0:0]\nCOMMIT\n',
  });
  const RULES =
    '*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n-A INPUT -p tcp --dport 22 -s 192.0.2.0/24 -j ACCEPT\n-A INPUT -s 192.0.2.7 -j DROP\nCOMMIT\n';
  const loaded = (text: string) => [
    command('iptables-save', text),
    command('ip6tables-save', '*filter\n:INPUT DROP [0:0]\nCOMMIT\n'),
  ];
  it.each<[string, string, readonly string[]]>([
    [
      'the same in another spelling, with what Docker and fail2ban add',
      '*filter\n:INPUT DROP [5:300]\n:FORWARD DROP [0:0]\n:DOCKER - [0:0]\n:f2b-sshd - [0:0]\n-A INPUT -p tcp -m multiport --dports 22 -j f2b-sshd\n-A INPUT -s 192.0.2.0/24 -p tcp -m tcp --dport 22 -j ACCEPT\n-A INPUT -s 192.0.2.7/32 -j DROP\n-A FORWARD -o docker0 -j DOCKER\nCOMMIT\n',
      [],
    ],
    [
      'a rule more',
      RULES.replace('COMMIT', '-A INPUT -p tcp --dport 80 -j ACCEPT\nCOMMIT'),
      ['filter INPUT: 1 loaded rules are not in /etc/iptables/rules.v4, 0 of its rules are not loaded'],
    ],
    [
      'another policy',
      RULES.replace(':INPUT DROP', ':INPUT ACCEPT'),
      ['filter INPUT: policy ACCEPT is loaded, DROP is in /etc/iptables/rules.v4'],
    ],
    [
      'another order',
      '*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n-A INPUT -s 192.0.2.7 -j DROP\n-A INPUT -p tcp --dport 22 -s 192.0.2.0/24 -j ACCEPT\nCOMMIT\n',
      ['filter INPUT: the rules stand in another order than in /etc/iptables/rules.v4'],
    ],
  ])('iptables: %s', (_name, live, want) => {
    expect(told(persistent(RULES), ...loaded(live))?.differences).toMatchObject({ value: want });
  });

  it('iptables: a file that is not there', () => {
    expect(told(enabled('netfilter-persistent.service'), ...loaded(RULES))?.differences).toMatchObject({
      value: expect.arrayContaining(['filter INPUT is loaded, and /etc/iptables/rules.v4 does not exist']),
    });
  });

  it('offline it is unknown', () => {
    expect(told(persistent(RULES))?.differences).toMatchObject({ unknown: expect.stringContaining('running system') });
  });

  it('ufw: its own chains', () => {
    const files = {
      ...enabled('ufw.service'),
      'etc/ufw/ufw.conf': 'ENABLED=yes\n',
      'etc/ufw/user.rules':
        '*filter\n:ufw-user-input - [0:0]\n:ufw-user-limit - [0:0]\n### tuple ### allow tcp 22\n-A ufw-user-input -p tcp --dport 22 -j ACCEPT\n-A ufw-user-limit -j REJECT\nCOMMIT\n',
      'etc/ufw/user6.rules': '*filter\n:ufw6-user-input - [0:0]\nCOMMIT\n',
    };
    const live = (rule: string) =>
      command(
        'iptables-save',
        `*filter\n:INPUT DROP [0:0]\n:ufw-user-input - [0:0]\n-A INPUT -j ufw-user-input\n${rule}COMMIT\n`,
      );
    const v6 = command('ip6tables-save', '*filter\n:ufw6-user-input - [0:0]\nCOMMIT\n');
    expect(told(files, live('-A ufw-user-input -p tcp -m tcp --dport 22 -j ACCEPT\n'), v6)?.differences).toMatchObject({
      value: [],
    });
    expect(told(files, live(''), v6)?.differences).toMatchObject({
      value: ['filter ufw-user-input: 0 loaded rules are not in /etc/ufw/user.rules, 1 of its rules are not loaded'],
    });
  });

  it('nftables: base chains of the tables that the files name', () => {
    const files = { ...enabled('nftables.service'), 'etc/nftables.conf': INET };
    const chain = (family: string, table: string, name: string, hook: string, policy: string) => ({
      chain: { family, table, name, handle: 1, type: 'filter', hook, prio: 0, policy },
    });
    const live = (...chains: readonly unknown[]) =>
      command('nft list ruleset', JSON.stringify({ nftables: [{ metainfo: {} }, ...chains] }));
    const same = [
      chain('inet', 'filter', 'input', 'input', 'drop'),
      chain('inet', 'filter', 'forward', 'forward', 'accept'),
      chain('ip', 'nat', 'post', 'postrouting', 'accept'),
    ];
    expect(told(files, live(...same, chain('ip', 'docker', 'x', 'forward', 'accept')))?.differences).toMatchObject({
      value: [],
    });
    expect(
      told(files, live(...same.slice(1), chain('inet', 'filter', 'input', 'input', 'accept')))?.differences,
    ).toMatchObject({
      value: [
        'inet filter input (input, policy drop) is not loaded',
        'inet filter input (input, policy accept) is loaded and not in the files',
      ],
    });
  });
});
