import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import { isRecord } from '../../../core/record.ts';
import { type PlacedDocument, readPlacedDocuments } from '../../placed-documents.ts';

/** One object of the Kubernetes API, as written in a manifest or printed by kubectl. */
export interface KubeObject {
  readonly kind: string;
  /** `networking.k8s.io`; empty for the core group. */
  readonly group: string;
  /** `default` where none is written; empty for objects of the whole cluster. */
  readonly namespace: string;
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  readonly body: Readonly<Record<string, unknown>>;
  /** It was read from a running cluster: the server has filled in what it adds. */
  readonly live: boolean;
  readonly file: string;
  readonly at: Place;
  placeOf(path: readonly (string | number)[]): Place;
}

/** Something that stands where an object should and is none that can be read. */
export interface LostObject {
  /** Absent where it may be of any. */
  readonly kind?: string;
  readonly namespace?: string;
  /** A sentence. */
  readonly why: string;
  readonly at: Place;
}

/** The objects of one file, or why it could not be read. */
export interface ReadObjects {
  readonly objects: readonly KubeObject[];
  readonly diagnostics: readonly Diagnostic[];
  readonly lost: readonly LostObject[];
  /** A sentence: why the file tells nothing. */
  readonly unread?: string;
  /** A list of the API with no item in it. */
  readonly emptyList: boolean;
}

/** Reads manifests and lists of them; a template of Helm is said to be one. */
export function readObjects(file: string, text: string): ReadObjects {
  const read = readPlacedDocuments(file, text);
  if (!read.ok) return unread(file, text, read.diagnostics);
  const objects: KubeObject[] = [];
  const diagnostics: Diagnostic[] = [];
  const lost: LostObject[] = [];
  let emptyList = false;
  for (const document of read.documents) {
    const { value } = document;
    if (!isRecord(value)) {
      leftOut(document, [], value, undefined, `a document of ${file} is no mapping`);
      continue;
    }
    // What has neither is of another tool.
    if (!('kind' in value || 'apiVersion' in value)) continue;
    const { kind, items } = value;
    if (typeof kind !== 'string') {
      leftOut(document, [], value, undefined, `an object in ${file} has no kind`);
      continue;
    }
    if (!kind.endsWith('List') || !('items' in value)) {
      add(file, document, [], value, kind, value['apiVersion']);
      continue;
    }
    if (!Array.isArray(items) && items !== null) {
      const own = kind === 'List' ? undefined : kind.slice(0, -'List'.length);
      leftOut(document, ['items'], value, own, `the items of the ${kind} in ${file} are no list`);
      continue;
    }
    if (items === null || items.length === 0) emptyList = true;
    // Lists of one kind (PodList) name it once.
    const itemKind = kind === 'List' ? undefined : kind.slice(0, -'List'.length);
    for (const [index, item] of (items ?? []).entries()) {
      const said = isRecord(item) ? item['kind'] : undefined;
      const own = typeof said === 'string' ? said : said === undefined || said === null ? itemKind : undefined;
      if (isRecord(item) && own !== undefined)
        add(
          file,
          document,
          ['items', index],
          item,
          own,
          item['apiVersion'] ?? (itemKind === undefined ? undefined : value['apiVersion']),
        );
      else leftOut(document, ['items', index], item, own, `an item of the list in ${file} has no kind`);
    }
  }
  return { objects, diagnostics, lost, emptyList };

  function leftOut(
    document: PlacedDocument,
    path: readonly (string | number)[],
    body: unknown,
    kind: string | undefined,
    why: string,
    hint?: string,
  ): void {
    const at = document.placeOf(path);
    const message = `${why}; it was left out`;
    diagnostics.push({
      level: 'warning',
      code: 'unread-object',
      message,
      at,
      ...(hint === undefined ? {} : { hint }),
    });
    const namespace = recordAt(body, 'metadata')['namespace'];
    lost.push({
      ...(kind === undefined ? {} : { kind }),
      ...(typeof namespace === 'string' ? { namespace } : {}),
      why: `${message}.`,
      at,
    });
  }

  function add(
    from: string,
    document: PlacedDocument,
    prefix: readonly (string | number)[],
    body: Readonly<Record<string, unknown>>,
    kind: string,
    apiVersion: unknown,
  ): void {
    if (typeof apiVersion !== 'string') {
      leftOut(document, prefix, body, kind, `a ${kind} in ${from} has no apiVersion`);
      return;
    }
    const object = kubeObject(body, kind, apiVersion, from, (path) => document.placeOf([...prefix, ...path]));
    if (object !== undefined) objects.push(object);
    else
      leftOut(
        document,
        prefix,
        body,
        kind,
        `a ${kind} in ${from} has no name, or a namespace that cannot be read`,
        'Objects made with generateName are read from the cluster (kubectl get … -o json).',
      );
  }
}

