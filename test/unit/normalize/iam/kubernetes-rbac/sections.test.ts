import { describe, expect, it } from 'vitest';
import { clusterAccess } from '../../../../../src/derive/iam/cluster-access.ts';
import type {
  IamClusterAccess,
  IamRoleAssignments,
  IamWorkloadIdentities,
} from '../../../../../src/model/generated/model.ts';
import { validateSnapshot } from '../../../../../src/model/generated/validators.js';
import { kubernetesManifests } from '../../../../../src/normalize/firewall/kubernetes/format.ts';
import type { Contribution } from '../../../../../src/normalize/format.ts';
import { recognize } from '../../../../../src/normalize/recognize.ts';
import { FORMATS } from '../../../../../src/normalize/registry.ts';
import { captureOf, capturesOf, fixture, NO_CONTEXT } from '../captures.ts';

function read(text: string): readonly Contribution[] {
  const captures = [captureOf('x.yaml', text)];
  expect(recognize(captures, FORMATS).claimed.map(({ format }) => format)).toEqual(['kubernetes']);
  return kubernetesManifests.normalize(captures, NO_CONTEXT);
}

function iamOf(contributions: readonly Contribution[]): Contribution {
  const found = contributions.find(({ domain }) => domain === 'iam');
  if (found === undefined) throw new Error('no identities');
  return found;
}

function accessOf(contributions: readonly Contribution[]): IamClusterAccess {
  const { sections } = iamOf(contributions);
  const { iam } = clusterAccess.derive({ iam: { ...sections } as never }, { nowMs: 0 });
  return iam?.cluster_access?.data as IamClusterAccess;
}

