import { describe, expect, it } from 'vitest';
import { normalize, reachOf, sectionsOf } from './read.ts';

type Json = Readonly<Record<string, unknown>>;

const META = { name: 'a', namespace: 'n' };
const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { ...META, labels: { app: 'a' } },
  spec: { containers: [{ name: 'c', ports: [{ containerPort: 80, name: 'http' }] }] },
};
const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: META,
  spec: { type: 'LoadBalancer', externalTrafficPolicy: 'Local', selector: { app: 'a' }, ports: [{ port: 80 }] },
};
const policy = (spec: unknown): Json => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { ...META, name: 'p' },
  spec,
});
const OPEN = policy({ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] });
const CLOSED = policy({ podSelector: {}, policyTypes: ['Ingress'] });

const given = (...items: readonly unknown[]): readonly [string, string] => [
  'all.json',
  JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
];
/** How far port 80 of the pod is reached. */
const web = (...items: readonly unknown[]): string | undefined =>
  reachOf(sectionsOf(given(...items)).ruleset, 'n/a').find((one) => {
    const [, from = '', to = from] = /tcp\/(\d+)(?:-(\d+))?/.exec(one) ?? [];
    return from !== '' && Number(from) <= 80 && 80 <= Number(to);
  });

describe('a damaged cluster', () => {
  it('is read as written where nothing is damaged', () => {
    expect(web(POD, SERVICE, OPEN)).toMatch(/ internet$/);
    expect(web(POD, SERVICE, CLOSED)).toBeUndefined();
    expect(sectionsOf(given(POD, SERVICE, OPEN)).ruleset?.flag).toBe('complete');
  });

  it.each([
    ['an object', 'x'],
    ['a kind', { ...OPEN, kind: 7 }],
    ['an apiVersion', { ...OPEN, apiVersion: {} }],
    ['no apiVersion', { ...OPEN, apiVersion: null }],
    ['a name', { ...OPEN, metadata: { ...META, name: {} } }],
    ['a namespace', { ...OPEN, metadata: { name: 'p', namespace: [] } }],
    ['a spec', policy('x')],
  ])('may allow anything by a policy that cannot be read: %s', (_, lost) => {
    const [contribution] = normalize(given(POD, SERVICE, CLOSED, lost));
    expect(contribution?.sections['ruleset']?.flag).toBe('incomplete');
    expect(contribution?.diagnostics.map(({ code }) => code)).toContain('unread-object');
    expect(web(POD, SERVICE, CLOSED, lost)).toMatch(/none\.\.internet$/);
  });

  it('says that a document between others is no object', () => {
    const text = ['apiVersion: v1\nkind: Namespace\nmetadata: {name: n}', 'none', ''].join('\n---\n');
    expect(sectionsOf(['all.yaml', text]).ruleset).toMatchObject({ flag: 'incomplete' });
  });

  it.each([
    ['types', { podSelector: {}, policyTypes: [{}] }],
    ['an item of ingress', { podSelector: {}, ingress: ['x'] }],
    ['peers', { podSelector: {}, ingress: [{ from: { a: 1 } }] }],
    ['a block', { podSelector: {}, ingress: [{ from: [{ ipBlock: 'x', podSelector: {} }] }] }],
    ['exceptions', { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0', except: 'x' } }] }] }],
    ['a namespace selector', { podSelector: {}, ingress: [{ from: [{ podSelector: {}, namespaceSelector: 'x' }] }] }],
    ['ports', { podSelector: {}, ingress: [{ ports: { a: 1 } }] }],
    ['a protocol', { podSelector: {}, ingress: [{ ports: [{ protocol: {}, port: 22 }] }] }],
    ['a port', { podSelector: {}, ingress: [{ ports: [{ port: true }] }] }],
    ['a label', { podSelector: { matchLabels: { app: {} } } }],
    ['values', { podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['b', {}] }] } }],
  ])('may be reached where a part of its policy cannot be read: %s', (_, spec) => {
    expect(web(POD, SERVICE, policy(spec))).toMatch(/none\.\.internet$/);
  });

  it.each([
    ['the spec', { ...SERVICE, spec: 'x' }],
    ['the type', { ...SERVICE, spec: { ...SERVICE.spec, type: {} } }],
    ['ports', { ...SERVICE, spec: { ...SERVICE.spec, ports: 'x' } }],
    ['a port', { ...SERVICE, spec: { ...SERVICE.spec, ports: [{ port: {} }] } }],
    ['the selector', { ...SERVICE, spec: { ...SERVICE.spec, selector: { app: {} } } }],
    ['the source ranges', { ...SERVICE, spec: { ...SERVICE.spec, loadBalancerSourceRanges: [{}] } }],
    ['the whole', { ...SERVICE, apiVersion: {} }],
  ])('may be reached by a Service of which something cannot be read: %s', (_, service) => {
    expect(web(POD, service)).toMatch(/(?:none|internal)\.\.internet$/);
  });

  it('does not take a Service for internal, or for public, by annotations that cannot be read', () => {
    const sections = sectionsOf(given(POD, { ...SERVICE, metadata: { ...META, annotations: 'x' } }));
    expect(sections.kube_services?.data?.services[0]?.internal).toHaveProperty('unknown');
  });

  it('may have labels and ports that cannot be read', () => {
    const named = policy({ podSelector: {}, ingress: [{ ports: [{ port: 'http' }] }] });
    expect(web({ ...POD, spec: { containers: 'x' } }, SERVICE, named)).toMatch(/none\.\.internet$/);
    const other = policy({ podSelector: { matchLabels: { tier: 'b' } } });
    expect(web({ ...POD, metadata: { ...META, labels: { app: 'a', tier: {} } } }, SERVICE, other)).toMatch(
      /none\.\.internet$/,
    );
  });

  it('does not say that a host network or port is not used where that cannot be read', () => {
    const [pod] =
      sectionsOf(given({ ...POD, spec: { hostNetwork: 'x', containers: ['x'] } })).kube_pods?.data?.workloads ?? [];
    expect(pod?.host_network).toHaveProperty('unknown');
    expect(pod?.host_ports).toHaveProperty('unknown');
  });

  it('does not take an item that cannot be read for none in a policy for all pods', () => {
    const denies = (spec: unknown) =>
      sectionsOf(given(POD, policy(spec))).kube_namespaces?.data?.namespaces[0]?.default_deny_ingress;
    expect(denies({ podSelector: {} })).toMatchObject({ value: true });
    expect(denies({ podSelector: {}, ingress: ['x'] })).toHaveProperty('unknown');
    expect(denies({ podSelector: 'x' })).toHaveProperty('unknown');
  });
});
