import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeDecider, type Packet } from '../../src/derive/firewall/decide.ts';
import { rulesetOfPoint } from '../../src/derive/firewall/point-ruleset.ts';
import type { FirewallRuleset } from '../../src/model/generated/model.ts';
import { cloudFormationFormat } from '../../src/normalize/firewall/cloudformation/format.ts';
import { terraformFormat } from '../../src/normalize/firewall/terraform/format.ts';
import type { Format } from '../../src/normalize/format.ts';
import { ACCOUNT, group, normalize } from '../unit/normalize/firewall/aws/answers.ts';
import { given } from '../unit/normalize/firewall/azure/given.ts';

const NAMES = ['a', 'b', 'c'] as const;
const BLOCKS = ['0.0.0.0/0', '0.0.0.0/1', '10.0.0.0/8', '203.0.113.0/24', '203.0.113.7/32', '::/0', '2600::/16'];
const PEERS = [...BLOCKS, 'self', 'sg:a', 'sg:b', 'sg:c'];
const PROTOCOLS = ['-1', 'tcp', 'udp', '6', '17', 'icmp', 'icmpv6', '50'];
const PORTS = [0, 22, 80, 443, 1024, 65_535];

interface Permission {
  readonly out: boolean;
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  readonly peer: string;
}
type Groups = Readonly<Record<string, readonly Permission[]>>;

const permission = fc
  .record({
    out: fc.boolean(),
    protocol: fc.constantFrom(...PROTOCOLS),
    a: fc.constantFrom(...PORTS),
    b: fc.constantFrom(...PORTS),
    peer: fc.constantFrom(...PEERS),
  })
  .map(({ out, protocol, a, b, peer }): Permission => {
    const icmp = protocol.startsWith('icmp');
    const [from, to] = icmp ? (a > 100 ? [-1, -1] : [a % 20, -1]) : [Math.min(a, b), Math.max(a, b)];
    return { out, protocol, from, to, peer };
  });
const groups = fc.record(
  Object.fromEntries(NAMES.map((name) => [name, fc.array(permission, { maxLength: 4 })])),
) as fc.Arbitrary<Groups>;

/** AWS and the providers take no ports with `-1`, and all of other protocols. */
const hasPorts = ({ protocol }: Permission): boolean => !['-1', '50'].includes(protocol);
const isSix = (peer: string): boolean => peer.includes('::');
const groupOf = (name: string, peer: string): string | undefined =>
  peer === 'self' ? name : peer.startsWith('sg:') ? peer.slice(3) : undefined;

/** What a group whose rules are all written lets out where none is: nothing, as in an export. */
const NOWHERE: Permission = { out: true, protocol: 'tcp', from: 1, to: 1, peer: '192.0.2.1/32' };
const written = (all: Groups): Groups =>
  Object.fromEntries(Object.entries(all).map(([name, list]) => [name, [...list, NOWHERE]]));

function asExport(all: Groups) {
  const permissions = (name: string, out: boolean) =>
    (all[name] ?? [])
      .filter((one) => one.out === out)
      .map((one) => {
        const other = groupOf(name, one.peer);
        return {
          IpProtocol: one.protocol,
          ...(hasPorts(one) ? { FromPort: one.from, ToPort: one.to } : {}),
          IpRanges: other === undefined && !isSix(one.peer) ? [{ CidrIp: one.peer }] : [],
          Ipv6Ranges: isSix(one.peer) ? [{ CidrIpv6: one.peer }] : [],
          UserIdGroupPairs: other === undefined ? [] : [{ GroupId: `sg-${other}`, UserId: ACCOUNT }],
        };
      });
  const [only] = normalize({
    'groups.json': {
      SecurityGroups: NAMES.map((name) =>
        group(`sg-${name}`, {
          IpPermissions: permissions(name, false),
          IpPermissionsEgress: permissions(name, true),
        }),
      ),
    },
  });
  return only?.sections['ruleset']?.data as FirewallRuleset; // opaque by type
}

function asRules(all: Groups) {
  const [only] = normalize({
    'rules.json': {
      SecurityGroupRules: Object.entries(all).flatMap(([name, list]) =>
        list.map((one, index) => {
          const other = groupOf(name, one.peer);
          return {
            SecurityGroupRuleId: `sgr-${name}${index}`,
            GroupId: `sg-${name}`,
            GroupOwnerId: ACCOUNT,
            IsEgress: one.out,
            IpProtocol: one.protocol,
            FromPort: hasPorts(one) ? one.from : -1,
            ToPort: hasPorts(one) ? one.to : -1,
            ...(other !== undefined
              ? { ReferencedGroupInfo: { GroupId: `sg-${other}`, UserId: ACCOUNT } }
              : isSix(one.peer)
                ? { CidrIpv6: one.peer }
                : { CidrIpv4: one.peer }),
          };
        }),
      ),
    },
  });
  return only?.sections['ruleset']?.data as FirewallRuleset; // opaque by type
}

