import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeDecider, type Packet } from '../../src/derive/firewall/decide.ts';
import { rulesetOfPoint } from '../../src/derive/firewall/point-ruleset.ts';
import {
  account,
  acl,
  allow,
  DEFAULT_GROUP,
  entry,
  group,
  networkInterface,
  sectionsOf,
} from '../unit/normalize/firewall/aws/answers.ts';

const BLOCKS = [
  '0.0.0.0/0',
  '0.0.0.0/1',
  '128.0.0.0/1',
  '10.0.0.0/8',
  '10.0.1.0/24',
  '9.9.9.0/24',
  '9.9.9.9/32',
  '::/0',
  '2600::/16',
];
const SOURCES = [
  '8.8.8.8',
  '9.9.9.9',
  '9.9.9.1',
  '130.1.1.1',
  '10.0.1.77',
  '10.0.2.8',
  '10.0.1.9',
  '2600::1',
  '2a00::1',
];
const PORTS = [0, 20, 22, 23, 443, 1023, 1024, 3389, 50_000, 65_535];
const PROTOCOLS = ['-1', 'tcp', 'udp', '6', '17'];
const MEMBER = '10.0.1.9';

const block = fc.constantFrom(...BLOCKS);
const ports = fc
  .tuple(fc.constantFrom(...PORTS), fc.constantFrom(...PORTS))
  .map(([a, b]): readonly [number, number] => [Math.min(a, b), Math.max(a, b)]);
const permission = fc
  .tuple(fc.constantFrom(...PROTOCOLS), ports, fc.oneof(block, fc.constant('sg-lb')))
  .map(([protocol, [from, to], peer]) => ({ protocol, from, to, peer }));
const entries = fc.uniqueArray(
  fc
    .tuple(
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      fc.constantFrom('allow', 'deny'),
      fc.constantFrom('-1', '6', '17'),
      block,
      ports,
    )
    .map(([number, egress, action, protocol, cidr, range]) => ({ number, egress, action, protocol, cidr, range })),
  { maxLength: 8, selector: ({ number, egress }) => `${number} ${egress}` },
);
type Permission = { protocol: string; from: number; to: number; peer: string };
type Entry = {
  number: number;
  egress: boolean;
  action: string;
  protocol: string;
  cidr: string;
  range: readonly [number, number];
};

/** AWS in a few lines: what the documentation says, packet by packet. */
function accepts(permissions: readonly Permission[], list: readonly Entry[], packet: Packet): boolean {
  const { src, protocol, sport = 0, dport = 0 } = packet;
  const named = (text: string) => text === '-1' || { tcp: 6, udp: 17, '6': 6, '17': 17 }[text] === protocol;
  const whole = (text: string) => text === '-1';
  const group = permissions.some(
    (one) =>
      named(one.protocol) &&
      (whole(one.protocol) || (one.from <= dport && dport <= one.to)) &&
      (one.peer === 'sg-lb' ? src === MEMBER : within(src, one.peer)),
  );
  if (!group) return false;
  if (within(src, '10.0.1.0/24')) return true;
  const decides = (egress: boolean, port: number): boolean => {
    const first = list
      .filter((one) => one.egress === egress && named(one.protocol) && within(src, one.cidr))
      .filter((one) => whole(one.protocol) || (one.range[0] <= port && port <= one.range[1]))
      .sort((a, b) => a.number - b.number)[0];
    return first?.action === 'allow';
  };
  return decides(false, dport) && (protocol !== 6 || decides(true, sport));
}

function within(address: string, cidr: string): boolean {
  if (address.includes(':') !== cidr.includes(':')) return false;
  if (cidr === '::/0') return true;
  if (cidr === '2600::/16') return address.startsWith('2600:');
  const [base = '', length = '32'] = cidr.split('/');
  const number = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(length));
  return Math.floor(number(address) / size) === Math.floor(number(base) / size);
}

it('a group behind an ACL lets in exactly what AWS does', () => {
  const seen = { accept: 0, drop: 0 };
  fc.assert(
    fc.property(fc.array(permission, { maxLength: 5 }), entries, (permissions, list) => {
      const lb = networkInterface('eni-2', {
        Groups: [{ GroupId: 'sg-lb' }],
        PrivateIpAddresses: [{ PrivateIpAddress: MEMBER }],
      });
      const files = account({
        'security-groups.json': {
          SecurityGroups: [
            DEFAULT_GROUP,
            group('sg-lb'),
            group('sg-web', {
              IpPermissions: permissions.map((one) => allow(one.protocol, one.from, one.to, one.peer)),
            }),
          ],
        },
        'network-acls.json': {
          NetworkAcls: [
            acl(
              'acl-1',
              ['subnet-1'],
              list.map((one) =>
                entry(
                  one.number,
                  one.egress,
                  one.action,
                  one.protocol,
                  one.cidr,
                  one.protocol === '-1' ? undefined : one.range,
                ),
              ),
            ),
          ],
        },
        'network-interfaces.json': {
          NetworkInterfaces: [networkInterface('eni-1', { Association: { PublicIp: '8.8.8.8' } }), lb],
        },
      });
      const ruleset = sectionsOf(files).ruleset.data;
      const point = ruleset?.points?.find(({ id }) => id === 'sg-web behind acl-1');
      if (ruleset === undefined || point === undefined) return expect.fail('no such point');
      const decide = makeDecider(rulesetOfPoint(ruleset, point));
      for (const src of SOURCES) {
        for (const protocol of [6, 17]) {
          for (const dport of PORTS) {
            for (const sport of [443, 1024, 50_000]) {
              const family = src.includes(':') ? ('ipv6' as const) : ('ipv4' as const);
              const dst = family === 'ipv6' ? '2600::5' : '10.0.1.5';
              const packet: Packet = {
                family,
                hook: 'input',
                src,
                dst,
                protocol,
                sport,
                dport,
                in: 'eth0',
                state: 'NEW',
                tcpFlags: protocol === 6 ? 2 : 0,
              };
              const want = accepts(permissions, list, packet) ? 'accept' : 'drop';
              seen[want]++;
              if (decide(packet).verdict !== want)
                expect.fail(`${want} expected: ${JSON.stringify({ permissions, list, packet })}`);
            }
          }
        }
      }
    }),
    { numRuns: 60 },
  );
  expect(seen.accept).toBeGreaterThan(100);
  expect(seen.drop).toBeGreaterThan(100);
});
