import { describe, expect, it } from 'vitest';
import type {
  FirewallFlowLogs,
  FirewallGroups,
  FirewallNetworks,
  FirewallRuleset,
  FirewallSubnets,
  FirewallWorkloads,
} from '../../../../../src/model/generated/model.ts';
import { azureFormat } from '../../../../../src/normalize/firewall/azure/format.ts';
import { claims, dataOf, filesOf, given, only, openAt } from './given.ts';

const ID = '/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Network';

/** A security rule as the command line prints it. */
function rule(name: string, priority: number, more: Readonly<Record<string, unknown>>) {
  return {
    name,
    priority,
    direction: 'Inbound',
    access: 'Allow',
    protocol: 'Tcp',
    sourcePortRange: '*',
    sourceAddressPrefix: '*',
    destinationAddressPrefix: '*',
    destinationPortRange: '*',
    ...more,
  };
}

/** A group as the command line prints it. */
function nsg(name: string, rules: readonly unknown[], more: Readonly<Record<string, unknown>> = {}) {
  return {
    id: `${ID}/networkSecurityGroups/${name}`,
    name,
    type: 'Microsoft.Network/networkSecurityGroups',
    securityRules: rules,
    ...more,
  };
}

function open(...rules: readonly unknown[]) {
  return openAt(only(azureFormat, [given('nsgs.json', [nsg('web', rules)])]).sections['ruleset'])['rg/web'];
}

/** What every group lets in without a rule of its own. */
const DEFAULTS = ['tcp/0-65535 internal', 'udp/0-65535 internal', 'v6 tcp/0-65535 internal', 'v6 udp/0-65535 internal'];

describe('recognizing', () => {
  const item = nsg('web', []);
  it.each([
    ['a list', [item], true],
    ['a page of the API', { value: [{ id: item.id, name: 'web', properties: { securityRules: [] } }] }, true],
    ['one object', item, true],
    ['a list of names without contents', [{ id: item.id, name: 'web', type: item.type }], false],
    [
      'resources of other kinds',
      [item, { id: '/subscriptions/s1/x', type: 'Microsoft.Storage/storageAccounts' }],
      false,
    ],
    ['an empty list', [], false],
    ['a list that breaks off', `[{"id": "${ID}/networkSecurityGroups/web", "securityRules": [`, true],
    ['other broken JSON', '[{"id": "x", ', false],
  ])('%s', (_, content, claimed) => {
    expect(claims(azureFormat, content)).toBe(claimed);
  });
});

describe('rules of one group', () => {
  const CASES: readonly (readonly [string, readonly unknown[], readonly string[]])[] = [
    ['the default rules alone', [], DEFAULTS],
    ['an open port', [rule('a', 100, { destinationPortRange: '22' })], ['tcp/22 internet', 'v6 tcp/22 internet']],
    [
      'a denial of lower priority does not count',
      [rule('a', 100, { destinationPortRange: '22' }), rule('b', 200, { access: 'Deny' })],
      ['tcp/22 internet', 'v6 tcp/22 internet'],
    ],
    [
      'the tag Internet',
      [rule('a', 100, { sourceAddressPrefix: 'Internet', destinationPortRange: '22' })],
      ['tcp/22 internet'],
    ],
    [
      '0.0.0.0/0 is IPv4',
      [rule('a', 100, { sourceAddressPrefix: '0.0.0.0/0', destinationPortRange: '22' })],
      ['tcp/22 internet'],
    ],
    [
      'a service tag',
      [rule('a', 100, { sourceAddressPrefix: 'Storage.WestEurope', destinationPortRange: '22' })],
      ['tcp/22 internal..internet'],
    ],
    [
      'a word that is no tag',
      [rule('a', 100, { sourceAddressPrefix: '/0', destinationPortRange: '22' })],
      ['tcp/22 internal..internet'],
    ],
    [
      'singular and plural fields',
      [
        rule('a', 100, {
          sourceAddressPrefix: null,
          sourceAddressPrefixes: ['8.8.8.0/24', 'Internet'],
          destinationPortRange: '',
          destinationPortRanges: ['22', '80-81'],
        }),
      ],
      ['tcp/22 internet', 'tcp/80-81 internet'],
    ],
    [
      'all protocols',
      [rule('a', 100, { protocol: '*', destinationPortRange: '53' })],
      ['tcp/53 internet', 'udp/53 internet'],
    ],
    [
      'a protocol by number is not told',
      [rule('a', 100, { protocol: 'Foo', destinationPortRange: '53' })],
      ['tcp/53 internal..internet'],
    ],
    ['ICMP opens no port', [rule('a', 100, { protocol: 'Icmp' })], DEFAULTS],
    ['outbound rules open nothing', [rule('a', 100, { direction: 'Outbound' })], DEFAULTS],
    [
      'an unknown priority',
      [rule('a', 100, { access: 'Deny' }), rule('b', 0, { priority: 'x', destinationPortRange: '22' })],
      ['tcp/22 none..internet'],
    ],
  ];
  it.each(CASES)('%s', (_, rules, expected) => {
    expect(open(...rules)).toEqual(expect.arrayContaining([...expected]));
  });

  it('is closed by a denial of higher priority', () => {
    expect(
      open(rule('b', 100, { access: 'Deny', protocol: '*' }), rule('a', 200, { destinationPortRange: '22' })),
    ).toEqual([]);
  });

  it('leaves no dead default rules behind a rule for everything', () => {
    const { sections } = only(azureFormat, [
      given('n.json', [nsg('web', [rule('z', 4096, { access: 'Deny', protocol: '*' })])]),
    ]);
    const [filter] = dataOf<FirewallRuleset>(sections['ruleset']).filters;
    expect(filter?.chains[0]?.rules.map(({ text }) => text)).toEqual([
      'deny everything from * to * (z, priority 4096)',
    ]);
  });

  it('says what it could not read, with its place', () => {
    const { diagnostics } = only(azureFormat, [
      given('n.json', [nsg('web', [rule('odd', 100, { sourceAddressPrefix: '/0' })])]),
    ]);
    expect(diagnostics).toEqual([
      {
        level: 'warning',
        code: 'uncertain-rule',
        message: 'rg/web: /0 is neither an address nor a service tag; the rule odd may match or not',
        at: { file: 'n.json', line: 7, column: 7, pointer: '/0/securityRules/0' },
      },
    ]);
  });
});

