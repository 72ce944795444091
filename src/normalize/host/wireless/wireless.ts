import { type Fact, known, unknown } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import { complete } from '../../../core/section.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { jsonOf, whyUnread } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';

/** IFF_UP of netdevice(7). */
const IFF_UP = 1;

/** Wireless interfaces of a running machine, and kernels that could make one. */
export const wirelessNormalizer: HostNormalizer<'wireless'> = {
  section: 'wireless',
  normalize: (captures) => ({
    section: complete({ kernels_with_drivers: kernels(captures), interfaces: interfaces(captures) }),
    diagnostics: [],
  }),
};

function kernels(captures: CaptureSet): Fact<string[]> {
  const capture = captures.get('wireless drivers');
  const at = { file: '/usr/lib/modules' };
  const value = jsonOf(capture);
  if (!isRecord(value)) return unknown(whyUnread(capture, 'the drivers of the kernels') ?? 'drivers were not told', at);
  const found = records(value['kernels']);
  const unread = Array.isArray(value['unread']) && value['unread'].length > 0;
  const doubtful = found.find(({ wireless }) => typeof wireless !== 'boolean');
  const having = found
    .filter(({ wireless }) => wireless === true)
    .flatMap(({ path }) => (typeof path === 'string' ? [path] : []));
  const [first] = having;
  if (first !== undefined) return known(having, { file: first });
  return unread || doubtful !== undefined
    ? unknown('/usr/lib/modules may not be listed. Run the scan as root.', at)
    : known([], at);
}

/** Up, or neither up nor blocked: it can be brought up at any time. */
function interfaces(captures: CaptureSet): Fact<string[]> {
  const capture = captures.get('wireless interfaces');
  const at = { file: '/sys/class/net' };
  const value = jsonOf(capture);
  if (!isRecord(value)) return unknown('Which wireless interfaces are there is told on a running system only', at);
  if (typeof value['unread'] === 'string') return unknown(value['unread'], at);
  const switches = records(value['rfkill']);
  const blocked = switches.length > 0 && switches.every(({ soft, hard }) => soft === '1' || hard === '1');
  const names = records(value['interfaces']).flatMap(({ name, flags }) => {
    if (typeof name !== 'string') return [];
    const up = typeof flags === 'string' && (Number.parseInt(flags, 16) & IFF_UP) !== 0;
    return up || !blocked ? [`${name}${up ? ' is up' : ' is not blocked'}`] : [];
  });
  return known(names, at);
}

function records(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
