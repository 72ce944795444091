import { describe, expect, it } from 'vitest';
import { declarationOf } from '../../../../src/derive/firewall/declared-file.ts';
import type {
  FirewallCondition,
  FirewallOpening,
  FirewallPoint,
  FirewallRule,
  FirewallRuleset,
} from '../../../../src/model/generated/model.ts';
import { declaredSection, deriveDeclared, filterTable, rulesetOf } from './declared-made.ts';

const START = ['-i lo -j ACCEPT', '-m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT'];

function openings(rules: readonly string[], yaml: string, options: { target?: string; now?: string } = {}) {
  const data = deriveDeclared(rulesetOf(filterTable([...START, ...rules])), { yaml, ...options }).declared_state?.data;
  if (data === undefined) throw new Error('nothing was derived');
  return data;
}

/** The undeclared sources of an opening by id, `?` where unknown. */
function undeclared(list: readonly FirewallOpening[]): Record<string, string> {
  const text = (fact: FirewallOpening['undeclared_public']) => ('value' in fact ? fact.value.join(' ') : '?');
  return Object.fromEntries(
    list.map((one) => [one.id, `${text(one.undeclared_public)} | ${text(one.undeclared_private)}`]),
  );
}

const web = (more = '') => `services:\n  - {name: web, ports: [tcp/443], from: [internet]${more}}\n`;
const HTTPS = '-p tcp --dport 443 -j ACCEPT';
const EVERYBODY = 'every public address | every private address';

