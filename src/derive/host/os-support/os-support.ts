import { daysBetween } from '../../../core/clock.ts';
import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import { deriveSection } from '../../../core/section.ts';
import type { HostOs, HostOsSupportTier } from '../../../model/generated/model.ts';
import type { Derivation } from '../../derivation.ts';
import table from './releases.json' with { type: 'json' };

const DAY_MS = 86_400_000;
const TIERS = ['standard', 'lts', 'paid'] as const;

/** One release of the table; a missing tier is as long as the one before it. */
export interface SupportedRelease {
  readonly id: string;
  readonly version: string;
  readonly standard?: string;
  readonly lts?: string;
  readonly paid?: string;
}

/** host.os_support: until when the release gets security updates, and how many days are left. */
export const osSupportDerivation: Derivation = {
  id: 'os-support',
  domain: 'host',
  derive: ({ host }, { nowMs }) => ({
    host: {
      os_support: deriveSection([host?.os] as const, (os: HostOs) => ({
        release: releaseName(os),
        tiers: supportTiers(os, nowMs, table.releases),
      })),
    },
  }),
};

function releaseName(os: HostOs): Fact<string> {
  if (!isKnown(os.id)) return os.id;
  if (!isKnown(os.version_id)) return os.version_id;
  return known(`${os.id.value} ${os.version_id.value}`, os.version_id.at);
}

/** The tiers of a release by the table. */
export function supportTiers(
  os: HostOs,
  nowMs: number,
  releases: readonly SupportedRelease[],
): readonly HostOsSupportTier[] {
  const name = releaseName(os);
  if (!isKnown(name) || !isKnown(os.id) || !isKnown(os.version_id)) {
    const why = isKnown(name) ? '' : name.unknown;
    return TIERS.map((id) => withoutDate(id, why, name.at));
  }
  const release = findRelease(os.id.value, os.version_id.value, releases);
  if (release === undefined) {
    return TIERS.map((id) => withoutDate(id, `the table of support dates has no ${name.value}`, name.at));
  }
  let date: string | undefined;
  return TIERS.map((id) => {
    const own = release[id];
    if (own !== undefined && (date === undefined || own > date)) date = own;
    if (date === undefined) return withoutDate(id, `the end of ${id} support of ${name.value} is not set yet`, name.at);
    // Support lasts through its last day.
    const daysLeft = daysBetween(nowMs, Date.parse(`${date}T00:00:00Z`) + DAY_MS);
    return { id, ends_on: known(date, name.at), days_left: known(daysLeft, name.at) };
  });
}

/** The version itself, or its major part (`9.4` of Rocky is `9`, `3.22.1` of Alpine is `3.22`). */
function findRelease(id: string, version: string, releases: readonly SupportedRelease[]): SupportedRelease | undefined {
  const parts = version.split('.');
  for (let length = parts.length; length > 0; length--) {
    const wanted = parts.slice(0, length).join('.');
    const found = releases.find((release) => release.id === id && release.version === wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

function withoutDate(id: HostOsSupportTier['id'], why: string, at: Place): HostOsSupportTier {
  return { id, ends_on: unknown(why, at), days_left: unknown(why, at) };
}
