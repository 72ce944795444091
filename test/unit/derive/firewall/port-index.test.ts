import { describe, expect, it } from 'vitest';
import { portIndexOf } from '../../../../src/derive/firewall/port-index.ts';
import type { FirewallExposure } from '../../../../src/model/generated/model.ts';

type Point = NonNullable<FirewallExposure['points']>[number];
type Range = Point['ranges'][number];

function point(id: string, ...ranges: readonly (readonly [Range['protocol'], number, number])[]): Point {
  const at = { file: 'sg' };
  return {
    id,
    name: id,
    kind: 'security-group',
    members: [],
    protocols: [],
    at,
    ranges: ranges.map(([protocol, from_port, to_port]) => ({
      id: `ipv4:${protocol}/${from_port}`,
      family: 'ipv4',
      protocol,
      from_port,
      to_port,
      reach: { value: 'internet', at },
      at_least: 'internet',
      at_most: 'internet',
      percent: 100,
      split: false,
      named: true,
      decided_by: [],
    })),
  };
}

describe('the index of ports', () => {
  it('tells the bucket of each range, and both at an edge', () => {
    expect(portIndexOf([point('a', ['tcp', 22, 22]), point('b', ['tcp', 255, 256]), point('c')])).toEqual([
      { id: 'tcp:0', points: [0, 1] },
      { id: 'tcp:1', points: [1] },
    ]);
  });

  it('puts wide ranges together', () => {
    expect(portIndexOf([point('a', ['udp', 0, 65_535]), point('b', ['tcp', 1000, 1100], ['tcp', 1010, 1020])])).toEqual(
      [
        { id: 'tcp:3', points: [1] },
        { id: 'tcp:4', points: [1] },
        { id: 'udp:*', points: [0] },
      ],
    );
  });
});
