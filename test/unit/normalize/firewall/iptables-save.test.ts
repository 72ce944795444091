import { describe, expect, it } from 'vitest';
import type { Capture } from '../../../../src/core/capture.ts';
import { captureId } from '../../../../src/core/ids.ts';
import type { FirewallRule, FirewallRuleset } from '../../../../src/model/generated/model.ts';
import { captureSet } from '../../../../src/normalize/capture-set.ts';
import { normalizeHostFirewall } from '../../../../src/normalize/firewall/host-firewall.ts';
import { iptablesSave } from '../../../../src/normalize/firewall/iptables-save/format.ts';
import { readRule } from '../../../../src/normalize/firewall/iptables-save/rule.ts';
import { tokenize } from '../../../../src/normalize/firewall/iptables-save/tokens.ts';

function capture(origin: string, text: string): Capture {
  return {
    id: captureId(origin),
    origin,
    collectedAt: '2026-11-02T10:00:00Z',
    outcome: { kind: 'read', bytes: new TextEncoder().encode(text) },
  };
}

const CONTEXT = { claimed: [], documents: [] };

function normalize(...files: readonly (readonly [string, string])[]) {
  return iptablesSave.normalize(
    files.map(([origin, text]) => capture(origin, text)),
    CONTEXT,
  );
}

function rulesetOf(section: unknown): FirewallRuleset {
  return (section as { data: FirewallRuleset }).data; // the section of a contribution is opaque by type
}

function rulesOf(text: string, origin = 'rules.v4'): readonly FirewallRule[] {
  return rulesetOf(normalize([origin, text])[0]?.sections['ruleset']).filters.flatMap((filter) =>
    filter.chains.flatMap((chain) => chain.rules),
  );
}

describe('words of a rule', () => {
  it.each([
    ['plain', '-p tcp -j DROP', ['-p', 'tcp', '-j', 'DROP']],
    [
      'a comment with an option inside',
      '--comment "allow -j DROP it\'s fine"',
      ['--comment', "allow -j DROP it's fine"],
    ],
    ['an escaped quote', '--comment "say \\"hi\\" now"', ['--comment', 'say "hi" now']],
    ['an empty word', '--log-prefix "" -x', ['--log-prefix', '', '-x']],
    ['an open quote', '--comment "open', undefined],
  ])('%s', (_, text, words) => {
    expect(tokenize(text)).toEqual(words);
  });
});

