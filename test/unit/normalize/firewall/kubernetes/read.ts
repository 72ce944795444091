import type { Capture } from '../../../../../src/core/capture.ts';
import { captureId } from '../../../../../src/core/ids.ts';
import type { Section } from '../../../../../src/core/section.ts';
import { exposedPoints } from '../../../../../src/derive/firewall/exposed-points.ts';
import type { Firewall, FirewallRuleset } from '../../../../../src/model/generated/model.ts';
import { kubernetesManifests } from '../../../../../src/normalize/firewall/kubernetes/format.ts';
import type { Contribution } from '../../../../../src/normalize/format.ts';

export function capture(origin: string, text: string): Capture {
  return {
    id: captureId(origin),
    origin,
    collectedAt: '2026-11-02T10:00:00Z',
    outcome: { kind: 'read', bytes: new TextEncoder().encode(text) },
  };
}

export function normalize(...files: readonly (readonly [string, string])[]): readonly Contribution[] {
  return kubernetesManifests.normalize(
    files.map(([origin, text]) => capture(origin, text)),
    { claimed: [], documents: [] },
  );
}

/** The sections of the only cluster that the files tell of. */
export function sectionsOf(...files: readonly (readonly [string, string])[]): Firewall {
  const [only, ...others] = normalize(...files);
  if (only === undefined || others.length > 0) throw new Error(`${others.length + 1} clusters`);
  return only.sections as Firewall; // the sections of a contribution are opaque by type
}

/** `ipv4:tcp/22 internet`, or with both ends where they differ; what nobody reaches is left out. */
export function reachOf(ruleset: Section<unknown> | undefined, point: string): readonly string[] {
  const data = ruleset?.data as FirewallRuleset; // as above
  const found = exposedPoints(data)?.find(({ id }) => id === point);
  if (found === undefined) throw new Error(`no point ${point}: ${data.points?.map(({ id }) => id).join(', ')}`);
  return found.ranges
    .filter(({ at_most, family }) => at_most !== 'none' && family === 'ipv4')
    .map(({ id, at_least, at_most }) => `${id} ${at_least === at_most ? at_least : `${at_least}..${at_most}`}`);
}
