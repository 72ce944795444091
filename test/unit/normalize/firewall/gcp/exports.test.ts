import { describe, expect, it } from 'vitest';
import type {
  FirewallNetworks,
  FirewallRuleset,
  FirewallSubnets,
  FirewallWorkloads,
} from '../../../../../src/model/generated/model.ts';
import { gcpFormat } from '../../../../../src/normalize/firewall/gcp/format.ts';
import { claims, dataOf, filesOf, given, only, openAt } from '../azure/given.ts';

const PROJECT = 'https://www.googleapis.com/compute/v1/projects/p';

/** A firewall rule as the command line prints it. */
function firewall(name: string, more: Readonly<Record<string, unknown>>) {
  return {
    kind: 'compute#firewall',
    name,
    network: `${PROJECT}/global/networks/n`,
    direction: 'INGRESS',
    priority: 1000,
    disabled: false,
    selfLink: `${PROJECT}/global/firewalls/${name}`,
    ...more,
  };
}

const SSH = { allowed: [{ IPProtocol: 'tcp', ports: ['22'] }] };
const ANYWHERE = { sourceRanges: ['0.0.0.0/0'] };

/** A policy with rules, as the command line describes it. */
function policy(name: string, parent: string, target: string, rules: readonly unknown[]) {
  return {
    kind: 'compute#firewallPolicy',
    name,
    shortName: name,
    selfLink: `https://www.googleapis.com/compute/v1/${parent}/firewallPolicies/${name}`,
    associations: target === '' ? [] : [{ attachmentTarget: target, name: 'a' }],
    rules,
  };
}

function policyRule(priority: number, action: string, more: Readonly<Record<string, unknown>> = {}) {
  const match = { srcIpRanges: ['0.0.0.0/0'], layer4Configs: [{ ipProtocol: 'tcp', ports: ['22'] }] };
  return { kind: 'compute#firewallPolicyRule', priority, action, direction: 'INGRESS', match, ...more };
}

function open(...objects: readonly unknown[]) {
  const [list, ...files] = [
    objects,
    ...objects.filter((one) => String(Reflect.get(Object(one), 'kind')) !== 'compute#firewall'),
  ];
  const rules = list.filter((one) => String(Reflect.get(Object(one), 'kind')) === 'compute#firewall');
  return openAt(
    only(gcpFormat, [given('rules.json', rules), ...files.map((one, i) => given(`${i}.json`, one))]).sections[
      'ruleset'
    ],
  );
}

describe('recognizing', () => {
  it.each([
    ['a list of rules', [firewall('a', SSH)], true],
    ['a page of the API', { kind: 'compute#firewallList', items: [firewall('a', SSH)] }, true],
    ['a policy', policy('x', 'locations/global', '', []), true],
    ['other objects', [{ kind: 'compute#disk' }], false],
    ['an empty list', [], false],
    ['a list that breaks off', '[{"kind": "compute#firewall", ', true],
  ])('%s', (_, content, claimed) => {
    expect(claims(gcpFormat, content)).toBe(claimed);
  });
});

