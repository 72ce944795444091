import type { Diagnostic } from '../core/diagnostic.ts';
import { withoutAddressSecrets } from '../core/secrets.ts';
import { DOMAINS } from '../core/statuses.ts';
import type { Snapshot } from '../model/generated/model.ts';
import { readSnapshot } from '../model/read-snapshot.ts';
import { captureRecords, sharedWith, type TracedContribution } from '../normalize/assemble.ts';

/** Adds what the scan was given for all its targets; it wins over what a snapshot kept from an earlier scan. */
export function withShared(snapshot: Snapshot, shared: readonly TracedContribution[]): Snapshot {
  const { kind, name, id } = snapshot.target;
  const present = DOMAINS.filter((domain) => snapshot[domain] !== undefined);
  const added = sharedWith({ kind, name, domains: present }, shared);
  if (added.captures.length === 0) return snapshot;
  const domains = Object.entries(added.domains).map(([domain, sections]) => [
    domain,
    { ...Object.entries(snapshot).find(([key]) => key === domain)?.[1], ...withoutAddressSecrets(sections) },
  ]);
  const captures = [...snapshot.captures, ...captureRecords(added.captures)];
  return readSnapshot({ ...snapshot, ...Object.fromEntries(domains), captures }, id);
}

/** What is wrong with shared inputs is said once; a second one of the same kind too, which is left out. */
export function sharedDiagnostics(shared: readonly TracedContribution[]): readonly Diagnostic[] {
  const second = shared.slice(1).map(({ captures }): Diagnostic => {
    const file = captures[0]?.origin ?? '';
    return {
      level: 'error',
      code: 'duplicate-section',
      message: `${file}: what holds for all targets was given by another file already; it was left out`,
      at: { file },
      hint: 'Give one of them, or both in one folder.',
    };
  });
  return [...shared.flatMap((contribution) => contribution.diagnostics), ...second];
}

/** Shared inputs that no target of the scan could take. */
export function unsharedDiagnostics(
  snapshots: readonly Snapshot[],
  shared: readonly TracedContribution[],
): readonly Diagnostic[] {
  return shared
    .filter(({ domain }) => snapshots.every((snapshot) => snapshot[domain] === undefined))
    .map(({ captures, domain }): Diagnostic => {
      const file = captures[0]?.origin ?? '';
      return {
        level: 'warning',
        code: 'nothing-to-share-with',
        message: `${file} holds for targets with ${domain} rules, and there is none among those that were given`,
        at: { file },
        hint: 'Name a machine or a file with its rules beside it.',
      };
    });
}
