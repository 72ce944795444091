import type { Place } from '../../core/fact.ts';
import { isRecord } from '../../core/record.ts';
import { listOf } from '../json-list.ts';
import { nearestSource } from './block-places.ts';
import { isMarked } from './marks.ts';
import type { RawResource } from './raw-resources.ts';
import { blockKey, type ReferenceResolver } from './references.ts';
import type { SourceMap } from './source-map.ts';
import type { TfLost, TfReference, TfResource, TfState } from './terraform-state.ts';

/** What a state is made from. */
export interface StateParts {
  /** The plan or state file. */
  readonly file: string;
  readonly resources: readonly RawResource[];
  readonly sources: SourceMap;
  /** Absent for a state whose configuration is not told: one before a change. */
  readonly resolver?: ReferenceResolver;
  readonly before?: TfState;
  readonly lost?: readonly TfLost[];
}

/** Attributes that are known as the id of a thing. */
const ID_ATTRIBUTES = ['id', 'arn', 'self_link', 'allocation_id', 'security_group_rule_id'] as const;

/** Makes a state with its look-ups. */
export function makeState(parts: StateParts): TfState {
  const byAddress = new Map<string, TfResource>();
  const byType = new Map<string, TfResource[]>();
  for (const raw of parts.resources) {
    if (byAddress.has(raw.address)) continue;
    const resource = makeResource(raw, parts);
    byAddress.set(raw.address, resource);
    const list = byType.get(raw.type);
    if (list === undefined) byType.set(raw.type, [resource]);
    else list.push(resource);
  }
  const resources = [...byAddress.values()];
  let ids: Map<string, TfResource> | undefined;
  return {
    resources,
    get: (address) => byAddress.get(address),
    ofType: (...types) => types.flatMap((type) => byType.get(type) ?? []),
    byId: (id) => {
      ids ??= idsOf(resources);
      return ids.get(id);
    },
    ...(parts.before === undefined ? {} : { before: parts.before }),
    ...(parts.lost === undefined ? {} : { lost: parts.lost }),
  };
}

/** A thing that is managed and also read as a data source is the managed one. */
function idsOf(resources: readonly TfResource[]): Map<string, TfResource> {
  const ids = new Map<string, TfResource>();
  for (const resource of resources) {
    for (const attribute of ID_ATTRIBUTES) {
      const id = resource.values[attribute];
      if (typeof id !== 'string' || id === '') continue;
      const known = ids.get(id);
      if (known === undefined || (known.mode === 'data' && resource.mode === 'managed')) ids.set(id, resource);
    }
  }
  return ids;
}

function makeResource(raw: RawResource, { file, sources, resolver }: StateParts): TfResource {
  const key = blockKey(raw);
  const names = raw.modules.map(({ name }) => name);
  const scope = { modules: raw.modules, block: key, ...(raw.key === undefined ? {} : { key: raw.key }) };
  const source = () => sources.block(names, key);
  const placeOf = (path: readonly (string | number)[]): Place => {
    const found = source();
    if (found === undefined) {
      const tail = path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
      return { file, pointer: path.length === 0 ? raw.pointer : `${raw.valuesPointer}${tail}` };
    }
    const calls = sources.calls(names);
    return {
      file: found.file,
      line: nearestSource(found.block, raw.values, path).line,
      ...(calls.length === 0 ? {} : { called_from: calls }),
    };
  };
  const referencePathsOf = (attribute: string): readonly TfReference[] => {
    if (resolver === undefined) return [];
    const path = attribute.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const [top = attribute] = attribute.split('.', 1);
    const found = path.length === 1 ? undefined : source();
    const text = found === undefined ? undefined : nearestSource(found.block, raw.values, path).text;
    return resolver.resolve(scope, top, text);
  };
  /** What is not set, though the configuration sets it or may: the plan does not tell whether it is known later. */
  const isBlindTo = (path: readonly (string | number)[]): boolean => {
    const [top, ...rest] = path;
    if (raw.blind === undefined || top === undefined) return false;
    const value = raw.blind === 'unset' ? valueAt(raw.values, path) : valueAt(raw.values, [top]);
    const isOpen = value === undefined || (raw.blind === 'unset' && value === null);
    if (!isOpen || (raw.blind === 'absent' && rest.length > 0 && top in raw.values)) return false;
    return resolver?.sets(scope, String(top)) !== false;
  };
  let at: Place | undefined;
  return {
    address: raw.address,
    mode: raw.mode,
    type: raw.type,
    name: raw.name,
    module: raw.module,
    values: raw.values,
    isUnknown: (path) => raw.untold.some((marks) => isMarked(marks, path)) || isBlindTo(path),
    isStrange: (path) => raw.untold.some((marks) => isMarked(marks, path, true)),
    referencePathsOf,
    referencesOf: (attribute) => [...new Set(referencePathsOf(attribute).map(({ address }) => address))],
    isWritten: (attribute) => resolver?.sets(scope, attribute),
    get at() {
      at ??= placeOf([]);
      return at;
    },
    placeOf,
  };
}

function valueAt(values: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (node, step) =>
      Array.isArray(node) ? listOf(node)[Number(step)] : isRecord(node) ? node[String(step)] : undefined,
    values,
  );
}