describe('rules of a network', () => {
  const CASES: readonly (readonly [string, readonly unknown[], Readonly<Record<string, readonly string[]>>])[] = [
    ['an open port', [firewall('a', { ...SSH, ...ANYWHERE })], { n: ['tcp/22 internet'] }],
    ['a rule without sources is about IPv4', [firewall('a', SSH)], { n: ['tcp/22 internet'] }],
    ['IPv6', [firewall('a', { ...SSH, sourceRanges: ['::/0'] })], { n: ['v6 tcp/22 internet'] }],
    [
      'a disabled rule',
      [
        firewall('a', { ...SSH, ...ANYWHERE, disabled: true }),
        firewall('b', { direction: 'EGRESS', allowed: [{ IPProtocol: 'all' }] }),
      ],
      { n: [] },
    ],
    [
      'a denial wins over an allowance of equal priority',
      [firewall('a', { ...SSH, ...ANYWHERE }), firewall('z', { ...ANYWHERE, denied: [{ IPProtocol: 'all' }] })],
      { n: [] },
    ],
    [
      'a denial of lower priority loses',
      [
        firewall('a', { ...SSH, ...ANYWHERE }),
        firewall('z', { ...ANYWHERE, priority: 1001, denied: [{ IPProtocol: 'all' }] }),
      ],
      { n: ['tcp/22 internet'] },
    ],
    [
      'a tag of sources matches internal addresses',
      [firewall('a', { ...SSH, sourceTags: ['web'] })],
      { n: ['tcp/22 none..internal', 'v6 tcp/22 none..internal'] },
    ],
    [
      'ranges or tags',
      [firewall('a', { ...SSH, sourceRanges: ['8.8.8.8'], sourceTags: ['web'] })],
      { n: ['tcp/22 partner', 'v6 tcp/22 none..internal'] },
    ],
    [
      'targets by tag',
      [firewall('a', { ...SSH, ...ANYWHERE, targetTags: ['web', 'db'] })],
      { n: [], 'n tag:db': ['tcp/22 internet'], 'n tag:web': ['tcp/22 internet'] },
    ],
    [
      'targets by account',
      [firewall('a', { ...SSH, ...ANYWHERE, targetServiceAccounts: ['x@y'] })],
      { n: [], 'n account:x@y': ['tcp/22 internet'] },
    ],
    [
      'protocols by number',
      [firewall('a', { ...ANYWHERE, allowed: [{ IPProtocol: '17', ports: ['53'] }, { IPProtocol: '50' }] })],
      { n: ['udp/53 internet'] },
    ],
    [
      'all protocols',
      [firewall('a', { ...ANYWHERE, allowed: [{ IPProtocol: 'all' }] })],
      { n: ['tcp/0-65535 internet', 'udp/0-65535 internet'] },
    ],
    ['ICMP opens no port', [firewall('a', { ...ANYWHERE, allowed: [{ IPProtocol: 'icmp' }] })], { n: [] }],
  ];
  it.each(CASES)('%s', (_, rules, expected) => {
    expect(open(...rules)).toEqual(expected);
  });

  it('keeps the rules of one target apart from those of others', () => {
    const rules = [
      firewall('web-closed', {
        priority: 900,
        ...ANYWHERE,
        denied: [{ IPProtocol: 'tcp', ports: ['22'] }],
        targetTags: ['web'],
      }),
      firewall('all-open', { ...SSH, ...ANYWHERE }),
    ];
    expect(open(...rules)).toEqual({ n: ['tcp/22 internet'], 'n tag:web': [] });
  });
});

