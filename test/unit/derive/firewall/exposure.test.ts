import { describe, expect, it } from 'vitest';
import { captureId } from '../../../../src/core/ids.ts';
import { decide, makeDecider } from '../../../../src/derive/firewall/decide.ts';
import { exposure, reachFromInternet } from '../../../../src/derive/firewall/exposure.ts';
import { viewFamily } from '../../../../src/derive/firewall/family-view.ts';
import { rangesOf } from '../../../../src/derive/firewall/ranges.ts';
import type { FirewallExposure, FirewallRuleFacts, FirewallRuleset } from '../../../../src/model/generated/model.ts';
import { readDump, rulesetSection } from '../../../../src/normalize/firewall/iptables-save/reading.ts';

const START = ['-i lo -j ACCEPT', '-m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT'];

function rulesetOf(text: string, family: 'ipv4' | 'ipv6' = 'ipv4') {
  const capture = {
    id: captureId('c'),
    origin: `rules.${family}`,
    collectedAt: '',
    outcome: { kind: 'read' as const, bytes: new TextEncoder().encode(text) },
  };
  return readDump(capture, 'configured', family);
}

function filter(
  rules: readonly string[],
  { policy = 'DROP', chains = [] as readonly string[], before = '' } = {},
): string {
  const lines = rules.map((rule) => (rule.startsWith('-A') ? rule : `-A INPUT ${rule}`));
  return `${before}*filter\n:INPUT ${policy} [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n${chains.map((name) => `:${name} - [0:0]\n`).join('')}${lines.map((line) => `${line}\n`).join('')}COMMIT\n`;
}

function derive(
  v4: string,
  v6?: string,
): { readonly exposure: FirewallExposure; readonly facts: FirewallRuleFacts; readonly ruleset: FirewallRuleset } {
  const section = rulesetSection([rulesetOf(v4), ...(v6 === undefined ? [] : [rulesetOf(v6, 'ipv6')])]);
  const derived = exposure.derive({ firewall: { ruleset: section } }, { nowMs: 0 });
  const data = derived.firewall?.exposure?.data;
  const facts = derived.firewall?.rule_facts?.data;
  if (data === undefined || facts === undefined || section.data === undefined) throw new Error('nothing was derived');
  return { exposure: data, facts, ruleset: section.data };
}

function reach(data: FirewallExposure, protocol: 'tcp' | 'udp', port: number) {
  return data.ranges.find(
    (range) =>
      range.family === 'ipv4' && range.protocol === protocol && range.from_port <= port && port <= range.to_port,
  );
}

