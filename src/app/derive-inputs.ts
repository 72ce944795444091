import { targetId } from '../core/ids.ts';
import type { DeriveContext } from '../derive/derivation.ts';
import { deriveEstate } from '../derive/estate/estate.ts';
import { DERIVATIONS } from '../derive/registry.ts';
import type { EvaluationInput } from '../evaluate/evaluate.ts';
import type { Snapshot } from '../model/generated/model.ts';

/** The inputs of the rules: each snapshot with its computed facts, and the estate over all of them. */
export function deriveInputs(snapshots: readonly Snapshot[], context: DeriveContext): readonly EvaluationInput[] {
  const derived = snapshots.map((snapshot) => deriveSnapshot(snapshot, context));
  const inputs = derived.map(
    (snapshot): EvaluationInput => ({
      target: { ...snapshot.target, id: targetId(snapshot.target.id) },
      domains: domainsOf(snapshot),
    }),
  );
  // One machine or account alone has nothing to be joined with; an organization is joined with itself.
  if (derived.length < 2 && derived.every(({ organization }) => organization === undefined)) return inputs;
  const estate = deriveEstate(derived, context);
  return [...inputs, { target: { id: targetId('estate:all'), kind: 'estate', name: 'all' }, domains: { estate } }];
}

/** A snapshot with every derived section of its domains. */
export function deriveSnapshot(snapshot: Snapshot, context: DeriveContext): Snapshot {
  let current = snapshot;
  for (const { domain, derive } of DERIVATIONS) {
    if (current[domain] === undefined) continue;
    const derived = derive(domainsOf(current), context);
    current = { ...current, [domain]: { ...current[domain], ...derived[domain] } };
  }
  return current;
}

function domainsOf(snapshot: Snapshot): Pick<Snapshot, 'host' | 'firewall' | 'iam' | 'organization'> {
  const { host, firewall, iam, organization } = snapshot;
  return {
    ...(host === undefined ? {} : { host }),
    ...(firewall === undefined ? {} : { firewall }),
    ...(iam === undefined ? {} : { iam }),
    ...(organization === undefined ? {} : { organization }),
  };
}
