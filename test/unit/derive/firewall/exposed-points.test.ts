import { describe, expect, it } from 'vitest';
import { complete } from '../../../../src/core/section.ts';
import { exposure } from '../../../../src/derive/firewall/exposure.ts';
import type {
  FirewallExposure,
  FirewallFilter,
  FirewallPoint,
  FirewallRule,
} from '../../../../src/model/generated/model.ts';

const at = { file: 'groups.json' };

function allow(text: string, conditions: FirewallRule['conditions'], uncertain: readonly string[] = []): FirewallRule {
  return { id: text, action: 'allow', conditions, uncertain, text, at };
}

function filter(id: string, rules: readonly FirewallRule[]): FirewallFilter {
  const chain = {
    id: `${id}/in`,
    table: id,
    name: 'in',
    hook: 'input',
    policy: { value: 'deny', at },
    rules,
    at,
  } as const;
  return {
    id,
    engine: 'aws-sg',
    family: 'inet',
    semantics: 'union',
    stateful: true,
    loaded: 'configured',
    chains: [chain],
    at,
  };
}

function point(id: string, layers: readonly string[], more: Partial<FirewallPoint> = {}): FirewallPoint {
  return {
    id,
    name: id,
    kind: 'security-group',
    layers: layers.map((one) => ({ id: one, filters: [one] })),
    at,
    ...more,
  };
}

function reachOf(
  filters: readonly FirewallFilter[],
  points: readonly FirewallPoint[],
): (id: string, port: number, family?: string) => string {
  const derived = exposure.derive({ firewall: { ruleset: complete({ filters, points }) } }, { nowMs: 0 });
  const data: FirewallExposure | undefined = derived.firewall?.exposure?.data;
  return (id, port, family = 'ipv4') => {
    const range = data?.points
      ?.find((one) => one.id === id)
      ?.ranges.find(
        (one) => one.family === family && one.protocol === 'tcp' && one.from_port <= port && port <= one.to_port,
      );
    return range === undefined ? 'none..none' : `${range.at_least}..${range.at_most}`;
  };
}

const ssh = allow('tcp/22 from anywhere', [
  { on: 'protocol', values: ['6'] },
  { on: 'dport', values: ['22'] },
  { on: 'src', values: ['0.0.0.0/0'] },
]);
const web = allow('tcp/443 from anywhere', [
  { on: 'protocol', values: ['6'] },
  { on: 'dport', values: ['443'] },
  { on: 'src', values: ['0.0.0.0/1', '128.0.0.0/1', '::/0'] },
]);

describe('the exposure of points', () => {
  it('holds for IPv4 where the rule names IPv4 addresses only', () => {
    const reach = reachOf([filter('sg', [ssh])], [point('web', ['sg'])]);
    expect(reach('web', 22)).toBe('internet..internet');
    expect(reach('web', 22, 'ipv6')).toBe('none..none');
    expect(reach('web', 23)).toBe('none..none');
  });

  it('takes the two halves of the internet for the internet', () => {
    const reach = reachOf([filter('sg', [web])], [point('web', ['sg'])]);
    expect(reach('web', 443)).toBe('internet..internet');
    expect(reach('web', 443, 'ipv6')).toBe('internet..internet');
  });

  it('needs every layer to accept', () => {
    const reach = reachOf([filter('sg', [ssh, web]), filter('acl', [web])], [point('web', ['acl', 'sg'])]);
    expect(reach('web', 22)).toBe('none..none');
    expect(reach('web', 443)).toBe('internet..internet');
  });

  it('lets nothing come from the internet to what has no public address', () => {
    const reach = reachOf([filter('sg', [ssh])], [point('db', ['sg'], { public: { value: false, at } })]);
    expect(reach('db', 22)).toBe('internal..internal');
  });

  it('is in doubt where the rule is, and never closed', () => {
    const doubtful = allow('tcp/22 from an address known after apply', ssh.conditions.slice(0, 2), [
      'known only after apply',
    ]);
    const reach = reachOf([filter('sg', [doubtful])], [point('web', ['sg'])]);
    expect(reach('web', 22)).toBe('none..internet');
  });

  it('is in doubt where a filter was not given', () => {
    expect(reachOf([], [point('web', ['sg'])])('web', 22)).toBe('none..internet');
    expect(reachOf([filter('sg', [ssh])], [point('web', ['lost', 'sg'])])('web', 22)).toBe('none..internet');
  });

  it('leaves a machine without points to its own ranges', () => {
    const derived = exposure.derive({ firewall: { ruleset: complete({ filters: [] }) } }, { nowMs: 0 });
    expect(derived.firewall?.exposure?.data?.points).toBeUndefined();
  });
});