describe('reach of tcp/22', () => {
  it.each<[string, readonly string[], string, string]>([
    ['closed', START, 'none', 'none'],
    ['open', [...START, '-p tcp --dport 22 -j ACCEPT'], 'internet', 'internet'],
    ['open in a user chain', [...START, '-p tcp --dport 22 -j U', '-A U -j ACCEPT'], 'internet', 'internet'],
    [
      'returned before it is accepted',
      [...START, '-p tcp --dport 22 -j U', '-A U -p tcp -j RETURN', '-A U -j ACCEPT'],
      'none',
      'none',
    ],
    [
      'a goto does not come back to its chain',
      [...START, '-p tcp -g U', '-p tcp --dport 22 -j ACCEPT', '-A U -p udp -j ACCEPT'],
      'none',
      'none',
    ],
    ['dropped before', [...START, '-p tcp --dport 20:30 -j DROP', '-p tcp --dport 22 -j ACCEPT'], 'none', 'none'],
    [
      'dropped before for some',
      [...START, '-s 8.0.0.0/8 -p tcp -j DROP', '-p tcp --dport 22 -j ACCEPT'],
      'internet',
      'internet',
    ],
    ['private sources', [...START, '-s 192.168.0.0/16 -p tcp --dport 22 -j ACCEPT'], 'internal', 'internal'],
    ['all but private sources', [...START, '! -s 192.168.0.0/16 -p tcp --dport 22 -j ACCEPT'], 'internet', 'internet'],
    ['one public address', [...START, '-s 8.8.8.8 -p tcp --dport 22 -j ACCEPT'], 'partner', 'partner'],
    [
      'a documentation range stands for somebody',
      [...START, '-s 203.0.113.0/24 -p tcp --dport 22 -j ACCEPT'],
      'partner',
      'partner',
    ],
    [
      'halves of the internet',
      [...START, '-s 0.0.0.0/1 -p tcp --dport 22 -j ACCEPT', '-s 128.0.0.0/1 -p tcp --dport 22 -j ACCEPT'],
      'internet',
      'internet',
    ],
    [
      'a set that was not given',
      [...START, '-m set --match-set a src -p tcp --dport 22 -j ACCEPT'],
      'none',
      'internet',
    ],
    [
      'a denial in doubt before',
      [...START, '-m set --match-set a src -j DROP', '-p tcp --dport 22 -j ACCEPT'],
      'none',
      'internet',
    ],
    [
      'a jump in doubt before',
      [...START, '-m set --match-set a src -j U', '-p tcp --dport 22 -j ACCEPT', '-A U -p udp -j DROP'],
      'internet',
      'internet',
    ],
    [
      'a return in doubt',
      [...START, '-j U', '-p tcp --dport 22 -j ACCEPT', '-A U -m mark --mark 1 -j RETURN', '-A U -j DROP'],
      'none',
      'internet',
    ],
    ['a rate', [...START, '-p tcp --dport 22 -m limit --limit 1/s -j ACCEPT'], 'none', 'internet'],
    ['a queue', [...START, '-p tcp --dport 22 -j NFQUEUE'], 'none', 'internet'],
    ['a tunnel interface', [...START, '-i wg0 -p tcp --dport 22 -j ACCEPT'], 'internal', 'internal'],
    ['the only physical interface', [...START, '-i eth0 -p tcp --dport 22 -j ACCEPT'], 'internet', 'internet'],
    [
      'one of two interfaces',
      [...START, '-i eth0 -p tcp --dport 22 -j ACCEPT', '-i eth1 -p udp -j ACCEPT'],
      'internal',
      'internet',
    ],
    ['replies alone', [...START, '-p tcp --dport 22 -m conntrack --ctstate ESTABLISHED -j ACCEPT'], 'none', 'none'],
    ['fragments are no opening', [...START, '-f -j ACCEPT'], 'none', 'none'],
    ['a group address is not routed here', [...START, '-d 224.0.0.251 -j ACCEPT'], 'none', 'none'],
  ])('%s', (_, rules, least, most) => {
    const { exposure: data } = derive(filter(rules, { chains: ['U'] }));
    expect(reach(data, 'tcp', 22)).toMatchObject({ at_least: least, at_most: most });
  });
});

