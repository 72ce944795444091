import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { CloudNetwork } from '../cloud/cloud-network.ts';
import type { GcpNetwork, GcpRule } from './gcp-network.ts';
import { gcpLists } from './lists.ts';
import { pointsOf } from './points.ts';

/** A network of the model, and what of its rules could not be understood. */
export interface DiagnosedNetwork extends CloudNetwork {
  readonly diagnostics: readonly Diagnostic[];
}

/** Turns what a source tells of Google Cloud networks into the model. */
export function toCloudNetwork(network: GcpNetwork): DiagnosedNetwork {
  const { filters, points } = pointsOf(network);
  const { firewalls } = network;
  const missing = [
    ...(network.untold ?? []).map((why) => `${why}.`),
    ...(firewalls.flag !== 'complete' ? [`${firewalls.reason ?? ''} ${firewalls.hint ?? ''}`.trim()] : []),
    ...(firewalls.data ?? []).flatMap(({ network: of, name }) =>
      'unknown' in of ? [`The network of the rule ${name}: ${of.unknown}`] : [],
    ),
  ];
  const rules: readonly GcpRule[] = [...(firewalls.data ?? []), ...network.policies.flatMap((policy) => policy.rules)];
  return { filters, points, missing, ...gcpLists(network), diagnostics: rules.flatMap(unread) };
}

/** Parts of a rule that are not known: it then may match or not. */
function unread(rule: GcpRule): readonly Diagnostic[] {
  const reasons = [
    ...('unknown' in rule.direction ? [rule.direction.unknown] : []),
    ...('unknown' in rule.action ? [rule.action.unknown] : []),
    ...rule.source.limits,
    ...rule.destination.limits,
    ...rule.source.others,
  ].filter((reason) => !reason.includes('after apply'));
  return reasons.map(
    (reason): Diagnostic => ({
      level: 'warning',
      code: 'uncertain-rule',
      message: `${rule.name}: ${reason.replace(/\.$/, '')}; the rule may match or not`,
      at: rule.at,
    }),
  );
}