/** Makes an object of its parts; undefined when it has no name, or nobody can tell its namespace. */
export function kubeObject(
  body: Readonly<Record<string, unknown>>,
  kind: string,
  apiVersion: string,
  file: string,
  placeOf: KubeObject['placeOf'],
): KubeObject | undefined {
  const metadata = isRecord(body['metadata']) ? body['metadata'] : {};
  const name = textOf(metadata['name']) ?? textOf(metadata['generateName']);
  const home = metadata['namespace'];
  if (name === undefined || (home !== undefined && home !== null && textOf(home) === undefined)) return undefined;
  const namespace = CLUSTER_KINDS.has(kind) ? '' : (textOf(home) ?? 'default');
  return {
    kind,
    group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '',
    namespace,
    name,
    labels: textMap(metadata['labels']),
    annotations: textMap(metadata['annotations']),
    body,
    live: typeof metadata['uid'] === 'string',
    file,
    at: placeOf([]),
    placeOf,
  };
}

/** Kinds that stand beside namespaces, of those that are read here. */
const CLUSTER_KINDS: ReadonlySet<string> = new Set([
  'Namespace',
  'Node',
  'ClusterRole',
  'ClusterRoleBinding',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'ClusterNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
  'GlobalNetworkPolicy',
]);

/** What a template of Helm or another tool looks like before it is rendered. */
export function isTemplate(text: string): boolean {
  return /\{\{/.test(text);
}

function unread(file: string, text: string, diagnostics: readonly Diagnostic[]): ReadObjects {
  if (!isTemplate(text))
    return { objects: [], diagnostics, lost: [], unread: `${file} cannot be parsed.`, emptyList: false };
  const message = `${file} is a template; what it stands for is told only when it is rendered`;
  const hint = 'Render it and scan the result: helm template <chart> -f <values> > rendered.yaml';
  return {
    objects: [],
    diagnostics: [{ level: 'warning', code: 'template', message, at: { file }, hint }],
    lost: [],
    unread: `${message}.`,
    emptyList: false,
  };
}

/** A word of a manifest; numbers and truth values as they are written. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The mapping under a key, else an empty one. */
export function recordAt(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const inner = isRecord(value) ? value[key] : undefined;
  return isRecord(inner) ? inner : {};
}

/** The list under a key, else an empty one. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  const inner = isRecord(value) ? value[key] : undefined;
  return Array.isArray(inner) ? inner : [];
}

/** True for a value that is there and of another kind than the API has there. */
export function isStrange(value: unknown, kind: 'mapping' | 'list' | 'word' | 'words' | 'list of words'): boolean {
  if (value === undefined || value === null) return false;
  switch (kind) {
    case 'mapping':
      return !isRecord(value);
    case 'list':
      return !Array.isArray(value);
    case 'word':
      return textOf(value) === undefined;
    case 'words':
      return !isRecord(value) || Object.values(value).some((one) => textOf(one) === undefined);
    case 'list of words':
      return !Array.isArray(value) || value.some((one) => textOf(one) === undefined);
  }
}

/** Labels or annotations, sorted by their keys. */
export function textMap(value: unknown): ReadonlyMap<string, string> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return new Map(
    entries
      .flatMap(([key, word]): readonly (readonly [string, string])[] => {
        const text = textOf(word);
        return text === undefined ? [] : [[key, text]];
      })
      .sort(([a], [b]) => compareCodePoints(a, b)),
  );
}