const RULE = (rule: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: r}\nrules: [${rule}]\n`;
const BIND = (kind: string, subject = '{kind: User, name: ann}', role = 'r') =>
  `---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: {name: b${kind === 'RoleBinding' ? ', namespace: web' : ''}}\nroleRef: {kind: ClusterRole, name: ${role}, apiGroup: rbac.authorization.k8s.io}\nsubjects: [${subject}]\n`;

describe('roles of a cluster', () => {
  it('stand beside its network in one file, and alone make no firewall', () => {
    const policy =
      '---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: web}\nspec: {podSelector: {}}\n';
    expect(read(RULE('') + policy).map(({ domain, target }) => [domain, target.kind])).toEqual([
      ['firewall', 'firewall'],
      ['iam', 'account'],
    ]);
    expect(read(RULE('')).map(({ domain }) => domain)).toEqual(['iam']);
    expect(read(policy.slice(4)).map(({ domain }) => domain)).toEqual(['firewall']);
  });

  it('hold no secret', () => {
    const captures = capturesOf(fixture('sources', 'kubernetes-rbac', 'cluster'), 'input');
    expect(JSON.stringify(kubernetesManifests.normalize(captures, NO_CONTEXT))).not.toContain('CANARY');
  });

  it('give sections of the model', () => {
    const captures = capturesOf(fixture('sources', 'kubernetes-rbac', 'cluster'), 'input');
    const { sections } = iamOf(kubernetesManifests.normalize(captures, NO_CONTEXT));
    const target = { id: 'account:x', kind: 'account', name: 'x' };
    const head = { schemaVersion: '1', target, collectedAt: '2026-11-22T18:00:00Z', captures: [], diagnostics: [] };
    validateSnapshot({ ...head, iam: sections });
    expect(validateSnapshot.errors ?? []).toEqual([]);
  });

  it.each([
    ['everything', '{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}', 'ClusterRoleBinding', ['cluster-admin']],
    ['everything in a namespace', '{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}', 'RoleBinding', ['wildcard']],
    [
      'everything of its own group',
      '{apiGroups: [x.example.com], resources: ["*"], verbs: ["*"]}',
      'ClusterRoleBinding',
      [],
    ],
    [
      'reading everything',
      '{apiGroups: [""], resources: ["*"], verbs: [get, list]}',
      'ClusterRoleBinding',
      ['exec-proxy', 'secret-read'],
    ],
    ['secrets', '{apiGroups: [""], resources: [secrets], verbs: [list]}', 'RoleBinding', ['secret-read']],
    [
      'a named secret',
      '{apiGroups: [""], resources: [secrets], resourceNames: [tls], verbs: [get]}',
      'RoleBinding',
      [],
    ],
    ['secrets of another group', '{apiGroups: [x.example.com], resources: [secrets], verbs: [get]}', 'RoleBinding', []],
    [
      'impersonation',
      '{apiGroups: [""], resources: [users], verbs: [impersonate]}',
      'ClusterRoleBinding',
      ['escalate'],
    ],
    [
      'binding a harmless role',
      '{apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], resourceNames: [view], verbs: [bind]}',
      'ClusterRoleBinding',
      [],
    ],
    [
      'binding the highest role',
      '{apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], resourceNames: [cluster-admin], verbs: [bind]}',
      'ClusterRoleBinding',
      ['escalate'],
    ],
    ['exec by a wildcard', '{apiGroups: [""], resources: [pods/*], verbs: [create]}', 'RoleBinding', ['exec-proxy']],
    [
      'nodes/proxy in a namespace, where there are no nodes',
      '{apiGroups: [""], resources: [nodes/proxy], verbs: [get]}',
      'RoleBinding',
      [],
    ],
    [
      'tokens',
      '{apiGroups: [""], resources: [serviceaccounts/token], verbs: [create]}',
      'RoleBinding',
      ['token-create'],
    ],
    ['jobs', '{apiGroups: [batch], resources: [jobs], verbs: [create]}', 'RoleBinding', ['workload-create']],
    [
      'webhooks',
      '{apiGroups: [admissionregistration.k8s.io], resources: [mutatingwebhookconfigurations], verbs: [patch]}',
      'ClusterRoleBinding',
      ['admission-csr'],
    ],
  ])('give powers by %s', (_, rule, binding, want) => {
    const [subject] = accessOf(read(RULE(rule) + BIND(binding))).subjects;
    expect([...new Set(subject?.powers.map(({ power }) => power))].sort()).toEqual(want);
    expect(subject?.whole).toMatchObject({ value: true });
  });

  it.each([
    ['admin', 'RoleBinding', []],
    ['edit', 'ClusterRoleBinding', ['escalate', 'exec-proxy', 'secret-read', 'token-create', 'workload-create']],
    ['view', 'ClusterRoleBinding', []],
    ['cluster-admin', 'ClusterRoleBinding', ['cluster-admin']],
    ['cluster-admin', 'RoleBinding', ['wildcard']],
    ['system:auth-delegator', 'ClusterRoleBinding', []],
  ])('know the shipped role %s without its definition (%s)', (role, binding, want) => {
    const [subject] = accessOf(read(BIND(binding, undefined, role).slice(4))).subjects;
    expect([...new Set(subject?.powers.map(({ power }) => power))].sort()).toEqual(want);
    expect(subject?.whole).toMatchObject({ value: true });
  });

  it('are unknown where they were not given', () => {
    const [subject] = accessOf(read(BIND('ClusterRoleBinding', undefined, 'custom').slice(4))).subjects;
    expect(subject?.whole).toHaveProperty('unknown');
  });

  it.each([
    ['verbs: get', '{apiGroups: [""], resources: [secrets], verbs: get}'],
    ['a rule that is a word', 'get'],
    ['groups in a mapping', '{apiGroups: {a: b}, resources: [secrets], verbs: [get]}'],
  ])('are unknown where they are damaged: %s', (_, rule) => {
    const [subject] = accessOf(read(RULE(rule) + BIND('ClusterRoleBinding'))).subjects;
    expect(subject?.whole).toHaveProperty('unknown');
  });

  it.each([
    ['a subject without a name', '{kind: User}'],
    ['a subject that is a word', 'ann'],
    ['a service account without a namespace', '{kind: ServiceAccount, name: ci}'],
  ])('say what of a binding cannot be read: %s', (_, subject) => {
    const { sections, diagnostics } = iamOf(read(RULE('') + BIND('ClusterRoleBinding', subject)));
    expect(sections['role_assignments']?.flag).toBe('incomplete');
    expect(diagnostics.map(({ code }) => code)).toContain('unread-object');
  });

  it('leave out what the cluster itself needs', () => {
    const text =
      RULE('') +
      BIND(
        'ClusterRoleBinding',
        '{kind: Group, name: "system:masters"}, {kind: User, name: "system:kube-scheduler"}, {kind: Group, name: devs}',
      );
    expect(accessOf(read(text)).subjects.map(({ id }) => id)).toEqual(['group:devs']);
  });

  it('tell a service account by its name as a user too', () => {
    const { sections } = iamOf(
      read(RULE('') + BIND('ClusterRoleBinding', '{kind: User, name: "system:serviceaccount:ops:ci"}')),
    );
    const { data } = sections['role_assignments'] ?? {};
    expect((data as IamRoleAssignments).assignments.map(({ principal }) => principal)).toEqual(['service:ops/ci']);
  });

  it('tell which workloads carry a token', () => {
    const captures = capturesOf(fixture('sources', 'kubernetes-rbac', 'cluster'), 'input');
    const { data } = iamOf(kubernetesManifests.normalize(captures, NO_CONTEXT)).sections['workload_identities'] ?? {};
    expect((data as IamWorkloadIdentities).workloads).toMatchObject([
      { id: 'jobs/CronJob/nightly', mounts_token: { value: false } },
      { id: 'jobs/Deployment/operator', service_account: { value: 'crontab' }, mounts_token: { value: true } },
      { id: 'web/Deployment/site', service_account: { value: 'default' }, mounts_token: { value: true } },
    ]);
  });
});
