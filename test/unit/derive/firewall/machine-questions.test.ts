import { describe, expect, it } from 'vitest';
import type { SnapshotSections } from '../../../../src/derive/derivation.ts';
import { lastDay } from '../../../../src/derive/firewall/rule-notes.ts';
import { deriveDeclared, filterTable, rulesetOf } from './declared-made.ts';

const START = ['-i lo -j ACCEPT', '-m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT'];
const derive = (text: string, options: Parameters<typeof deriveDeclared>[1] = {}, v6?: string) =>
  deriveDeclared(rulesetOf(text, v6), options);
const told = (fact: object | undefined): unknown =>
  fact === undefined ? 'none' : 'value' in fact ? fact.value : undefined;

/** What sysctl tells of every interface. */
function sysctl(key: string, value: string): NonNullable<SnapshotSections['host']> {
  const at = { file: 'sysctl -a' };
  const record = { id: key, name: key, interface: '*', at_boot: { value, at }, supported: true, live: { value, at } };
  return {
    sysctl: {
      flag: 'complete',
      data: { live: true, keys: [], interfaces: [record], ipv6_off: { value: false, at } },
    },
  };
}

describe('what is dropped in the end is logged', () => {
  const LOG = '-m limit --limit 3/min -j LOG --log-prefix "drop: "';
  it.each<[string, readonly string[], Parameters<typeof filterTable>[1], unknown]>([
    ['before the policy', [...START, LOG], {}, 'yes'],
    ['before a last rule', [...START, LOG, '-j DROP'], { policy: 'ACCEPT' }, 'yes'],
    [
      'in a chain that logs and drops',
      [...START, '-j LOGDROP', `-A LOGDROP ${LOG}`, '-A LOGDROP -j DROP'],
      { chains: ['LOGDROP'] },
      'yes',
    ],
    [
      'behind a jump with the limit',
      [...START, '-m limit --limit 3/min -j L', '-A L -j LOG', '-j REJECT'],
      { chains: ['L'] },
      'yes',
    ],
    ['by NFLOG', [...START, '-m limit --limit 3/min -j NFLOG --nflog-group 1'], {}, 'yes'],
    ['without a limit', [...START, '-j LOG'], {}, 'without-limit'],
    ['not at all', START, {}, 'no'],
    ['after the drop', [...START, '-j DROP', LOG], {}, 'no'],
    ['one protocol only', [...START, `-p udp ${LOG}`], {}, 'no'],
    ['private sources only', [...START, `-s 10.0.0.0/8 ${LOG}`], {}, 'no'],
    [
      'all but the noise of neighbours',
      [...START, '-p tcp -m multiport --dports 139,445 -j DROP', '-p udp --dport 137:138 -j DROP', LOG],
      {},
      'yes',
    ],
    ['what is let in needs no log', [...START, '-p tcp -j ACCEPT', `-p udp ${LOG}`], {}, 'yes'],
    ['everything is let in', START, { policy: 'ACCEPT' }, 'none'],
  ])('%s', (_, rules, options, want) => {
    const [chain] = derive(filterTable(rules, options)).final_drop?.data?.chains ?? [];
    expect(told(chain?.logged)).toBe(want);
  });
});

