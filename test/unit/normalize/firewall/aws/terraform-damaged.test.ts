import { describe, expect, it } from 'vitest';
import { isKnown } from '../../../../../src/core/fact.ts';
import { awsOfTerraform } from '../../../../../src/normalize/firewall/aws/terraform.ts';
import { readTerraform } from '../../../../../src/normalize/terraform/read-terraform.ts';
import { readSources } from '../../../../../src/normalize/terraform/source-folders.ts';

type Json = Readonly<Record<string, unknown>>;

/** A state with resources by address. */
function network(...made: readonly (readonly [string, Json])[]) {
  const resources = made.map(([address, values]) => {
    const [type = '', name = ''] = address.split('.');
    return { address, mode: 'managed', type, name, values };
  });
  const json = { format_version: '1.0', terraform_version: '1.11.4', values: { root_module: { resources } } };
  const found = awsOfTerraform(readTerraform('state.json', json, readSources([])).state);
  if (found === undefined) throw new Error('nothing of AWS');
  return found;
}

const RULE = { protocol: 'tcp', from_port: 22, to_port: 22, cidr_blocks: ['10.0.0.0/8'] };

describe('a damaged security group', () => {
  const group = (values: Json) => network(['aws_security_group.a', { egress: [], ...values }]).groups.data?.[0];

  it.each([null, []])('has no rule where ingress is %j', (ingress) => {
    expect(group({ ingress })).toMatchObject({ permissions: [], untold: [] });
  });

  it.each(['x', {}, 7])('may have any rule where ingress is %j', (ingress) => {
    expect(group({ ingress })?.untold).toEqual([expect.stringMatching(/ingress of aws_security_group\.a is no list/)]);
  });

  it.each(['x', {}, null, []])('has a rule for whomever where one is %j', (rule) => {
    expect(group({ ingress: [rule] })?.permissions).toMatchObject([{ peer: { kind: 'unknown' } }]);
  });

  it.each([
    ['cidr_blocks', 'x'],
    ['cidr_blocks', [7]],
    ['security_groups', 'x', true],
    ['security_groups', { a: 1 }],
    ['security_groups', [null]],
    ['prefix_list_ids', [{}]],
  ])('has a peer that is not told where %s is %j', (name, value, isText = false) => {
    const peers = group({ ingress: [{ ...RULE, cidr_blocks: [], [name]: value }] })?.permissions.map(
      ({ peer }) => peer,
    );
    // A text is one id, as some attributes have it.
    const told = (peer: NonNullable<typeof peers>[number]): boolean =>
      (peer.kind === 'cidr' && isKnown(peer.cidr)) || (peer.kind === 'prefix-list' && isKnown(peer.id));
    expect(peers).toHaveLength(1);
    if (!isText) expect(peers?.some(told)).toBe(false);
  });

  it('may have itself for a peer where self is no boolean', () => {
    expect(group({ ingress: [{ ...RULE, cidr_blocks: [], self: 'x' }] })?.permissions).toMatchObject([
      { peer: { kind: 'self' } },
    ]);
  });
});

describe('other damaged resources of AWS', () => {
  it('a rule goes both ways where its type is no word that is known', () => {
    const rule = { ...RULE, security_group_id: 'sg-1', type: 'x' };
    const [group] = network(['aws_security_group_rule.r', rule]).groups.data ?? [];
    expect(group?.permissions.map(({ direction }) => direction)).toEqual(['in', 'out']);
  });

  it('a network ACL may have any entry where its list, an entry or a rule beside it cannot be read', () => {
    const untold = (values: Json, ...others: readonly (readonly [string, Json])[]) =>
      network(['aws_network_acl.a', { egress: [], ingress: [], ...values }], ...others).acls.data?.find(
        ({ id }) => id === 'aws_network_acl.a',
      )?.untold;
    expect(untold({})).toEqual([]);
    expect(untold({ ingress: 'x' })).toHaveLength(1);
    expect(untold({ ingress: ['x'] })).toHaveLength(1);
    expect(untold({}, ['aws_network_acl_rule.r', { network_acl_id: {}, egress: false }])).toHaveLength(1);
  });

  it('an entry of which it is not told which way it goes may go both', () => {
    const rule = { network_acl_id: 'acl-1', egress: 'x', rule_number: 1, rule_action: 'deny', protocol: '-1' };
    const [acl] = network(['aws_network_acl_rule.r', { ...rule, cidr_block: '0.0.0.0/0' }]).acls.data ?? [];
    expect(acl?.entries.map(({ direction, uncertain }) => [direction, uncertain?.length])).toEqual([
      ['in', 1],
      ['out', 1],
    ]);
  });

  it.each(['x', [{}], ['x']])('a prefix list is not told where its entries are %j', (entry) => {
    const list = network(['aws_ec2_managed_prefix_list.a', { entry }]).prefixLists.data?.[0];
    expect(list !== undefined && isKnown(list.cidrs)).toBe(false);
  });

  it('a setting is not told where it is no boolean', () => {
    const subnet = network(['aws_subnet.a', { map_public_ip_on_launch: 'x' }]).subnets.data?.[0];
    expect(subnet !== undefined && isKnown(subnet.mapsPublicAddress)).toBe(false);
  });

  it('a network ACL may stand before any subnet where an association names no ACL', () => {
    const subnets = (...others: readonly (readonly [string, Json])[]) =>
      network(['aws_network_acl.a', { subnet_ids: ['subnet-1'] }], ...others).acls.data?.[0]?.subnets;
    expect(subnets()).toMatchObject({ value: ['subnet-1'] });
    expect(subnets(['aws_network_acl_association.b', { network_acl_id: {} }])).toHaveProperty('unknown');
  });
});
