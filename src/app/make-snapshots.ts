import { collectHost, collectPendingHost } from '../collect/host/collect-host.ts';
import type { Capture } from '../core/capture.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { SchemaError, SourceError } from '../core/errors.ts';
import { withoutAddressSecrets } from '../core/secrets.ts';
import type { TargetKind } from '../core/statuses.ts';
import type { Snapshot } from '../model/generated/model.ts';
import { looksLikeSnapshot, readSnapshot } from '../model/read-snapshot.ts';
import { assembleTargets, captureRecords, splitShared, type TracedContribution } from '../normalize/assemble.ts';
import { captureSet, textOf } from '../normalize/capture-set.ts';
import { normalizeHostFirewall } from '../normalize/firewall/host-firewall.ts';
import { normalizeHost } from '../normalize/host/normalize-host.ts';
import { recognize } from '../normalize/recognize.ts';
import { FORMATS } from '../normalize/registry.ts';
import { type Advice, adviceFor, withAdvice } from './access-advice.ts';
import type { Gathered, GatheredHost } from './gather.ts';
import { namedApart } from './named-apart.ts';
import { sharedDiagnostics, unsharedDiagnostics, withShared } from './share-sections.ts';
import { isTerraformSource } from './terraform-sources.ts';
import { unknownFormats } from './unknown-format.ts';

/** Snapshots of everything that was gathered, and what a person should know of inputs that belong to none. */
export interface MadeSnapshots {
  readonly snapshots: readonly Snapshot[];
  readonly diagnostics: readonly Diagnostic[];
  /** By target id: how what was not read there is to be had. */
  readonly advice: ReadonlyMap<string, Advice>;
}

/** Told what is under way, for a progress line. */
export type Progress = (step: string) => void;

/** The format that reads plans and states. */
const TERRAFORM_FORMAT = 'terraform';

const FALLBACK_NAMES: Readonly<Record<TargetKind, string>> = {
  host: 'unnamed',
  firewall: 'firewall',
  account: 'account',
  organization: 'organization',
  estate: 'estate',
};

/** Collects the hosts, normalizes everything, and reads the snapshots among the files. */
export async function makeSnapshots(
  gathered: Gathered,
  collectedAt: string,
  progress: Progress,
): Promise<MadeSnapshots> {
  const contributions: TracedContribution[] = [];
  const diagnostics: Diagnostic[] = [...gathered.diagnostics];
  const ready: Snapshot[] = [];
  const advice = new Map<string, Advice>();
  const machines: ReadHost[] = [];
  for (const host of gathered.hosts) {
    progress(`reading ${host.label}`);
    const captures = await capturesOf(host, collectedAt, progress, diagnostics);
    if (captures !== undefined) machines.push(readHost(captures, host));
  }
  for (const { name, advice: own, contributions: parts } of namedApart(machines, diagnostics)) {
    advice.set(`host:${name}`, own);
    contributions.push(...parts.map((part) => ({ ...part, target: { kind: 'host', name } as const })));
  }
  for (const group of gathered.groups) {
    progress(`reading ${group.label}`);
    const captures: Capture[] = [];
    for (const capture of group.captures) {
      const snapshots = snapshotsIn(capture, diagnostics);
      if (snapshots === undefined) captures.push(capture);
      else ready.push(...snapshots);
    }
    contributions.push(...fileContributions(captures, group.named, diagnostics));
  }
  const { own, shared } = splitShared(contributions);
  diagnostics.push(...sharedDiagnostics(shared));
  const assembled = assembleTargets(own, (kind) => FALLBACK_NAMES[kind]).map((target): Snapshot => {
    const { kind, name } = target;
    return readSnapshot(
      // Passwords stand in addresses of all kinds of sources: monitors, backups, repositories, proxies.
      withoutAddressSecrets({
        schemaVersion: '1',
        target: { id: `${kind}:${name}`, kind, name },
        collectedAt,
        captures: captureRecords(target.captures),
        diagnostics: target.diagnostics,
        ...target.domains,
      }),
      `${kind}:${name}`,
    );
  });
  const snapshots = [...ready, ...assembled].map((snapshot) => withShared(snapshot, shared));
  diagnostics.push(...unsharedDiagnostics(snapshots, shared));
  return { snapshots, diagnostics: withoutAddressSecrets(diagnostics), advice };
}

