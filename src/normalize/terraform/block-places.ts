import { isRecord } from '../../core/record.ts';
import type { HclBlock, HclBody } from './hcl.ts';
import { attributeOf } from './source-map.ts';

/** The nested block or attribute that a path of a resource's values leads to, as near as it can be told. */
export interface NearestSource {
  readonly line: number;
  /** The expression of the attribute, where the path leads to one. */
  readonly text?: string;
}

/**
 * Follows a path of values into a block. The values of nested blocks are often sets, in an order that is not the file's:
 * a block is the one whose literals agree with the values.
 */
export function nearestSource(block: HclBlock, values: unknown, path: readonly (string | number)[]): NearestSource {
  const [name, next, ...rest] = path;
  if (name === undefined) return { line: block.line };
  const own = isRecord(values) ? values[String(name)] : undefined;
  const attribute = attributeOf(block, String(name));
  const nested = nestedBlocks(block.body, String(name));
  if (nested.length > 0) {
    const index = typeof next === 'number' ? next : 0;
    const value: unknown = Array.isArray(own) ? own[index] : own;
    const chosen = bestOf(nested, value, index);
    if (chosen !== undefined) return nearestSource(chosen, value, typeof next === 'number' ? rest : path.slice(1));
  }
  return attribute === undefined ? { line: block.line } : { line: attribute.line, text: attribute.text };
}

/** Blocks of a type, and the content of dynamic ones at the line of their header. */
function nestedBlocks(body: HclBody, name: string): readonly HclBlock[] {
  return body.blocks.flatMap((block): readonly HclBlock[] => {
    if (block.type === name) return [block];
    if (block.type !== 'dynamic' || block.labels[0] !== name) return [];
    const content = block.body.blocks.find(({ type }) => type === 'content');
    return content === undefined ? [block] : [{ ...content, line: block.line }];
  });
}

function bestOf(blocks: readonly HclBlock[], value: unknown, index: number): HclBlock | undefined {
  const scores = blocks.map((block) => agreement(block.body, value));
  const best = Math.max(...scores);
  if (best === Number.NEGATIVE_INFINITY) return undefined;
  return scores[index] === best ? blocks[index] : blocks[scores.indexOf(best)];
}

/** How many literals agree; minus infinity when one contradicts. */
function agreement(body: HclBody, value: unknown): number {
  if (!isRecord(value)) return 0;
  let score = 0;
  for (const { name, text } of body.attributes) {
    const literal = literalOf(text);
    if (literal === undefined) continue;
    if (literal === JSON.stringify(plain(value[name]))) score += 1;
    else return Number.NEGATIVE_INFINITY;
  }
  const written = new Set(body.attributes.map(({ name }) => name));
  for (const [name, own] of Object.entries(value)) if (!written.has(name) && !isEmpty(own)) score -= 1;
  return score;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === false || value === '' || value === 0
    ? true
    : Array.isArray(value)
      ? value.length === 0
      : isRecord(value);
}

/** Texts and numbers alike: Terraform turns one into the other. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain).sort();
  return typeof value === 'object' ? null : String(value);
}

/** A literal of HCL as JSON of texts; undefined for what has to be computed. */
function literalOf(text: string): string | undefined {
  if (/^-?\d+(?:\.\d+)?$/.test(text) || /^(?:true|false)$/.test(text)) return JSON.stringify(text);
  if (!/^["[]/.test(text) || /[$%]\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text.replace(/,\s*\]$/, ']'));
    return typeof value === 'string' || Array.isArray(value) ? JSON.stringify(plain(value)) : undefined;
  } catch {
    return undefined;
  }
}
