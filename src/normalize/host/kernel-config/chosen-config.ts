import { compareKernelReleases } from '../../../core/kernel-release.ts';
import type { CaptureSet } from '../../capture-set.ts';
import type { KernelPresence } from '../kernel-presence.ts';
import { captureText, type SourceText } from '../source-text.ts';

/** The build options of one kernel. */
export interface KernelConfig {
  readonly file: string;
  readonly release: string;
  readonly machine: 'x86_64' | 'i686' | 'aarch64' | 'arm' | 'other';
  /** Options that are set; `n` for those that are written as not set. */
  readonly values: ReadonlyMap<string, { readonly value: string; readonly line: number }>;
}

const CONFIG_GZ = '/proc/config.gz';

/**
 * The options of the running kernel: what it tells itself, else the file of its release; offline those of the newest
 * kernel, which boots next.
 */
export function chosenConfig(
  captures: CaptureSet,
  presence: Extract<KernelPresence, { kind: 'kernels' }>,
): KernelConfig | undefined {
  const source = configSource(captures, presence);
  return source?.kind === 'text' ? parseKernelConfig(source, releaseOf(source.origin, presence)) : undefined;
}

/** The file that would tell the options, also when it may not be read. */
export function configSource(
  captures: CaptureSet,
  presence: Extract<KernelPresence, { kind: 'kernels' }>,
): SourceText | undefined {
  const files = captures.all.filter(({ origin, outcome }) => isConfig(origin) && outcome.kind !== 'absent');
  const running = captures.get(CONFIG_GZ);
  if (running !== undefined && running.outcome.kind === 'read') return captureText(running);
  const sorted = [...files].sort((a, b) =>
    compareKernelReleases(releaseOf(a.origin, presence), releaseOf(b.origin, presence)),
  );
  const chosen =
    presence.running === undefined
      ? sorted.at(-1)
      : sorted.find(({ origin }) => releaseOf(origin, presence) === presence.running);
  return chosen === undefined ? undefined : captureText(chosen);
}

function isConfig(origin: string): boolean {
  return /^\/boot\/config-\d[^/]*$|^\/lib\/modules\/[^/]+\/config$/.test(origin);
}

function releaseOf(origin: string, presence: Extract<KernelPresence, { kind: 'kernels' }>): string {
  const named = /^\/boot\/config-(.+)$|^\/lib\/modules\/([^/]+)\/config$/.exec(origin);
  return named?.[1] ?? named?.[2] ?? presence.running ?? '';
}

/** Reads a .config: `CONFIG_A=y`, `# CONFIG_A is not set`; other lines are comments. */
export function parseKernelConfig(source: Extract<SourceText, { kind: 'text' }>, release: string): KernelConfig {
  const values = new Map<string, { value: string; line: number }>();
  for (const [index, line] of source.lines.entries()) {
    const set = /^(CONFIG_\w+)=(.*)$/.exec(line);
    const unset = /^# (CONFIG_\w+) is not set$/.exec(line)?.[1];
    if (set !== null) values.set(set[1] ?? '', { value: (set[2] ?? '').replaceAll(/^"|"$/g, ''), line: index + 1 });
    else if (unset !== undefined) values.set(unset, { value: 'n', line: index + 1 });
  }
  const on = (id: string): boolean => values.get(id)?.value === 'y';
  const machine = on('CONFIG_X86_64')
    ? 'x86_64'
    : on('CONFIG_X86_32')
      ? 'i686'
      : on('CONFIG_ARM64')
        ? 'aarch64'
        : on('CONFIG_ARM')
          ? 'arm'
          : 'other';
  return { file: source.origin, release, machine, values };
}
