import { isRecord } from '../../core/record.ts';
import { listOf } from '../json-list.ts';
import { type InstanceKey, keyOf, type ModuleStep, moduleAddress, splitAddress } from './address.ts';
import { readableMarks, STRANGE } from './marks.ts';

/** A resource as a state lists it. */
export interface RawResource {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly module: string;
  readonly modules: readonly ModuleStep[];
  readonly key?: InstanceKey;
  /** Without what is marked sensitive. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What is not told: true, or by attribute and index; sensitive values count as not told. */
  readonly untold: readonly unknown[];
  /**
   * Which values that are not set may be known only after apply. `unset`: the plan does not say which are, so that null
   * and absence tell nothing. `absent`: it says which, and what it names nowhere is missing.
   */
  readonly blind?: 'unset' | 'absent';
  /** Where it stands in the file, and where its values do. */
  readonly pointer: string;
  readonly valuesPointer: string;
}

const MOST_LEVELS = 64;

/** A resource, or a list of them, that stands there and cannot be read. */
export interface LostResource {
  readonly pointer: string;
  readonly address?: string;
  /** Absent where it may be of any. */
  readonly type?: string;
}

/** Resources of a part of the file, and what of it cannot be read. */
export interface ReadResources {
  readonly resources: readonly RawResource[];
  readonly lost: readonly LostResource[];
}

/** All resources of a `values` representation: of its root module and those below. */
export function resourcesOfValues(values: unknown, pointer: string): ReadResources {
  const found: RawResource[] = [];
  const lost: LostResource[] = [];
  const items = (list: unknown, place: string): readonly unknown[] => {
    if (isSet(list) && !Array.isArray(list)) lost.push({ pointer: place });
    return listOf(list);
  };
  const visit = (module: unknown, place: string, level: number): void => {
    if (!isSet(module) || level > MOST_LEVELS) return;
    if (!isRecord(module)) {
      lost.push({ pointer: place });
      return;
    }
    const { resources, child_modules: children } = module;
    for (const [index, resource] of items(resources, `${place}/resources`).entries()) {
      const read = rawResource(resource, `${place}/resources/${index}`);
      if (read === undefined) lost.push(lostResource(resource, `${place}/resources/${index}`));
      else if (read !== 'deposed') found.push(read);
    }
    for (const [index, child] of items(children, `${place}/child_modules`).entries())
      visit(child, `${place}/child_modules/${index}`, level + 1);
  };
  if (isRecord(values)) visit(values['root_module'], `${pointer}/root_module`, 0);
  else if (isSet(values)) lost.push({ pointer });
  return { resources: found, lost };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** What is still told of a resource that cannot be read. */
export function lostResource(value: unknown, pointer: string): LostResource {
  const { address, type } = isRecord(value) ? value : {};
  return {
    pointer,
    ...(typeof address === 'string' ? { address } : {}),
    ...(typeof type === 'string' ? { type } : {}),
  };
}

function rawResource(value: unknown, pointer: string): RawResource | 'deposed' | undefined {
  if (!isRecord(value)) return undefined;
  const { address, values, sensitive_values: sensitive, deposed_key: deposed } = value;
  // A deposed object waits for its destruction; another one stands in its place.
  if (deposed !== undefined) return 'deposed';
  if (typeof address !== 'string') return undefined;
  return makeRaw(address, value, values, sensitive, [], { pointer, valuesPointer: `${pointer}/values` });
}

/** One resource of a plan's changes: before or after. */
export function rawOfChange(change: unknown, side: 'before' | 'after', pointer: string): RawResource | undefined {
  if (!isRecord(change) || typeof change['address'] !== 'string' || change['deposed'] !== undefined) return undefined;
  const inner = isRecord(change['change']) ? change['change'] : {};
  const values = inner[side];
  if (!isRecord(values)) return undefined;
  const unknown = side === 'after' ? [inner['after_unknown']] : [];
  return makeRaw(change['address'], change, values, inner[`${side}_sensitive`], unknown, {
    pointer,
    valuesPointer: `${pointer}/change/${side}`,
  });
}

function makeRaw(
  address: string,
  record: Readonly<Record<string, unknown>>,
  values: unknown,
  sensitive: unknown,
  unknown: readonly unknown[],
  places: Pick<RawResource, 'pointer' | 'valuesPointer'>,
): RawResource | undefined {
  const { type, name, mode } = record;
  if (typeof type !== 'string' || typeof name !== 'string') return undefined;
  const { modules, rest } = splitAddress(address);
  const key = keyOf(rest);
  const secret = readableMarks(sensitive, values);
  const open = withoutSensitive(values, secret);
  return {
    address,
    mode: mode === 'data' ? 'data' : 'managed',
    type,
    name,
    module: moduleAddress(modules),
    modules,
    ...(key === undefined ? {} : { key }),
    values: isRecord(open) ? open : {},
    // Values of another shape than the format's tell nothing.
    untold: [
      ...unknown.map((marks) => readableMarks(marks, values)),
      secret,
      isRecord(values) ? undefined : STRANGE,
    ].filter((marks) => marks !== undefined && marks !== false),
    ...places,
  };
}

/** The resource with what is known only after apply, as the plan's changes tell it; undefined: they do not. */
export function withUnknown(raw: RawResource, marks: unknown): RawResource {
  if (typeof marks !== 'boolean' && !isRecord(marks)) return { ...raw, blind: 'unset' };
  const read = readableMarks(marks, raw.values);
  return { ...raw, blind: 'absent', untold: read === false ? raw.untold : [...raw.untold, read] };
}

/** A copy without what the marks call sensitive: those are shaped as the value, with `true` for what is marked. */
function withoutSensitive(value: unknown, marks: unknown): unknown {
  if (marks === true || marks === STRANGE) return undefined;
  if (Array.isArray(value) && Array.isArray(marks)) {
    return value.map((item: unknown, index) => withoutSensitive(item, marks[index]));
  }
  if (isRecord(value) && isRecord(marks)) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) =>
        marks[key] === true || marks[key] === STRANGE ? [] : [[key, withoutSensitive(item, marks[key])]],
      ),
    );
  }
  return value;
}
