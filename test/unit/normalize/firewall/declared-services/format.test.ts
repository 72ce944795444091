import { describe, expect, it } from 'vitest';
import { declaredServicesFormat } from '../../../../../src/normalize/firewall/declared-services/format.ts';
import { closestWord } from '../../../../../src/normalize/firewall/declared-services/suggestion.ts';
import { FORMATS } from '../../../../../src/normalize/registry.ts';
import { captureOf, declaredSection } from '../../../derive/firewall/declared-made.ts';

const WHOLE = `# what is meant to be reachable
services:
  - name: web
    on: [web-*]
    ports: [tcp/443, http, 8000-8010/tcp, udp]
    from: [internet]
    owner: team-web
    ticket: OPS-1
    reason: the shop
    until: 2027-01-31
  - { name: db, ports: tcp/5432, from: [app, 192.0.2.0/24, "2001:db8::/32"] }
zones:
  app: { cidrs: [10.1.0.0/16], targets: [app-*] }
  data: { cidrs: [10.2.0.0/16] }
flows:
  - { from: app, to: data, ports: [tcp/5432, icmp] }
bastions: [192.0.2.10, 10.9.0.0/24]
routers: [gw-*]
egress:
  - { on: [web-*], ports: [tcp/443], to: [internet], owner: team-net }
`;

function problemsOf(text: string): readonly string[] {
  return declaredServicesFormat
    .normalize([captureOf('exposure.yaml', text)], { claimed: [], documents: [] })
    .flatMap(({ diagnostics }) => diagnostics.map(({ message }) => message));
}

const sample = (origin: string, head: string) => ({ origin, head, json: undefined });

it('tells an empty key and ends', () => {
  expect(problemsOf(': \n   a\n')).toEqual([expect.stringContaining('has no key ""')]);
});

describe('what is recognized', () => {
  it.each<[string, string, string, boolean]>([
    ['services with ports', 'declared.yml', WHOLE, true],
    ['zones and flows alone', 'net.yaml', 'zones:\n  a: {cidrs: [10.0.0.0/8]}\nflows: []\n', true],
    ['bastions alone', 'net.yaml', 'bastions: [192.0.2.1]\n', true],
    ['a list in brackets', 'net.yaml', 'services: [{name: a, ports: [tcp/1], from: [any]}]\n', true],
    ['the usual name, whatever is wrong in it', 'infra/exposure.yaml', 'servces:\n  - name: a\n', true],
    ['a Compose file', 'compose.yaml', 'services:\n  web:\n    image: nginx\n    ports: ["80:80"]\n', false],
    ['a Compose file with networks', 'compose.yaml', 'networks: {a: {}}\nservices:\n  web:\n    ports: []\n', false],
    ['a list of services without ports', 'x.yaml', 'services:\n  - name: a\n', false],
    ['networks of the organization', 'egress-networks.yaml', 'networks:\n  - { id: a, cidr: 192.0.2.0/24 }\n', false],
    ['JSON', 'exposure.yaml', '{"services": []}', false],
  ])('%s', (_, origin, head, want) => {
    expect(declaredServicesFormat.recognizes(sample(origin, head))).toBe(want);
  });

  it('no other format claims it', () => {
    const claims = FORMATS.filter((format) => format.recognizes(sample('exposure.yaml', WHOLE))).map(({ id }) => id);
    expect(claims).toEqual(['declared-services']);
  });
});

describe('what is read', () => {
  it('every key, with places', () => {
    const { flag, data } = declaredSection(WHOLE) ?? {};
    expect(flag).toBe('complete');
    expect(data?.target).toBe('web-1');
    expect(data?.services[0]).toEqual({
      id: 'service web',
      name: 'web',
      on: ['web-*'],
      ports: [
        { protocol: 'tcp', from_port: 443, to_port: 443 },
        { protocol: 'tcp', from_port: 80, to_port: 80 },
        { protocol: 'tcp', from_port: 8000, to_port: 8010 },
        { protocol: 'udp', from_port: 0, to_port: 65_535 },
      ],
      from: ['internet'],
      owner: 'team-web',
      ticket: 'OPS-1',
      reason: 'the shop',
      until: '2027-01-31',
      at: { file: 'exposure.yaml', line: 3, column: 5 },
    });
    expect(data?.services[1]?.from).toEqual(['app', '192.0.2.0/24', '2001:db8::/32']);
    expect(data?.zones.map(({ id, cidrs, targets }) => [id, cidrs, targets])).toEqual([
      ['app', ['10.1.0.0/16'], ['app-*']],
      ['data', ['10.2.0.0/16'], []],
    ]);
    expect(data?.matrix).toBe(true);
    expect(data?.flows[0]?.id).toBe('app -> data');
    expect(data?.bastions).toEqual(['192.0.2.10', '10.9.0.0/24']);
    expect(data?.routers).toEqual(['gw-*']);
    expect(data?.egress[0]?.to).toEqual(['internet']);
  });

  it('an empty list of flows is a matrix that allows nothing; no flows are no matrix', () => {
    expect(declaredSection('zones: {a: {cidrs: [10.0.0.0/8]}}\nflows: []\n')?.data?.matrix).toBe(true);
    expect(declaredSection('zones: {a: {cidrs: [10.0.0.0/8]}}\n')?.data?.matrix).toBe(false);
  });

  it('files of one folder are one declaration', () => {
    const [contribution] = declaredServicesFormat.normalize(
      [
        captureOf('a.yaml', 'services: [{name: a, ports: [tcp/1], from: [z]}]\n'),
        captureOf('b.yaml', 'zones: {z: {cidrs: [10.0.0.0/8]}}\n'),
      ],
      { claimed: [], documents: [] },
    );
    expect(contribution?.diagnostics).toEqual([]);
  });
});

