import type { Capture } from '../../../core/capture.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { isBlocked, whyUnread } from '../../host/look-ups.ts';
import { includesAmong } from './includes.ts';
import { type NftFilters, type NftReading, nftFilters, openHooks, readNft } from './reading.ts';

/** The JSON of what runs. */
export const NFT_JSON = 'nft list ruleset';
/** The text of what runs. */
export const NFT_TEXT = 'nft list ruleset (text)';

const FILES = ['/etc/nftables.conf', '/etc/sysconfig/nftables.conf', '/etc/nftables.nft'] as const;

/** What runs, as nft shows it; undefined where it was not asked or there is no nft. */
export function runningNft(captures: CaptureSet): NftReading | undefined {
  const text = readCapture(captures.get(NFT_TEXT));
  const json = readCapture(captures.get(NFT_JSON));
  return readNft(
    { ...(text === undefined ? {} : { text }), ...(json === undefined ? {} : { json }) },
    includesAmong([]),
  );
}

/** Why nft did not tell what runs; undefined when it did, or was not asked. */
export function refusedNft(captures: CaptureSet): string | undefined {
  const blocked = [captures.get(NFT_TEXT), captures.get(NFT_JSON)].find(isBlocked);
  return blocked === undefined ? undefined : whyUnread(blocked, 'nft list ruleset');
}

/** What nftables.service loads at boot; undefined when there is no such file. */
export function configuredNft(captures: CaptureSet): NftFilters | undefined {
  const main = FILES.map((file) => captures.get(file)).find(
    (capture) => capture !== undefined && capture.outcome.kind !== 'absent',
  );
  if (main === undefined) return undefined;
  const reading = readNft({ text: main }, includesAmong(captures.all));
  if (reading === undefined)
    return { filters: [], diagnostics: [], gaps: [`${whyUnread(main, main.origin) ?? main.origin}.`] };
  const read = nftFilters(reading, 'configured');
  return { ...read, filters: [...read.filters, ...openHooks(read.filters, 'configured', { file: main.origin })] };
}

function readCapture(capture: Capture | undefined): Capture | undefined {
  return capture?.outcome.kind === 'read' ? capture : undefined;
}