describe('openings against declarations', () => {
  it.each<[string, readonly string[], string, Record<string, string>]>([
    ['declared for everybody', [HTTPS], web(), { 'ipv4:tcp/443': ' | ' }],
    ['not declared', ['-p tcp --dport 8443 -j ACCEPT'], web(), { 'ipv4:tcp/8443': EVERYBODY }],
    [
      'declared for the internet by its networks only in part',
      ['-s 198.51.100.0/24 -p tcp --dport 22 -j ACCEPT'],
      'services: [{name: ssh, ports: [tcp/22], from: [198.51.100.0/25]}]\n',
      { 'ipv4:tcp/22': '198.51.100.128/25 | ' },
    ],
    [
      'two declarations together cover',
      ['-s 198.51.100.0/24 -p tcp --dport 22 -j ACCEPT'],
      'services:\n  - {name: a, ports: [tcp/22], from: [198.51.100.0/25]}\n  - {name: b, ports: [tcp/20-30], from: [198.51.100.128/25]}\n',
      { 'ipv4:tcp/22': ' | ' },
    ],
    [
      'a range of which the middle is declared',
      ['-p tcp --dport 8000:8010 -j ACCEPT'],
      'services: [{name: a, ports: [tcp/8004-8005], from: [any]}]\n',
      { 'ipv4:tcp/8000-8003': EVERYBODY, 'ipv4:tcp/8004-8005': ' | ', 'ipv4:tcp/8006-8010': EVERYBODY },
    ],
    ['the other protocol', ['-p udp --dport 443 -j ACCEPT'], web(), { 'ipv4:udp/443': EVERYBODY }],
    [
      'a source in doubt',
      ['-p tcp --dport 22 -m set --match-set friends src -j ACCEPT'],
      web(),
      { 'ipv4:tcp/22': '? | ?' },
    ],
    [
      'a source in doubt for a declared port',
      ['-p tcp --dport 443 -m set --match-set friends src -j ACCEPT'],
      web(),
      { 'ipv4:tcp/443': ' | ' },
    ],
    [
      'a part for sure, more in doubt: what is proved stands',
      ['-s 198.51.100.7 -p tcp --dport 22 -j ACCEPT', '-p tcp --dport 22 -m set --match-set friends src -j ACCEPT'],
      web(),
      { 'ipv4:tcp/22': '198.51.100.7 | ?' },
    ],
    [
      'a zone stands for its networks',
      ['-s 10.1.0.0/16 -p tcp --dport 5432 -j ACCEPT'],
      'services: [{name: db, ports: [tcp/5432], from: [app]}]\nzones: {app: {cidrs: [10.1.0.0/17]}}\n',
      { 'ipv4:tcp/5432': ' | 10.1.128.0/17' },
    ],
    [
      'what comes in by a tunnel is private',
      ['-i wg0 -p tcp --dport 22 -j ACCEPT'],
      web(),
      { 'ipv4:tcp/22': ' | every private address' },
    ],
    ['ping needs no declaration', ['-p icmp -j ACCEPT'], web(), {}],
    ['nothing', [], web(), {}],
  ])('%s', (_, rules, yaml, want) => {
    expect(undeclared(openings(rules, yaml).openings)).toEqual(want);
  });

  it('a declaration for another target does not count', () => {
    expect(undeclared(openings([HTTPS], web(', on: [db-*]')).openings)).toEqual({ 'ipv4:tcp/443': EVERYBODY });
    expect(undeclared(openings([HTTPS], web(', on: [web-*]')).openings)).toEqual({ 'ipv4:tcp/443': ' | ' });
  });

  it('an expired declaration counts as none from the day after its last', () => {
    const yaml = web(', until: 2026-11-22');
    const at = (now: string) => openings([HTTPS], yaml, { now }).openings[0];
    expect(at('2026-11-22T23:59:59Z')).toMatchObject({ declared_by: ['web'], expired: [] });
    expect(at('2026-11-23T00:00:00Z')).toMatchObject({ declared_by: [], expired: ['web (until 2026-11-22)'] });
  });

  it('translated ports count', () => {
    const nat = '*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -p tcp --dport 8080 -j REDIRECT --to-ports 80\nCOMMIT\n';
    const text = filterTable(
      [...START, '-p tcp --dport 80 -m conntrack --ctstate DNAT -j ACCEPT', '-p tcp --dport 80 -j ACCEPT'],
      { before: nat },
    );
    const data = deriveDeclared(rulesetOf(text), { yaml: web() }).declared_state?.data;
    expect(data?.openings.map(({ id }) => id)).toContain('ipv4:tcp/8080');
  });

  it('both families are judged', () => {
    const data = deriveDeclared(rulesetOf(filterTable(START), filterTable([...START, '-p tcp --dport 22 -j ACCEPT'])), {
      yaml: web(),
    }).declared_state?.data;
    expect(data?.families.map(({ id, public: open }) => [id, 'value' in open && open.value])).toEqual([
      ['ipv4', false],
      ['ipv6', true],
    ]);
  });

  it('nothing is compared without a declaration, nor with a wrong one', () => {
    const ruleset = rulesetOf(filterTable([...START, HTTPS]));
    expect(deriveDeclared(ruleset).declared_state).toMatchObject({ flag: 'not-collected' });
    expect(deriveDeclared(ruleset).declared_state?.hint).toContain('exposure.yaml');
    expect(deriveDeclared(ruleset, { yaml: 'servces: []\n' }).declared_state?.flag).toBe('error');
    expect(deriveDeclared(ruleset).declared_reach?.data?.given).toHaveProperty('unknown');
    expect(deriveDeclared(ruleset).egress?.flag).toBe('complete');
  });
});

describe('services that name the target', () => {
  it.each<[string, string, boolean | undefined]>([
    ['let in', web(', on: [web-*]'), true],
    ['not let in', 'services: [{name: web, on: [web-1], ports: [tcp/25], from: [internet]}]\n', false],
    [
      'declared for the internet, let in for some',
      'services: [{name: web, on: [web-1], ports: [tcp/22], from: [internet]}]\n',
      false,
    ],
    ['for all targets: it may be in use elsewhere', web(), undefined],
    ['ping is not followed', 'services: [{name: p, on: [web-1], ports: [icmp], from: [any]}]\n', undefined],
  ])('%s', (_, yaml, want) => {
    const [use] = openings([HTTPS, '-s 10.0.0.0/8 -p tcp --dport 22 -j ACCEPT'], yaml).services;
    expect(use === undefined || 'unknown' in use.admitted ? undefined : use.admitted.value).toBe(want);
  });
});

