import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FirewallRuleset } from '../../../../../src/model/generated/model.ts';
import { readSnapshot } from '../../../../../src/model/read-snapshot.ts';
import { cloudFormationFormat } from '../../../../../src/normalize/firewall/cloudformation/format.ts';
import type { Contribution } from '../../../../../src/normalize/format.ts';
import { recognize } from '../../../../../src/normalize/recognize.ts';
import { FORMATS } from '../../../../../src/normalize/registry.ts';
import { given } from '../../terraform/given.ts';

const FIXTURE = path.resolve(
  import.meta.dirname,
  '../../../../../fixtures/sources/cloudformation/functions/input.yaml',
);

function normalize(text: string, file = 'template.yaml'): Contribution {
  const [contribution] = cloudFormationFormat.normalize([given(file, text)], { claimed: [], documents: [] });
  if (contribution === undefined) throw new Error('nothing contributed');
  return contribution;
}

/** `group way | text | uncertain @ line` */
function rules(contribution: Contribution): readonly string[] {
  const ruleset = contribution.sections['ruleset']?.data as FirewallRuleset | undefined;
  return (ruleset?.filters ?? [])
    .filter(({ engine }) => engine === 'aws-sg')
    .flatMap(({ chains }) =>
      chains.flatMap((chain) =>
        chain.rules.map(({ text, uncertain, at }) => `${chain.name} | ${text} | ${uncertain.join('; ')} @ ${at.line}`),
      ),
    );
}

describe('a template', () => {
  const contribution = normalize(readFileSync(FIXTURE, 'utf8'));

  it('has its rules with their lines; what hangs on parameters and conditions may be', () => {
    expect(rules(contribution)).toEqual([
      'DatabaseGroup in | allow tcp/5432 from members of WebGroup | which addresses the members of WebGroup have is not told @ 89',
      'DatabaseGroup in | allow tcp/5432 from ::/0 | DatabaseFromAnywhere is made under a condition: whether the condition IsProd holds is not told @ 98',
      'DatabaseGroup out | allow tcp/443 to 10.30.0.0/16 |  @ 84',
      'Shared in | allow tcp/25 from 0.0.0.0/0 |  @ 116',
      'WebGroup in | allow tcp/443 from 0.0.0.0/0 |  @ 50',
      'WebGroup in | allow tcp/22 from addresses not told | CidrIp is not told: the parameter SshCidr is given when the stack is made (its default is 0.0.0.0/0) @ 55',
      'WebGroup in | allow tcp/3389 from 0.0.0.0/0 | whether the condition IsProd holds is not told @ 62',
      'WebGroup in | allow all traffic from members of DatabaseGroup | which addresses the members of DatabaseGroup have is not told @ 66',
      'WebGroup in | allow tcp/8080 from 198.51.100.0/24 |  @ 68',
      'WebGroup in | allow tcp/9000 from 10.30.0.0/16 |  @ 72',
      'WebGroup out | allow all traffic to 0.0.0.0/0 |  @ 44',
    ]);
  });

  it('is a snapshot without the default of a hidden parameter', () => {
    const snapshot = {
      schemaVersion: '1',
      target: { id: 'firewall:template', kind: 'firewall', name: 'template' },
      collectedAt: '2026-01-01T00:00:00Z',
      captures: [],
      diagnostics: contribution.diagnostics,
      firewall: contribution.sections,
    };
    expect(readSnapshot(snapshot, 'template').firewall?.ruleset?.flag).toBe('complete');
    expect(JSON.stringify(snapshot)).not.toContain('PLANTED');
  });

  it('tells networks, workloads and ACLs', () => {
    const data = (name: string) =>
      contribution.sections[name]?.data as Record<string, readonly Record<string, unknown>[]>;
    expect(data('subnets')['subnets']?.[0]).toMatchObject({
      id: 'Subnet',
      network: 'Vpc',
      group: { value: 'Acl' },
      hands_out_public_addresses: { value: true },
    });
    expect(data('workloads')['workloads']?.[0]).toMatchObject({
      id: 'Server',
      public_address: { value: true },
      forwards: { value: true },
      groups: { value: ['WebGroup'] },
    });
    expect(data('networks')['networks']?.[0]).toMatchObject({ id: 'Vpc', name: 'shop', flow_logs: { value: false } });
  });
});

