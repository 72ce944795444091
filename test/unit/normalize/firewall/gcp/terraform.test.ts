import { describe, expect, it } from 'vitest';
import { gcpOfTerraform } from '../../../../../src/normalize/firewall/gcp/terraform.ts';
import { openIn, type PlannedResource, planOf } from '../azure/given.ts';

const NETWORK = 'google_compute_network.shop';
const REFERS = [`${NETWORK}.id`, NETWORK];

function firewall(values: Readonly<Record<string, unknown>>, more: Partial<PlannedResource> = {}): PlannedResource {
  const defaults = {
    name: 'ssh',
    priority: 1000,
    disabled: null,
    allow: [{ protocol: 'tcp', ports: ['22'] }],
    deny: [],
  };
  return {
    values: { ...defaults, ...values },
    unknown: { network: true, ...more.unknown },
    refers: { network: REFERS, ...more.refers },
  };
}

const network: PlannedResource = {
  values: {
    name: 'shop',
    auto_create_subnetworks: false,
    network_firewall_policy_enforcement_order: 'AFTER_CLASSIC_FIREWALL',
  },
};

describe('firewall rules of a plan', () => {
  it('is silent about a state without Google Cloud networks', () => {
    expect(gcpOfTerraform(planOf({ 'aws_vpc.a': { values: {} } }))).toBeUndefined();
  });

  const CASES: readonly (readonly [string, PlannedResource, Readonly<Record<string, readonly string[]>>])[] = [
    ['an open port', firewall({ source_ranges: ['0.0.0.0/0'] }), { [NETWORK]: ['tcp/22 internet'] }],
    ['nobody named', firewall({}), { [NETWORK]: ['tcp/22 internet'] }],
    [
      'ranges that the provider would fill in',
      firewall({}, { unknown: { source_ranges: true } }),
      { [NETWORK]: ['tcp/22 internet'] },
    ],
    [
      'ranges that are known only after apply',
      firewall({}, { unknown: { source_ranges: true }, refers: { source_ranges: ['var.office'] } }),
      { [NETWORK]: ['tcp/22 none..internet', 'v6 tcp/22 none..internet'] },
    ],
    [
      'one range of two known',
      firewall({ source_ranges: ['0.0.0.0/0', null] }, { unknown: { source_ranges: [false, true] } }),
      { [NETWORK]: ['tcp/22 internet', 'v6 tcp/22 none..internet'] },
    ],
    [
      'a tag',
      firewall({ source_ranges: ['0.0.0.0/0'], target_tags: ['web'] }),
      { [NETWORK]: [], [`${NETWORK} tag:web`]: ['tcp/22 internet'] },
    ],
    [
      'a denial',
      firewall({ source_ranges: ['0.0.0.0/0'], allow: [], deny: [{ protocol: 'all', ports: [] }] }),
      { [NETWORK]: [] },
    ],
    ['a disabled rule', firewall({ source_ranges: ['0.0.0.0/0'], disabled: true }), { [NETWORK]: [] }],
  ];
  it.each(CASES)('%s', (_, rule, expected) => {
    expect(openIn(gcpOfTerraform(planOf({ [NETWORK]: network, 'google_compute_firewall.ssh': rule })))).toEqual(
      expected,
    );
  });

  it('finds a network by its name, and one that is made elsewhere', () => {
    const byName: PlannedResource = { values: { ...firewall({}).values, network: 'shop' } };
    const elsewhere: PlannedResource = {
      values: { ...firewall({ name: 'x' }).values, network: 'projects/p/global/networks/other' },
    };
    const open = openIn(
      gcpOfTerraform(
        planOf({ [NETWORK]: network, 'google_compute_firewall.a': byName, 'google_compute_firewall.b': elsewhere }),
      ),
    );
    expect(open).toEqual({ other: ['tcp/22 internet'], [NETWORK]: ['tcp/22 internet'] });
  });
});

describe('policies of a plan', () => {
  const policy: PlannedResource = { values: { name: 'net' } };
  const TYPE = 'google_compute_network_firewall_policy';
  const refers = { firewall_policy: [`${TYPE}.net.name`, `${TYPE}.net`] };
  const rule: PlannedResource = {
    values: {
      priority: 100,
      action: 'allow',
      direction: 'INGRESS',
      disabled: false,
      match: [{ src_ip_ranges: ['0.0.0.0/0'], layer4_configs: [{ ip_protocol: 'tcp', ports: ['8443'] }] }],
    },
    unknown: { firewall_policy: true },
    refers,
  };
  const association: PlannedResource = {
    values: { name: 'a' },
    unknown: { firewall_policy: true, attachment_target: true },
    refers: { ...refers, attachment_target: REFERS },
  };

  it('joins rules and associations with their policy', () => {
    const state = planOf({
      [NETWORK]: network,
      [`${TYPE}.net`]: policy,
      [`${TYPE}_rule.one`]: rule,
      [`${TYPE}_association.one`]: association,
    });
    expect(openIn(gcpOfTerraform(state))).toEqual({ [NETWORK]: ['tcp/8443 internet'] });
  });

  it('does not know whether a policy without association is in force', () => {
    const state = planOf({ [NETWORK]: network, [`${TYPE}.net`]: policy, [`${TYPE}_rule.one`]: rule });
    expect(openIn(gcpOfTerraform(state))).toEqual({ [NETWORK]: ['tcp/8443 none..internet'] });
  });
});

describe('lists of a plan', () => {
  it('tells the default network of a new project', () => {
    const network = gcpOfTerraform(
      planOf({ 'google_project.p': { values: { project_id: 'p', auto_create_network: true } } }),
    );
    expect(network?.networks?.data).toMatchObject([{ id: 'google_project.p default', is_default: { value: true } }]);
    expect(gcpOfTerraform(planOf({ 'google_project.p': { values: { auto_create_network: false } } }))).toBeUndefined();
  });

  it('tells subnets and instances', () => {
    const subnet: PlannedResource = {
      values: { name: 's', log_config: [{ flow_sampling: 0.5 }] },
      unknown: { network: true },
      refers: { network: REFERS },
    };
    const instance: PlannedResource = {
      values: {
        name: 'nat',
        can_ip_forward: true,
        tags: ['nat'],
        labels: { role: 'router' },
        network_interface: [{ access_config: [{ nat_ip: null }] }],
      },
      unknown: { network_interface: [{ subnetwork: true }] },
      refers: {
        network_interface: [
          { subnetwork: { references: ['google_compute_subnetwork.s.id', 'google_compute_subnetwork.s'] } },
        ],
      },
    };
    const found = gcpOfTerraform(
      planOf({ [NETWORK]: network, 'google_compute_subnetwork.s': subnet, 'google_compute_instance.nat': instance }),
    );
    expect(found?.subnets?.data).toMatchObject([
      { id: 'google_compute_subnetwork.s', network: NETWORK, flow_logs: { value: true } },
    ]);
    expect(found?.workloads?.data).toMatchObject([
      {
        id: 'google_compute_instance.nat',
        network: NETWORK,
        public_address: { value: true },
        forwards: { value: true },
        tags: { value: ['nat', 'role=router'] },
      },
    ]);
  });
});