type Style = 'inline' | 'rule' | 'vpc rules';

function asTerraform(all: Groups, style: Style) {
  const ports = (one: Permission) =>
    hasPorts(one)
      ? { from_port: one.from, to_port: one.to }
      : style === 'vpc rules'
        ? { from_port: null, to_port: null }
        : { from_port: 0, to_port: 0 };
  const block = (name: string, one: Permission) => {
    const other = one.peer === 'self' ? undefined : groupOf(name, one.peer);
    return {
      description: '',
      protocol: one.protocol,
      ...ports(one),
      cidr_blocks: one.peer === 'self' || other !== undefined || isSix(one.peer) ? [] : [one.peer],
      ipv6_cidr_blocks: isSix(one.peer) ? [one.peer] : [],
      prefix_list_ids: [],
      security_groups: other === undefined ? [] : [`sg-${other}`],
      self: one.peer === 'self',
    };
  };
  const resource = (type: string, name: string, values: Readonly<Record<string, unknown>>) => ({
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    values,
  });
  const resources = NAMES.flatMap((name) => {
    const list = all[name] ?? [];
    const inline = (out: boolean) =>
      style === 'inline' ? list.filter((one) => one.out === out).map((one) => block(name, one)) : [];
    return [
      resource('aws_security_group', name, {
        id: `sg-${name}`,
        name,
        vpc_id: 'vpc-1',
        ingress: inline(false),
        egress: inline(true),
      }),
      ...(style === 'inline'
        ? []
        : list.map((one, index) => {
            const other = groupOf(name, one.peer);
            if (style === 'rule') {
              const { security_groups: _, ...rest } = block(name, one);
              return resource('aws_security_group_rule', `${name}${index}`, {
                ...rest,
                cidr_blocks: rest.cidr_blocks.length === 0 ? null : rest.cidr_blocks,
                ipv6_cidr_blocks: rest.ipv6_cidr_blocks.length === 0 ? null : rest.ipv6_cidr_blocks,
                source_security_group_id: one.peer === 'self' || other === undefined ? null : `sg-${other}`,
                security_group_id: `sg-${name}`,
                type: one.out ? 'egress' : 'ingress',
              });
            }
            return resource(`aws_vpc_security_group_${one.out ? 'egress' : 'ingress'}_rule`, `${name}${index}`, {
              security_group_id: `sg-${name}`,
              ip_protocol: one.protocol,
              ...ports(one),
              cidr_ipv4: other === undefined && !isSix(one.peer) ? one.peer : null,
              cidr_ipv6: isSix(one.peer) ? one.peer : null,
              prefix_list_id: null,
              referenced_security_group_id: other === undefined ? null : `sg-${other}`,
            });
          })),
    ];
  });
  return rulesetOf(terraformFormat, 'state.json', {
    format_version: '1.0',
    terraform_version: '1.11.4',
    values: { root_module: { resources } },
  });
}

function asTemplate(all: Groups, style: 'inline' | 'apart') {
  const rule = (name: string, one: Permission) => {
    const other = groupOf(name, one.peer);
    const side = one.out ? 'Destination' : 'Source';
    return {
      IpProtocol: one.protocol,
      ...(hasPorts(one) ? { FromPort: one.from, ToPort: String(one.to) } : {}),
      ...(other !== undefined
        ? { [`${side}SecurityGroupId`]: { 'Fn::GetAtt': [`Group${other}`, 'GroupId'] } }
        : isSix(one.peer)
          ? { CidrIpv6: one.peer }
          : { CidrIp: one.peer }),
    };
  };
  const resources = NAMES.flatMap((name) => {
    const list = all[name] ?? [];
    // A group cannot name itself, and groups cannot name each other, inside their own resources.
    const isInline = (one: Permission) =>
      one === NOWHERE || (style === 'inline' && groupOf(name, one.peer) === undefined);
    const inline = (out: boolean) =>
      list.filter((one) => one.out === out && isInline(one)).map((one) => rule(name, one));
    return [
      [
        `Group${name}`,
        {
          Type: 'AWS::EC2::SecurityGroup',
          Properties: {
            GroupDescription: name,
            VpcId: 'vpc-1',
            SecurityGroupIngress: inline(false),
            SecurityGroupEgress: inline(true),
          },
        },
      ],
      ...list
        .filter((one) => !isInline(one))
        .map((one, index) => [
          `Rule${name}${index}`,
          {
            Type: `AWS::EC2::SecurityGroup${one.out ? 'Egress' : 'Ingress'}`,
            Properties: { GroupId: { 'Fn::GetAtt': [`Group${name}`, 'GroupId'] }, ...rule(name, one) },
          },
        ]),
    ];
  });
  return rulesetOf(cloudFormationFormat, 'template.json', {
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: Object.fromEntries(resources),
  });
}