describe('a template in JSON', () => {
  it('is read with its lines, functions in their long form', () => {
    const text = `{
  "Resources": {
    "G": {
      "Type": "AWS::EC2::SecurityGroup",
      "Properties": {
        "GroupDescription": "x",
        "SecurityGroupIngress": {
          "IpProtocol": "tcp", "FromPort": "22", "ToPort": "22",
          "CidrIp": {"Fn::Join": ["", ["0.0.0.0", "/0"]]}
        }
      }
    },
    "R": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {
      "GroupId": {"Fn::GetAtt": ["G", "GroupId"]}, "IpProtocol": "-1",
      "SourceSecurityGroupId": {"Fn::GetAtt": ["G", "GroupId"]}}}
  }
}`;
    expect(rules(normalize(text, 'template.json'))).toEqual([
      'G in | allow tcp/22 from 0.0.0.0/0 |  @ 7',
      'G in | allow all traffic from members of G | which addresses the members of G have is not told @ 13',
      'G out | allow all traffic to 0.0.0.0/0 |  @ 3',
    ]);
  });
});

const rule = (value: string): string => `Parameters:
  P: {Type: String}
Mappings:
  M: {a: {b: 10.0.0.0/8}}
Conditions:
  Unknown: !Equals [!Ref P, x]
  Known: !Or [!Equals [a, a], !Condition Unknown]
Resources:
  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.1.0.0/16}}
  G:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: x
      SecurityGroupEgress: [{IpProtocol: tcp, FromPort: 1, ToPort: 1, CidrIp: ${value}}]
`;

describe('functions', () => {
  it.each([
    ['10.9.0.0/16', 'to 10.9.0.0/16 | '],
    ['!Sub "10.2.0.0/16"', 'to 10.2.0.0/16 | '],
    ['!Sub ["${x}/16", {x: 10.3.0.0}]', 'to 10.3.0.0/16 | '],
    ['!Sub "${V.CidrBlock}"', 'to 10.1.0.0/16 | '],
    ['!FindInMap [M, a, b]', 'to 10.0.0.0/8 | '],
    [
      '!FindInMap [M, !Ref P, b]',
      'to addresses not told | CidrIp is not told: the parameter P is given when the stack is made',
    ],
    ['!If [Known, 10.4.0.0/16, 0.0.0.0/0]', 'to 10.4.0.0/16 | '],
    [
      '!ImportValue x',
      'to addresses not told | CidrIp is not told: it is imported from another stack (Fn::ImportValue)',
    ],
    [
      '!Select [0, !Cidr [10.0.0.0/8, 2]]',
      'to addresses not told | CidrIp is not told: which one Fn::Select takes is not told',
    ],
    ['!Sub "${AWS::Region}"', 'to addresses not told | CidrIp is not told: AWS::Region is told by the stack'],
    [
      '!Ref Nothing',
      'to addresses not told | CidrIp is not told: Nothing is neither a parameter nor a resource of the template',
    ],
  ])('%s', (value, expected) => {
    expect(rules(normalize(rule(value)))[0]).toContain(expected);
  });

  it('gives both sides of a condition that is not told', () => {
    const doubt = 'whether the condition Unknown holds is not told';
    expect(rules(normalize(rule('!If [Unknown, 10.4.0.0/16, 0.0.0.0/0]')))).toEqual([
      `G out | allow tcp/1 to 10.4.0.0/16 | ${doubt} @ 14`,
      `G out | allow tcp/1 to 0.0.0.0/0 | ${doubt} @ 14`,
    ]);
  });
});

describe('recognizing', () => {
  it.each([
    ['a YAML template', 'AWSTemplateFormatVersion: "2010-09-09"\nResources: {}\n', ['cloudformation']],
    [
      'one without a version, after comments',
      '# shop\n---\nResources:\n  A:\n    Type: AWS::S3::Bucket\n',
      ['cloudformation'],
    ],
    ['a JSON template', '{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}', ['cloudformation']],
    ['a page that shows one', '# How\n\n```\nResources:\n  A:\n    Type: AWS::S3::Bucket\n```\n', []],
    ['other resources', 'resources:\n  - a\n', []],
  ])('%s', (_, text, expected) => {
    expect(recognize([given('x', text)], FORMATS).claimed.map(({ format }) => format)).toEqual(expected);
  });

  it('says that a template has no network', () => {
    const { sections } = normalize('{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}');
    expect(sections['ruleset']?.flag).toBe('does-not-exist');
  });

  it('says where a template cannot be read', () => {
    const { sections, diagnostics } = normalize('AWSTemplateFormatVersion: x\nResources:\n  a: [\n');
    expect(sections['ruleset']?.flag).toBe('error');
    expect(diagnostics[0]?.at?.line).toBeGreaterThan(2);
  });

  it('says what a macro and a loop leave open', () => {
    const text = 'Transform: [AWS::LanguageExtensions, Shop]\nResources:\n  Fn::ForEach::Groups: [X, [a], {}]\n';
    const { sections } = normalize(text);
    expect(sections['ruleset']?.flag).toBe('incomplete');
    expect(sections['ruleset']?.reason).toMatch(/the loop Fn::ForEach::Groups.*the macro Shop/);
  });
});