describe('a page of the API, nested under properties', () => {
  const { sections, target, diagnostics } = only(azureFormat, filesOf('azure', 'nsg-alone'));
  it('is read as the flat list is', () => {
    expect(target.name).toBe('azure:0b1f6471-1bf0-4dda-aec3-cb9272f09590');
    const open = openAt(sections['ruleset'])['rg1/lab-nsg'] ?? [];
    expect(open).toEqual(
      expect.arrayContaining([
        'tcp/80 internet',
        'tcp/8000-8100 internet',
        'udp/80 internet',
        'tcp/3389 internet',
        'tcp/3000-3388 internet',
      ]),
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['uncertain-rule']);
  });

  it('names the commands for what was not given', () => {
    expect(sections['networks']).toMatchObject({
      flag: 'not-collected',
      hint: expect.stringContaining('az network vnet list'),
    });
    expect(sections['flow_logs']).toMatchObject({
      flag: 'not-collected',
      hint: expect.stringContaining('flow-log list'),
    });
  });
});

describe('two tiers with networks, interfaces and public addresses', () => {
  const { sections } = only(azureFormat, filesOf('azure', 'two-tiers'));

  it('shows what both groups before an interface let in', () => {
    const open = openAt(sections['ruleset']);
    expect(Object.keys(open)).toEqual([
      'no security group (standard address), public',
      'rg1/back-nsg, private',
      'rg1/front-nsg + rg1/web-nsg, public',
      'rg1/front-nsg, public',
    ]);
    expect(open['rg1/front-nsg + rg1/web-nsg, public']).not.toContainEqual(expect.stringMatching(/^tcp\/22 /));
    expect(open['rg1/front-nsg, public']).toContain('tcp/22 internet');
    expect(open['rg1/back-nsg, private']).toEqual(['tcp/1433 internal']);
  });

  it('takes a standard public address without a group as closed to the internet', () => {
    expect(openAt(sections['ruleset'])['no security group (standard address), public']).toEqual([
      'tcp/0-65535 internal',
      'udp/0-65535 internal',
    ]);
  });

  it.each([
    ['basic', 'Basic', ['tcp/0-65535 internet', 'udp/0-65535 internet']],
    ['not told', undefined, ['tcp/0-65535 internal..internet', 'udp/0-65535 internal..internet']],
  ])('takes one that is %s as open, or leaves it in doubt', (_, sku, expected) => {
    const files = filesOf('azure', 'two-tiers').filter(({ origin }) => origin !== 'public-ips.json');
    const list = [
      {
        id: `${ID.replace('s1', '0b1f6471-1bf0-4dda-aec3-cb9272f09590').replace('/rg/', '/rg1/')}/publicIPAddresses/router-pip`,
        name: 'router-pip',
        type: 'Microsoft.Network/publicIPAddresses',
        publicIPAllocationMethod: 'Static',
        sku: { name: sku },
      },
    ];
    const { sections: changed } = only(azureFormat, [
      ...files,
      ...(sku === undefined ? [] : [given('public-ips.json', list)]),
    ]);
    expect(
      openAt(changed['ruleset'])[`no security group (${sku?.toLowerCase() ?? 'unknown'} address), public`],
    ).toEqual(expected);
  });

  it('tells groups, networks, subnets, workloads and flow logs', () => {
    const { groups } = dataOf<FirewallGroups>(sections['groups']);
    expect(
      groups.map(({ id, attached_to, entries }) => [
        id,
        'value' in attached_to ? attached_to.value : '',
        entries.length,
      ]),
    ).toEqual([
      ['rg1/back-nsg', ['rg1/vnet1/back'], 5],
      ['rg1/front-nsg', ['rg1/vnet1/front'], 2],
      ['rg1/web-nsg', ['rg1/web1-nic'], 2],
    ]);
    const { subnets } = dataOf<FirewallSubnets>(sections['subnets']);
    expect(subnets.map(({ name, group, flow_logs }) => [name, group, flow_logs])).toMatchObject([
      ['AzureBastionSubnet', { value: '' }, { value: false }],
      ['back', { value: 'rg1/back-nsg' }, { value: true }],
      ['bare', { value: '' }, { value: false }],
      ['front', { value: 'rg1/front-nsg' }, { value: true }],
    ]);
    const { workloads } = dataOf<FirewallWorkloads>(sections['workloads']);
    expect(
      workloads.map(({ id, name, forwards, public_address, groups: behind }) => [
        id,
        name,
        forwards,
        public_address,
        behind,
      ]),
    ).toMatchObject([
      ['rg1/db1-nic', 'db1', { value: false }, { value: false }, { value: ['rg1/back-nsg'] }],
      ['rg1/jump-nic', 'jump', { value: false }, { value: true }, { value: ['rg1/front-nsg'] }],
      ['rg1/router-nic', 'router', { value: true }, { value: true }, { value: [] }],
      ['rg1/web1-nic', 'web1', { value: false }, { value: true }, { value: ['rg1/front-nsg', 'rg1/web-nsg'] }],
    ]);
    const { networks } = dataOf<FirewallNetworks>(sections['networks']);
    expect(networks).toMatchObject([{ id: 'rg1/vnet1', is_default: { value: false }, flow_logs: { value: false } }]);
    const { flow_logs: logs } = dataOf<FirewallFlowLogs>(sections['flow_logs']);
    expect(logs.map(({ name, target, days }) => [name, target, days])).toMatchObject([
      ['back-log', 'rg1/vnet1/back', { value: 0 }],
      ['front-log', 'rg1/front-nsg', { value: 30 }],
      ['off-log', 'rg1/web-nsg', { unknown: expect.stringContaining('switched off') }],
    ]);
  });

  it('does not depend on the order of the files', () => {
    const files = filesOf('azure', 'two-tiers');
    expect(only(azureFormat, [...files].reverse())).toEqual(only(azureFormat, files));
  });
});

