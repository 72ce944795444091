import { describe, expect, it } from 'vitest';
import type { Capture } from '../../../../../src/core/capture.ts';
import { captureId } from '../../../../../src/core/ids.ts';
import { exposure, reachFromInternet } from '../../../../../src/derive/firewall/exposure.ts';
import type { FirewallRuleset } from '../../../../../src/model/generated/model.ts';
import { firewalldFormat } from '../../../../../src/normalize/firewall/firewalld/format.ts';
import type { Contribution } from '../../../../../src/normalize/format.ts';

type Tree = Readonly<Record<string, string>>;
const CONF = 'DefaultZone=public\nFirewallBackend=nftables\nIPv6_rpfilter=no\nLogDenied=off\n';
const zone = (inner: string, attributes = '') =>
  `<?xml version="1.0" encoding="utf-8"?>\n<zone${attributes}>\n<short>x</short>\n${inner}\n</zone>\n`;
/** A tree with both folders: what it does not hold does not exist. */
const tree = (files: Tree): Tree => ({
  'etc/firewalld/firewalld.conf': CONF,
  'usr/lib/firewalld/zones/public.xml': zone('<service name="ssh"/>'),
  ...files,
});

function contributionOf(files: Tree): Contribution {
  const captures = Object.entries(files).map(([origin, text]): Capture => {
    const recognized = firewalldFormat.recognizes({ origin, head: text, json: undefined });
    expect([origin, recognized]).toEqual([origin, !text.includes('<!DOCTYPE')]);
    return {
      id: captureId(origin),
      origin,
      collectedAt: '2026-11-02T10:00:00Z',
      outcome: { kind: 'read', bytes: Buffer.from(text) },
    };
  });
  const [contribution] = firewalldFormat.normalize(captures, { claimed: [], documents: [] });
  if (contribution === undefined) throw new TypeError('no contribution');
  return contribution;
}

function reach(files: Tree, port: number, protocol: 'tcp' | 'udp' = 'tcp') {
  const ruleset = contributionOf(files).sections['ruleset'];
  const derived = exposure.derive({ firewall: { ruleset } } as Parameters<typeof exposure.derive>[0], { nowMs: 0 });
  const data = derived.firewall?.exposure?.data;
  return data === undefined ? undefined : reachFromInternet(data, protocol, port);
}

const OPEN = { ipv4: 'must', ipv6: 'must' };
const CLOSED = { ipv4: 'no', ipv6: 'no' };

