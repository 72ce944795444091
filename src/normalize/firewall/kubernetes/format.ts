import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { isRecord } from '../../../core/record.ts';
import { failedSection } from '../../../core/section.ts';
import { textOf } from '../../capture-set.ts';
import type { Contribution, Format } from '../../format.ts';
import { isIdentityKind, isIdentityObject } from '../../iam/kubernetes-rbac/rbac-objects.ts';
import { rbacContribution } from '../../iam/kubernetes-rbac/rbac-sections.ts';
import { cloudSections } from '../cloud/cloud-sections.ts';
import { clusterOf } from './cluster.ts';
import { sectionsOf } from './cluster-sections.ts';
import { type ReadObjects, readObjects } from './objects.ts';

/** Kinds for whose sake a file is read. */
const KINDS =
  /^(?:Namespace|Service|(?:\w*NetworkPolicy)|Pod|Deployment|StatefulSet|DaemonSet|ReplicaSet|ReplicationController|Job|CronJob|(?:Cluster)?Role(?:Binding)?|ServiceAccount|List)$/;
const API_LINE = /^(?:- |\s*)?"?apiVersion"?:[ \t]*"?[\w.{]/m;
const KIND_LINE = /^[ \t-]*"?kind"?:[ \t]*"?(\w+)"?[ \t]*(?:#.*)?\r?$/gm;

/**
 * Manifests and output of kubectl: NetworkPolicies with the pods, Services and namespaces around them, and, since one file may
 * hold both, the roles, bindings and service accounts of the cluster.
 */
export const kubernetesManifests: Format = {
  id: 'kubernetes',
  title: 'Kubernetes manifests and kubectl output',
  domain: 'firewall',
  recognizes: ({ head, json }) => {
    if (json !== undefined)
      return isRecord(json) && typeof json['apiVersion'] === 'string' && isOurKind(json['kind'], json['items']);
    if (/^\s*[[{<]/.test(head) || !API_LINE.test(head)) return false;
    return [...head.matchAll(KIND_LINE)].some(([, kind]) => kind !== undefined && KINDS.test(kind));
  },
  normalize: (captures) => {
    const files = captures.map((capture) => ({ capture, read: readOf(capture) }));
    return clusters(files).flatMap(({ name, members, why }) => {
      const identities = rbacContribution(
        name,
        members.flatMap(({ read }) => read.objects),
        members.flatMap(({ read }) => read.lost),
        members.flatMap(({ read }) => read.unread ?? []),
      );
      if (identities === undefined) return [contribution(name, members, why)];
      const hasOthers = members.some(({ read }) => !read.objects.every(isIdentityObject));
      return hasOthers ? [contribution(name, members, why), identities] : [withFaults(identities, members)];
    });
  },
};

function isOurKind(kind: unknown, items: unknown): boolean {
  if (typeof kind !== 'string') return false;
  if (!kind.endsWith('List')) return KINDS.test(kind);
  if (!Array.isArray(items) || items.length === 0) return items === null || Array.isArray(items);
  if (kind !== 'List') return KINDS.test(kind.slice(0, -'List'.length));
  return items.some((item) => isRecord(item) && typeof item['kind'] === 'string' && KINDS.test(item['kind']));
}

interface FileReading {
  readonly capture: Capture;
  readonly read: ReadObjects;
}

function readOf(capture: Capture): ReadObjects {
  const text = textOf(capture);
  if (text !== undefined) return readObjects(capture.origin, text);
  return { objects: [], diagnostics: [], unread: `${capture.origin} could not be read.`, lost: [], emptyList: false };
}

interface Grouped {
  readonly name: string;
  readonly members: readonly FileReading[];
  readonly why: string | undefined;
}

/**
 * All files are one cluster, unless two of them hold the same object: variants for several clusters (overlays, exports).
 * Then each folder is one, and a folder in which that still happens is one for each file.
 */
function clusters(files: readonly FileReading[]): readonly Grouped[] {
  if (!collide(files))
    return [{ name: nameOf(files.map(({ capture }) => capture.origin)), members: files, why: undefined }];
  const folders = new Map<string, FileReading[]>();
  for (const file of files) {
    const folder = folderOf(file.capture.origin);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  const why = 'files that hold the same object are taken for several clusters: one for each folder, or for each file';
  return [...folders].flatMap(([folder, members]) =>
    collide(members)
      ? members.map((one) => ({ name: one.capture.origin, members: [one], why }))
      : [{ name: folder === '' ? nameOf(members.map(({ capture }) => capture.origin)) : folder, members, why }],
  );
}

function collide(files: readonly FileReading[]): boolean {
  const owner = new Map<string, string>();
  return files.some(({ read, capture }) =>
    read.objects.some((object) => {
      const key = `${object.group} ${object.kind} ${object.namespace}/${object.name}`;
      const first = owner.get(key);
      owner.set(key, first ?? capture.origin);
      return first !== undefined && first !== capture.origin;
    }),
  );
}

function folderOf(origin: string): string {
  const end = origin.lastIndexOf('/');
  return end < 0 ? '' : origin.slice(0, end);
}

/** The last folder that all files share; of one file its name without extension. */
function nameOf(origins: readonly string[]): string {
  const [first = 'kubernetes', ...others] = origins;
  if (others.length === 0) return first.slice(first.lastIndexOf('/') + 1).replace(/\.(?:ya?ml|json)$/i, '');
  let shared = folderOf(first);
  while (shared !== '' && !others.every((one) => one.startsWith(`${shared}/`))) shared = folderOf(shared);
  const name = shared.slice(shared.lastIndexOf('/') + 1);
  return name === '' || name === '.' ? 'kubernetes' : name;
}

/** Where the files hold identities alone, nothing else tells what is wrong with them. */
function withFaults(identities: Contribution, members: readonly FileReading[]): Contribution {
  const faults = members.flatMap(({ read }) => read.diagnostics);
  return { ...identities, diagnostics: [...faults, ...identities.diagnostics] };
}

function contribution(name: string, members: readonly FileReading[], why: string | undefined): Contribution {
  const objects = members.flatMap(({ read }) => read.objects.filter((one) => !isIdentityObject(one)));
  const asked = members.some(({ capture, read }) => read.emptyList && /net(?:work)?-?pol/i.test(capture.origin));
  const unread = members.flatMap(({ read }) => read.unread ?? []);
  const diagnostics: Diagnostic[] = members.flatMap(({ read }) => read.diagnostics);
  if (why !== undefined) diagnostics.push({ level: 'note', code: 'several-clusters', message: `${name}: ${why}` });
  const target = { kind: 'firewall', name } as const;
  const nothing = [...unread, ...members.flatMap(({ read }) => read.lost.map((one) => one.why))];
  if (objects.length === 0 && nothing.length > 0)
    return { target, domain: 'firewall', sections: { ruleset: failedSection(nothing.join(' ')) }, diagnostics };
  const lost = members.flatMap(({ read }) =>
    read.lost.filter(({ kind }) => kind === undefined || !isIdentityKind(kind)),
  );
  const cluster = clusterOf(objects, { policiesAsked: asked, whole: false, lost });
  const { network, sections } = sectionsOf(cluster, unread);
  return {
    target,
    domain: 'firewall',
    sections: { ...cloudSections([network]), ...sections },
    diagnostics: [...diagnostics, ...cluster.diagnostics],
  };
}
