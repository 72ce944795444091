import type { Capture } from '../../core/capture.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Host } from '../../model/generated/model.ts';
import { type CaptureSet, captureSet } from '../capture-set.ts';
import { HOST_NORMALIZERS } from './registry.ts';
import { sourceText } from './source-text.ts';

/** A machine in the model: its name, its sections, and what a person should know about the reading. */
export interface NormalizedHost {
  readonly name: string;
  readonly host: Host;
  readonly diagnostics: readonly Diagnostic[];
}

/** The name of a host that tells none. */
const UNNAMED = 'unnamed';

/** Turns the captures of one machine into its sections. */
export function normalizeHost(captures: readonly Capture[]): NormalizedHost {
  const set = captureSet(captures);
  let host: Host = {};
  const diagnostics: Diagnostic[] = [];
  for (const normalizer of HOST_NORMALIZERS) {
    const result = normalizer.normalize(set);
    host = { ...host, [normalizer.section]: result.section };
    diagnostics.push(...result.diagnostics);
  }
  return { name: hostName(set), host, diagnostics };
}

/** The static name first (hostname(5)), then the kernel's. */
function hostName(captures: CaptureSet): string {
  for (const origin of ['/etc/hostname', '/proc/sys/kernel/hostname']) {
    const source = sourceText(captures, origin);
    if (source.kind !== 'text') continue;
    const name = source.lines.map((line) => line.trim()).find((line) => line !== '' && !line.startsWith('#'));
    if (name !== undefined && /^[A-Za-z0-9._-]+$/.test(name)) return name;
  }
  return UNNAMED;
}
