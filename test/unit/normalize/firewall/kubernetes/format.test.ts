import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../../src/normalize/capture-set.ts';
import { kubernetesManifests } from '../../../../../src/normalize/firewall/kubernetes/format.ts';
import { normalize, reachOf, sectionsOf } from './read.ts';

const SHOP = readFileSync('fixtures/sources/kubernetes/shop/input.yaml', 'utf8');

const pod = (name: string, more = '', labels = 'app: web') =>
  `---\napiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: n, labels: {${labels}}}\nspec:\n  containers: [{name: c, ports: [{name: web, containerPort: 80}]}]\n${more}`;
const service = (spec: string, annotations = '') =>
  `---\napiVersion: v1\nkind: Service\nmetadata: {name: s, namespace: n, annotations: {${annotations}}}\nspec: {selector: {app: web}, ports: [{port: 8080, targetPort: web}], ${spec}}\n`;
const policy = (spec: string, name = 'p') =>
  `---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: n}\nspec: ${spec}\n`;

describe('recognizes', () => {
  it.each([
    ['manifests', SHOP, true],
    [
      'a list of kubectl as YAML',
      'apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: x\nkind: List\n',
      true,
    ],
    ['a list as JSON', '{"apiVersion":"v1","kind":"List","items":[{"kind":"Service","apiVersion":"v1"}]}', true],
    ['an empty list', '{"apiVersion":"v1","kind":"List","items":[]}', true],
    ['a list of pods of the API', '{"apiVersion":"v1","kind":"PodList","items":[{}]}', true],
    ['a list of other kinds', '{"apiVersion":"v1","kind":"List","items":[{"kind":"Secret"}]}', false],
    ['another kind', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n', false],
    ['a kubeconfig', 'apiVersion: v1\nkind: Config\nclusters: []\n', false],
    ['a chart', 'apiVersion: v2\nname: x\n', false],
    ['a template', 'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n', true],
    ['text about kinds', 'kind: Service\n', false],
    ['CloudFormation', '{"AWSTemplateFormatVersion":"2010-09-09","Resources":{}}', false],
  ])('%s', (_, text, wanted) => {
    const json: unknown = /^\s*\{/.test(text) ? JSON.parse(text) : undefined;
    expect(kubernetesManifests.recognizes({ origin: 'x', head: text, json })).toBe(wanted);
  });
});

describe('points', () => {
  it.each([
    ['shop/front', ['ipv4:tcp/8080 internet', 'ipv4:udp/9000-9010 internal']],
    ['shop/database', ['ipv4:tcp/5432 none..internet']],
    [
      'shop/debug',
      ['ipv4:tcp/0-21 internal', 'ipv4:tcp/22 internet', 'ipv4:tcp/23-65535 internal', 'ipv4:udp/0-65535 internal'],
    ],
  ])('of the shop: %s', (point, wanted) => {
    expect(reachOf(sectionsOf(['shop.yaml', SHOP]).ruleset, point)).toEqual(wanted);
  });

  it('what shares the network of its node is no point, and a gap', () => {
    const { ruleset } = sectionsOf(['shop.yaml', SHOP]);
    expect(ruleset).toMatchObject({ flag: 'incomplete', reason: expect.stringContaining('shop/agent') });
    expect(ruleset?.data?.points?.map(({ id }) => id)).toEqual(['shop/database', 'shop/debug', 'shop/front']);
    const system = SHOP.replaceAll('namespace: shop', 'namespace: kube-system');
    expect(sectionsOf(['shop.yaml', system]).ruleset).toMatchObject({ flag: 'complete' });
  });

  const everywhere = ['ipv4:tcp/0-65535 internal', 'ipv4:udp/0-65535 internal'];
  const at80 = (reach: string) => [
    'ipv4:tcp/0-79 internal',
    `ipv4:tcp/80 ${reach}`,
    'ipv4:tcp/81-65535 internal',
    'ipv4:udp/0-65535 internal',
  ];
  it.each([
    ['no policy, no Service: the cluster alone', pod('w'), everywhere],
    ['a cluster-internal Service opens nothing', pod('w') + service('type: ClusterIP'), everywhere],
    ['a load balancer', pod('w') + service('type: LoadBalancer'), at80('internet')],
    [
      'a load balancer for a few',
      pod('w') + service('type: LoadBalancer, loadBalancerSourceRanges: [198.51.100.0/28]'),
      at80('partner'),
    ],
    [
      'an internal load balancer',
      pod('w') + service('type: LoadBalancer', 'networking.gke.io/load-balancer-type: Internal'),
      everywhere,
    ],
    [
      'a load balancer of a class that is not known',
      pod('w') + service('type: LoadBalancer, loadBalancerClass: x/y'),
      at80('internal..internet'),
    ],
    [
      'a load balancer with a private address',
      `${pod('w') + service('type: LoadBalancer')}status: {loadBalancer: {ingress: [{ip: 10.1.1.1}]}}\n`,
      everywhere,
    ],
    ['a node port hangs on the nodes', pod('w') + service('type: NodePort'), at80('internal..internet')],
    ['an external address', pod('w') + service('externalIPs: [8.8.4.4]'), at80('internet')],
    [
      'a Service for other pods',
      pod('w') + service('type: LoadBalancer').replace('{app: web}', '{app: db}'),
      everywhere,
    ],
    ['a Service without a selector', pod('w') + service('type: LoadBalancer').replace('{app: web}', '{}'), everywhere],
    [
      'policies of egress alone do not isolate',
      pod('w') + policy('{podSelector: {}, policyTypes: [Egress]}'),
      everywhere,
    ],
    [
      'a policy of another namespace',
      pod('w') + policy('{podSelector: {}}').replace('namespace: n', 'namespace: m'),
      everywhere,
    ],
    ['the default type is Ingress', pod('w') + policy('{podSelector: {}}'), []],
    ['a policy that selects other pods', pod('w') + policy('{podSelector: {matchLabels: {app: db}}}'), everywhere],
    ['from: [] is everyone', pod('w') + policy('{podSelector: {}, ingress: [{from: [], ports: []}]}'), everywhere],
    ['an empty item is everyone', pod('w') + policy('{podSelector: {}, ingress: [{}]}'), everywhere],
    [
      'policies add up',
      pod('w') + policy('{podSelector: {}}') + policy('{podSelector: {}, ingress: [{ports: [{port: web}]}]}', 'q'),
      ['ipv4:tcp/80 internal'],
    ],
    [
      'a name that no container has is no port',
      pod('w') + policy('{podSelector: {}, ingress: [{ports: [{port: other}]}]}'),
      [],
    ],
    [
      'SCTP opens neither TCP nor UDP',
      pod('w') + policy('{podSelector: {}, ingress: [{ports: [{protocol: SCTP}]}]}'),
      [],
    ],
    [
      'a range',
      pod('w') + policy('{podSelector: {}, ingress: [{ports: [{port: 5, endPort: 7}]}]}'),
      ['ipv4:tcp/5-7 internal'],
    ],
    [
      'a peer that names nobody may be anybody',
      pod('w') + policy('{podSelector: {}, ingress: [{from: [{}], ports: [{port: 5}]}]}'),
      ['ipv4:tcp/5 none..internal'],
    ],
    [
      'rules that are no list may be anything',
      pod('w') + policy('{podSelector: {}, ingress: {from: []}}'),
      ['ipv4:tcp/0-65535 none..internal', 'ipv4:udp/0-65535 none..internal'],
    ],
    [
      'senders that a Service hides',
      pod('w') +
        service('type: LoadBalancer') +
        policy('{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}'),
      [
        'ipv4:tcp/0-79 internal',
        'ipv4:tcp/80 internal..internet',
        'ipv4:tcp/81-65535 internal',
        'ipv4:udp/0-65535 internal',
      ],
    ],
    [
      'senders that it keeps',
      pod('w') +
        service('type: LoadBalancer, externalTrafficPolicy: Local') +
        policy('{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 80}]}]}'),
      ['ipv4:tcp/80 internal'],
    ],
    [
      'another engine may decide otherwise',
      `${pod('w')}---\napiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: c, namespace: n}\n`,
      ['ipv4:tcp/0-65535 none..internal', 'ipv4:udp/0-65535 none..internal'],
    ],
    [
      'another engine elsewhere',
      `${pod('w')}---\napiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: c, namespace: m}\n`,
      everywhere,
    ],
    [
      'another engine for the whole cluster',
      `${pod('w')}---\napiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: {name: c}\n`,
      ['ipv4:tcp/0-65535 none..internal', 'ipv4:udp/0-65535 none..internal'],
    ],
    [
      'a staged policy decides nothing',
      `${pod('w')}---\napiVersion: projectcalico.org/v3\nkind: StagedGlobalNetworkPolicy\nmetadata: {name: c}\n`,
      everywhere,
    ],
    [
      'a port of the node',
      pod('w').replace('containerPort: 80', 'containerPort: 80, hostPort: 80'),
      at80('internal..internet'),
    ],
  ])('%s', (_, text, wanted) => {
    expect(reachOf(sectionsOf(['m.yaml', text]).ruleset, 'n/w')).toEqual(wanted);
  });

  it('a label that a controller adds leaves the choice open', () => {
    const text = `---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: w, namespace: n}\nspec: {template: {metadata: {labels: {app: web}}, spec: {containers: []}}}\n${policy('{podSelector: {matchLabels: {statefulset.kubernetes.io/pod-name: w-0}}}')}`;
    expect(reachOf(sectionsOf(['m.yaml', text]).ruleset, 'n/w')).toEqual([
      'ipv4:tcp/0-65535 none..internal',
      'ipv4:udp/0-65535 none..internal',
    ]);
  });

  it('policies alone give a point for each set of pods', () => {
    const sections = sectionsOf([
      'p.yaml',
      policy('{podSelector: {}}') +
        policy('{podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: 80}]}]}', 'q'),
    ]);
    expect(reachOf(sections.ruleset, 'n: pods app=web')).toEqual(['ipv4:tcp/80 internal..internet']);
    expect(reachOf(sections.ruleset, 'n: all pods')).toEqual(['ipv4:tcp/80 none..internet']);
    expect(sections.ruleset).toMatchObject({ flag: 'incomplete' });
    expect(sections).toMatchObject({ kube_pods: { flag: 'not-collected' }, kube_services: { flag: 'not-collected' } });
  });

  it('what controllers made stands for its controller', () => {
    const owner = (kind: string, name: string) => `ownerReferences: [{kind: ${kind}, name: ${name}}]`;
    const text = [
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d, namespace: n}\nspec: {template: {metadata: {labels: {app: web}}}}',
      `apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: d-1, namespace: n, ${owner('Deployment', 'd')}}\nspec: {template: {metadata: {labels: {app: web}}}}`,
      `apiVersion: v1\nkind: Pod\nmetadata: {name: d-1-a, namespace: n, ${owner('ReplicaSet', 'd-1')}, labels: {app: web, pod-template-hash: x}}`,
      `apiVersion: v1\nkind: Pod\nmetadata: {name: lone-a, namespace: n, ${owner('ReplicaSet', 'lone')}, labels: {app: web, pod-template-hash: a}}`,
      `apiVersion: v1\nkind: Pod\nmetadata: {name: lone-b, namespace: n, ${owner('ReplicaSet', 'lone')}, labels: {app: web, pod-template-hash: b}}`,
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: d, namespace: n}\nspec: {jobTemplate: {spec: {template: {metadata: {labels: {app: job}}}}}}',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: done, namespace: n}\nstatus: {phase: Succeeded}',
    ].join('\n---\n');
    expect(sectionsOf(['m.yaml', text]).kube_pods?.data?.workloads.map(({ id }) => id)).toEqual([
      'n/CronJob/d',
      'n/Deployment/d',
      'n/lone',
    ]);
  });
});