const ZONES = 'zones:\n  dev: {cidrs: [10.2.0.0/16]}\n  prod: {cidrs: [10.3.0.0/16], targets: [web-*]}\n';

describe('flows between zones', () => {
  it.each<[string, readonly string[], string, readonly string[] | undefined]>([
    ['nothing from the other zone', ['-s 10.3.0.0/16 -p tcp --dport 22 -j ACCEPT'], `${ZONES}flows: []\n`, []],
    [
      'an allowance that holds it',
      ['-s 10.0.0.0/8 -p tcp --dport 22 -j ACCEPT'],
      `${ZONES}flows: []\n`,
      ['ipv4 tcp/22 from all of dev'],
    ],
    [
      'a part of it',
      ['-s 10.2.7.0/24 -p tcp --dport 22 -j ACCEPT'],
      `${ZONES}flows: []\n`,
      ['ipv4 tcp/22 from 10.2.7.0/24'],
    ],
    [
      'a declared flow',
      ['-s 10.2.0.0/16 -p tcp --dport 22 -j ACCEPT'],
      `${ZONES}flows: [{from: dev, to: prod, ports: [tcp/22]}]\n`,
      [],
    ],
    [
      'a flow of other ports',
      ['-s 10.2.0.0/16 -p tcp --dport 22 -j ACCEPT'],
      `${ZONES}flows: [{from: dev, to: prod, ports: [tcp/443]}]\n`,
      ['ipv4 tcp/22 from all of dev'],
    ],
    [
      'the other direction',
      ['-s 10.2.0.0/16 -p tcp --dport 22 -j ACCEPT'],
      `${ZONES}flows: [{from: prod, to: dev, ports: [tcp/22]}]\n`,
      ['ipv4 tcp/22 from all of dev'],
    ],
    ['a service for everybody', [HTTPS], `${web()}${ZONES}flows: []\n`, []],
    [
      'in doubt',
      ['-s 10.2.0.0/16 -p tcp --dport 22 -m set --match-set a src -j ACCEPT'],
      `${ZONES}flows: []\n`,
      undefined,
    ],
  ])('%s', (_, rules, yaml, want) => {
    const [pair] = openings(rules, yaml).zones;
    expect(pair?.id).toBe('dev -> prod');
    expect(pair !== undefined && 'value' in pair.broken ? pair.broken.value : undefined).toEqual(want);
  });

  it('no matrix, or a target in no zone: nothing to judge', () => {
    expect(openings([HTTPS], ZONES).zones).toEqual([]);
    expect(openings([HTTPS], `${ZONES}flows: []\n`, { target: 'other' }).zones).toEqual([]);
  });
});

describe('bastions', () => {
  const SSH = ['-s 10.0.0.0/8 -p tcp --dport 22 -j ACCEPT'];
  const beyond = (yaml: string, target?: string) => {
    const fact = openings(SSH, yaml, target === undefined ? {} : { target }).openings[0]?.beyond_bastions;
    return fact === undefined ? undefined : 'value' in fact ? fact.value : '?';
  };
  it.each<[string, string, readonly string[] | undefined]>([
    ['none declared', web(), undefined],
    ['all sources are bastions', 'bastions: [10.0.0.0/8]\n', []],
    [
      'others too',
      'bastions: [10.9.0.0/16, 10.128.0.0/9]\n',
      ['10.0.0.0/13', '10.8.0.0/16', '10.10.0.0-10.127.255.255'],
    ],
    [
      'a service for all targets is no exception',
      'bastions: [10.0.0.0/9]\nservices: [{name: ssh, ports: [tcp/22], from: [10.128.0.0/9]}]\n',
      ['10.128.0.0/9'],
    ],
    [
      'a service that names the target is one',
      'bastions: [10.0.0.0/9]\nservices: [{name: ssh, on: [web-1], ports: [tcp/22], from: [10.128.0.0/9]}]\n',
      [],
    ],
  ])('%s', (_, yaml, want) => {
    expect(beyond(yaml)).toEqual(want);
  });
});

