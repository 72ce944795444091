import { expect, it } from 'vitest';
import { exposedPoints } from '../../../../../src/derive/firewall/exposed-points.ts';
import type {
  FirewallKubeNamespaces,
  FirewallKubePods,
  FirewallKubeServices,
} from '../../../../../src/model/generated/model.ts';
import { cloudRuleset } from '../../../../../src/normalize/firewall/cloud/cloud-sections.ts';
import {
  kubernetesOfTerraform,
  kubernetesSectionsOfTerraform,
} from '../../../../../src/normalize/firewall/kubernetes/terraform.ts';
import { readTerraform } from '../../../../../src/normalize/terraform/read-terraform.ts';
import { readSources } from '../../../../../src/normalize/terraform/source-folders.ts';
import { type Planned, planOf } from '../services/plan.ts';

const DEPLOYMENT: Planned = {
  address: 'kubernetes_deployment_v1.web',
  values: {
    metadata: [{ name: 'web', namespace: 'shop' }],
    spec: [
      {
        template: [
          {
            metadata: [{ labels: { app: 'web' } }],
            spec: [
              {
                host_network: false,
                container: [{ name: 'c', port: [{ name: 'http', container_port: 8080, host_port: 0 }] }],
              },
            ],
          },
        ],
      },
    ],
  },
};
const SERVICE: Planned = {
  address: 'kubernetes_service.web',
  values: {
    metadata: [{ name: 'web', namespace: 'shop' }],
    spec: [
      {
        type: 'LoadBalancer',
        external_traffic_policy: 'Local',
        selector: { app: 'web' },
        port: [{ port: 443, target_port: 'http', protocol: 'TCP', node_port: 0 }],
      },
    ],
  },
};
const policy = (spec: Readonly<Record<string, unknown>>, unknown: Planned['unknown'] = {}): Planned => ({
  address: 'kubernetes_network_policy_v1.p',
  values: { metadata: [{ name: 'p', namespace: 'shop' }], spec: [spec] },
  unknown,
});

function reach(...resources: readonly Planned[]): readonly string[] {
  const { state } = readTerraform('plan.json', planOf(...resources), readSources([]));
  const network = kubernetesOfTerraform(state);
  const { data } = cloudRuleset(network === undefined ? [] : [network]);
  const point = exposedPoints(data ?? { filters: [] })?.find(({ id }) => id === 'shop/web');
  return (point?.ranges ?? [])
    .filter(({ at_most, family }) => at_most !== 'none' && family === 'ipv4')
    .map(({ id, at_least, at_most }) => `${id} ${at_least}..${at_most}`);
}

const OPEN = [
  'ipv4:tcp/0-8079 internal..internal',
  'ipv4:tcp/8080 internet..internet',
  'ipv4:tcp/8081-65535 internal..internal',
  'ipv4:udp/0-65535 internal..internal',
];

it.each([
  ['no policy', [], OPEN],
  ['a policy that isolates', [policy({ pod_selector: [{}], policy_types: ['Ingress'] })], []],
  [
    'a policy with rules',
    [
      policy({
        pod_selector: [{ match_labels: { app: 'web' } }],
        policy_types: ['Ingress'],
        ingress: [
          {
            ports: [
              { port: 'http', protocol: 'TCP' },
              { port: '53', protocol: 'UDP' },
            ],
            from: [{ ip_block: [{ cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] }] }],
          },
        ],
      }),
    ],
    ['ipv4:tcp/8080 internet..internet', 'ipv4:udp/53 internal..internal'],
  ],
  ['an empty selector, written as null', [policy({ pod_selector: [null], policy_types: ['Ingress'] })], []],
  [
    'a selector after apply',
    [policy({ pod_selector: [{}], policy_types: ['Ingress'] }, { spec: [{ pod_selector: [{ match_labels: true }] }] })],
    [
      'ipv4:tcp/0-8079 none..internal',
      'ipv4:tcp/8080 none..internet',
      'ipv4:tcp/8081-65535 none..internal',
      'ipv4:udp/0-65535 none..internal',
    ],
  ],
  [
    'senders after apply',
    [
      policy(
        { pod_selector: [{}], policy_types: ['Ingress'], ingress: [{ ports: [{ port: '8080' }] }] },
        { spec: [{ ingress: [{ from: true }] }] },
      ),
    ],
    ['ipv4:tcp/8080 none..internet'],
  ],
  [
    'types after apply',
    [policy({ pod_selector: [{}] }, { spec: [{ policy_types: true }] })],
    [
      'ipv4:tcp/0-8079 none..internal',
      'ipv4:tcp/8080 none..internet',
      'ipv4:tcp/8081-65535 none..internal',
      'ipv4:udp/0-65535 none..internal',
    ],
  ],
  [
    'a manifest',
    [
      {
        address: 'kubernetes_manifest.p',
        values: {
          manifest: {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            metadata: { name: 'p', namespace: 'shop' },
            spec: { podSelector: {} },
          },
        },
      },
    ],
    [],
  ],
] as const)('the Kubernetes provider: %s', (_, more, wanted) => {
  expect(reach(DEPLOYMENT, SERVICE, ...more)).toEqual(wanted);
});

it('gives the sections of Kubernetes, and a namespace is found by its reference', () => {
  const namespace: Planned = { address: 'kubernetes_namespace.shop', values: { metadata: [{ name: 'shop' }] } };
  const pod: Planned = {
    address: 'kubernetes_pod.x',
    values: { metadata: [{ name: 'x' }], spec: [{ host_network: true }] },
    unknown: { metadata: [{ namespace: true }] },
    refers: { metadata: 'kubernetes_namespace.shop.id' },
  };
  const { state } = readTerraform('plan.json', planOf(namespace, pod, SERVICE), readSources([]));
  const sections = kubernetesSectionsOfTerraform(state);
  const data = <T>(name: string) => sections[name]?.data as T; // sections are opaque by type
  expect(data<FirewallKubePods>('kube_pods').workloads).toMatchObject([
    { id: 'shop/x', host_network: { value: true } },
  ]);
  expect(data<FirewallKubeServices>('kube_services').services).toMatchObject([
    { id: 'shop/web', type: { value: 'LoadBalancer' } },
  ]);
  expect(data<FirewallKubeNamespaces>('kube_namespaces').namespaces).toMatchObject([
    { id: 'shop', workloads: { value: ['shop/x'] }, default_deny_ingress: { value: false } },
  ]);
});

it('a plan that makes a namespace alone lacks nothing', () => {
  const namespace: Planned = { address: 'kubernetes_namespace.shop', values: { metadata: [{ name: 'shop' }] } };
  const { state } = readTerraform('plan.json', planOf(namespace), readSources([]));
  expect(kubernetesOfTerraform(state)).toMatchObject({ filters: [], points: [], missing: [] });
});

it('a plan without Kubernetes gives nothing', () => {
  const { state } = readTerraform('plan.json', planOf({ address: 'aws_instance.x' }), readSources([]));
  expect([kubernetesOfTerraform(state), kubernetesSectionsOfTerraform(state)]).toEqual([undefined, {}]);
});
