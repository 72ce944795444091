import { isRecord } from '../../core/record.ts';
import { listOf } from '../json-list.ts';
import { type InstanceKey, keyOf, type ModuleStep, moduleAddress, splitAddress } from './address.ts';

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
  /** Where it stands in the file, and where its values do. */
  readonly pointer: string;
  readonly valuesPointer: string;
}

const MOST_LEVELS = 64;

/** All resources of a `values` representation: of its root module and those below. */
export function resourcesOfValues(values: unknown, pointer: string): readonly RawResource[] {
  const found: RawResource[] = [];
  const visit = (module: unknown, place: string, level: number): void => {
    if (!isRecord(module) || level > MOST_LEVELS) return;
    const { resources, child_modules: children } = module;
    for (const [index, resource] of listOf(resources).entries()) {
      const read = rawResource(resource, `${place}/resources/${index}`);
      if (read !== undefined) found.push(read);
    }
    for (const [index, child] of listOf(children).entries()) visit(child, `${place}/child_modules/${index}`, level + 1);
  };
  visit(isRecord(values) ? values['root_module'] : undefined, `${pointer}/root_module`, 0);
  return found;
}

function rawResource(value: unknown, pointer: string): RawResource | undefined {
  if (!isRecord(value)) return undefined;
  const { address, values, sensitive_values: sensitive, deposed_key: deposed } = value;
  // A deposed object waits for its destruction; another one stands in its place.
  if (typeof address !== 'string' || deposed !== undefined) return undefined;
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
  const open = withoutSensitive(values, sensitive);
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
    untold: [...unknown, sensitive, values === undefined || isRecord(values) ? undefined : true].filter(
      (marks) => marks !== undefined && marks !== false,
    ),
    ...places,
  };
}

/** The resource with what is known only after apply, as the plan's changes tell it. */
export function withUnknown(raw: RawResource, marks: unknown): RawResource {
  return marks === undefined || marks === false ? raw : { ...raw, untold: [...raw.untold, marks] };
}

/** A copy without what the marks call sensitive: those are shaped as the value, with `true` for what is marked. */
function withoutSensitive(value: unknown, marks: unknown): unknown {
  if (marks === true) return undefined;
  if (Array.isArray(value) && Array.isArray(marks)) {
    return value.map((item: unknown, index) => withoutSensitive(item, marks[index]));
  }
  if (isRecord(value) && isRecord(marks)) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) =>
        marks[key] === true ? [] : [[key, withoutSensitive(item, marks[key])]],
      ),
    );
  }
  return value;
}

/** True when the marks say so of the path or of one that holds it. */
export function isMarked(marks: unknown, path: readonly (string | number)[]): boolean {
  let node = marks;
  for (const step of path) {
    if (node === true) return true;
    if (Array.isArray(node)) node = listOf(node)[Number(step)];
    else if (isRecord(node)) node = node[String(step)];
    else return false;
  }
  return node === true;
}