describe('conditions', () => {
  const on = (text: string, family: 'ipv4' | 'ipv6' = 'ipv4') => {
    const { conditions, uncertain } = readRule(tokenize(text) ?? [], family);
    return {
      conditions: conditions.map((one) => `${one.negated === true ? '!' : ''}${one.on} ${one.values.join(' ')}`),
      doubts: uncertain.length,
    };
  };
  it.each([
    ['negation before the option', '! -s 10.0.0.0/8 -j DROP', ['!src 10.0.0.0/8']],
    ['negation after the option (old)', '-s ! 10.0.0.0/8 -j DROP', ['!src 10.0.0.0/8']],
    ['a dotted mask', '-s 10.1.0.0/255.255.0.0', ['src 10.1.0.0/255.255.0.0']],
    ['an attached value', '-ptcp --dport=22', ['protocol 6', 'dport 22']],
    ['named ports and protocols', '-p udp --dport domain', ['protocol 17', 'dport 53']],
    ['half-open ranges', '-p tcp --dport 1024: --sport :1023', ['protocol 6', 'dport 1024-65535', 'sport 0-1023']],
    [
      'multiport with ranges, negated as one',
      '-p tcp -m multiport ! --dports 80,443,8000:8010',
      ['protocol 6', '!dport 80 443 8000-8010'],
    ],
    ['either port', '-p tcp -m multiport --ports 53,80', ['protocol 6', 'port 53 80']],
    ['address ranges', '-m iprange ! --src-range 10.0.0.1-10.0.0.9', ['!src 10.0.0.1-10.0.0.9']],
    ['an ICMP name', '-p icmp -m icmp --icmp-type fragmentation-needed', ['protocol 1', 'icmp 3/4']],
    ['an ICMP number', '-p icmp -m icmp --icmp-type 8', ['protocol 1', 'icmp 8']],
    ['any ICMP type', '-p icmp -m icmp --icmp-type any', ['protocol 1']],
    ['states', '-m conntrack ! --ctstate RELATED,ESTABLISHED', ['!state RELATED ESTABLISHED']],
    ['the old state match', '-m state --state NEW', ['state NEW']],
    ['SYN', '-p tcp ! --syn', ['protocol 6', '!tcp_flags FIN,SYN,RST,ACK/SYN']],
    ['no flag at all', '-p tcp --tcp-flags ALL NONE', ['protocol 6', 'tcp_flags FIN,SYN,RST,PSH,ACK,URG/']],
    ['an interface prefix', '-i eth+ ! -o lo', ['in eth+', '!out lo']],
    ['fragments', '-f -j DROP', ['fragment later']],
    ['address types', '-m addrtype ! --dst-type LOCAL', ['!dst_type LOCAL']],
    ['every protocol', '-p all', []],
    ['noting an address matches always', '-m recent --set --name SSH --rsource', []],
    ['a comment alone', '-m comment --comment "x"', []],
  ])('%s', (_, text, conditions) => {
    expect(on(text)).toEqual({ conditions, doubts: 0 });
  });

  it.each([
    ['a set', '-m set --match-set office src -j ACCEPT'],
    ['a rate', '-m limit --limit 3/min -j ACCEPT'],
    ['earlier packets', '-m recent --update --seconds 60 --hitcount 4 -j DROP'],
    ['a mark', '-m mark --mark 0x1 -j ACCEPT'],
    ['a hardware address', '-m mac --mac-source 02:00:00:00:00:01 -j ACCEPT'],
    ['a mask with holes', '-s 10.0.0.1/255.0.255.255 -j ACCEPT'],
    ['a host name', '-s admin.example -j ACCEPT'],
    ['translation status as a state', '-m conntrack --ctstate DNAT -j ACCEPT'],
    ['another part of connection tracking', '-m conntrack --ctdir ORIGINAL -j ACCEPT'],
    ['an option that nobody knows', '-p tcp --frobnicate 7 -j ACCEPT'],
    ['a port without a protocol', '--dport 22 -j ACCEPT'],
  ])('cannot tell: %s', (_, text) => {
    expect(on(text).doubts).toBeGreaterThan(0);
  });
});

describe('actions', () => {
  it.each([
    ['-j ACCEPT', { action: 'allow', target: 'ACCEPT' }],
    ['-j REJECT --reject-with icmp-port-unreachable', { action: 'reject', target: 'REJECT' }],
    ['-j LOG --log-prefix "a -j DROP b"', { action: 'continue', target: 'LOG' }],
    ['-s 10.0.0.1', { action: 'continue' }],
    ['-g OTHER', { action: 'goto', target: 'OTHER' }],
    ['-j RETURN', { action: 'return', target: 'RETURN' }],
    ['-p udp --dport 53 -j CT --notrack', { action: 'untrack', target: 'CT' }],
    [
      '-p tcp -j DNAT --to-destination 172.17.0.2:80',
      { translate: { kind: 'destination', address: '172.17.0.2', port: '80' } },
    ],
    [
      '-p tcp -j DNAT --to-destination [2001:db8::1]:80',
      { translate: { kind: 'destination', address: '2001:db8::1', port: '80' } },
    ],
    ['-p tcp -j REDIRECT --to-ports 8080', { translate: { kind: 'local', port: '8080' } }],
  ])('%s', (text, meaning) => {
    expect(readRule(tokenize(text) ?? [], 'ipv4')).toMatchObject(meaning);
  });
});

const HEAD = '*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n';