describe('ICMP', () => {
  const icmp = (rules: readonly string[], family: 'ipv4' | 'ipv6', host?: SnapshotSections['host']) => {
    const text = filterTable(rules);
    const derived =
      family === 'ipv4' ? derive(text, host === undefined ? {} : { host }) : derive(filterTable(START), {}, text);
    const found = derived.icmp?.data?.families.find(({ id }) => id === family);
    return [...(found?.needed ?? []).map(({ verdict }) => told(verdict)), told(found?.redirects)];
  };
  it.each<[string, 'ipv4' | 'ipv6', readonly string[], readonly unknown[]]>([
    ['replies let errors of connections in', 'ipv4', START, ['accepted', 'dropped']],
    ['no ICMP at all', 'ipv4', ['-p tcp -m conntrack --ctstate ESTABLISHED -j ACCEPT'], ['dropped', 'dropped']],
    ['by type', 'ipv4', ['-p icmp --icmp-type fragmentation-needed -j ACCEPT'], ['accepted', 'dropped']],
    ['dropped before replies', 'ipv4', ['-p icmp -j DROP', ...START], ['dropped', 'dropped']],
    ['all of ICMP', 'ipv4', [...START, '-p icmp -j ACCEPT'], ['accepted', 'accepted']],
    [
      'all of ICMP after strays are dropped',
      'ipv4',
      [...START, '-m conntrack --ctstate INVALID -j DROP', '-p icmp -j ACCEPT'],
      ['accepted', 'dropped'],
    ],
    ['with a rate: in doubt', 'ipv4', ['-p icmp --icmp-type 3 -m limit --limit 1/s -j ACCEPT'], [undefined, 'dropped']],
    ['neighbours forgotten', 'ipv6', START, ['accepted', 'dropped', 'dropped', 'dropped']],
    [
      'neighbours with their hop limit',
      'ipv6',
      [
        ...START,
        '-p ipv6-icmp --icmpv6-type 135 -m hl --hl-eq 255 -j ACCEPT',
        '-p ipv6-icmp --icmpv6-type 136 -m hl --hl-eq 255 -j ACCEPT',
      ],
      ['accepted', 'accepted', 'accepted', 'dropped'],
    ],
    [
      'another hop limit is a doubt',
      'ipv6',
      [...START, '-p ipv6-icmp -m hl --hl-eq 64 -j ACCEPT'],
      ['accepted', undefined, undefined, undefined],
    ],
    ['all of ICMPv6', 'ipv6', [...START, '-p ipv6-icmp -j ACCEPT'], ['accepted', 'accepted', 'accepted', 'accepted']],
  ])('%s', (_, family, rules, want) => {
    expect(icmp(rules, family)).toEqual(want);
  });

  it('a hop limit in the words of nftables counts as well', () => {
    const text = filterTable([...START, '-p ipv6-icmp -m hl --hl-eq 255 -j ACCEPT']);
    const ruleset = rulesetOf(filterTable(START), text);
    const renamed: typeof ruleset = JSON.parse(
      JSON.stringify(ruleset)
        .replaceAll('-m hl --hl-eq 255 is not told by the rules', 'ip6 hoplimit is not told by the rules')
        .replaceAll('-m hl --hl-eq 255', 'ip6 hoplimit 255'),
    );
    const found = deriveDeclared(renamed).icmp?.data?.families.find(({ id }) => id === 'ipv6');
    expect(found?.needed.map(({ verdict }) => told(verdict))).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it("redirects are the kernel's matter where its setting was read", () => {
    const host = sysctl('net.ipv4.conf.*.accept_redirects', '1');
    expect(icmp([...START, '-p icmp -j ACCEPT'], 'ipv4', host)).toEqual(['accepted', 'kernel']);
  });
});

describe('forged sources at the outer interface of a router', () => {
  const nat =
    '*nat\n:PREROUTING ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\n-A POSTROUTING -o wan0 -j MASQUERADE\nCOMMIT\n';
  const raw = (rule: string) => `*raw\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING ${rule}\nCOMMIT\n`;
  const OPEN = [...START, '-p tcp --dport 443 -j ACCEPT', '-A FORWARD -i lan0 -o wan0 -j ACCEPT'];
  const accepted = (rules: readonly string[], before = nat, host?: SnapshotSections['host']) => {
    const [one] =
      derive(filterTable(rules, { before }), host === undefined ? {} : { host }).spoofing?.data?.interfaces ?? [];
    return one === undefined ? 'none' : [one.id, told(one.accepted)];
  };
  const ALL = ['0.0.0.0/8', '10.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16', '224.0.0.0/3'];

  it.each<[string, readonly string[], string, unknown]>([
    ['a port for everybody', OPEN, nat, ['ipv4:wan0', ALL]],
    ['nothing is let in', START, nat, ['ipv4:wan0', []]],
    [
      'private sources are dropped first',
      ['-i wan0 -s 10.0.0.0/8 -j DROP', ...OPEN],
      nat,
      ['ipv4:wan0', ALL.filter((block) => block !== '10.0.0.0/8')],
    ],
    [
      'dropped before routing',
      OPEN,
      nat + raw('-i wan0 -s 192.168.0.0/16 -j DROP'),
      ['ipv4:wan0', ALL.filter((block) => block !== '192.168.0.0/16')],
    ],
    ['the reverse path is checked', OPEN, nat + raw('-m rpfilter --invert -j DROP'), ['ipv4:wan0', []]],
    ['forwarded to the inside', [...START, '-A FORWARD -o lan0 -p tcp --dport 80 -j ACCEPT'], nat, ['ipv4:wan0', ALL]],
    ['only for the inner side', [...START, '-i lan0 -p tcp --dport 22 -j ACCEPT'], nat, ['ipv4:wan0', []]],
    ['a server with one interface', OPEN, '', 'none'],
    ['container programs translate too', OPEN, nat.replace('-o wan0', '-s 172.17.0.0/16 ! -o docker0'), 'none'],
  ])('%s', (_, rules, before, want) => {
    expect(accepted(rules, before)).toEqual(want);
  });

  it('the check of the kernel counts', () => {
    expect(accepted(OPEN, nat, sysctl('net.ipv4.conf.*.rp_filter', '1'))).toEqual(['ipv4:wan0', []]);
    expect(accepted(OPEN, nat, sysctl('net.ipv4.conf.*.rp_filter', '2'))).toEqual(['ipv4:wan0', ALL]);
  });
});

describe('ports that a container program publishes', () => {
  const docker = (match = '') =>
    `*nat\n:PREROUTING ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\n:DOCKER - [0:0]\n-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER\n-A DOCKER ${match} ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80\nCOMMIT\n`;
  const FORWARD = [
    '-A FORWARD -j DOCKER-USER',
    '-A FORWARD -o docker0 -j DOCKER',
    '-A DOCKER -d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 80 -j ACCEPT',
  ];
  const chains = ['DOCKER', 'DOCKER-USER'];
  const bypass = (rules: readonly string[], { match = '', policy = 'DROP', yaml = '' } = {}) =>
    (
      derive(filterTable([...START, ...rules], { before: docker(match), chains, policy }), yaml === '' ? {} : { yaml })
        .bypass?.data?.ports ?? []
    ).map((port) => [port.id, told(port.reach), told(port.filter), port.declared]);

  it.each<[string, readonly string[], Parameters<typeof bypass>[1], readonly unknown[]]>([
    ['past INPUT', FORWARD, {}, [['ipv4:tcp/8080', 'internet', 'dropped', false]]],
    [
      'INPUT lets it in as well',
      [...FORWARD, '-p tcp --dport 8080 -j ACCEPT'],
      {},
      [['ipv4:tcp/8080', 'internet', 'accepted', false]],
    ],
    ['no filter at all', FORWARD, { policy: 'ACCEPT' }, [['ipv4:tcp/8080', 'internet', 'accepted', false]]],
    [
      'DOCKER-USER closes it',
      [...FORWARD, '-A DOCKER-USER ! -s 10.0.0.0/8 -j DROP'],
      {},
      [['ipv4:tcp/8080', 'internal', 'dropped', false]],
    ],
    ['published on the loopback', FORWARD, { match: '-d 127.0.0.1/32' }, []],
    [
      'declared',
      FORWARD,
      { yaml: 'services: [{name: a, ports: [tcp/8080], from: [internet]}]\n' },
      [['ipv4:tcp/8080', 'internet', 'dropped', true]],
    ],
    [
      'declared for some only',
      FORWARD,
      { yaml: 'services: [{name: a, ports: [tcp/8080], from: [10.0.0.0/8]}]\n' },
      [['ipv4:tcp/8080', 'internet', 'dropped', false]],
    ],
  ])('%s', (_, rules, options, want) => {
    expect(bypass(rules, options)).toEqual(want);
  });

  it('forwarding that people wrote is none', () => {
    const before =
      '*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -i wan0 -p tcp --dport 8080 -j DNAT --to-destination 10.0.0.2:80\nCOMMIT\n';
    const text = filterTable([...START, '-A FORWARD -d 10.0.0.2 -p tcp --dport 80 -j ACCEPT'], { before });
    expect(derive(text).bypass?.data?.ports).toEqual([]);
  });
});

describe('what people wrote beside rules', () => {
  it.each<[string, string, boolean]>([
    ['vendor access until 2025-06-30', '2025-06-30', false],
    ['Expires: 2025/6/3', '2025-06-03', false],
    ['remove after 30.06.2025', '2025-06-30', false],
    ['until 20250630 ABC-1', '2025-06-30', false],
    ['valid until 2027-01-01', '', true],
    ['until 2025-01-01, extended: until 2027-01-01', '', true],
    ['until 2026-11-22', '', true],
    ['added 2019-01-02', '', false],
    ['until 2025-02-30', '', false],
    ['until the audit', '', false],
    ['', '', false],
  ])('%s', (comment, expired, dated) => {
    expect(lastDay(comment, Date.parse('2026-11-22T12:00:00Z'))).toEqual({ expired, dated });
  });

  it('rules that let something in, and rules with a comment', () => {
    const rules = [
      ...START,
      '-p tcp --dport 443 -m comment --comment "team-web" -j ACCEPT',
      '-p tcp --dport 22 -j U',
      '-A U -s 10.0.0.0/8 -j ACCEPT',
      '-A U -m comment --comment "the rest" -j DROP',
      '-p icmp -j ACCEPT',
    ];
    const notes = derive(filterTable(rules, { chains: ['U'] }), {
      yaml: 'services:\n  - {name: ssh, ports: [tcp/22], from: [10.0.0.0/8], owner: ops}\n  - {name: web, ports: [tcp/443], from: [any]}\n',
    }).rule_notes?.data?.rules;
    expect(notes?.map(({ text, chain_name, opens, declared }) => [chain_name, text, opens, declared])).toEqual([
      ['INPUT', '-p tcp --dport 443 -m comment --comment "team-web" -j ACCEPT', true, false],
      ['U', '-s 10.0.0.0/8 -j ACCEPT', true, true],
      ['U', '-m comment --comment "the rest" -j DROP', false, false],
    ]);
  });
});
