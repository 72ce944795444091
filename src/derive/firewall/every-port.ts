import { known, unknown } from '../../core/fact.ts';
import type { FirewallExposure } from '../../model/generated/model.ts';
import { isWider, type Reach } from './address-classes.ts';
import type { Range } from './ranges.ts';

/** The least reach over all ports of each protocol; nothing waits on port 0. */
export function everyPort(ranges: readonly Range[]): FirewallExposure['protocols'] {
  return (['tcp', 'udp'] as const).flatMap((protocol) => {
    const list = ranges.filter((range) => range.protocol === protocol && range.to_port > 0);
    const least = (of: (range: Range) => Reach): Reach =>
      list.reduce<Reach>((low, range) => (isWider(low, of(range)) ? of(range) : low), 'internet');
    const sure = least((range) => range.at_least);
    const most = least((range) => range.at_most);
    const narrowest = list.find((range) => range.at_least === sure);
    if (narrowest === undefined) return [];
    const at = narrowest.reach.at;
    const reason = 'unknown' in narrowest.reach ? narrowest.reach.unknown : 'It depends on rules that are in doubt.';
    return [
      { id: `${narrowest.family}:${protocol}`, every_port: sure === most ? known(sure, at) : unknown(reason, at) },
    ];
  });
}
