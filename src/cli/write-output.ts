import { statSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../app/write-whole.ts';
import type { Terminal } from './terminal.ts';

/** One rendered document. */
export interface Document {
  readonly format: string;
  readonly extension: string;
  readonly text: string;
}

/**
 * Puts documents where they belong. Without an output, a single document goes to stdout; of several, the text goes to
 * stdout and each other one to report.<extension> here. An output that is a folder (it exists, ends in a slash, or has
 * to hold several) gets report.<extension> of each, and stdout the text as well. Files appear whole or not at all.
 */
export function writeDocuments(documents: readonly Document[], output: string | undefined, terminal: Terminal): void {
  const [only, ...others] = documents;
  if (only === undefined) return;
  if (output === undefined && others.length === 0) {
    terminal.stdout(only.text);
    return;
  }
  const folder = output === undefined ? '.' : others.length > 0 || isFolder(output) ? output : undefined;
  if (folder === undefined) {
    writeWhole(output ?? '', only.text);
    terminal.stderr(`wrote ${output}\n`);
    return;
  }
  for (const document of documents) {
    if (document.format === 'text') terminal.stdout(document.text);
    if (document.format === 'text' && output === undefined) continue;
    const file = path.join(folder, `report.${document.extension}`);
    writeWhole(file, document.text);
    terminal.stderr(`wrote ${file}\n`);
  }
}

function isFolder(output: string): boolean {
  if (/[/\\]$/.test(output)) return true;
  try {
    return statSync(output).isDirectory();
  } catch {
    return false;
  }
}