function rulesetOf(format: Format, file: string, json: unknown): FirewallRuleset {
  const [only] = format.normalize([given(file, json)], { claimed: [], documents: [] });
  return only?.sections['ruleset']?.data as FirewallRuleset; // opaque by type
}

const ADDRESSES = [
  '8.8.8.8',
  '130.1.1.1',
  '203.0.113.7',
  '203.0.113.9',
  '10.1.2.3',
  '192.168.1.1',
  '2600::1',
  '2a00::1',
];
const OWN = { ipv4: '10.0.1.5', ipv6: '2600::5' };

function packetsOf(): readonly Packet[] {
  return ADDRESSES.flatMap((other) =>
    (['input', 'output'] as const).flatMap((hook) => {
      const family = other.includes(':') ? ('ipv6' as const) : ('ipv4' as const);
      const own = OWN[family];
      const base = {
        family,
        hook,
        src: hook === 'input' ? other : own,
        dst: hook === 'input' ? own : other,
        ...(hook === 'input' ? { in: 'eth0' } : { out: 'eth0' }),
        state: 'NEW' as const,
      };
      return [
        ...[0, 22, 79, 80, 443, 1023, 1024, 65_535].flatMap((dport) => [
          { ...base, protocol: 6, sport: 50_000, dport, tcpFlags: 2 },
          { ...base, protocol: 17, sport: 50_000, dport },
        ]),
        ...[0, 2, 8].map((type) => ({ ...base, protocol: family === 'ipv4' ? 1 : 58, icmp: { type, code: 0 } })),
        { ...base, protocol: 50 },
      ];
    }),
  );
}

const PACKETS = packetsOf();

/** The verdict on every packet at the point of a group, a letter each. */
function verdicts(ruleset: FirewallRuleset, id: string): string {
  const point = ruleset.points?.find((one) => one.id === id);
  if (point === undefined) return `no point ${id} among ${ruleset.points?.map((one) => one.id).join(', ')}`;
  const decide = makeDecider(rulesetOfPoint(ruleset, point));
  return PACKETS.map((packet) => decide(packet).verdict[0]).join('');
}

it('the same groups are the same in every source of AWS', () => {
  const seen = { a: 0, d: 0, m: 0 };
  fc.assert(
    fc.property(groups, (random) => {
      const all = written(random);
      const sources: readonly (readonly [string, FirewallRuleset, string])[] = [
        ['describe-security-group-rules', asRules(all), 'sg-'],
        ['inline blocks', asTerraform(all, 'inline'), 'aws_security_group.'],
        ['aws_security_group_rule', asTerraform(all, 'rule'), 'aws_security_group.'],
        ['aws_vpc_security_group_*_rule', asTerraform(all, 'vpc rules'), 'aws_security_group.'],
        ['a template', asTemplate(all, 'inline'), 'Group'],
        ['a template with rules apart', asTemplate(all, 'apart'), 'Group'],
      ];
      const first = asExport(all);
      for (const name of NAMES) {
        const want = verdicts(first, `sg-${name}`);
        for (const letter of want) if (letter === 'a' || letter === 'd' || letter === 'm') seen[letter]++;
        for (const [title, ruleset, prefix] of sources) {
          const got = verdicts(ruleset, `${prefix}${name}`);
          if (got === want) continue;
          const at = [...want].findIndex((letter, index) => letter !== got[index]);
          expect.fail(
            `${title}: ${got[at]} and not ${want[at]} for ${JSON.stringify(PACKETS[at])} of ${name}: ${JSON.stringify(all)}${got.startsWith('no point') ? got : ''}`,
          );
        }
      }
    }),
    { numRuns: 12 },
  );
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
}, 60_000);
