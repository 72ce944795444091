import { isKnown } from '../../core/fact.ts';
import type { IpFamily } from '../../core/ip-range.ts';
import type { Snapshot } from '../../model/generated/model.ts';

const SETTINGS = { ipv4: 'net.ipv4.ip_forward', ipv6: 'net.ipv6.conf.all.forwarding' } as const;

/** Families that the kernel of the machine does not forward, with the setting that says so. */
export function notForwarded({ host }: Snapshot): readonly { readonly family: IpFamily; readonly setting: string }[] {
  return (['ipv4', 'ipv6'] as const).flatMap((family) => {
    const setting = host?.sysctl?.data?.keys.find(({ id }) => id === SETTINGS[family]);
    const fact = [setting?.live, setting?.at_boot].find((one) => one !== undefined && isKnown(one));
    const isOff = fact !== undefined && isKnown(fact) && fact.value.trim() === '0';
    return isOff ? [{ family, setting: SETTINGS[family] }] : [];
  });
}