describe('a dump', () => {
  it('keeps the line and the counters of each rule', () => {
    const [rule] = rulesOf(`${HEAD}[3:180] -A INPUT -i lo -j ACCEPT\nCOMMIT\n`);
    expect(rule).toMatchObject({
      at: { file: 'rules.v4', line: 5 },
      packets: 3,
      id: 'ipv4:filter/INPUT: -i lo -j ACCEPT',
    });
  });

  it('never drops a line silently', () => {
    const [contribution] = normalize([
      'rules.v4',
      `${HEAD}-A INPUT -p tcp --comment "open -j ACCEPT\nfrobnicate\nCOMMIT\n`,
    ]);
    expect(contribution?.sections['ruleset']).toMatchObject({ flag: 'incomplete' });
    expect(contribution?.diagnostics.filter((one) => one.code === 'parse-error').map((one) => one.at?.line)).toEqual([
      5, 6,
    ]);
    const rules = rulesOf(`${HEAD}-A INPUT -p tcp --comment "open -j ACCEPT\nCOMMIT\n`);
    expect(rules).toMatchObject([{ action: 'unknown' }]);
    expect(rules[0]?.uncertain).not.toEqual([]);
  });

  it('says when COMMIT is missing', () => {
    expect(normalize(['rules.v4', HEAD])[0]?.diagnostics).toMatchObject([{ code: 'missing-commit' }]);
  });

  it('takes a target that is no chain as an unknown verdict', () => {
    expect(
      rulesOf(`${HEAD}-A INPUT -j NFQUEUE --queue-num 0\n-A INPUT -j nowhere\nCOMMIT\n`).map((rule) => rule.action),
    ).toEqual(['unknown', 'unknown']);
  });

  it.each([
    ['the generator', 'x.txt', '# Generated by ip6tables-save v1.8.9\n', '-i lo -j ACCEPT', 'ipv6'],
    ['a literal', 'x.txt', '', '-s 2001:db8::/32 -j ACCEPT', 'ipv6'],
    ['ICMP of version 6', 'x.txt', '', '-p ipv6-icmp -j ACCEPT', 'ipv6'],
    ['the file name', 'rules.v6', '', '-i lo -j ACCEPT', 'ipv6'],
    ['nothing: IPv4 is assumed', 'x.txt', '', '-i lo -j ACCEPT', 'ipv4'],
  ])('takes the family from %s', (_, file, comment, rule, family) => {
    const [contribution] = normalize([file, `${comment}${HEAD}-A INPUT ${rule}\nCOMMIT\n`]);
    expect(rulesetOf(contribution?.sections['ruleset']).filters[0]?.family).toBe(family);
  });

  it('joins the files of both families to one firewall', () => {
    const contributions = normalize(['web01.v4', `${HEAD}COMMIT\n`], ['web01.v6', `${HEAD}COMMIT\n`]);
    expect(contributions).toMatchObject([
      { target: { kind: 'firewall', name: 'web01' }, sections: { ruleset: { flag: 'complete' } } },
    ]);
  });

  it('is incomplete without the other family', () => {
    expect(normalize(['web01.v4', `${HEAD}COMMIT\n`])[0]?.sections['ruleset']).toMatchObject({
      flag: 'incomplete',
      hint: expect.stringContaining('ip6tables-save'),
    });
  });

  it.each([
    ['a dump', `${HEAD}COMMIT\n`, true],
    ['ufw rules', `*filter\n### RULES ###\n-A ufw-user-input -j ACCEPT\nCOMMIT\n`, false],
    ['markdown with stars', '*filter your mail*\n', false],
    ['an nft table', 'table inet filter {\n}\n', false],
  ])('recognizes %s', (_, head, yes) => {
    expect(iptablesSave.recognizes({ origin: 'x', head, json: undefined })).toBe(yes);
  });
});

describe('a host', () => {
  const policy = (captures: readonly Capture[]) => {
    const { section } = { section: normalizeHostFirewall(captureSet(captures)).sections.ruleset };
    const input = section.data?.filters[0]?.chains.find((chain) => chain.name === 'INPUT');
    return { flag: section.flag, policy: input?.policy, loaded: section.data?.filters[0]?.loaded };
  };
  it('prefers the running filter to the saved one', () => {
    const captures = [
      capture('iptables-save', `${HEAD}COMMIT\n`),
      capture('ip6tables-save', `${HEAD}COMMIT\n`),
      capture('/etc/iptables/rules.v4', '*filter\n:INPUT ACCEPT\nCOMMIT\n'),
    ];
    expect(policy(captures)).toMatchObject({ flag: 'complete', loaded: 'live', policy: { value: 'deny' } });
  });
  it('reads the saved filter of an offline tree', () => {
    expect(policy([capture('/etc/iptables/rules.v4', `${HEAD}COMMIT\n`)])).toMatchObject({
      flag: 'incomplete',
      loaded: 'configured',
    });
  });
  it('takes an empty live dump as no filter', () => {
    expect(policy([capture('iptables-save', ''), capture('ip6tables-save', '')])).toMatchObject({
      flag: 'complete',
      policy: { value: 'allow' },
    });
  });
  it('says so when nothing could be read', () => {
    const denied: Capture = { ...capture('iptables-save', ''), outcome: { kind: 'denied', reason: 'root is needed' } };
    expect(normalizeHostFirewall(captureSet([denied])).sections.ruleset).toMatchObject({
      flag: 'not-collected',
      reason: expect.stringContaining('root is needed'),
    });
  });
});