const AT = { file: 'plan.json', pointer: '/x' };

function group(id: string, rules: readonly Partial<FirewallRule>[]): FirewallRuleset['filters'][number] {
  const chain = (hook: 'input' | 'output', own: readonly Partial<FirewallRule>[]) => ({
    id: `${id}:${hook}`,
    table: 'filter',
    name: hook,
    hook,
    priority: 0,
    policy: { value: 'deny', at: AT },
    rules: own.map((rule, index) => ({
      id: `${id}:${hook}:${index}`,
      action: 'allow' as const,
      conditions: [],
      uncertain: [],
      text: `rule ${index}`,
      at: AT,
      ...rule,
    })),
    at: AT,
  });
  return {
    id,
    engine: 'aws-sg',
    family: 'inet',
    semantics: 'union',
    stateful: true,
    loaded: 'configured',
    chains: [chain('input', rules), chain('output', [])],
    at: AT,
  };
}

const tcp = (port: number): FirewallCondition[] => [
  { on: 'protocol', values: ['6'] },
  { on: 'dport', values: [`${port}`] },
];
const point = (id: string, more: Partial<FirewallPoint> = {}): FirewallPoint => ({
  id: `${id} ${id.slice(3)}`,
  name: id.slice(3),
  kind: 'security-group',
  layers: [{ id: 'sg', filters: [id] }],
  at: AT,
  ...more,
});

describe('points behind filters of a cloud', () => {
  const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'];
  const ruleset: FirewallRuleset = {
    filters: [
      group('sg-web', [{ conditions: tcp(443) }]),
      group('sg-db', [
        {
          conditions: [...tcp(5432), { on: 'src', values: PRIVATE }],
          peers: ['sg-web'],
          uncertain: ['the members of sg-web are not told'],
        },
      ]),
      group('sg-old', [{ conditions: tcp(22) }]),
    ],
    points: [
      point('sg-db'),
      point('sg-web'),
      point('sg-old', { public: { value: false, at: AT } }),
      point('sg-acl', { kind: 'network-acl', layers: [{ id: 'acl', filters: ['sg-old'] }] }),
    ],
  };
  const state = (yaml: string) => deriveDeclared(ruleset, { yaml, target: 'account' }).declared_state?.data;

  it('a service holds for the points that it names', () => {
    const list = state('services: [{name: web, on: [sg-web*], ports: [tcp/443], from: [internet]}]\n')?.openings ?? [];
    expect(undeclared(list)).toEqual({
      'sg-db db ipv4:tcp/5432': ' | ?',
      'sg-db db ipv6:tcp/5432': ' | ?',
      'sg-old old ipv4:tcp/22': ' | every private address',
      'sg-old old ipv6:tcp/22': ' | every private address',
      'sg-web web ipv4:tcp/443': ' | ',
      'sg-web web ipv6:tcp/443': ' | ',
    });
  });

  it('a zone of targets covers the groups that a rule names', () => {
    const yaml = 'services: [{name: db, ports: [tcp/5432], from: [app]}]\nzones: {app: {targets: ["sg-web*"]}}\n';
    expect(undeclared(state(yaml)?.openings ?? [])).toMatchObject({ 'sg-db db ipv4:tcp/5432': ' | ' });
  });

  it.each<[string, string, string]>([
    ['a group of another zone', 'flows: []', 'ipv4 tcp/5432 from sg-web; ipv6 tcp/5432 from sg-web'],
    ['a declared flow', 'flows: [{from: app, to: data, ports: [tcp/5432]}]', ''],
  ])('zones by targets: %s', (_, flows, want) => {
    const pairs = state(`zones: {app: {targets: ["sg-web*"]}, data: {targets: ["sg-db*"]}}\n${flows}\n`)?.zones ?? [];
    const pair = pairs.find(({ id }) => id === 'sg-db db app -> data');
    expect(pair !== undefined && 'value' in pair.broken ? pair.broken.value.join('; ') : '?').toBe(want);
  });

  it('a group that is in no zone leaves the question open', () => {
    const pairs = state('zones: {app: {targets: [other]}, data: {targets: ["sg-db*"]}}\nflows: []\n')?.zones ?? [];
    expect(pairs.find(({ id }) => id === 'sg-db db app -> data')?.broken).toHaveProperty('unknown');
  });

  it('rules about a machine alone do not speak of points', () => {
    const derived = deriveDeclared(ruleset);
    expect(derived.spoofing?.data?.interfaces).toEqual([]);
    expect(derived.final_drop?.data?.chains).toEqual([]);
    expect(derived.icmp?.data?.families).toEqual([]);
    expect(derived.bypass?.data?.ports).toEqual([]);
  });

  it('the address of the Azure platform needs no declaration, on Azure', () => {
    const probed = (engine: 'azure-nsg' | 'aws-sg'): FirewallRuleset => ({
      filters: [{ ...group('sg-web', [{ conditions: [{ on: 'src', values: ['168.63.129.16/32'] }] }]), engine }],
      points: [point('sg-web')],
    });
    const count = (engine: 'azure-nsg' | 'aws-sg') =>
      deriveDeclared(probed(engine), { yaml: web() }).declared_state?.data?.openings.length;
    expect([count('azure-nsg'), count('aws-sg')]).toEqual([0, 4]);
  });

  it('a point at the address of a bastion is one', () => {
    const bastion = { ...ruleset, points: [point('sg-web', { addresses: ['192.0.2.10/32'] })] };
    const data = deriveDeclared(bastion, { yaml: 'bastions: [192.0.2.10]\n' }).declared_state?.data;
    expect(data?.openings[0]).not.toHaveProperty('beyond_bastions');
  });

  it('each point has its own first declaration', () => {
    const text = declarationOf(ruleset, 'account');
    expect(declaredSection(text)?.data?.services.map(({ name, on, from }) => [name, on, from.length])).toEqual([
      ['postgresql sg-db db', ['sg-db db'], 5],
      ['ssh sg-old old', ['sg-old old'], 7],
      ['https sg-web web', ['sg-web web'], 1],
    ]);
  });
});