describe('clusters and files', () => {
  it('all files of a folder are one, named after it', () => {
    const found = normalize(['k8s/prod/a.yaml', pod('a')], ['k8s/prod/sub/b.yaml', policy('{podSelector: {}}')]);
    expect(found.map(({ target }) => target.name)).toEqual(['prod']);
  });

  it('files that hold the same object are several', () => {
    const found = normalize(['o/dev/a.yaml', pod('a')], ['o/prod/a.yaml', pod('a')], ['o/prod/b.yaml', pod('b')]);
    expect(found.map(({ target }) => target.name)).toEqual(['o/dev', 'o/prod']);
    expect(found[0]?.diagnostics[0]?.code).toBe('several-clusters');
  });

  it('a template alone is an error, beside others a gap', () => {
    const template = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n';
    expect(sectionsOf(['t.yaml', template]).ruleset).toMatchObject({
      flag: 'error',
      reason: expect.stringContaining('is a template'),
    });
    expect(sectionsOf(['c/t.yaml', template], ['c/p.yaml', pod('w')]).ruleset).toMatchObject({ flag: 'incomplete' });
  });

  it('never throws for damaged input', () => {
    for (const text of [
      '',
      'apiVersion: v1\nkind: Pod\n',
      'kind: List\napiVersion: v1\nitems: [1, null, {kind: Pod}]',
      'apiVersion: [x',
      '{"kind":"List","items":[{"kind":"NetworkPolicy","apiVersion":"networking.k8s.io/v1","metadata":{"name":"x"},"spec":7}]}',
    ])
      expect(() => normalize(['x.yaml', text])).not.toThrow();
  });

  it('reads UTF-16', () => {
    const bytes = new Uint8Array([0xff, 0xfe, ...new Uint8Array(Buffer.from(pod('w'), 'utf16le'))]);
    expect(decodeText(bytes)).toContain('kind: Pod');
  });

  const live = (text: string) => text.replace('metadata: {', 'metadata: {uid: u, ');
  const lone = live(pod('w')).replace(/^---\n/, '');
  it.each([
    ['an export without policies does not say that there are none', [['all.yaml', lone]], 'unknown'],
    [
      'unless they were asked for',
      [
        ['d/all.yaml', lone],
        ['d/networkpolicies.json', '{"apiVersion":"v1","kind":"List","items":[]}'],
      ],
      false,
    ],
    ['manifests without policies have none', [['all.yaml', pod('w')]], false],
    ['a policy for every pod', [['all.yaml', pod('w') + policy('{podSelector: {}}')]], true],
    ['a policy for some pods', [['all.yaml', pod('w') + policy('{podSelector: {matchLabels: {app: web}}}')]], false],
    [
      'a policy for every pod that admits some',
      [['all.yaml', pod('w') + policy('{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}')]],
      true,
    ],
    [
      'a policy that admits everything',
      [['all.yaml', pod('w') + policy('{podSelector: {}}') + policy('{podSelector: {}, ingress: [{}]}', 'q')]],
      false,
    ],
    [
      'another engine',
      [
        [
          'all.yaml',
          `${pod('w')}---\napiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nmetadata: {name: c}\n`,
        ],
      ],
      'unknown',
    ],
  ] as const)('default deny: %s', (_, files, wanted) => {
    const namespace = sectionsOf(...files).kube_namespaces?.data?.namespaces.find(({ id }) => id === 'n');
    const fact = namespace?.default_deny_ingress;
    expect(fact !== undefined && 'value' in fact ? fact.value : 'unknown').toBe(wanted);
  });
});

