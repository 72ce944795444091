import { describe, expect, it } from 'vitest';
import { isKnown } from '../../../../../src/core/fact.ts';
import { awsOfTemplate } from '../../../../../src/normalize/firewall/cloudformation/aws-of-template.ts';
import { cloudFormationFormat } from '../../../../../src/normalize/firewall/cloudformation/format.ts';
import { readTemplate } from '../../../../../src/normalize/firewall/cloudformation/template.ts';
import { given } from '../../terraform/given.ts';

type Json = Readonly<Record<string, unknown>>;

const GROUP = { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'x', SecurityGroupEgress: [] } };
const ACL = { Type: 'AWS::EC2::NetworkAcl', Properties: {} };
const entry = (rest: Json): Json => ({
  Type: 'AWS::EC2::NetworkAclEntry',
  Properties: {
    NetworkAclId: { Ref: 'Acl' },
    RuleNumber: 1,
    RuleAction: 'deny',
    Protocol: 6,
    CidrBlock: '0.0.0.0/0',
    PortRange: { From: 22, To: 22 },
    ...rest,
  },
});

function network(resources: Json) {
  const reading = readTemplate('t.json', JSON.stringify({ Resources: resources }));
  const found = reading.ok ? awsOfTemplate(reading.template) : undefined;
  if (found === undefined) throw new Error('nothing of AWS');
  return found;
}

describe('a damaged template', () => {
  it.each([
    ['no object', 'x'],
    ['null', null],
    ['a type', { ...GROUP, Type: 7 }],
    ['no type', { Properties: {} }],
    ['properties', { ...GROUP, Properties: 'x' }],
  ])('says which resource cannot be read, and that it may be anything: %s', (_, lost) => {
    const { groups, acls } = network({ Group: GROUP, Acl: ACL, Lost: lost });
    expect(groups.flag).toBe('incomplete');
    expect(groups.data?.[0]?.untold).toEqual([expect.stringContaining('Lost')]);
    expect(acls.data?.[0]?.untold).toEqual([expect.stringContaining('Lost')]);
    const text = JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources: { Group: GROUP, Lost: lost } });
    const [made] = cloudFormationFormat.normalize([given('t.json', text)], { claimed: [], documents: [] });
    expect(made?.sections['ruleset']?.flag).toBe('incomplete');
    expect(made?.diagnostics.map(({ code }) => code)).toContain('unread-resource');
  });

  it('makes under a condition what has one that cannot be read', () => {
    const rule = {
      Type: 'AWS::EC2::SecurityGroupIngress',
      Condition: {},
      Properties: { GroupId: { Ref: 'Group' }, IpProtocol: '-1', CidrIp: '0.0.0.0/0' },
    };
    const [group] = network({ Group: GROUP, Rule: rule }).groups.data ?? [];
    expect(group?.permissions.find(({ direction }) => direction === 'in')?.uncertain).toHaveLength(1);
  });

  it.each(['x', ['x'], { From: 22 }, { From: {}, To: 22 }])(
    'does not know the ports of an entry of %j',
    (PortRange) => {
      const [acl] = network({ Acl: ACL, Entry: entry({ PortRange }) }).acls.data ?? [];
      const facts = [acl?.entries[0]?.from, acl?.entries[0]?.to];
      expect(facts.every((fact) => fact !== undefined)).toBe(true);
      expect(facts.some((fact) => fact !== undefined && !isKnown(fact))).toBe(true);
    },
  );

  it.each([{}, ['Acl'], null])('may be an entry of every ACL where its own is %j', (NetworkAclId) => {
    const [acl] =
      network({ Acl: ACL, Entry: entry({ NetworkAclId }) }).acls.data?.filter(({ id }) => id === 'Acl') ?? [];
    expect(acl?.untold).toHaveLength(1);
  });

  it('tells no list as whole while a resource cannot be read', () => {
    const { vpcs, subnets, acls, interfaces } = network({ Group: GROUP, Lost: 'x' });
    expect([vpcs, subnets, acls, interfaces].map(({ flag }) => flag)).toEqual(Array(4).fill('incomplete'));
  });

  it('may have any rule where its rules are no list', () => {
    const group = { ...GROUP, Properties: { ...GROUP.Properties, SecurityGroupIngress: 'x' } };
    expect(network({ Group: group }).groups.data?.[0]?.untold).toEqual([
      'SecurityGroupIngress of Group is no list of rules',
    ]);
  });

  it('may stand before any subnet where an association names no ACL', () => {
    const association = { Type: 'AWS::EC2::SubnetNetworkAclAssociation', Properties: { SubnetId: 'subnet-1' } };
    const [acl] = network({ Acl: ACL, Association: association }).acls.data ?? [];
    expect(acl !== undefined && isKnown(acl.subnets)).toBe(false);
  });
});