describe('exposure', () => {
  it('covers every port of tcp and udp once', () => {
    const { exposure: data } = derive(
      filter([...START, '-p tcp -m multiport --dports 22,80,8000:8010 -j ACCEPT', '-p udp --dport 53 -j ACCEPT']),
    );
    for (const protocol of ['tcp', 'udp']) {
      let next = 0;
      for (const range of data.ranges.filter((one) => one.protocol === protocol)) {
        expect(range.from_port).toBe(next);
        next = range.to_port + 1;
      }
      expect(next).toBe(65_536);
    }
  });

  it('names the deciding lines and one packet', () => {
    const { exposure: data } = derive(filter([...START, '-p tcp --dport 22 -j ACCEPT']));
    expect(reach(data, 'tcp', 22)).toMatchObject({
      decided_by: [{ at: { file: 'rules.ipv4', line: 7 } }],
      witness: 'tcp from 1.0.0.0 port 50000 to port 22',
    });
  });

  it('finds that a source port of DNS opens every port', () => {
    const { exposure: data } = derive(filter([...START, '-p udp --sport 53 -j ACCEPT']));
    expect(data.protocols).toMatchObject([
      { id: 'ipv4:tcp', every_port: { value: 'none' } },
      { id: 'ipv4:udp', every_port: { value: 'internet' } },
    ]);
  });

  it('marks an opening in pieces', () => {
    const { exposure: data } = derive(
      filter([...START, '-s 0.0.0.0/1 -p tcp --dport 22 -j ACCEPT', '-s 128.0.0.0/1 -p tcp --dport 22 -j ACCEPT']),
    );
    expect(reach(data, 'tcp', 22)).toMatchObject({ split: true, percent: 100 });
    expect(reach(derive(filter([...START, '-p tcp --dport 22 -j ACCEPT'])).exposure, 'tcp', 22)).toMatchObject({
      split: false,
      percent: 100,
    });
  });

  it('follows a published container port past INPUT', () => {
    const nat =
      '*nat\n:PREROUTING ACCEPT [0:0]\n:DOCKER - [0:0]\n-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER\n-A DOCKER ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80\nCOMMIT\n';
    const forward = '-A FORWARD -d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 80 -j ACCEPT';
    const { exposure: data } = derive(filter([...START, '-p tcp --dport 8080 -j DROP', forward], { before: nat }));
    expect(reach(data, 'tcp', 8080)).toMatchObject({
      at_least: 'internet',
      decided_by: [{ at: { line: 5 } }, { at: { line: 14 } }],
    });
    expect(reach(derive(filter([...START], { before: nat })).exposure, 'tcp', 8080)).toMatchObject({ at_most: 'none' });
  });

  it('follows a redirection to another local port', () => {
    const nat = '*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -p tcp --dport 80 -j REDIRECT --to-ports 8080\nCOMMIT\n';
    const { exposure: data } = derive(filter([...START, '-p tcp --dport 8080 -j ACCEPT'], { before: nat }));
    expect(reach(data, 'tcp', 80)).toMatchObject({ at_least: 'internet' });
  });

  it('counts denials before routing and packets out of connection tracking', () => {
    const mangle = '*mangle\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -p tcp --dport 22 -j DROP\nCOMMIT\n';
    expect(
      reach(derive(filter([...START, '-p tcp --dport 22 -j ACCEPT'], { before: mangle })).exposure, 'tcp', 22),
    ).toMatchObject({ at_most: 'none' });
    const raw = '*raw\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -p udp --dport 53 -j CT --notrack\nCOMMIT\n';
    const byState = [...START, '-p udp --dport 53 -m conntrack --ctstate NEW -j ACCEPT'];
    expect(reach(derive(filter(byState)).exposure, 'udp', 53)).toMatchObject({ at_least: 'internet' });
    expect(reach(derive(filter(byState, { before: raw })).exposure, 'udp', 53)).toMatchObject({ at_most: 'none' });
  });

  it('compares the families', () => {
    const { exposure: data } = derive(filter(START), filter([...START, '-p tcp --dport 22 -j ACCEPT']));
    expect(data.parity).toMatchObject([
      { id: 'tcp', wider: { value: ['tcp/22'] } },
      { id: 'udp', wider: { value: [] } },
    ]);
    expect(reachFromInternet(data, 'tcp', 22)).toEqual({ ipv4: 'no', ipv6: 'must' });
  });

  it.each<[string, readonly string[], string, string]>([
    ['a policy of DROP', START, 'DROP', 'deny'],
    ['a policy of ACCEPT', START, 'ACCEPT', 'allow'],
    ['an unconditional last denial', [...START, '-j REJECT'], 'ACCEPT', 'deny'],
    ['an unconditional last acceptance', [...START, '-j ACCEPT'], 'DROP', 'allow'],
    ['an unconditional acceptance in a chain', [...START, '-j U', '-A U -j ACCEPT'], 'DROP', 'allow'],
  ])('default with %s', (_, rules, policy, want) => {
    const { exposure: data } = derive(filter(rules, { policy, chains: ['U'] }));
    expect(data.policies[0]).toMatchObject({ id: 'ipv4:input', default: { value: want } });
  });

  it('tells what states and loopback do', () => {
    const good = derive(
      filter([...START, '-s 127.0.0.0/8 -j DROP', '-p tcp --dport 22 -m conntrack --ctstate NEW -j ACCEPT']),
    ).exposure;
    expect(good.connection_states[0]).toMatchObject({
      established: { value: 'accepted' },
      invalid: { value: 'dropped' },
    });
    expect(good.loopback[0]).toMatchObject({ accepted: { value: 'accepted' }, spoofed: { value: 'dropped' } });
    const bad = derive(filter(['-p tcp --dport 22 -j ACCEPT'])).exposure;
    expect(bad.connection_states[0]).toMatchObject({
      established: { value: 'dropped' },
      invalid: { value: 'accepted' },
    });
    expect(bad.loopback[0]).toMatchObject({ accepted: { value: 'dropped' }, spoofed: { value: 'accepted' } });
  });
});

