import { readFile } from 'node:fs/promises';
import { load, YAMLException } from 'js-yaml';
import { ConfigError } from '../core/errors.ts';

/** Reads a YAML file of the user's configuration; errors name file, line and column. */
export async function readYamlFile(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new ConfigError(`${file}: ${whyUnread(cause)}`, { hint: 'Check the path and its rights.', cause });
  }
  try {
    return load(text, { filename: file });
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    const place = cause.mark === undefined ? file : `${file}:${cause.mark.line + 1}:${cause.mark.column + 1}`;
    throw new ConfigError(`${place}: not valid YAML: ${cause.reason}`, { hint: 'Mend the line named.', cause });
  }
}

function whyUnread(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'permission denied';
  if (code === 'EISDIR') return 'it is a folder, not a file';
  return `cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`;
}