describe('the files of firewalld', () => {
  it.each<[string, Tree, number, object]>([
    ['a service of the default zone', tree({}), 22, OPEN],
    ['a port that nobody names', tree({}), 23, CLOSED],
    [
      '/etc over /usr/lib, file by file',
      tree({ 'etc/firewalld/zones/public.xml': zone('<port port="8000-8010" protocol="tcp"/>') }),
      22,
      CLOSED,
    ],
    [
      'a range of ports',
      tree({ 'etc/firewalld/zones/public.xml': zone('<port port="8000-8010" protocol="tcp"/>') }),
      8005,
      OPEN,
    ],
    [
      'a service defined in the tree over the shipped one',
      tree({ 'etc/firewalld/services/ssh.xml': '<service><port port="2222" protocol="tcp"/></service>' }),
      22,
      CLOSED,
    ],
    [
      'a service that includes another',
      tree({
        'etc/firewalld/zones/public.xml': zone('<service name="samba"/>'),
        'etc/firewalld/services/samba.xml': '<service><include service="web"/><include service="samba"/></service>',
        'etc/firewalld/services/web.xml': '<service><port port="80" protocol="tcp"/></service>',
      }),
      80,
      OPEN,
    ],
    [
      'a service for one family only',
      tree({
        'etc/firewalld/zones/public.xml': zone('<service name="one"/>'),
        'etc/firewalld/services/one.xml':
          '<service><port port="80" protocol="tcp"/><destination ipv6="::/0"/></service>',
      }),
      80,
      { ipv4: 'no', ipv6: 'must' },
    ],
    [
      'a service that nobody defines may be anything',
      tree({ 'etc/firewalld/zones/public.xml': zone('<service name="nobody-knows"/>') }),
      80,
      { ipv4: 'may', ipv6: 'may' },
    ],
    ['target ACCEPT', tree({ 'etc/firewalld/zones/public.xml': zone('', ' target="ACCEPT"') }), 80, OPEN],
    [
      'a source zone before an interface zone',
      tree({
        'etc/firewalld/zones/public.xml': zone('<interface name="eth0"/><service name="ssh"/>'),
        'etc/firewalld/zones/block.xml': zone(
          '<source address="0.0.0.0/0"/><source address="::/0"/>',
          ' target="%%REJECT%%"',
        ),
      }),
      22,
      CLOSED,
    ],
    [
      'a zone without interface or source is not in use',
      tree({ 'etc/firewalld/zones/open.xml': zone('', ' target="ACCEPT"') }),
      80,
      CLOSED,
    ],
    [
      'a rich denial before a service',
      tree({
        'etc/firewalld/zones/public.xml': zone('<service name="ssh"/><rule><service name="ssh"/><drop/></rule>'),
      }),
      22,
      CLOSED,
    ],
    [
      'a rich acceptance of negative priority before the denial',
      tree({
        'etc/firewalld/zones/public.xml': zone(
          '<rule><service name="ssh"/><drop/></rule><rule priority="-5"><port port="22" protocol="tcp"/><accept/></rule>',
        ),
      }),
      22,
      OPEN,
    ],
    [
      'a rich denial of positive priority after the services',
      tree({
        'etc/firewalld/zones/public.xml': zone(
          '<service name="ssh"/><rule priority="5"><service name="ssh"/><drop/></rule>',
        ),
      }),
      22,
      OPEN,
    ],
    [
      'a rich rule for one family',
      tree({
        'etc/firewalld/zones/public.xml': zone(
          '<rule family="ipv4"><source address="0.0.0.0/0"/><port port="80" protocol="tcp"/><accept/></rule>',
        ),
      }),
      80,
      { ipv4: 'must', ipv6: 'no' },
    ],
    [
      'a source that is inverted',
      tree({
        'etc/firewalld/zones/public.xml': zone(
          '<rule family="ipv4"><source address="10.0.0.0/8" invert="True"/><port port="80" protocol="tcp"/><accept/></rule>',
        ),
      }),
      80,
      { ipv4: 'must', ipv6: 'no' },
    ],
    [
      'a limit leaves a doubt',
      tree({
        'etc/firewalld/zones/public.xml': zone(
          '<rule><port port="80" protocol="tcp"/><accept><limit value="3/m"/></accept></rule>',
        ),
      }),
      80,
      { ipv4: 'may', ipv6: 'may' },
    ],
    [
      'an ipset',
      tree({
        'etc/firewalld/zones/public.xml': zone(
          '<rule family="ipv4"><source ipset="all"/><port port="80" protocol="tcp"/><accept/></rule>',
        ),
        'etc/firewalld/ipsets/all.xml':
          '<ipset type="hash:net"><entry>0.0.0.0/1</entry><entry>128.0.0.0/1</entry></ipset>',
      }),
      80,
      { ipv4: 'must', ipv6: 'no' },
    ],
    [
      'an ipset of addresses and ports',
      tree({
        'etc/firewalld/zones/public.xml': zone('<rule family="ipv4"><destination ipset="pairs"/><accept/></rule>'),
        'etc/firewalld/ipsets/pairs.xml': '<ipset type="hash:net,port"><entry>0.0.0.0/1,tcp:80</entry></ipset>',
      }),
      80,
      { ipv4: 'must', ipv6: 'no' },
    ],
    [
      'an ipset that is not given',
      tree({
        'etc/firewalld/zones/public.xml': zone(
          '<rule><source ipset="none"/><port port="80" protocol="tcp"/><accept/></rule>',
        ),
      }),
      80,
      { ipv4: 'may', ipv6: 'may' },
    ],
    [
      'a policy before the zones',
      tree({
        'etc/firewalld/policies/shut.xml':
          '<policy target="DROP" priority="-1"><ingress-zone name="ANY"/><egress-zone name="HOST"/></policy>',
      }),
      22,
      CLOSED,
    ],
    [
      'a policy after the zones',
      tree({
        'etc/firewalld/policies/open.xml':
          '<policy target="ACCEPT" priority="10"><ingress-zone name="ANY"/><egress-zone name="HOST"/></policy>',
      }),
      80,
      OPEN,
    ],
    [
      'a policy from a zone that is not in use',
      tree({
        'etc/firewalld/policies/open.xml':
          '<policy target="ACCEPT" priority="10"><ingress-zone name="nowhere"/><egress-zone name="HOST"/></policy>',
      }),
      80,
      CLOSED,
    ],
    [
      'a port that leads to another machine',
      tree({
        'etc/firewalld/zones/public.xml': zone(
          '<forward-port port="80" protocol="tcp" to-port="8080" to-addr="10.0.0.5"/>',
        ),
      }),
      80,
      { ipv4: 'must', ipv6: 'no' },
    ],
    [
      'a direct rule for the nftables backend comes before',
      tree({
        'etc/firewalld/direct.xml':
          '<direct><rule ipv="ipv4" table="filter" chain="INPUT" priority="0">-p tcp --dport 22 -j DROP</rule></direct>',
      }),
      22,
      { ipv4: 'no', ipv6: 'must' },
    ],
    [
      'a direct acceptance does not end the walk',
      tree({
        'etc/firewalld/direct.xml':
          '<direct><rule ipv="ipv4" table="filter" chain="INPUT" priority="0">-p tcp --dport 80 -j ACCEPT</rule></direct>',
      }),
      80,
      CLOSED,
    ],
    [
      'a direct acceptance for the iptables backend does',
      tree({
        'etc/firewalld/firewalld.conf': CONF.replace('nftables', 'iptables'),
        'etc/firewalld/direct.xml':
          '<direct><rule ipv="ipv4" table="filter" chain="INPUT" priority="0">-p tcp --dport 80 -j ACCEPT</rule></direct>',
      }),
      80,
      { ipv4: 'must', ipv6: 'no' },
    ],
    ['the shipped zone where /usr/lib is not given', { 'etc/firewalld/firewalld.conf': CONF }, 22, OPEN],
  ])('%s', (_, files, port, expected) => {
    expect(reach(files, port)).toEqual(expected);
  });

  it('say that shipped definitions stand in', () => {
    const section = contributionOf({ 'etc/firewalld/firewalld.conf': CONF }).sections['ruleset'];
    expect(section?.flag).toBe('incomplete');
    expect(section?.reason).toContain('firewalld 1.');
    expect(contributionOf(tree({})).sections['ruleset']?.flag).toBe('complete');
  });

  it.each<[string, string, string, number]>([
    ['a file that is not well-formed', '<zone>\n<service name="ssh">\n</zone>\n', 'parse-error', 3],
    [
      'an entity of a document type',
      '<!DOCTYPE zone [<!ENTITY a "b">]>\n<zone><short>&a;</short></zone>',
      'parse-error',
      2,
    ],
    ['a rule that firewalld ignores', zone('<rule><source address="10.0.0.1"/><accept/></rule>'), 'ignored-rule', 4],
    ['an element that nobody knows', zone('<gate open="yes"/>'), 'unknown-element', 4],
  ])('%s is told at its line', (_, text, code, line) => {
    const found = contributionOf(tree({ 'etc/firewalld/zones/public.xml': text })).diagnostics;
    expect(found.map((one) => [one.code, one.at])).toEqual([[code, { file: 'etc/firewalld/zones/public.xml', line }]]);
  });

  it('places each rule at the line that makes it', () => {
    const section = contributionOf(tree({})).sections['ruleset'];
    const rules = (section?.data as FirewallRuleset | undefined)?.filters.flatMap(({ chains }) =>
      chains.flatMap((chain) => chain.rules),
    ); // as the format gives it
    expect(rules?.find(({ text }) => text === 'service ssh 22/tcp accept')?.at).toEqual({
      file: 'usr/lib/firewalld/zones/public.xml',
      line: 4,
    });
  });
});