describe('rule facts', () => {
  const dead = (rules: readonly string[], list: 'shadowed' | 'unreachable' | 'redundant') =>
    derive(filter(rules, { chains: ['U'] })).facts.chains.flatMap((chain) => chain[list].map((rule) => rule.text));
  it.each<[string, readonly string[], 'shadowed' | 'unreachable' | 'redundant', readonly string[]]>([
    [
      'a rule behind the last word',
      ['-j DROP', '-p tcp --dport 22 -j ACCEPT'],
      'shadowed',
      ['-p tcp --dport 22 -j ACCEPT'],
    ],
    [
      'a rule behind two halves',
      ['-s 0.0.0.0/1 -j DROP', '-s 128.0.0.0/1 -j DROP', '-p tcp -j ACCEPT'],
      'shadowed',
      ['-p tcp -j ACCEPT'],
    ],
    [
      'a rule behind its like',
      ['-p tcp -j ACCEPT', '-p tcp --dport 22 -j ACCEPT'],
      'redundant',
      ['-p tcp --dport 22 -j ACCEPT'],
    ],
    [
      'a rule behind a rule in doubt lives',
      ['-m set --match-set a src -j DROP', '-p tcp --dport 22 -j ACCEPT'],
      'shadowed',
      [],
    ],
    [
      'a rule for what never enters the chain',
      ['-p tcp -j U', '-A U -p udp -j DROP'],
      'unreachable',
      ['-p udp -j DROP'],
    ],
    ['a rule behind returns lives in the caller', ['-j U', '-p tcp -j ACCEPT', '-A U -j RETURN'], 'shadowed', []],
    ['logging before the end lives', ['-p tcp -j ACCEPT', '-j LOG'], 'unreachable', []],
  ])('%s', (_, rules, list, want) => {
    expect(dead(rules, list)).toEqual(want);
  });

  it('finds a chain that nothing leads to', () => {
    const { facts } = derive(filter(['-j DROP', '-A U -j ACCEPT'], { chains: ['U'] }));
    expect(facts.chains.find((chain) => chain.id === 'ipv4:filter/U')).toMatchObject({ entered: { value: false } });
  });
});

it('decides one packet with its path', () => {
  const { ruleset } = derive(
    filter([...START, '-p tcp --dport 22 -j U', '-A U -s 10.0.0.0/8 -j ACCEPT'], { chains: ['U'] }),
  );
  const packet = {
    family: 'ipv4',
    hook: 'input',
    src: '10.1.1.1',
    dst: '192.0.2.1',
    protocol: 6,
    dport: 22,
    tcpFlags: 2,
    in: 'eth0',
    state: 'NEW',
  } as const;
  expect(decide(ruleset, packet)).toMatchObject({
    verdict: 'accept',
    path: [{ at: { line: 8 } }, { at: { line: 9 } }],
  });
  expect(decide(ruleset, { ...packet, src: '11.1.1.1' })).toMatchObject({ verdict: 'drop' });
});

