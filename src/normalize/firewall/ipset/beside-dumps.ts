import type { CaptureSet } from '../../capture-set.ts';
import { textOf } from '../../capture-set.ts';
import type { ClaimedCapture } from '../../format.ts';
import { type IpSets, parseIpSets } from './parse.ts';

/** The command whose output a live collection holds. */
const IPSET_SAVE = 'ipset save';

/** The sets of every `ipset save` text of a group. */
export function setsOf(claimed: readonly ClaimedCapture[]): readonly IpSets[] {
  return claimed
    .filter(({ format }) => format === 'ipset')
    .flatMap(({ capture }) => {
      const text = textOf(capture);
      return text === undefined ? [] : [parseIpSets(text, capture.origin)];
    });
}

/** The sets of the machine that a dump is from: the only ones of the group, or those whose file is named like it. */
export function setsFor(sets: readonly IpSets[], dump: string): IpSets | undefined {
  const [only, ...others] = sets;
  return others.length === 0 ? only : sets.find(({ file }) => machineOf(file) === machineOf(dump));
}

/** A file name without folder, program, family and extension. */
function machineOf(origin: string): string {
  return origin
    .slice(origin.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/ip6?tables|ipset|save|rules|ipv?[46]|v[46]|txt|conf/g, '')
    .replace(/[^a-z0-9]/g, '');
}

/** The sets of a machine that was scanned. */
export function setsOfHost(captures: CaptureSet): IpSets | undefined {
  const capture = captures.get(IPSET_SAVE);
  const text = capture === undefined ? undefined : textOf(capture);
  return text === undefined ? undefined : parseIpSets(text, IPSET_SAVE);
}
