import type { SnapshotSections } from '../../../../src/derive/derivation.ts';
import { DERIVATIONS } from '../../../../src/derive/registry.ts';
import type { Organization } from '../../../../src/model/generated/model.ts';
import { normalizeFolder } from '../../normalize/organization/capture-of.ts';

/** Normalizes the files of an organization folder and computes its derived sections as of 2026-11-22T18:00Z. */
export function deriveOrganization(files: Readonly<Record<string, string>>): SnapshotSections {
  const contributions = normalizeFolder(files);
  let organization: Organization = Object.assign({}, ...contributions.map(({ sections }) => sections));
  for (const derivation of DERIVATIONS.filter(({ domain }) => domain === 'organization')) {
    const derived = derivation.derive({ organization }, { nowMs: Date.UTC(2026, 10, 22, 18) });
    organization = { ...organization, ...derived.organization };
  }
  return { organization };
}