const LIST = `public (default, active)
  target: default
  icmp-block-inversion: no
  interfaces: eth0
  sources: 
  services: dhcpv6-client ssh
  ports: 8080/tcp 9000-9010/udp
  protocols: 
  forward: yes
  masquerade: no
  forward-ports: 
	port=81:proto=tcp:toport=8081:toaddr=10.0.0.5
  source-ports: 
  icmp-blocks: 
  rich rules: 
	rule family="ipv4" source NOT address="10.0.0.0/8" port port="443" protocol="tcp" log prefix="a b" level="info" limit value="3/m" accept
	rule priority="-1" family="ipv6" service name="ssh" reject type="adm-prohibited"

trusted
  target: ACCEPT
  icmp-block-inversion: no
  interfaces: 
  sources: 10.0.0.0/8
  services: 
  ports: 
  protocols: 
  forward: yes
  masquerade: no
  forward-ports: 
  source-ports: 
  icmp-blocks: 
  rich rules: 
`;

describe('firewall-cmd --list-all-zones', () => {
  it.each<[number, object]>([
    [22, { ipv4: 'must', ipv6: 'no' }],
    [8080, OPEN],
    [443, { ipv4: 'must', ipv6: 'no' }],
    [81, { ipv4: 'must', ipv6: 'no' }],
    [80, CLOSED],
  ])('port %i', (port, expected) => {
    expect(reach({ 'zones.txt': LIST }, port)).toEqual(expected);
  });

  it('says what the text does not hold', () => {
    const { sections, diagnostics } = contributionOf({ 'zones.txt': LIST });
    expect(diagnostics).toEqual([]);
    expect(sections['ruleset']?.flag).toBe('incomplete');
    expect(sections['ruleset']?.reason).toContain('direct rules');
  });

  it('does not guess the default zone', () => {
    const text = LIST.replace(' (default, active)', ' (active)').replace('  interfaces: eth0', '  interfaces: ');
    expect(reach({ 'zones.txt': text }, 8080)).toEqual({ ipv4: 'may', ipv6: 'may' });
  });
});
