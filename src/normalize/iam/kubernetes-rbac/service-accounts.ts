import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import type { DirIdentity, WorkloadIdentity } from '../../../model/generated/model.ts';
import { isStrange, type KubeObject, listAt, recordAt, textOf } from '../../firewall/kubernetes/objects.ts';
import { isWorkloadKind } from '../../firewall/kubernetes/workloads.ts';
import { utcInstant } from '../instant.ts';
import { KUBERNETES_COMMANDS } from './commands.ts';

/** A service account as an identity of the cluster. */
export function readServiceAccount(account: KubeObject): DirIdentity {
  const { at, namespace, name, body } = account;
  const created = textOf(recordAt(body, 'metadata')['creationTimestamp']);
  const instant = created === undefined ? undefined : utcInstant(created);
  const no = known(false, at);
  const empty = known('', at);
  return {
    id: `service:${namespace}/${name}`,
    kind: 'service',
    name: `${namespace}/${name}`,
    external_id: `system:serviceaccount:${namespace}:${name}`,
    at,
    enabled: known(true, at),
    interactive: no,
    origin: known('local', at),
    created_at: instant === undefined ? unknown('a manifest does not tell when it was made', at) : known(instant, at),
    last_activity: unknown('a cluster does not tell when a service account was used; its audit log does', at),
    expires_at: known('never', at),
    emails: known([], at),
    employee_id: empty,
    department: empty,
    position: empty,
    manager: empty,
    owners: known([], at),
    purpose: empty,
    mailbox: no,
    groups: known(['system:authenticated', 'system:serviceaccounts', `system:serviceaccounts:${namespace}`], at),
    password: { usable: no, changed_at: unknown('it has no password', at), never_expires: no },
    mfa: { registered: no, methods: known([], at), enforced: no },
    keys: [],
    flags: [],
  };
}

/** What the workloads run as. What a controller made is left out where the controller is there too. */
export function readWorkloads(objects: readonly KubeObject[]): readonly WorkloadIdentity[] {
  const candidates = objects.filter(({ kind }) => isWorkloadKind(kind));
  const present = new Set(candidates.map((one) => `${one.kind} ${one.namespace}/${one.name}`));
  const accounts = new Map(
    objects.filter(({ kind }) => kind === 'ServiceAccount').map((one) => [`${one.namespace}/${one.name}`, one]),
  );
  const found = new Map<string, WorkloadIdentity>();
  for (const one of candidates) {
    const owner = listAt(recordAt(one.body, 'metadata'), 'ownerReferences').find(
      (ref) => isRecord(ref) && ref['controller'] === true,
    );
    const [kind, name] = isRecord(owner) ? [textOf(owner['kind']), textOf(owner['name'])] : [];
    if (kind !== undefined && present.has(`${kind} ${one.namespace}/${name}`)) continue;
    // Equal pods of a controller that was not given stand for it together.
    const id = `${one.namespace}/${kind ?? one.kind}/${name ?? one.name}`;
    if (!found.has(id)) found.set(id, workload(id, one, accounts));
  }
  return [...found.values()];
}

function workload(id: string, one: KubeObject, accounts: ReadonlyMap<string, KubeObject>): WorkloadIdentity {
  const path = SPECS[one.kind] ?? ['spec', 'template', 'spec'];
  let spec: unknown = one.body;
  for (const key of path) spec = isRecord(spec) ? spec[key] : undefined;
  const at = one.placeOf(path);
  if (!isRecord(spec)) {
    const why = unknown(`${one.kind} ${one.name}: its pods are not described where they should be`, at);
    return { id, namespace: one.namespace, at: one.at, service_account: why, mounts_token: why };
  }
  const told = spec['serviceAccountName'] ?? spec['serviceAccount'];
  const name = told === undefined || told === null || told === '' ? 'default' : textOf(told);
  const service_account: Fact<string> =
    name === undefined ? unknown('serviceAccountName cannot be read', at) : known(name, at);
  return {
    id,
    namespace: one.namespace,
    at: one.at,
    service_account,
    mounts_token: mountsToken(spec['automountServiceAccountToken'], `${one.namespace}/${name}`, accounts, at),
  };
}

const SPECS: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

/** The pod's own word counts before that of its account (Kubernetes, "Configure Service Accounts for Pods"). */
function mountsToken(
  own: unknown,
  account: string,
  accounts: ReadonlyMap<string, KubeObject>,
  at: Place,
): Fact<boolean> {
  if (typeof own === 'boolean') return known(own, at);
  if (isStrange(own, 'mapping') || isRecord(own))
    return unknown('automountServiceAccountToken is neither true nor false', at);
  const object = accounts.get(account);
  if (object === undefined)
    return unknown(
      `whether the token is mounted is told by the ServiceAccount ${account}, which was not given: \`${KUBERNETES_COMMANDS.serviceAccounts}\``,
      at,
    );
  const its = object.body['automountServiceAccountToken'];
  if (its === undefined || its === null) return known(true, at);
  return typeof its === 'boolean'
    ? known(its, object.placeOf(['automountServiceAccountToken']))
    : unknown(`automountServiceAccountToken of ${account} is neither true nor false`, object.at);
}
