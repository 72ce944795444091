import { describe, expect, it } from 'vitest';
import { isKnown } from '../../../../../src/core/fact.ts';
import type { AwsNetwork, AwsPermission } from '../../../../../src/normalize/firewall/aws/aws-network.ts';
import { awsOfTerraform } from '../../../../../src/normalize/firewall/aws/terraform.ts';
import { readTerraform } from '../../../../../src/normalize/terraform/read-terraform.ts';
import { readSources } from '../../../../../src/normalize/terraform/source-folders.ts';
import { readPlan } from '../../terraform/given.ts';

interface Made {
  /** `aws_x.y` or `data.aws_x.y`, with the key. */
  readonly at: string;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly unknown?: Readonly<Record<string, unknown>>;
  /** Attribute to references. */
  readonly refers?: Readonly<Record<string, readonly string[]>>;
  /** Its values before. */
  readonly before?: Readonly<Record<string, unknown>>;
}

/** A plan in the documented format with what is asked for. */
function network(made: readonly Made[], kind: 'plan' | 'state' = 'plan'): AwsNetwork {
  const parts = made.map(({ at, values = {}, unknown = {}, refers = {}, before }) => {
    const [, data, type = '', name = ''] = /^(data\.)?(\w+)\.(\w+)/.exec(at) ?? [];
    const base = { address: at, mode: data === undefined ? 'managed' : 'data', type, name };
    const set = Object.keys(values).map((key) => [key, { constant_value: null }] as const);
    const told = Object.entries(refers).map(([key, references]) => [key, { references }] as const);
    return {
      resource: { ...base, values },
      change: {
        ...base,
        change: { actions: ['create'], before: before ?? null, after: values, after_unknown: unknown },
      },
      configuration: { ...base, address: at.replace(/\[.*/, ''), expressions: Object.fromEntries([...set, ...told]) },
    };
  });
  const resources = parts.map(({ resource }) => resource);
  const json =
    kind === 'state'
      ? { format_version: '1.0', terraform_version: '1.11.4', values: { root_module: { resources } } }
      : {
          format_version: '1.2',
          planned_values: { root_module: { resources } },
          resource_changes: parts.map(({ change }) => change),
          configuration: { root_module: { resources: parts.map(({ configuration }) => configuration) } },
        };
  const made_ = awsOfTerraform(readTerraform('plan.json', json, readSources([])).state);
  if (made_ === undefined) throw new Error('nothing of AWS');
  return made_;
}

const port = (fact: AwsPermission['from']) => (fact === undefined ? '' : isKnown(fact) ? fact.value : '?');

function written({ direction, protocol, from, to, peer }: AwsPermission): string {
  const whom =
    peer.kind === 'self' || peer.kind === 'unknown'
      ? peer.kind
      : peer.kind === 'cidr'
        ? isKnown(peer.cidr)
          ? peer.cidr.value
          : '?'
        : `${peer.kind} ${isKnown(peer.id) ? peer.id.value : '?'}${peer.kind === 'group' && peer.account !== undefined ? ` of ${peer.account}` : ''}`;
  return `${direction} ${isKnown(protocol) ? protocol.value : '?'} ${port(from)}-${port(to)} ${whom}`;
}

function permissions({ groups }: AwsNetwork, id: string): readonly string[] {
  return (groups.data?.find((group) => group.id === id)?.permissions ?? []).map(written);
}

const GROUP: Made = {
  at: 'aws_security_group.a',
  values: { name: 'a' },
  unknown: { id: true, ingress: true, egress: true },
};
const ssh = { from_port: 22, to_port: 22, protocol: 'tcp' };

describe('rules of their own', () => {
  it.each<readonly [string, Omit<Made, 'at'> & { readonly type?: string }, readonly string[]]>([
    [
      'addresses of both families',
      { values: { type: 'ingress', ...ssh, cidr_blocks: ['10.0.0.0/8'], ipv6_cidr_blocks: ['::/0'] } },
      ['in tcp 22-22 10.0.0.0/8', 'in tcp 22-22 ::/0'],
    ],
    [
      'a source group that the provider fills in is none',
      { values: { type: 'ingress', ...ssh, cidr_blocks: ['0.0.0.0/0'] }, unknown: { source_security_group_id: true } },
      ['in tcp 22-22 0.0.0.0/0'],
    ],
    [
      'the group itself beside everybody',
      { values: { type: 'ingress', ...ssh, self: true, cidr_blocks: ['0.0.0.0/0'] } },
      ['in tcp 22-22 0.0.0.0/0', 'in tcp 22-22 self'],
    ],
    [
      'a group that is new',
      {
        values: { type: 'egress', ...ssh },
        unknown: { source_security_group_id: true },
        refers: { source_security_group_id: ['aws_security_group.a.id', 'aws_security_group.a'] },
      },
      ['out tcp 22-22 group aws_security_group.a'],
    ],
    [
      'a group that cannot be followed',
      {
        values: { type: 'ingress', ...ssh },
        unknown: { source_security_group_id: true },
        refers: { source_security_group_id: ['local.x'] },
      },
      ['in tcp 22-22 group ?'],
    ],
    [
      'a group of another account',
      { values: { type: 'ingress', ...ssh, source_security_group_id: '111122223333/sg-1' } },
      ['in tcp 22-22 group sg-1 of 111122223333'],
    ],
    [
      'a prefix list',
      { values: { type: 'ingress', ...ssh, prefix_list_ids: ['pl-1'] } },
      ['in tcp 22-22 prefix-list pl-1'],
    ],
    [
      'addresses known only after apply',
      { values: { type: 'ingress', ...ssh }, unknown: { cidr_blocks: true } },
      ['in tcp 22-22 ?'],
    ],
    [
      'one address of a list known only after apply',
      {
        values: { type: 'ingress', ...ssh, cidr_blocks: ['10.0.0.0/8', null] },
        unknown: { cidr_blocks: [false, true] },
      },
      ['in tcp 22-22 10.0.0.0/8', 'in tcp 22-22 ?'],
    ],
    [
      'all traffic',
      { values: { type: 'ingress', from_port: 0, to_port: 0, protocol: '-1', cidr_blocks: ['0.0.0.0/0'] } },
      ['in -1 0-0 0.0.0.0/0'],
    ],
    ['nobody named', { values: { type: 'ingress', ...ssh } }, ['in tcp 22-22 unknown']],
    [
      'the newer kind',
      {
        type: 'aws_vpc_security_group_ingress_rule',
        values: { ip_protocol: 'tcp', from_port: 1, to_port: 2, cidr_ipv4: '10.0.0.0/8' },
      },
      ['in tcp 1-2 10.0.0.0/8'],
    ],
    [
      'the newer kind, outgoing, without ports',
      { type: 'aws_vpc_security_group_egress_rule', values: { ip_protocol: '-1', cidr_ipv6: '::/0' } },
      ['out -1 - ::/0'],
    ],
    [
      'the newer kind, known only after apply',
      {
        type: 'aws_vpc_security_group_ingress_rule',
        values: { ip_protocol: 'tcp', from_port: 1, to_port: 2 },
        unknown: { cidr_ipv4: true },
      },
      ['in tcp 1-2 ?'],
    ],
  ])('%s', (_, { type = 'aws_security_group_rule', ...rule }, expected) => {
    const made: Made = {
      at: `${type}.r`,
      ...rule,
      unknown: { security_group_id: true, ...rule.unknown },
      refers: { security_group_id: ['aws_security_group.a.id', 'aws_security_group.a'], ...rule.refers },
    };
    expect(permissions(network([GROUP, made]), 'aws_security_group.a')).toEqual(expected);
  });

  it('finds the group by its id', () => {
    const group: Made = { at: 'aws_security_group.a', values: { id: 'sg-1', name: 'a' } };
    const rule: Made = {
      at: 'aws_security_group_rule.r',
      values: { type: 'ingress', ...ssh, self: true, security_group_id: 'sg-1' },
    };
    expect(permissions(network([group, rule]), 'aws_security_group.a')).toEqual(['in tcp 22-22 self']);
  });

  it('keeps a rule of a group that is not managed here, whose other rules are not told', () => {
    const rule: Made = {
      at: 'aws_security_group_rule.r',
      values: { type: 'ingress', ...ssh, self: true, security_group_id: 'sg-9' },
    };
    const [group] = network([rule]).groups.data ?? [];
    expect([group?.id, group?.untold.length, group?.permissions.length]).toEqual(['sg-9', 1, 1]);
  });

  it('judges a rule by itself that may be of one of many groups', () => {
    const groups = [0, 1].map((key): Made => ({ ...GROUP, at: `aws_security_group.a[${key}]` }));
    const rule: Made = {
      at: 'aws_security_group_rule.r',
      values: { type: 'ingress', ...ssh, cidr_blocks: ['0.0.0.0/0'] },
      unknown: { security_group_id: true },
      refers: { security_group_id: ['aws_security_group.a'] },
    };
    const told = network([...groups, rule]);
    expect(permissions(told, 'aws_security_group.a[0]')).toEqual([]);
    expect(permissions(told, 'aws_security_group_rule.r')).toEqual(['in tcp 22-22 0.0.0.0/0']);
  });
});

describe('inline rules', () => {
  const block = { ...ssh, cidr_blocks: ['0.0.0.0/0'], self: false };

  it('are those of the values', () => {
    const group: Made = { at: 'aws_security_group.a', values: { ingress: [block], egress: [] } };
    expect(permissions(network([group]), 'aws_security_group.a')).toEqual(['in tcp 22-22 0.0.0.0/0']);
  });

  it('may be anything when they are known only after apply', () => {
    const group: Made = {
      at: 'aws_security_group.a',
      unknown: { ingress: true, egress: true },
      refers: { ingress: ['var.rules'] },
    };
    const [made] = network([group]).groups.data ?? [];
    // egress is not set at all: of a new group nothing goes out.
    expect(made?.untold).toEqual(['ingress of aws_security_group.a is known only after apply, or kept secret']);
  });

  it('are told once with the rules of their own that a refresh wrote into them', () => {
    const rule: Made = {
      at: 'aws_security_group_rule.r',
      values: { type: 'ingress', ...ssh, protocol: '6', cidr_blocks: ['0.0.0.0/0'], security_group_id: 'sg-1' },
    };
    const group: Made = { at: 'aws_security_group.a', values: { id: 'sg-1', ingress: [block], egress: [] } };
    expect(permissions(network([group, rule], 'state'), 'aws_security_group.a')).toEqual(['in 6 22-22 0.0.0.0/0']);
  });
});

describe('default groups', () => {
  it('that are taken over have what is written alone', () => {
    const vpc: Made = { at: 'aws_vpc.v', values: { cidr_block: '10.0.0.0/16' }, unknown: { id: true } };
    const group: Made = {
      at: 'aws_default_security_group.d',
      values: { ingress: [], egress: [] },
      unknown: { vpc_id: true },
      refers: { vpc_id: ['aws_vpc.v.id', 'aws_vpc.v'] },
    };
    const groups = network([vpc, group]).groups.data ?? [];
    expect(groups.map(({ id, isDefault, permissions: list }) => [id, isDefault, list.length])).toEqual([
      ['aws_default_security_group.d', expect.objectContaining({ value: true }), 0],
    ]);
  });

  it('of new VPCs let members in and everything out', () => {
    const vpc: Made = { at: 'aws_vpc.v', values: { cidr_block: '10.0.0.0/16' }, unknown: { id: true } };
    expect(permissions(network([vpc]), 'aws_vpc.v.default_security_group_id')).toEqual([
      'in -1 - self',
      'out -1 - 0.0.0.0/0',
    ]);
  });

  it('of VPCs that were there are not told', () => {
    const vpc: Made = { at: 'aws_vpc.v', values: { id: 'vpc-1', cidr_block: '10.0.0.0/16' }, before: { id: 'vpc-1' } };
    expect(network([vpc]).groups.data).toEqual([]);
  });
});

describe('the network of the fixture', () => {
  const { state } = readPlan('network');
  const told = awsOfTerraform(state);
  if (told === undefined) throw new Error('nothing of AWS');

  it('has ACLs with entries of both kinds and their subnets', () => {
    const acl = told.acls.data?.find(({ id }) => id === 'module.net["prod"].aws_network_acl.public');
    expect(acl?.entries.map(({ number, direction }) => `${direction} ${isKnown(number) ? number.value : '?'}`)).toEqual(
      ['in 200', 'in 100', 'out 100'],
    );
    expect(acl?.subnets).toMatchObject({
      value: ['module.net["prod"].aws_subnet.public[0]', 'module.net["prod"].aws_subnet.public[1]'],
    });
  });

  it('knows flow logs, ways to the internet and public addresses', () => {
    expect(told.vpcs.data?.map(({ id, flowLogs }) => [id, flowLogs])).toEqual([
      ['module.net["prod"].aws_vpc.main', expect.objectContaining({ value: true })],
      ['module.net["test"].aws_vpc.main', expect.objectContaining({ value: false })],
    ]);
    expect(
      told.subnets.data?.map(({ mapsPublicAddress, internetRoute }) =>
        [mapsPublicAddress, internetRoute].map((fact) => isKnown(fact) && fact.value),
      ),
    ).toEqual([
      [true, true],
      [false, true],
      [true, true],
      [false, true],
    ]);
    expect(told.interfaces.data?.map(({ id, publicAddress, groups, vpc }) => [id, publicAddress, groups, vpc])).toEqual(
      [
        [
          'aws_instance.bastion',
          expect.objectContaining({ value: true }),
          expect.objectContaining({ value: ['aws_security_group.bastion'] }),
          expect.objectContaining({ value: 'module.net["prod"].aws_vpc.main' }),
        ],
      ],
    );
  });

  it('knows the entries of a prefix list of both kinds', () => {
    expect(told.prefixLists.data?.map(({ id, cidrs }) => [id, isKnown(cidrs) && cidrs.value])).toEqual([
      ['aws_ec2_managed_prefix_list.office', ['192.0.2.0/24', '198.51.100.0/24']],
    ]);
  });

  it('knows what uses a group, and does not know that nothing does', () => {
    const users = new Map(told.groups.data?.map(({ id, usedBy }) => [id, usedBy]));
    expect(users.get('module.net["prod"].aws_security_group.database')).toMatchObject({
      value: ['aws_db_instance.main'],
    });
    expect(users.get('aws_security_group.emptied')).toHaveProperty('unknown');
  });
});

describe('peering routes', () => {
  it('know the addresses of the other end where it is managed here', () => {
    const vpcs = ['a', 'b'].map(
      (name, index): Made => ({
        at: `aws_vpc.${name}`,
        values: { id: `vpc-${name}`, cidr_block: `10.${index}.0.0/16` },
      }),
    );
    const told = network([
      ...vpcs,
      { at: 'aws_vpc_peering_connection.p', values: { id: 'pcx-1', vpc_id: 'vpc-a', peer_vpc_id: 'vpc-b' } },
      { at: 'aws_route_table.t', values: { id: 'rtb-1', vpc_id: 'vpc-a' } },
      {
        at: 'aws_route.r',
        values: { route_table_id: 'rtb-1', destination_cidr_block: '10.1.0.0/16', vpc_peering_connection_id: 'pcx-1' },
      },
    ]);
    expect(
      told.peeringRoutes.data?.map(({ table, peering, peerCidrs }) => [
        table,
        peering,
        isKnown(peerCidrs) && peerCidrs.value,
      ]),
    ).toEqual([['aws_route_table.t', 'aws_vpc_peering_connection.p', ['10.1.0.0/16']]]);
  });
});

describe('a state without networks', () => {
  it('gives nothing', () => {
    const { state } = readTerraform(
      'plan.json',
      { format_version: '1.2', planned_values: { root_module: { resources: [] } } },
      readSources([]),
    );
    expect(awsOfTerraform(state)).toBeUndefined();
  });
});
