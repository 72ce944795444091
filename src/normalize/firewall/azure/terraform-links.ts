import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import type { TfResource, TfState } from '../../terraform/terraform-state.ts';
import { type SourceNode, terraformNode, textAt, wordsAt } from './source-node.ts';

/** Finds what attributes of resources refer to. */
export interface TerraformLinks {
  /** The key of a resource id: the address of the resource that has it, else the id in lower case. */
  keyOf(id: string): string;
  /** Keys that an attribute refers to, by known ids or by the expression; empty when it is not set. */
  to(resource: TfResource, attribute: string, types: readonly string[]): Fact<readonly string[]>;
  /** As `to`, of a value inside of nested blocks, whose expression stands at the block. */
  within(resource: TfResource, block: string, field: string, types: readonly string[]): Fact<readonly string[]>;
  /** Addresses of the resources of a type that an attribute names: by reference, else by their name. */
  named(resource: TfResource, attribute: string, type: string): Fact<readonly string[]>;
}

/** Links of one state. */
export function terraformLinks(state: TfState): TerraformLinks {
  const keyOf = (id: string): string => state.byId(id)?.address ?? id.toLowerCase();
  const referred = (resource: TfResource, attribute: string, types: readonly string[]): readonly string[] =>
    resource.referencesOf(attribute).filter((address) => types.includes(state.get(address)?.type ?? ''));
  const resolve = (
    resource: TfResource,
    attribute: string,
    types: readonly string[],
    { words, doubts }: { readonly words: readonly string[]; readonly doubts: readonly string[] },
  ): Fact<readonly string[]> => {
    const at = resource.placeOf([attribute]);
    const keys = words.map(keyOf);
    if (doubts.length === 0) return known(keys, at);
    const found = referred(resource, attribute, types);
    return found.length === 0 ? unknown(`${doubts[0]}.`, at) : known([...new Set([...keys, ...found])], at);
  };
  return {
    keyOf,
    to: (resource, attribute, types) =>
      resolve(resource, attribute, types, wordsAt(terraformNode(resource), attribute)),
    within: (resource, block, field, types) => {
      const node = terraformNode(resource).child(block);
      const blocks: readonly SourceNode[] = node === undefined ? [] : Array.isArray(node.value) ? node.items() : [node];
      const parts = blocks.map((one) =>
        one.untold === undefined ? wordsAt(one, field) : { words: [], doubts: [one.untold] },
      );
      return resolve(resource, block, types, {
        words: parts.flatMap(({ words }) => words),
        doubts: parts.flatMap(({ doubts }) => doubts),
      });
    },
    named: (resource, attribute, type) => {
      const at = resource.placeOf([attribute]);
      const found = referred(resource, attribute, [type, `data.${type}`]);
      if (found.length > 0) return known(found, at);
      const node = terraformNode(resource);
      const name = textAt(node, attribute);
      if (name === undefined) return unknown(`${resource.address}.${attribute} is known only after apply.`, at);
      const group = textAt(node, 'resource_group_name')?.toLowerCase();
      const same = state.ofType(type).filter((one) => {
        const other = terraformNode(one);
        const otherGroup = textAt(other, 'resource_group_name')?.toLowerCase();
        return (
          textAt(other, 'name') === name && (group === undefined || otherGroup === undefined || otherGroup === group)
        );
      });
      return known(
        same.map(({ address }) => address),
        at,
      );
    },
  };
}

/** Which of several things something is linked to, gathered from resources that join two of them. */
export interface Joins {
  /** Joins every left with every right; an end that is not told may be anything. */
  add(left: Fact<readonly string[]>, right: Fact<readonly string[]>): void;
  /** All that a key is joined with. */
  all(key: string): readonly string[];
  /** The one that a key is joined with; empty for none, unknown for several or where a join is not told. */
  one(key: string, at: Place, what: string): Fact<string>;
}

/** Begins with no joins. */
export function makeJoins(): Joins {
  const found = new Map<string, { readonly keys: Set<string>; readonly doubts: string[] }>();
  const loose: string[] = [];
  return {
    add: (left, right) => {
      if (!isKnown(left)) {
        loose.push(left.unknown);
        return;
      }
      for (const key of left.value) {
        const joined = found.get(key) ?? { keys: new Set<string>(), doubts: [] };
        found.set(key, joined);
        if (isKnown(right)) for (const other of right.value) joined.keys.add(other);
        else joined.doubts.push(right.unknown);
      }
    },
    all: (key) => [...(found.get(key)?.keys ?? [])],
    one: (key, at, what) => {
      const keys = [...(found.get(key)?.keys ?? [])];
      const [first, second] = keys;
      const doubt = found.get(key)?.doubts[0] ?? (first === undefined ? loose[0] : undefined);
      if (doubt !== undefined) return unknown(doubt, at);
      if (second !== undefined)
        return unknown(`Which of ${keys.join(', ')} is ${what} cannot be told from the plan.`, at);
      return known(first ?? '', at);
    },
  };
}