describe('members of application security groups', () => {
  const asg = { id: `${ID}/applicationSecurityGroups/web` };
  const from = nsg('db', [
    rule('a', 100, {
      sourceAddressPrefix: undefined,
      sourceApplicationSecurityGroups: [asg],
      destinationPortRange: '1433',
    }),
    rule('z', 200, { access: 'Deny', protocol: '*' }),
  ]);
  it('are private addresses where they are not told', () => {
    expect(openAt(only(azureFormat, [given('n.json', [from])]).sections['ruleset'])['rg/db']).toEqual([
      'tcp/1433 none..internal',
      'v6 tcp/1433 none..internal',
    ]);
  });
});

describe('several subscriptions and broken files', () => {
  it('makes a target of each subscription', () => {
    const other = nsg('x', []);
    const list = [nsg('web', []), { ...other, id: other.id.replace('/s1/', '/s2/') }];
    const targets = azureFormat.normalize([given('n.json', list)], { claimed: [], documents: [] });
    expect(targets.map(({ target }) => target.name)).toEqual(['azure:s1', 'azure:s2']);
  });

  it('says where a file breaks off', () => {
    const { sections, diagnostics } = only(azureFormat, [given('n.json', '[{"id": "x",')]);
    expect(sections['ruleset']).toMatchObject({ flag: 'error' });
    expect(diagnostics).toMatchObject([{ code: 'parse-error', at: { file: 'n.json', line: 1 } }]);
  });
});
