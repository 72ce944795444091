import { describe, expect, it } from 'vitest';
import { firewallSource } from '../../../../../src/collect/host/firewall.ts';
import { firewallToolsSource } from '../../../../../src/collect/host/firewall-tools.ts';
import { firewalldSource } from '../../../../../src/collect/host/firewalld.ts';
import { systemdUnitsSource } from '../../../../../src/collect/host/systemd-units.ts';
import { ufwSource } from '../../../../../src/collect/host/ufw.ts';
import type { Capture } from '../../../../../src/core/capture.ts';
import { captureId } from '../../../../../src/core/ids.ts';
import { savedDifference } from '../../../../../src/derive/firewall/saved-difference.ts';
import { captureSet } from '../../../../../src/normalize/capture-set.ts';
import { normalizeHostFirewall } from '../../../../../src/normalize/firewall/host-firewall.ts';
import { collectFrom, type Files } from '../../host/services/machine.ts';

function command(origin: string, text: string): Capture {
  return {
    id: captureId(origin),
    origin,
    collectedAt: '2026-01-01T00:00:00Z',
    outcome: { kind: 'read', bytes: Buffer.from(text) },
  };
}

const enabled = (unit: string): Files => ({
  [`usr/lib/systemd/system/${unit}`]: '[Service]\n',
  [`etc/systemd/system/multi-user.target.wants/${unit}`]: `-> /usr/lib/systemd/system/${unit}`,
});

function firewallOf(files: Files, ...live: readonly Capture[]) {
  const captures = collectFrom(
    files,
    firewallToolsSource,
    firewallSource,
    systemdUnitsSource,
    ufwSource,
    firewalldSource,
  );
  return normalizeHostFirewall(captureSet([...captures, ...live])).sections;
}

/** By way, what is accepted only now (+) and only after a restart (-). */
function differences(files: Files, ...live: readonly Capture[]) {
  const { ruleset, saved } = firewallOf(files, ...live);
  const derived = savedDifference.derive(
    { firewall: { ruleset, ...(saved === undefined ? {} : { saved }) } },
    { nowMs: 0 },
  );
  const section = derived.firewall?.saved_difference;
  if (section?.data === undefined) return section?.flag;
  return section.data.comparisons.flatMap(({ id, only_now, only_at_boot }) =>
    [['+', only_now] as const, ['-', only_at_boot] as const].flatMap(([sign, fact]) =>
      'value' in fact ? fact.value.map((text) => `${sign} ${id} ${text}`) : [`${sign} ${id} ?`],
    ),
  );
}

const rules = (lines: string, policy = 'DROP') => `*filter
:INPUT ${policy} [0:0]
:FORWARD ${policy} [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
${lines}COMMIT
`;
const SSH = '-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\n';
const WEB = '-A INPUT -p tcp --dport 80 -j ACCEPT\n';
const V6 = rules('');
const persistent = (v4: string): Files => ({
  ...enabled('netfilter-persistent.service'),
  'usr/sbin/netfilter-persistent': '',
  'etc/iptables/rules.v4': v4,
  'etc/iptables/rules.v6': V6,
});
const live = (v4: string, v6 = V6) => [command('iptables-save', v4), command('ip6tables-save', v6)] as const;

