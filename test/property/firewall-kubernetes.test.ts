import fc from 'fast-check';
import { expect, it } from 'vitest';
import { captureId } from '../../src/core/ids.ts';
import { parseAddress, parseIpRange } from '../../src/core/ip-range.ts';
import { makeDecider } from '../../src/derive/firewall/decide.ts';
import { rulesetOfPoint } from '../../src/derive/firewall/point-ruleset.ts';
import type { FirewallRuleset } from '../../src/model/generated/model.ts';
import { kubernetesManifests } from '../../src/normalize/firewall/kubernetes/format.ts';
import {
  type Flow,
  makeRandom,
  manifests,
  PORT_NAMES,
  type RandomAllowance,
  type RandomPolicy,
  type RandomPort,
  type RandomSelector,
  randomFlow,
  randomPolicies,
} from '../unit/normalize/firewall/kubernetes/random-cluster.ts';

const NUMBERS = { TCP: 6, UDP: 17, SCTP: 132 } as const;

/** The rules of the specification, one sentence after the other, over the manifests themselves. */
function specified(policies: readonly RandomPolicy[], flow: Flow): 'accept' | 'drop' | 'may' {
  const type = flow.direction === 'ingress' ? 'Ingress' : 'Egress';
  const isolating = policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === flow.workload.namespace &&
      spec.policyTypes?.includes(type) === true &&
      chosen(spec.podSelector, flow.workload.labels),
  );
  if (isolating.length === 0) return 'accept';
  const answers = isolating.flatMap(({ spec }) => (spec[flow.direction] ?? []).map((item) => allows(item, flow)));
  return answers.includes('accept') ? 'accept' : answers.includes('may') ? 'may' : 'drop';
}

function allows(item: RandomAllowance, flow: Flow): 'accept' | 'drop' | 'may' {
  const ports = (item.ports ?? []).map((port) => hits(port, flow));
  const port = ports.length === 0 || ports.includes('accept') ? 'accept' : ports.includes('may') ? 'may' : 'drop';
  const listed = (flow.direction === 'ingress' ? item.from : item.to) ?? [];
  const peers = listed.map(({ ipBlock }): 'accept' | 'drop' | 'may' => {
    // Which pod has which address is not told, but none has one of the internet.
    if (ipBlock === undefined) return isPrivate(flow.peer) ? 'may' : 'drop';
    return inside(ipBlock.cidr, flow.peer) && !(ipBlock.except ?? []).some((one) => inside(one, flow.peer))
      ? 'accept'
      : 'drop';
  });
  const peer = listed.length === 0 || peers.includes('accept') ? 'accept' : peers.includes('may') ? 'may' : 'drop';
  if (port === 'drop' || peer === 'drop') return 'drop';
  return port === 'accept' && peer === 'accept' ? 'accept' : 'may';
}

function hits({ protocol = 'TCP', port, endPort }: RandomPort, flow: Flow): 'accept' | 'drop' | 'may' {
  if (protocol !== flow.protocol) return 'drop';
  if (port === undefined) return 'accept';
  if (typeof port === 'string') {
    // The pods that are sent to tell what the name stands for.
    if (flow.direction === 'egress') return 'may';
    return PORT_NAMES[port] === flow.port ? 'accept' : 'drop';
  }
  return port <= flow.port && flow.port <= (endPort ?? port) ? 'accept' : 'drop';
}

function chosen(selector: RandomSelector, labels: Readonly<Record<string, string>>): boolean {
  const byLabel = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return (
    byLabel &&
    (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'In') return value !== undefined && values.includes(value);
      if (operator === 'NotIn') return value === undefined || !values.includes(value);
      return (operator === 'Exists') === (value !== undefined);
    })
  );
}

function inside(cidr: string, ip: string): boolean {
  const range = parseIpRange(cidr);
  const address = parseAddress(ip);
  return (
    range !== undefined && range.family === address?.family && range.from <= address.value && address.value <= range.to
  );
}

function isPrivate(ip: string): boolean {
  return ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].some((cidr) =>
    inside(cidr, ip),
  );
}

function rulesetOf(text: string): FirewallRuleset {
  const capture = {
    id: captureId('cluster.json'),
    origin: 'cluster.json',
    collectedAt: '2026-11-02T10:00:00Z',
    outcome: { kind: 'read', bytes: new TextEncoder().encode(text) },
  } as const;
  const [contribution] = kubernetesManifests.normalize([capture], { claimed: [], documents: [] });
  if (contribution === undefined) return expect.fail('no contribution');
  return (contribution.sections['ruleset'] as { data: FirewallRuleset }).data; // the section of a contribution is opaque by type
}

it('policies decide as the specification says', () => {
  const seen = { accept: 0, drop: 0, may: 0 };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
      const random = makeRandom(seed);
      const policies = randomPolicies(random);
      const ruleset = rulesetOf(manifests(policies));
      for (let i = 0; i < 8; i++) {
        const flow = randomFlow(random);
        const point = ruleset.points?.find(({ id }) => id === `${flow.workload.namespace}/${flow.workload.name}`);
        if (point === undefined) return expect.fail('the workload is no point');
        const decide = makeDecider(rulesetOfPoint(ruleset, point));
        const incoming = flow.direction === 'ingress';
        const family = flow.peer.includes(':') ? 'ipv6' : 'ipv4';
        const pod = family === 'ipv6' ? 'fd00::1' : '10.0.0.1';
        const { verdict } = decide({
          family,
          hook: incoming ? 'input' : 'output',
          src: incoming ? flow.peer : pod,
          dst: incoming ? pod : flow.peer,
          protocol: NUMBERS[flow.protocol],
          sport: 40_000,
          dport: flow.port,
          state: 'NEW',
          ...(flow.protocol === 'TCP' ? { tcpFlags: 2 } : {}),
          ...(incoming ? { in: 'eth0' } : { out: 'eth0' }),
        });
        const wanted = specified(policies, flow);
        seen[wanted]++;
        if (verdict !== wanted)
          expect.fail(`${JSON.stringify(flow)}\n${JSON.stringify(policies)}\nwanted ${wanted}, got ${verdict}`);
      }
    }),
    { numRuns: 100 },
  );
  expect(Math.min(seen.accept, seen.drop, seen.may)).toBeGreaterThan(3);
});

it('damaged objects never throw, and the others are still read', () => {
  const kinds = ['NetworkPolicy', 'Service', 'Pod', 'Deployment', 'CronJob', 'Namespace'];
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.jsonValue({ maxDepth: 5 }), fc.jsonValue(), (kind, spec, labels) => {
      const items = [
        { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'w', namespace: 'n' }, spec: {} },
        {
          apiVersion: kind === 'NetworkPolicy' ? 'networking.k8s.io/v1' : 'v1',
          kind,
          metadata: { name: 'x', namespace: 'n', labels, annotations: labels },
          spec: shaped(spec),
        },
      ];
      const ruleset = rulesetOf(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
      expect(ruleset.points?.some(({ id }) => id === 'n/w')).toBe(true);
    }),
    { numRuns: 300 },
  );
});

/** Random values under the names that are read. */
function shaped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const names = [
    'podSelector',
    'ingress',
    'egress',
    'from',
    'to',
    'ports',
    'template',
    'spec',
    'containers',
    'selector',
  ];
  const parts = Object.values(value).map((inner, index) => [names[index % names.length], shaped(inner)]);
  return Array.isArray(value) ? value.map(shaped) : Object.fromEntries(parts);
}
