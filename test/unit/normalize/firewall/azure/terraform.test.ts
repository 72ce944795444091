import { describe, expect, it } from 'vitest';
import type { FirewallFlowLog } from '../../../../../src/model/generated/model.ts';
import { azureOfTerraform } from '../../../../../src/normalize/firewall/azure/terraform.ts';
import { openIn, type PlannedResource, planOf } from './given.ts';

const NSG = 'azurerm_network_security_group.web';
const REFERS_NSG = ['azurerm_network_security_group.web.id', 'azurerm_network_security_group.web'];

/** A security rule, inline or by itself, as a plan has it: every field, most of them null. */
function rule(name: string, priority: number, more: Readonly<Record<string, unknown>> = {}) {
  return {
    name,
    priority,
    direction: 'Inbound',
    access: 'Allow',
    protocol: 'Tcp',
    description: '',
    source_port_range: '*',
    source_port_ranges: [],
    source_address_prefix: '*',
    source_address_prefixes: [],
    source_application_security_group_ids: [],
    destination_port_range: '22',
    destination_port_ranges: [],
    destination_address_prefix: '*',
    destination_address_prefixes: [],
    destination_application_security_group_ids: [],
    ...more,
  };
}

const group = (...rules: readonly unknown[]): PlannedResource => ({
  values: { name: 'web', resource_group_name: 'rg', security_rule: rules },
});

const subnet: PlannedResource = {
  values: { name: 'front', address_prefixes: ['10.0.1.0/24'], resource_group_name: 'rg', virtual_network_name: 'vnet' },
};
const vnet: PlannedResource = { values: { name: 'vnet', address_space: ['10.0.0.0/16'], resource_group_name: 'rg' } };
const guards: PlannedResource = {
  values: {},
  unknown: { subnet_id: true, network_security_group_id: true },
  refers: { subnet_id: ['azurerm_subnet.front.id', 'azurerm_subnet.front'], network_security_group_id: REFERS_NSG },
};

function nic(isPublic: boolean): PlannedResource {
  const configuration = {
    name: 'one',
    private_ip_address_allocation: 'Dynamic',
    ...(isPublic ? {} : { public_ip_address_id: null }),
  };
  return {
    values: { name: 'nic', ip_configuration: [configuration], ip_forwarding_enabled: true, tags: { role: 'web' } },
    unknown: {
      ip_configuration: [
        { subnet_id: true, private_ip_address: true, ...(isPublic ? { public_ip_address_id: true } : {}) },
      ],
    },
    refers: {
      ip_configuration: [
        {
          name: { constant_value: 'one' },
          subnet_id: { references: ['azurerm_subnet.front.id', 'azurerm_subnet.front'] },
          ...(isPublic
            ? { public_ip_address_id: { references: ['azurerm_public_ip.one.id', 'azurerm_public_ip.one'] } }
            : {}),
        },
      ],
    },
  };
}

describe('groups and rules', () => {
  it('is silent about a state without Azure networks', () => {
    expect(azureOfTerraform(planOf({ 'aws_vpc.a': { values: {} } }))).toBeUndefined();
  });

  it('reads inline rules in order of priority', () => {
    const rules = [
      rule('allow', 200),
      rule('deny', 100, { access: 'Deny', protocol: '*', destination_port_range: '*' }),
    ];
    expect(openIn(azureOfTerraform(planOf({ [NSG]: group(...rules) })))).toEqual({ [NSG]: [] });
  });

  it('joins rules of their own by reference and by name', () => {
    const byReference: PlannedResource = {
      values: rule('a', 100),
      unknown: { network_security_group_name: true },
      refers: { network_security_group_name: [`${NSG}.name`, NSG] },
    };
    const byName: PlannedResource = {
      values: {
        ...rule('b', 110, { destination_port_range: '3389' }),
        network_security_group_name: 'web',
        resource_group_name: 'RG',
      },
    };
    const open = openIn(
      azureOfTerraform(
        planOf({
          [NSG]: group(),
          'azurerm_network_security_rule.a': byReference,
          'azurerm_network_security_rule.b': byName,
        }),
      ),
    );
    expect(open[NSG]).toEqual(expect.arrayContaining(['tcp/22 internet', 'tcp/3389 internet']));
  });

  it('judges a rule of a group that is made elsewhere, and proves nothing closed', () => {
    const stranger: PlannedResource = { values: { ...rule('a', 100), network_security_group_name: 'elsewhere' } };
    const network = azureOfTerraform(planOf({ 'azurerm_network_security_rule.a': stranger }));
    const open = openIn(network)['elsewhere'];
    expect(open).toEqual(expect.arrayContaining(['tcp/22 internet', 'tcp/23-65535 none..internet']));
    expect(network?.missing).toEqual(['elsewhere: its other rules are not in the plan.']);
  });

  it('leaves a source that is known only after apply in doubt', () => {
    const { source_address_prefix: _, ...values } = rule('a', 100);
    const one: PlannedResource = {
      values: { ...values, network_security_group_name: 'web' },
      unknown: { source_address_prefix: true },
      refers: { source_address_prefix: ['var.office'] },
    };
    const open = openIn(azureOfTerraform(planOf({ [NSG]: group(), 'azurerm_network_security_rule.a': one })))[NSG];
    expect(open).toEqual(expect.arrayContaining(['tcp/22 internal..internet']));
  });

  it('does not take rules that the provider will compute for rules that may be there', () => {
    const bare: PlannedResource = {
      values: { name: 'web', resource_group_name: 'rg' },
      unknown: { security_rule: true },
    };
    const network = azureOfTerraform(planOf({ [NSG]: bare }));
    expect(network?.missing).toEqual([]);
    expect(openIn(network)[NSG]).not.toContainEqual(expect.stringContaining('internet'));
  });

  it('is in doubt where the rules themselves are known only after apply', () => {
    const dynamic: PlannedResource = {
      values: { name: 'web' },
      unknown: { security_rule: true },
      refers: { security_rule: ['var.rules'] },
    };
    const network = azureOfTerraform(planOf({ [NSG]: dynamic }));
    expect(network?.missing).toEqual([`${NSG}: ${NSG}.security_rule is known only after apply.`]);
    expect(openIn(network)[NSG]).toContainEqual('tcp/0-65535 none..internet');
  });
});

