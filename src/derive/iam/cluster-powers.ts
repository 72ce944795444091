import type { ClusterPower } from '../../model/generated/model.ts';

/** One rule of a role (rbac.authorization.k8s.io/v1, PolicyRule). */
export interface ClusterGrant {
  readonly verbs: readonly string[];
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly names: readonly string[];
}

/** A dangerous power that a rule gives, in its words. */
export interface Power {
  readonly power: ClusterPower['power'];
  readonly text: string;
}

interface Danger {
  readonly power: ClusterPower['power'];
  readonly verbs: readonly string[];
  readonly group: string;
  readonly resources: readonly string[];
  /** Held over the whole cluster only: its resources are in no namespace. */
  readonly wide?: boolean;
  /** A list of names bounds it. */
  readonly byName?: boolean;
}

const WORKLOADS = ['deployments', 'statefulsets', 'daemonsets', 'replicasets'];
const ADMISSION = 'admissionregistration.k8s.io';
const RBAC = 'rbac.authorization.k8s.io';

/** What gives more than it says (Kubernetes, "Role Based Access Control Good Practices", privilege escalation risks). */
const DANGERS: readonly Danger[] = [
  { power: 'escalate', verbs: ['escalate', 'bind'], group: RBAC, resources: ['roles', 'clusterroles'], byName: true },
  {
    power: 'escalate',
    verbs: ['impersonate'],
    group: '',
    resources: ['users', 'groups', 'serviceaccounts'],
    byName: true,
  },
  {
    power: 'escalate',
    verbs: ['impersonate'],
    group: 'authentication.k8s.io',
    resources: ['uids', 'userextras'],
    wide: true,
  },
  // A list shows the content too. A name cannot bound a list of everything, and bounds the reading of one.
  { power: 'secret-read', verbs: ['get', 'list', 'watch'], group: '', resources: ['secrets'], byName: true },
  { power: 'workload-create', verbs: ['create'], group: '', resources: ['pods', 'replicationcontrollers'] },
  { power: 'workload-create', verbs: ['create', 'update', 'patch'], group: 'apps', resources: WORKLOADS, byName: true },
  {
    power: 'workload-create',
    verbs: ['create', 'update', 'patch'],
    group: 'batch',
    resources: ['jobs', 'cronjobs'],
    byName: true,
  },
  { power: 'workload-create', verbs: ['create'], group: '', resources: ['persistentvolumes'], wide: true },
  { power: 'exec-proxy', verbs: ['create', 'get'], group: '', resources: ['pods/exec', 'pods/attach'], byName: true },
  { power: 'exec-proxy', verbs: ['update', 'patch'], group: '', resources: ['pods/ephemeralcontainers'], byName: true },
  { power: 'exec-proxy', verbs: ['create', 'get'], group: '', resources: ['nodes/proxy'], wide: true, byName: true },
  {
    power: 'admission-csr',
    verbs: ['create', 'update', 'patch'],
    group: ADMISSION,
    resources: ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations', 'validatingadmissionpolicies'],
    wide: true,
    byName: true,
  },
  { power: 'admission-csr', verbs: ['approve'], group: 'certificates.k8s.io', resources: ['signers'], wide: true },
  {
    power: 'admission-csr',
    verbs: ['update', 'patch'],
    group: 'certificates.k8s.io',
    resources: ['certificatesigningrequests/approval'],
    wide: true,
  },
  { power: 'token-create', verbs: ['create'], group: '', resources: ['serviceaccounts/token'], byName: true },
];

/** To bind this role, or to be of this group, is to be everything. */
const HIGHEST = ['cluster-admin', 'system:masters'];

const WRITING = ['create', 'update', 'patch', 'delete'];

/** The dangerous powers of one rule, bound to the whole cluster or to a namespace. */
export function powersOfGrant({ verbs, groups, resources, names }: ClusterGrant, isWide: boolean): readonly Power[] {
  const [anyVerb, anyGroup, anyResource] = [verbs, groups, resources].map((list) => list.includes('*'));
  if (anyVerb && anyGroup && anyResource && names.length === 0)
    return [
      isWide
        ? { power: 'cluster-admin', text: 'everything' }
        : { power: 'wildcard', text: 'everything in the namespace' },
    ];
  const found: Power[] = [];
  const writes = anyVerb || WRITING.some((verb) => verbs.includes(verb));
  // What a program of its own group may do there concerns nobody else.
  if (anyResource && writes && names.length === 0 && (anyGroup || groups.includes('')))
    found.push({ power: 'wildcard', text: `${anyVerb ? 'every verb' : verbs.join(', ')} on every resource` });
  for (const danger of DANGERS) {
    if (danger.wide === true && !isWide) continue;
    if (!anyGroup && !groups.includes(danger.group)) continue;
    if (names.length > 0 && danger.byName === true && !names.some((name) => HIGHEST.includes(name))) continue;
    const hitVerbs = danger.verbs.filter((verb) => anyVerb || verbs.includes(verb));
    const hitResources = danger.resources.filter((resource) => covers(resources, resource));
    if (hitVerbs.length === 0 || hitResources.length === 0) continue;
    found.push({ power: danger.power, text: `${hitVerbs.join(', ')} on ${hitResources.join(', ')}` });
  }
  return found;
}

/** `*` is every resource with its subresources; `*` before or behind the stroke stands for one part. */
function covers(resources: readonly string[], wanted: string): boolean {
  const [resource = '', sub] = wanted.split('/');
  return resources.some(
    (one) => one === '*' || one === wanted || (sub !== undefined && (one === `*/${sub}` || one === `${resource}/*`)),
  );
}

const grant = (verbs: string, groups: string, resources: string): ClusterGrant => ({
  verbs: verbs.split(' '),
  groups: groups.split(' ').map((group) => (group === 'core' ? '' : group)),
  resources: resources.split(' '),
  names: [],
});
const EDIT: readonly ClusterGrant[] = [
  grant(
    'get list watch create update patch delete',
    'core',
    'secrets pods replicationcontrollers pods/exec pods/attach',
  ),
  grant('create update patch delete', 'apps', WORKLOADS.join(' ')),
  grant('create update patch delete', 'batch', 'jobs cronjobs'),
  grant('impersonate', 'core', 'serviceaccounts'),
  grant('create', 'core', 'serviceaccounts/token'),
];

/** What the roles give that every cluster has, where they were not given. */
export const SHIPPED_GRANTS: ReadonlyMap<string, readonly ClusterGrant[]> = new Map([
  ['cluster-admin', [grant('*', '*', '*')]],
  ['admin', EDIT],
  ['edit', EDIT],
  ['view', []],
]);