describe('what runs against what is loaded at boot', () => {
  it.each<[string, string, string, readonly string[]]>([
    ['the same', rules(SSH), rules(SSH), []],
    [
      'the same, written otherwise and in another order',
      rules(`${WEB}${SSH}`),
      rules(`-A INPUT -p tcp -m multiport --dports 22,80 -j ACCEPT\n`),
      [],
    ],
    ['a port that was opened by hand', rules(SSH), rules(`${SSH}${WEB}`), ['+ ipv4:input tcp 80']],
    ['a port that was closed by hand', rules(`${SSH}${WEB}`), rules(SSH), ['- ipv4:input tcp 80']],
    [
      'a source that was narrowed by hand',
      rules(SSH),
      rules('-A INPUT -s 10.0.0.0/8 -p tcp --dport 22 -j ACCEPT\n'),
      ['- ipv4:input tcp 22 from all but 10.0.0.0/8'],
    ],
    [
      'chains of fail2ban do not count',
      rules(SSH),
      rules(`:f2b-sshd - [0:0]\n-A INPUT -p tcp --dport 22 -j f2b-sshd\n-A f2b-sshd -s 192.0.2.1 -j REJECT\n${SSH}`),
      [],
    ],
    [
      'chains and links of Docker do not count',
      rules(SSH),
      rules(
        `:DOCKER - [0:0]\n:DOCKER-USER - [0:0]\n-A FORWARD -j DOCKER-USER\n-A FORWARD -o docker0 -j DOCKER\n-A FORWARD -i docker0 -o docker0 -j ACCEPT\n-A DOCKER -d 172.17.0.2 -p tcp --dport 80 -j ACCEPT\n${SSH}`,
      ),
      [],
    ],
    [
      'what Docker left in the saved file does not count either',
      rules(`:DOCKER - [0:0]\n-A FORWARD -j DOCKER\n-A DOCKER -p tcp --dport 80 -j ACCEPT\n${SSH}`),
      rules(SSH),
      [],
    ],
    [
      'a rate that both have',
      rules('-A INPUT -p tcp --dport 22 -m limit --limit 3/minute -j ACCEPT\n'),
      rules('-A INPUT -p tcp -m tcp --dport 22 -m limit --limit 3/min --limit-burst 5 -j ACCEPT\n'),
      [],
    ],
    [
      'a rate that only one has',
      rules(''),
      rules('-A INPUT -p tcp --dport 22 -m limit --limit 3/minute -j ACCEPT\n'),
      ['+ ipv4:input ?'],
    ],
    ['a rule that only logs', rules(SSH), rules(`${SSH}-A INPUT -m limit --limit 1/min -j LOG\n`), []],
  ])('%s', (_, file, running, expected) => {
    expect(differences(persistent(file), ...live(running))).toEqual(expected);
  });

  it('an order that decides otherwise', () => {
    const [wide, narrow] = [
      '-A INPUT -s 192.0.2.0/24 -p tcp --dport 22 -j ACCEPT\n',
      '-A INPUT -s 192.0.2.7 -j DROP\n',
    ];
    expect(differences(persistent(rules(wide + narrow)), ...live(rules(narrow + wide)))).toEqual([
      '- ipv4:input tcp 22 from 192.0.2.7/32',
    ]);
  });

  const unlike = (sign: string, family: string) =>
    ['icmp', 'other', 'tcp 0-21,23-65535', 'udp'].map((what) => `${sign} ${family}:input ${what}`);

  it('a policy that was changed by hand', () => {
    expect(differences(persistent(rules(SSH)), ...live(rules(SSH, 'ACCEPT')))).toEqual([
      ...unlike('+', 'ipv4'),
      '+ ipv4:forward everything',
    ]);
  });

  it('a file that is not there loads nothing', () => {
    const files = { ...enabled('netfilter-persistent.service'), 'usr/sbin/netfilter-persistent': '' };
    const opened = ['- ipv6:input everything', '- ipv6:forward everything'];
    expect(differences(files, ...live(rules(SSH)))).toEqual([
      ...unlike('-', 'ipv4'),
      '- ipv4:forward everything',
      ...opened,
    ]);
    expect(differences({ ...files, 'etc/iptables/rules.v4': rules(SSH) }, ...live(rules(SSH)))).toEqual(opened);
    expect(firewallOf(files).saved).toBeUndefined();
    expect(firewallOf({ ...files, 'etc/iptables/rules.v4': rules(SSH) }).ruleset.flag).toBe('incomplete');
  });

  it('a rule of ufw that was taken away by hand', () => {
    const chains = (rule: string) =>
      `*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n:ufw-user-input - [0:0]\n-A INPUT -j ufw-user-input\n${rule}COMMIT\n`;
    const rule = '-A ufw-user-input -p tcp --dport 22 -j ACCEPT\n';
    const files = {
      ...enabled('ufw.service'),
      'usr/sbin/ufw': '',
      'etc/ufw/ufw.conf': 'ENABLED=yes\n',
      'etc/default/ufw':
        'IPV6=yes\nDEFAULT_INPUT_POLICY="DROP"\nDEFAULT_OUTPUT_POLICY="ACCEPT"\nDEFAULT_FORWARD_POLICY="DROP"\n',
      ...Object.fromEntries(
        ['before', 'after', 'before6', 'after6'].map((name) => [`etc/ufw/${name}.rules`, '*filter\nCOMMIT\n']),
      ),
      'etc/ufw/user.rules': `*filter\n:ufw-user-input - [0:0]\n### tuple ### allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 in\n${rule}COMMIT\n`,
      'etc/ufw/user6.rules': '*filter\n:ufw6-user-input - [0:0]\nCOMMIT\n',
    };
    const v6 = '*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n';
    expect(differences(files, ...live(chains(rule), v6))).toEqual([]);
    expect(differences(files, ...live(chains(''), v6))).toEqual(['- ipv4:input tcp 22']);
  });

  it('a base chain of nftables with another policy', () => {
    const chain = (policy: string) => `table inet filter {
      chain input {
        type filter hook input priority 0; policy ${policy};
        tcp dport 22 accept
      }
    }`;
    const running = (policy: string) => {
      const head = { family: 'inet', table: 'filter' };
      const match = { op: '==', left: { payload: { protocol: 'tcp', field: 'dport' } }, right: 22 };
      return command(
        'nft list ruleset',
        JSON.stringify({
          nftables: [
            { metainfo: { json_schema_version: 1 } },
            { table: { family: 'inet', name: 'filter', handle: 1 } },
            { chain: { ...head, name: 'input', handle: 1, type: 'filter', hook: 'input', prio: 0, policy } },
            { rule: { ...head, chain: 'input', handle: 2, expr: [{ match }, { accept: null }] } },
          ],
        }),
      );
    };
    const files = {
      ...enabled('nftables.service'),
      'usr/sbin/nft': '',
      'etc/nftables.conf': `flush ruleset\n${chain('drop')}`,
    };
    expect(differences(files, running('drop'))).toEqual([]);
    expect(differences(files, running('accept'))).toEqual([
      ...unlike('+', 'ipv4'),
      ...unlike('+', 'ipv6').map((one) => one.replace('icmp', 'icmpv6')),
    ]);
  });

  it('the policy that Docker gives FORWARD does not count', () => {
    const file = rules(SSH).replace(':FORWARD DROP', ':FORWARD ACCEPT');
    const docker = ':DOCKER - [0:0]\n-A FORWARD -o docker0 -j DOCKER\n';
    expect(differences(persistent(file), ...live(rules(`${docker}${SSH}`)))).toEqual([]);
    expect(differences(persistent(file), ...live(rules(SSH)))).toEqual(['- ipv4:forward everything']);
  });

  it('a family without rules is open', () => {
    const open = '*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n';
    expect(differences(persistent(rules(SSH)), ...live(rules(SSH), open))).toEqual([
      '+ ipv6:input everything',
      '+ ipv6:forward everything',
    ]);
  });

  it('nothing is loaded at boot: out of scope', () => {
    expect(differences({ 'etc/os-release': '', ...enabled('ssh.service') }, ...live(rules(SSH)))).toBe(
      'does-not-exist',
    );
  });

  it('two tools for the same tables: not told', () => {
    const files = {
      ...persistent(rules(SSH)),
      ...enabled('ufw.service'),
      'etc/ufw/ufw.conf': 'ENABLED=yes\n',
      'etc/default/ufw':
        'IPV6=no\nDEFAULT_INPUT_POLICY="DROP"\nDEFAULT_OUTPUT_POLICY="ACCEPT"\nDEFAULT_FORWARD_POLICY="DROP"\n',
    };
    const { saved } = firewallOf(files, ...live(rules(SSH)));
    expect(saved?.flag).toBe('not-collected');
    expect(saved?.reason).toContain('ufw and iptables');
  });

  it('a machine that does not run has nothing beside its rules', () => {
    expect(firewallOf(persistent(rules(SSH))).saved).toBeUndefined();
  });
});