describe('subnets and interfaces', () => {
  const base = {
    [NSG]: group(rule('ssh', 100)),
    'azurerm_virtual_network.vnet': vnet,
    'azurerm_subnet.front': subnet,
    'azurerm_subnet_network_security_group_association.front': guards,
  };

  it('finds the group of a subnet by references', () => {
    const network = azureOfTerraform(
      planOf({ ...base, 'azurerm_subnet.bare': { values: { ...subnet.values, name: 'bare' } } }),
    );
    expect(network?.subnets?.data?.map(({ id, group: behind, network: of }) => [id, behind, of])).toMatchObject([
      ['azurerm_subnet.bare', { value: '' }, 'azurerm_virtual_network.vnet'],
      ['azurerm_subnet.front', { value: NSG }, 'azurerm_virtual_network.vnet'],
    ]);
    expect(network?.groups?.data?.[0]?.attached_to).toMatchObject({ value: ['azurerm_subnet.front'] });
  });

  it('knows that there is no IPv6 where the network has none', () => {
    expect(openIn(azureOfTerraform(planOf(base)))[NSG]).not.toContainEqual(expect.stringMatching(/^v6/));
  });

  it('takes an interface with a public address as reached, by the groups before it', () => {
    const network = azureOfTerraform(
      planOf({
        ...base,
        'azurerm_network_interface.one': nic(true),
        'azurerm_public_ip.one': { values: { sku: 'Standard' } },
      }),
    );
    expect(openIn(network)).toMatchObject({ [`${NSG}, public`]: expect.arrayContaining(['tcp/22 internet']) });
    expect(network?.workloads?.data).toMatchObject([
      {
        id: 'azurerm_network_interface.one',
        public_address: { value: true },
        forwards: { value: true },
        tags: { value: ['role=web'] },
        groups: { value: [NSG] },
      },
    ]);
  });

  it('judges the group alone too where only private interfaces are in the plan', () => {
    const open = openIn(azureOfTerraform(planOf({ ...base, 'azurerm_network_interface.one': nic(false) })));
    expect(Object.keys(open)).toEqual([NSG, `${NSG}, private`]);
    expect(open[`${NSG}, private`]).not.toContainEqual(expect.stringContaining('internet'));
    expect(open[NSG]).toContain('tcp/22 internet');
  });

  it('reads subnets inside of a network', () => {
    const inside: PlannedResource = {
      values: {
        ...vnet.values,
        subnet: [
          { name: 'a', address_prefixes: ['10.0.9.0/24'], security_group: '' },
          { name: 'GatewaySubnet', address_prefixes: ['10.0.8.0/24'] },
        ],
      },
    };
    const network = azureOfTerraform(planOf({ 'azurerm_virtual_network.vnet': inside }));
    expect(network?.subnets?.data).toMatchObject([
      { id: 'azurerm_virtual_network.vnet/GatewaySubnet', name: 'GatewaySubnet', group: { value: '' } },
      { id: 'azurerm_virtual_network.vnet/a', name: 'a', group: { value: '' } },
    ]);
  });
});

describe('flow logs', () => {
  const CASES: readonly (readonly [string, Readonly<Record<string, unknown>>, unknown])[] = [
    ['a policy', { enabled: true, retention_policy: [{ enabled: true, days: 30 }] }, { value: 30 }],
    ['a policy for ever', { enabled: true, retention_policy: [{ enabled: true, days: 0 }] }, { value: 0 }],
    ['no policy', { enabled: true, retention_policy: [] }, { value: 0 }],
    [
      'a policy that is off',
      { enabled: true, retention_policy: [{ enabled: false, days: 7 }] },
      { unknown: expect.stringContaining('switched off') },
    ],
  ];
  it.each(CASES)('%s', (_, values, days) => {
    const log: PlannedResource = {
      values: { name: 'log', ...values },
      unknown: { network_security_group_id: true },
      refers: { network_security_group_id: REFERS_NSG },
    };
    const network = azureOfTerraform(planOf({ [NSG]: group(), 'azurerm_network_watcher_flow_log.log': log }));
    const logs: readonly FirewallFlowLog[] | undefined = network?.flow_logs?.data;
    expect(logs).toMatchObject([{ id: 'azurerm_network_watcher_flow_log.log', target: NSG, days }]);
  });
});
