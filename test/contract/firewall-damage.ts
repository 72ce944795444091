import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { deriveInputs } from '../../src/app/derive-inputs.ts';
import { makeSnapshots } from '../../src/app/make-snapshots.ts';
import type { Capture } from '../../src/core/capture.ts';
import { captureId } from '../../src/core/ids.ts';
import type { EvaluationInput } from '../../src/evaluate/evaluate.ts';
import type { FirewallRange } from '../../src/model/generated/model.ts';

/** The time of every reading. */
export const NOW = '2026-11-22T18:00:00Z';
const SOURCES = path.resolve(import.meta.dirname, '../../fixtures/sources');

/** Files by name, as given together. */
export type Files = Readonly<Record<string, string>>;

/** The input files of a fixture. */
export function filesOf(fixture: string): Files {
  const folder = path.join(SOURCES, fixture);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(json|ya?ml|tf|nft|rules|txt)$/.test(name) && !name.endsWith('expected.json'),
  );
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

/** What was made of some files. */
export interface Reading {
  readonly inputs: readonly EvaluationInput[];
  /** An error or a warning was told. */
  readonly warned: boolean;
  readonly messages: readonly string[];
}

/** Reads files as the command line does, and derives what rules ask for. */
export async function read(files: Files, label = 'given'): Promise<Reading> {
  const captures = Object.entries(files).map(
    ([name, text]): Capture => ({
      id: captureId(name),
      origin: name,
      collectedAt: NOW,
      outcome: { kind: 'read', bytes: new TextEncoder().encode(text) },
    }),
  );
  const gathered = { hosts: [], groups: [{ label, captures, named: true }], diagnostics: [] };
  const made = await makeSnapshots(gathered, NOW, () => undefined);
  const all = [...made.diagnostics, ...made.snapshots.flatMap(({ diagnostics }) => diagnostics)];
  return {
    inputs: deriveInputs(made.snapshots, { nowMs: Date.parse(NOW) }),
    warned: all.some(({ level }) => level !== 'note'),
    messages: all.map(({ level, code, message }) => `${level} ${code}: ${message}`),
  };
}

/** A value of a JSON document and the way to it. */
export interface Leaf {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** Every value below the root. */
export function leavesOf(value: unknown, at: readonly (string | number)[] = []): readonly Leaf[] {
  const children: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((child, index) => [index, child] as const)
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [];
  return [
    ...(at.length === 0 ? [] : [{ path: at, value }]),
    ...children.flatMap(([key, child]) => leavesOf(child, [...at, key])),
  ];
}

/** The same document with another value in one place. */
export function withValue(root: unknown, at: readonly (string | number)[], value: unknown): unknown {
  const [key, ...rest] = at;
  if (key === undefined) return value;
  if (Array.isArray(root)) return root.map((one, index) => (index === key ? withValue(one, rest, value) : one));
  if (typeof root !== 'object' || root === null) return root;
  return Object.fromEntries(
    Object.entries(root).map(([name, one]) => [name, name === key ? withValue(one, rest, value) : one]),
  );
}

const REACHES = ['none', 'internal', 'partner', 'internet'];
const PROBES = [0, 22, 23, 25, 53, 80, 123, 443, 1433, 3306, 3389, 5432, 6379, 8080, 8443, 9000, 40_000, 65_535];

/** What is reached where: `point|ipv4|tcp|22` → at least, at most. */
export type Reached = ReadonlyMap<string, readonly [number, number]>;

/** The reach of well-known ports at every point of an input. */
export function reachedIn(input: EvaluationInput, ports: readonly number[] = PROBES): Reached {
  const out = new Map<string, readonly [number, number]>();
  const exposure = input.domains.firewall?.exposure?.data;
  if (exposure === undefined) return out;
  const scopes: readonly (readonly [string, readonly FirewallRange[]])[] = [
    ['machine', exposure.ranges],
    ...(exposure.points ?? []).map((point) => [point.id, point.ranges] as const),
  ];
  for (const [id, ranges] of scopes)
    for (const family of ['ipv4', 'ipv6'] as const)
      for (const protocol of ['tcp', 'udp'] as const)
        for (const port of ports) {
          const range = ranges.find(
            (one) => one.family === family && one.protocol === protocol && one.from_port <= port && port <= one.to_port,
          );
          if (range === undefined && id === 'machine') continue;
          out.set(
            `${id}|${family}|${protocol}|${port}`,
            range === undefined ? [0, 0] : [REACHES.indexOf(range.at_least), REACHES.indexOf(range.at_most)],
          );
        }
  return out;
}

/**
 * Where a reading that knows less claims more: a port of a point that may be reached from less far, or is surely reached
 * from further; or a point that is gone, with nothing in its place that may be reached from as far, and nothing said.
 */
export function overclaims(before: Reached, after: Reached, isWhole: boolean): readonly string[] {
  const points = new Set([...after.keys()].map((key) => key.split('|')[0]));
  const widest = new Map<string, number>();
  for (const [key, [, most]] of after) {
    const place = key.slice(key.indexOf('|'));
    widest.set(place, Math.max(widest.get(place) ?? 0, most));
  }
  const found: string[] = [];
  for (const [key, [least, most]] of before) {
    const now = after.get(key);
    const shown = `${key}: ${least}..${most}, then ${now?.join('..') ?? 'nothing'}`;
    if (now === undefined) {
      const isGone = !points.has(key.split('|')[0]);
      if (isWhole && most > (isGone ? (widest.get(key.slice(key.indexOf('|'))) ?? 0) : 0)) found.push(`gone ${shown}`);
    } else if (now[1] < most) found.push(`may ${shown}`);
    // Of a network whose ranges are not told, IPv6 counts as it is written.
    else if (now[0] > least && !key.includes('|ipv6|')) found.push(`must ${shown}`);
  }
  return found;
}
