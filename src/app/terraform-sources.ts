import { existsSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';
import type { Capture } from '../core/capture.ts';
import { compareCodePoints } from '../core/order.ts';
import { decodeText } from '../normalize/capture-set.ts';
import { captureUserFile } from './user-file.ts';

/** A checkout with more files than this is no checkout of one configuration. */
const MAX_FILES = 5_000;

/** How much of a file tells whether it is a plan. */
const HEAD_BYTES = 4_096;

/** True for a file of Terraform's language, which only tells where the resources of a plan are written. */
export function isTerraformSource(origin: string): boolean {
  return /\.(?:tf|tofu)(?:\.json)?$|(?:^|\/)\.terraform\/modules\/modules\.json$/.test(origin);
}

/**
 * The .tf files beside plans and states that were named alone: a plan tells no line. They are looked for below the folder
 * of the plan, else below the working folder.
 */
export function terraformSources(named: readonly Capture[], collectedAt: string): readonly Capture[] {
  const folders = new Set(named.filter(isPlan).map(({ origin }) => path.posix.dirname(origin)));
  const given = new Set(named.map(({ origin }) => origin));
  const found = new Set<string>();
  for (const folder of folders) {
    const beside = sourcesBelow(folder);
    for (const file of beside.length > 0 || folder === '.' ? beside : sourcesBelow('.')) found.add(file);
  }
  return [...found]
    .filter((file) => !given.has(file))
    .sort(compareCodePoints)
    .slice(0, MAX_FILES)
    .map((file) => captureUserFile(file, collectedAt));
}

function isPlan({ outcome }: Capture): boolean {
  if (outcome.kind !== 'read') return false;
  const head = decodeText(outcome.bytes.subarray(0, HEAD_BYTES));
  return /^\s*\{/.test(head) && head.includes('"format_version"') && head.includes('"terraform_version"');
}

function sourcesBelow(folder: string): readonly string[] {
  const ignore = ['**/node_modules/**', '**/.git/**', '**/.terraform/providers/**'];
  const files = globSync(['**/*.{tf,tofu}', '**/*.{tf,tofu}.json'], { cwd: folder, nodir: true, dot: true, ignore });
  const modules = '.terraform/modules/modules.json';
  const all = existsSync(path.join(folder, modules)) ? [...files, modules] : files;
  return all.map((file) => path.posix.join(folder, file.split(path.sep).join('/')));
}