describe('the rules of a tree', () => {
  const ufw = (conf: string): Files => ({
    ...enabled('ufw.service'),
    'usr/sbin/ufw': '',
    'etc/ufw/ufw.conf': conf,
    'etc/default/ufw':
      'IPV6=no\nDEFAULT_INPUT_POLICY="DROP"\nDEFAULT_OUTPUT_POLICY="ACCEPT"\nDEFAULT_FORWARD_POLICY="DROP"\n',
    'etc/ufw/before.rules': '*filter\n:ufw-before-input - [0:0]\nCOMMIT\n',
    'etc/ufw/after.rules': '*filter\n:ufw-after-input - [0:0]\nCOMMIT\n',
    'etc/ufw/user.rules': '*filter\n:ufw-user-input - [0:0]\nCOMMIT\n',
  });

  it('are those of ufw where it is on', () => {
    const { ruleset } = firewallOf(ufw('ENABLED=yes\n'));
    expect(ruleset.flag).toBe('complete');
    expect(ruleset.data?.filters.map(({ id }) => id)).toEqual(['ufw:ipv4', 'ufw:ipv6']);
  });

  it('are not those of ufw where it is off', () => {
    const { ruleset } = firewallOf(ufw('ENABLED=no\n'));
    expect(ruleset.flag).toBe('not-collected');
  });

  it('are those of firewalld where it starts', () => {
    const { ruleset } = firewallOf({
      ...enabled('firewalld.service'),
      'usr/sbin/firewalld': '',
      'etc/firewalld/firewalld.conf': 'DefaultZone=public\n',
      'usr/lib/firewalld/zones/public.xml': '<zone><service name="web"/></zone>',
      'usr/lib/firewalld/services/web.xml': '<service><include service="more"/></service>',
      'etc/firewalld/services/more.xml': '<service><port port="80" protocol="tcp"/></service>',
    });
    expect(ruleset.flag).toBe('complete');
    const texts = ruleset.data?.filters.flatMap(({ chains }) =>
      chains.flatMap((chain) => chain.rules.map(({ text }) => text)),
    );
    expect(texts).toContain('service more 80/tcp accept');
  });
});