describe('a first declaration', () => {
  it('is what is reachable now, with the rules as comments', () => {
    const text = declarationOf(
      rulesetOf(filterTable([...START, HTTPS, '-s 10.1.0.0/16 -p tcp --dport 22 -j ACCEPT'])),
      'web-1',
    );
    expect(text).toBe(`# What can be reached at web-1 now, by its packet filter.
# Each entry says that this is meant: remove what is not, and write down who answers for the rest.
# Other keys of an entry: ticket, reason, until (its last day, YYYY-MM-DD). \`from\` takes internet, networks and zones.
services:
  - name: ssh
    on: [web-1]
    ports: [tcp/22]
    from: [10.1.0.0/16]
    # rules.v4:8  -s 10.1.0.0/16 -p tcp --dport 22 -j ACCEPT
    # owner: who answers for it
  - name: https
    on: [web-1]
    ports: [tcp/443]
    from: [internet]
    # rules.v4:7  -p tcp --dport 443 -j ACCEPT
    # owner: who answers for it
`);
  });

  it('of a closed machine is empty and valid', () => {
    const text = declarationOf(rulesetOf(filterTable(START)), 'web-1');
    expect(declaredSection(text)?.data?.services).toEqual([]);
  });

  it('names with signs of patterns are taken as they are', () => {
    const ruleset: FirewallRuleset = {
      filters: [group('sg-web', [{ conditions: tcp(443) }])],
      points: [point('sg-web', { id: 'module.a["x"].aws_security_group.web[0]' })],
    };
    const data = deriveDeclared(ruleset, { yaml: declarationOf(ruleset, 'plan.json'), target: 'plan.json' });
    expect(undeclared(data.declared_state?.data?.openings ?? [])).toEqual({
      'module.a["x"].aws_security_group.web[0] ipv4:tcp/443': ' | ',
      'module.a["x"].aws_security_group.web[0] ipv6:tcp/443': ' | ',
    });
  });
});