describe('open policies', () => {
  it.each([
    ['everyone', 'ingress: [{ports: [{port: 80}]}]', [true, undefined]],
    [
      'the whole internet',
      'ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]}]',
      [true, undefined],
    ],
    [
      'halves of one port',
      'ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/1}}]}, {from: [{ipBlock: {cidr: 128.0.0.0/2}}]}]',
      [true, undefined],
    ],
    [
      'parts of two ports',
      'ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/2}}], ports: [{port: 1}]}, {from: [{ipBlock: {cidr: 64.0.0.0/2}}], ports: [{port: 2}]}]',
      [false, undefined],
    ],
    [
      'a part of one and all ports of another',
      'ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/2}}], ports: [{port: 1}]}, {from: [{ipBlock: {cidr: 64.0.0.0/2}}]}]',
      [true, undefined],
    ],
    [
      'half that is cut again',
      'ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/1, except: [0.0.0.0/2]}}]}]',
      [false, undefined],
    ],
    ['IPv6', 'ingress: [{from: [{ipBlock: {cidr: "2000::/4"}}]}]', [true, undefined]],
    ['private ranges', 'ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}, {podSelector: {}}]}]', [false, undefined]],
    ['egress by default', 'egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]', [false, true]],
    ['no egress', 'policyTypes: [Egress]', [undefined, false]],
    ['a peer that cannot be read', 'ingress: [{from: [{ipBlock: {cidr: 10.0.0/8}}]}]', ['unknown', undefined]],
  ])('%s', (_, spec, wanted) => {
    const [found] = sectionsOf(['p.yaml', policy(`{podSelector: {}, ${spec}}`)]).kube_policies?.data?.policies ?? [];
    const told = [found?.open_ingress, found?.open_egress].map(
      (fact) => fact && ('value' in fact ? fact.value : 'unknown'),
    );
    expect(told).toEqual(wanted);
  });
});

it('groups hold the policies with what they select', () => {
  const groups = sectionsOf(['shop.yaml', SHOP]).groups?.data?.groups;
  expect(
    groups?.map(({ id, attached_to, entries }) => [id, attached_to, entries.map(({ text }) => text)]),
  ).toMatchObject([
    [
      'shop/database',
      { value: ['shop/database'] },
      [
        'allow tcp/5432 from pods app=front in namespace shop, all pods in namespaces team=data',
        'allow udp/53 to everywhere',
      ],
    ],
    ['shop/default-deny', { value: ['shop/database', 'shop/front'] }, []],
    [
      'shop/front',
      { value: ['shop/front'] },
      ['allow tcp/http, udp/9000-9010 from ::/0, 0.0.0.0/0 except 203.0.113.0/24'],
    ],
  ]);
});