describe('what is wrong is told at its line, and nothing is read from a wrong file', () => {
  it.each<[string, string, string]>([
    [
      'a key of the top',
      'servces: []\n',
      'exposure.yaml:1:1: an exposure.yaml has no key "servces"; did you mean services?',
    ],
    [
      'a key of a service',
      'services:\n  - {name: a, prots: [tcp/1], from: [any]}\n',
      'exposure.yaml:2:15: the service a has no key "prots"; did you mean ports?',
    ],
    [
      'a key above a list',
      'services:\n  - name: a\n    prots:\n      # the shop\n      - tcp/1\n    from: [any]\n',
      'exposure.yaml:3:5: the service a has no key "prots"; did you mean ports?',
    ],
    [
      'a port',
      'services:\n  - name: a\n    ports: [tcp/99999]\n    from: [any]\n',
      'exposure.yaml:3:13: ports of the service a: "tcp/99999" is not a range of ports; they go from 0 to 65535',
    ],
    [
      'a network',
      'services:\n  - name: a\n    ports: [tcp/1]\n    from: [10.0.0.0/33]\n',
      'exposure.yaml:4:12: from of the service a: "10.0.0.0/33" is not a network; write 192.0.2.0/24 or 2001:db8::/32',
    ],
    [
      'a network with host bits',
      'bastions: [10.0.0.1/8]\n',
      'exposure.yaml:1:12: bastions of an exposure.yaml: "10.0.0.1/8" has bits set behind its prefix; write the network, or the address alone',
    ],
    [
      'a zone that is not there',
      'services:\n  - {name: a, ports: [tcp/1], from: [prod]}\n',
      'exposure.yaml:2:38: from of the service a: "prod" is neither internet, any, a network nor a zone of this file',
    ],
    [
      'a day',
      'services:\n  - name: a\n    ports: [tcp/1]\n    from: [any]\n    until: 2026-02-30\n',
      'exposure.yaml:5:12: until of the service a: "2026-02-30" is not a day; write YYYY-MM-DD',
    ],
    ['no ports', 'services:\n  - {name: a, from: [any]}\n', 'exposure.yaml:2:5: the service a has no ports'],
    ['a name twice', 'bastions:\n  - 1.2.3.4\nbastions: []\n', 'exposure.yaml:3:1: the key bastions is there twice'],
    [
      'a zone named like everybody',
      'zones:\n  internet: {cidrs: [10.0.0.0/8]}\n',
      'exposure.yaml:2:13: the zone internet has a name that stands for something else',
    ],
    [
      'a flow to nowhere',
      'zones: {a: {cidrs: []}}\nflows:\n  - {from: a, to: b, ports: [tcp/1]}\n',
      'exposure.yaml:3:19: to of a flow: "b" is no zone of this file',
    ],
    ['an empty file', '', 'exposure.yaml:1:1: the file is empty'],
  ])('%s', (_, text, want) => {
    expect(problemsOf(text)).toContain(want);
    expect(declaredSection(text)?.flag).toBe('error');
  });

  it('all of it is told at once, and the section names the first', () => {
    const text = 'services:\n  - {name: a, prots: [tcp/1], from: [anny]}\n';
    // A misspelled key is told once, and not as a missing one too.
    expect(problemsOf(text)).toHaveLength(2);
    expect(declaredSection(text)?.reason).toMatch(/^exposure\.yaml:2:15: .*\(and 1 more\)$/);
  });
});

it.each<[string, string | undefined]>([
  ['onwer', 'owner'],
  ['form', 'from'],
  ['port', 'ports'],
  ['utnil', 'until'],
  ['colour', undefined],
  ['x', undefined],
])('the word meant by %s is %s', (word, want) => {
  expect(closestWord(word, ['name', 'on', 'ports', 'from', 'owner', 'ticket', 'reason', 'until'])).toBe(want);
});