describe('policies', () => {
  const all = firewall('all', { ...SSH, ...ANYWHERE });
  const org = (rules: readonly unknown[], target = 'organizations/1') =>
    policy('top', 'locations/global', target, rules);
  const beside = (rules: readonly unknown[]) =>
    policy('net', 'projects/p/global', `${PROJECT}/global/networks/n`, rules);
  const network = (order: string) => ({
    kind: 'compute#network',
    name: 'n',
    selfLink: `${PROJECT}/global/networks/n`,
    networkFirewallPolicyEnforcementOrder: order,
  });
  const web = { match: { srcIpRanges: ['0.0.0.0/0'], layer4Configs: [{ ipProtocol: 'tcp', ports: ['443'] }] } };
  const CASES: readonly (readonly [string, readonly unknown[], readonly string[]])[] = [
    ['a denial of the organization is final', [all, org([policyRule(1, 'deny')])], []],
    [
      'an allowance of the organization is final',
      [firewall('d', { ...ANYWHERE, denied: [{ IPProtocol: 'all' }] }), org([policyRule(1, 'allow')])],
      ['tcp/22 internet'],
    ],
    ['goto_next hands on', [all, org([policyRule(1, 'goto_next'), policyRule(2, 'deny')])], ['tcp/22 internet']],
    ['a disabled rule does not count', [all, org([policyRule(1, 'deny', { disabled: true })])], ['tcp/22 internet']],
    [
      'a policy that is attached to nothing does not count',
      [all, org([policyRule(1, 'deny')], '')],
      ['tcp/22 internet'],
    ],
    ['a policy of a folder may hold', [all, org([policyRule(1, 'deny')], 'folders/2')], ['tcp/22 none..internet']],
    [
      'a policy for other networks',
      [all, org([policyRule(1, 'deny', { targetResources: [`${PROJECT}/global/networks/other`] })])],
      ['tcp/22 internet'],
    ],
    [
      'rules of the network come first',
      [all, beside([policyRule(1, 'deny')]), network('AFTER_CLASSIC_FIREWALL')],
      ['tcp/22 internet'],
    ],
    [
      'unless the network says otherwise',
      [all, beside([policyRule(1, 'deny')]), network('BEFORE_CLASSIC_FIREWALL')],
      [],
    ],
    ['or its order is not told', [all, beside([policyRule(1, 'deny')])], ['tcp/22 none..internet']],
    [
      'what the rules leave goes to the policy',
      [all, beside([policyRule(1, 'allow', web)]), network('AFTER_CLASSIC_FIREWALL')],
      ['tcp/22 internet', 'tcp/443 internet'],
    ],
    [
      'an inspection may let through',
      [
        firewall('x', { direction: 'EGRESS', allowed: [{ IPProtocol: 'all' }] }),
        org([policyRule(1, 'apply_security_profile_group')]),
      ],
      ['tcp/22 none..internet'],
    ],
    [
      'a secure tag may be there',
      [all, org([policyRule(1, 'deny', { targetSecureTags: [{ name: 'tagValues/1', state: 'EFFECTIVE' }] })])],
      ['tcp/22 none..internet'],
    ],
  ];
  it.each(CASES)('%s', (_, objects, expected) => {
    expect(open(...objects)['n']).toEqual(expected);
  });

  it('counts rules by account where instances may have it', () => {
    expect(open(all, org([policyRule(1, 'deny', { targetServiceAccounts: ['a@b'] })]))).toEqual({
      n: ['tcp/22 internet'],
      'n account:a@b': [],
    });
  });

  it('reads policies of all kinds beside each other', () => {
    const { sections } = only(gcpFormat, filesOf('gcp', 'policies'));
    expect(openAt(sections['ruleset'])['shop']).toEqual([
      'tcp/8443 internet',
      'udp/53 none..internet',
      'v6 udp/53 none..internet',
    ]);
    const ids = dataOf<FirewallRuleset>(sections['ruleset']).filters.flatMap((filter) =>
      filter.chains.flatMap((chain) => chain.rules.map(({ id }) => id)),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a project with instances', () => {
  const { sections, target, diagnostics } = only(gcpFormat, filesOf('gcp', 'shop'));

  it('shows what reaches each set of instances', () => {
    expect(target.name).toBe('gcp:shop-prod');
    expect(diagnostics).toEqual([]);
    expect(openAt(sections['ruleset'])).toEqual({
      default: ['tcp/0-21 internal', 'tcp/22 internet', 'tcp/23-65535 internal', 'udp/0-65535 internal'],
      'shop account:db@shop-prod.iam.gserviceaccount.com, private': ['tcp/5432 internal'],
      'shop tag:jump, public': ['tcp/22 internet', 'tcp/3389 partner'],
      'shop tag:web, public': ['tcp/443 internet', 'tcp/3389 partner', 'tcp/8000-8100 internet'],
      'shop, private': [],
    });
  });

  it('tells networks, subnets for workloads, and workloads', () => {
    expect(dataOf<FirewallNetworks>(sections['networks']).networks).toMatchObject([
      { id: 'default', is_default: { value: true }, workloads: { value: [] }, flow_logs: { value: false } },
      { id: 'shop', is_default: { value: false }, flow_logs: { value: true } },
    ]);
    expect(dataOf<FirewallSubnets>(sections['subnets']).subnets.map(({ id }) => id)).toEqual([
      'europe-west1/default',
      'europe-west1/shop-ew1',
    ]);
    expect(dataOf<FirewallWorkloads>(sections['workloads']).workloads).toMatchObject([
      { id: 'db-1', public_address: { value: false }, forwards: { value: false } },
      {
        id: 'jump',
        public_address: { value: true },
        forwards: { value: true },
        tags: { value: ['jump', 'role=jump'] },
      },
      { id: 'nat', public_address: { value: false }, forwards: { value: true } },
      { id: 'web-1', public_address: { value: true }, network: 'shop', subnet: 'europe-west1/shop-ew1' },
      { id: 'web-2' },
    ]);
  });

  it('does not depend on the order of the files', () => {
    const files = filesOf('gcp', 'shop');
    expect(only(gcpFormat, [...files].reverse())).toEqual(only(gcpFormat, files));
  });

  it('names instances of one name in two zones apart', () => {
    const instance = (zone: string) => ({
      kind: 'compute#instance',
      name: 'a',
      selfLink: `${PROJECT}/zones/${zone}/instances/a`,
      networkInterfaces: [{ name: 'nic0', network: `${PROJECT}/global/networks/n`, networkIP: '10.0.0.2' }],
    });
    const { sections: twice } = only(gcpFormat, [given('i.json', [instance('z1'), instance('z2')])]);
    expect(dataOf<FirewallWorkloads>(twice['workloads']).workloads.map(({ id }) => id)).toEqual([
      'p/zones/z1/instances/a/0',
      'p/zones/z2/instances/a/0',
    ]);
  });

  it('names the commands for what was not given', () => {
    const { sections: alone } = only(gcpFormat, [given('r.json', [firewall('a', SSH)])]);
    expect(alone['networks']).toMatchObject({
      flag: 'not-collected',
      hint: expect.stringContaining('gcloud compute networks list'),
    });
    expect(alone['workloads']).toMatchObject({
      flag: 'not-collected',
      hint: expect.stringContaining('gcloud compute instances list'),
    });
  });
});
