import { jsonPlaces, type PlacedNode, positions } from '../json-places.ts';
import type { HclAttribute, HclBlock, HclBody } from './hcl.ts';

/** How many labels the blocks of a type have. */
const LABELS: Readonly<Record<string, number>> = { resource: 2, data: 2, module: 1, output: 1, variable: 1, locals: 0 };

/**
 * Terraform's JSON syntax (.tf.json) as blocks. Whether a property of a resource is an attribute or a block only the
 * provider's schema tells: it is given as both.
 */
export function parseJsonSyntax(text: string): HclBody {
  const source = text.replace(/^\uFEFF/, '');
  const root = placesOf(source);
  if (root?.kind !== 'map') return { attributes: [], blocks: [] };
  const lineAt = positions(source);
  const ends = endsOf(root, source.length);

  const attributeOf = (name: string, offset: number, node: PlacedNode): HclAttribute => ({
    name,
    line: lineAt(offset).line,
    text: source.slice(node.offset, ends.get(node)).trim(),
  });
  const bodyOf = (node: PlacedNode): HclBody => {
    const attributes: HclAttribute[] = [];
    const blocks: HclBlock[] = [];
    if (node.kind === 'map') {
      for (const [name, entry] of node.entries) {
        attributes.push(attributeOf(name, entry.offset, entry.node));
        const items = entry.node.kind === 'list' ? entry.node.items : [entry.node];
        for (const item of items) {
          if (item.kind !== 'map') continue;
          const offset = entry.node.kind === 'list' ? item.offset : entry.offset;
          blocks.push({ type: name, labels: [], line: lineAt(offset).line, body: bodyOf(item) });
        }
      }
    }
    return { attributes, blocks };
  };
  const blocksOf = (
    type: string,
    node: PlacedNode,
    labels: readonly string[],
    offset: number,
    left: number,
  ): readonly HclBlock[] => {
    if (node.kind === 'list') return node.items.flatMap((item) => blocksOf(type, item, labels, item.offset, left));
    if (node.kind !== 'map') return [];
    if (left === 0) return [{ type, labels, line: lineAt(offset).line, body: bodyOf(node) }];
    return [...node.entries].flatMap(([name, entry]) =>
      blocksOf(type, entry.node, [...labels, name], entry.offset, left - 1),
    );
  };
  return {
    attributes: [],
    blocks: [...root.entries].flatMap(([type, entry]) =>
      blocksOf(type, entry.node, [], entry.offset, LABELS[type] ?? 0),
    ),
  };
}

function placesOf(source: string): PlacedNode | undefined {
  try {
    JSON.parse(source);
    return jsonPlaces(source);
  } catch {
    return undefined;
  }
}

/** Where each value ends: at the latest where the next one begins. */
function endsOf(root: PlacedNode, end: number): ReadonlyMap<PlacedNode, number> {
  const ends = new Map<PlacedNode, number>();
  const visit = (node: PlacedNode, until: number): void => {
    ends.set(node, until);
    const inner: readonly { readonly offset: number; readonly node: PlacedNode }[] =
      node.kind === 'map'
        ? [...node.entries.values()]
        : node.kind === 'list'
          ? node.items.map((item) => ({ offset: item.offset, node: item }))
          : [];
    for (const [index, { node: child }] of inner.entries()) visit(child, inner[index + 1]?.offset ?? until);
  };
  visit(root, end);
  return ends;
}
