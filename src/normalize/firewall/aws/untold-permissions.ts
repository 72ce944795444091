import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, isKnown } from '../../../core/fact.ts';
import type { AwsNetwork, AwsPermission } from './aws-network.ts';

/** A warning for each permission of which something is not told, at its line. */
export function untoldPermissions(network: AwsNetwork): readonly Diagnostic[] {
  return (network.groups.data ?? []).flatMap(({ id, permissions, untold }) => [
    ...permissions.flatMap((permission): readonly Diagnostic[] => {
      const why = whyUntold(permission);
      if (why === undefined) return [];
      const message = `a rule of ${id} may match or not: ${why}`;
      return [{ level: 'warning', code: 'uncertain-rule', message, at: permission.at }];
    }),
    ...untold.map((why): Diagnostic => {
      const at = permissions[0]?.at;
      return { level: 'warning', code: 'uncertain-rule', message: why, ...(at === undefined ? {} : { at }) };
    }),
  ]);
}

function whyUntold({ peer, protocol, from, to, uncertain }: AwsPermission): string | undefined {
  if (peer.kind === 'unknown') return peer.why;
  if (peer.kind === 'cidr' && !isKnown(peer.cidr)) return peer.cidr.unknown;
  if ((peer.kind === 'group' || peer.kind === 'prefix-list') && !isKnown(peer.id)) return peer.id.unknown;
  const facts: readonly (Fact<unknown> | undefined)[] = [protocol, from, to];
  for (const fact of facts) if (fact !== undefined && !isKnown(fact)) return fact.unknown;
  return uncertain?.[0];
}
