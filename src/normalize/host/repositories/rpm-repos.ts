import type { Place } from '../../../core/fact.ts';

/** A section of a `.repo` file, or `main` of dnf.conf. */
export interface RpmRepo {
  readonly id: string;
  readonly options: ReadonlyMap<string, { readonly text: string; readonly line: number }>;
  readonly at: Place;
}

/** Reads the sections of yum's and dnf's files (dnf.conf(5)). */
export function parseRpmRepos(file: string, text: string): readonly RpmRepo[] {
  const repos: { id: string; options: Map<string, { text: string; line: number }>; at: Place }[] = [];
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) return;
    const header = /^\[(.+)\]$/.exec(line)?.[1];
    if (header !== undefined) {
      repos.push({ id: header, options: new Map(), at: { file, line: index + 1 } });
      return;
    }
    const [, name, value] = /^([A-Za-z0-9_]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined) repos.at(-1)?.options.set(name.toLowerCase(), { text: value ?? '', line: index + 1 });
  });
  return repos;
}