/** What a machine tells; undefined when it cannot be reached, which is said, and the other targets are still read. */
async function capturesOf(
  host: GatheredHost,
  collectedAt: string,
  progress: Progress,
  diagnostics: Diagnostic[],
): Promise<readonly Capture[] | undefined> {
  if ('access' in host) return collectHost(host.access, { collectedAt });
  try {
    const captures = await collectPendingHost(host.pending, { collectedAt }, (round) =>
      progress(`reading ${host.label}, round ${round}`),
    );
    const trouble = host.trouble?.();
    if (trouble !== undefined) diagnostics.push(trouble);
    return captures;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    diagnostics.push({
      level: 'error',
      code: 'unreadable-target',
      message: error.message,
      at: { file: host.label },
      ...(error.hint === undefined ? {} : { hint: error.hint }),
    });
    return undefined;
  } finally {
    await host.pending.close();
  }
}

/** A machine that was read and normalized. */
interface ReadHost {
  readonly name: string;
  readonly label: string;
  readonly advice: Advice;
  readonly contributions: readonly Omit<TracedContribution, 'target'>[];
}

/** A machine gives two domains: itself and its packet filter. */
function readHost(captures: readonly Capture[], from: GatheredHost): ReadHost {
  const { name: told, host, diagnostics: found } = normalizeHost(captures);
  const opened = 'pending' in from ? from : undefined;
  const name = opened?.name ?? (told === FALLBACK_NAMES.host ? (opened?.fallbackName ?? told) : told);
  const diagnostics = [...(opened?.diagnostics ?? []), ...found];
  const firewall = normalizeHostFirewall(captureSet(captures));
  const reading = 'reading' in from ? from.reading : (from.readingOf?.() ?? { kind: 'archive', asRoot: false });
  const advice = adviceFor(reading);
  const sections = withAdvice({ host: { ...host }, firewall: { ...firewall.sections } }, advice);
  return {
    name,
    label: from.label,
    advice,
    contributions: [
      { domain: 'host', sections: sections.host, diagnostics, captures },
      { domain: 'firewall', sections: sections.firewall, diagnostics: firewall.diagnostics, captures: [] },
    ],
  };
}

/** Files by format; a named file that no format knows is an error, one found in a folder a note. */
function fileContributions(
  captures: readonly Capture[],
  named: boolean,
  diagnostics: Diagnostic[],
): readonly TracedContribution[] {
  const recognized = recognize(captures, FORMATS);
  diagnostics.push(...recognized.diagnostics);
  const contributions = FORMATS.flatMap((format) => {
    const own = recognized.claimed.filter((claim) => claim.format === format.id).map(({ capture }) => capture);
    if (own.length === 0) return [];
    const context = { claimed: recognized.claimed, documents: recognized.documents };
    return format.normalize(own, context).map((contribution) => ({ ...contribution, captures: own }));
  });
  const organization = contributions.find(({ target }) => target.kind === 'organization');
  const hasPlan = recognized.claimed.some(({ format }) => format === TERRAFORM_FORMAT);
  // Lines of a plan's resources are looked up in its sources.
  const unknown = recognized.documents.filter(({ origin }) => !(hasPlan && isTerraformSource(origin)));
  if (organization === undefined || named) diagnostics.push(...unknownFormats(unknown, named));
  return contributions;
}

/** The snapshots that a file holds (one, or a list); undefined when it holds something else. */
function snapshotsIn(capture: Capture, diagnostics: Diagnostic[]): readonly Snapshot[] | undefined {
  const text = textOf(capture);
  if (text === undefined || !/^\s*[[{]/.test(text) || !text.includes('"schemaVersion"')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!values.every(looksLikeSnapshot) || values.length === 0) return undefined;
  return values.flatMap((candidate) => {
    try {
      return [readSnapshot(candidate, capture.origin)];
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      diagnostics.push({
        level: 'error',
        code: 'invalid-snapshot',
        message: error.message,
        at: { file: capture.origin },
        ...(error.hint === undefined ? {} : { hint: error.hint }),
      });
      return [];
    }
  });
}