describe('whether a rule that opens a port names it', () => {
  it.each<[string, readonly string[], string, boolean]>([
    ['by its number', ['-p tcp --dport 22 -j ACCEPT'], 'DROP', true],
    ['in a range', ['-p tcp --dport 1:1023 -j ACCEPT'], 'DROP', true],
    ['every port but 0', ['-p tcp --dport 1:65535 -j ACCEPT'], 'DROP', false],
    ['by the protocol', ['-p tcp -j ACCEPT'], 'DROP', false],
    ['by a source port', ['-p tcp --sport 53 -j ACCEPT'], 'DROP', false],
    ['by the policy', [], 'ACCEPT', false],
  ])('%s', (_name, rules, policy, named) => {
    const { exposure: data } = derive(filter([...START, ...rules], { policy }));
    expect(reach(data, 'tcp', 22)).toMatchObject({ at_least: 'internet', named });
  });

  it('counts port 0 for nothing where every port is asked for', () => {
    const { exposure: data } = derive(filter([...START, '-p tcp --dport 1:65535 -j ACCEPT']));
    expect(data.protocols.find(({ id }) => id === 'ipv4:tcp')).toMatchObject({ every_port: { value: 'internet' } });
  });
});

describe('programs that wait behind the filter', () => {
  const at = { file: '/proc/net/tcp', line: 2 };
  const socket = (address: string, port: number) => ({
    id: `tcp/${address}:${port}`,
    protocol: 'tcp' as const,
    address,
    port,
    loopback: address.startsWith('127.'),
    any_address: address === '0.0.0.0' || address === '::',
    uid: 0,
    process: { value: 'sshd', at },
    executable: { value: '/usr/sbin/sshd', at },
    at,
  });
  const listening = (flag: 'complete' | 'incomplete', addresses: readonly string[]) => {
    const ruleset = rulesetSection([rulesetOf(filter(START))]);
    const section = { flag, data: { sockets: addresses.map((address) => socket(address, 22)) } };
    const derived = exposure.derive({ firewall: { ruleset }, host: { listening: section } }, { nowMs: 0 });
    return derived.firewall?.exposure?.data?.listeners?.map(({ id }) => id);
  };

  it.each<[string, readonly string[], readonly string[]]>([
    ['any address of IPv4', ['0.0.0.0'], ['ipv4:tcp/22']],
    ['any address takes IPv4 too', ['::'], ['ipv4:tcp/22', 'ipv6:tcp/22']],
    ['loopback is not reached', ['127.0.0.1'], []],
    ['an IPv4 address in the table of IPv6', ['::ffff:192.0.2.1'], ['ipv4:tcp/22']],
  ])('%s', (_name, addresses, wanted) => {
    expect(listening('complete', addresses)).toEqual(wanted);
  });

  it('tells nothing where some sockets were not seen', () => {
    expect(listening('incomplete', ['0.0.0.0'])).toBeUndefined();
  });
});

it('says unknown when the limit of work is reached, and guesses nothing', () => {
  const { ruleset } = derive(filter([...START, '-p tcp --dport 22 -j ACCEPT']));
  const packet = {
    family: 'ipv4',
    hook: 'input',
    src: '10.1.1.1',
    dst: '192.0.2.1',
    protocol: 6,
    dport: 22,
    tcpFlags: 2,
    in: 'eth0',
    state: 'NEW',
  } as const;
  expect(makeDecider(ruleset, 1)(packet).verdict).toBe('unknown');
  for (const range of rangesOf(viewFamily(ruleset, 'ipv4', 1)))
    expect(range).toMatchObject({ at_least: 'none', at_most: 'internet', reach: { unknown: expect.any(String) } });
});
