import { type Fact, isKnown, known, mapFact, type Place, unknown } from '../../core/fact.ts';
import { compareCodePoints } from '../../core/order.ts';
import type { Section } from '../../core/section.ts';
import type { IamMfaDevices } from '../../model/generated/model.ts';

/** Methods that a phisher can pass on cannot be told from the right ones by the service: SMS, voice, mail, questions. */
export const WEAK_METHODS: readonly string[] = ['sms', 'voice', 'email', 'question'];
/** Methods bound to the origin of the service (NIST SP 800-63B, 5.2.5). */
export const RESISTANT_METHODS: readonly string[] = ['fido2', 'passkey', 'certificate', 'windows-hello'];
/** Devices of their own, which no copy of a file gives away. */
const HARDWARE: readonly string[] = ['fido2', 'hardware-otp'];

/** The strength of the strongest of some methods. */
export function strengthOfMethods(methods: readonly string[]): string {
  if (methods.length === 0) return 'none';
  if (methods.some((method) => RESISTANT_METHODS.includes(method))) return 'phishing-resistant';
  return methods.every((method) => WEAK_METHODS.includes(method)) ? 'weak' : 'strong';
}

/** Which kinds of second factors somebody has. */
export interface Factors {
  readonly kinds: Fact<readonly string[]>;
  readonly hardware: Fact<boolean>;
  readonly software: Fact<boolean>;
  readonly strength: Fact<string>;
}

const VIRTUAL = 'aws iam list-virtual-mfa-devices --output json > virtual-mfa-devices.json';

/** The second factors of one holder: whether there is any (`mfa`), and the devices that are listed. */
export function factorsOf(
  holder: string,
  mfa: Fact<boolean>,
  source: Section<IamMfaDevices> | undefined,
  at: Place,
): Factors {
  const devices = source?.data;
  const own = devices?.devices.filter((device) => device.holder === holder) ?? [];
  const found = [...new Set<string>(own.map(({ kind }) => kind))].sort(compareCodePoints);
  const place = own[0]?.at ?? mfa.at;
  const none = isKnown(mfa) && !mfa.value && own.length === 0;
  // AWS lists the devices of root with those of no user: a virtual one is in the list of virtual ones, the others nowhere.
  const listed = devices?.listed.includes(holder) === true;
  const open = unknown(reasonOf(holder, source), at);
  const kinds = none ? known<readonly string[]>([], mfa.at) : listed ? known<readonly string[]>(found, place) : open;
  const wholeVirtual = devices !== undefined && isKnown(devices.virtual_listed) && devices.virtual_listed.value;
  const software = own.some(({ kind }) => !HARDWARE.includes(kind))
    ? known(true, place)
    : none || listed
      ? known(false, place)
      : wholeVirtual
        ? known(false, devices.virtual_listed.at)
        : open;
  const hardware = own.some(({ kind }) => HARDWARE.includes(kind))
    ? known(true, place)
    : none || listed
      ? known(false, place)
      : // A factor that is no virtual one is hardware; beside a virtual one there may be another.
        isKnown(software) && !software.value && isKnown(mfa) && mfa.value
        ? known(true, software.at)
        : isKnown(mfa)
          ? open
          : mfa;
  return { kinds, hardware, software, strength: mapFact(kinds, strengthOfMethods) };
}

function reasonOf(holder: string, source: Section<IamMfaDevices> | undefined): string {
  const devices = source?.data;
  const listed = devices?.virtual_listed;
  const whose = holder === 'root' ? 'root' : holder.slice(holder.indexOf(':') + 1);
  const why =
    devices === undefined ? source?.reason : listed === undefined || isKnown(listed) ? source?.reason : listed.unknown;
  const what = `of which kind the second factors of ${whose} are is not known${why === undefined ? '' : ` (${why})`}`;
  if (holder !== 'root')
    return `${what}: \`aws iam list-mfa-devices --user-name ${whose} --output json > mfa-devices-${whose}.json\``;
  return listed !== undefined && isKnown(listed)
    ? `${what}: AWS tells it to root alone, under "Security credentials"`
    : `${what}: \`${VIRTUAL}\``;
}
