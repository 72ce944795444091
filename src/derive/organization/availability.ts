import { parseInstant } from '../../core/clock.ts';
import { type Fact, isKnown, known, type Place, unknown } from '../../core/fact.ts';
import { sortedBy } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  OrganizationAsset,
  OrganizationAvailability,
  OrganizationAvailabilityItem,
  OrganizationChangeWindow,
  OrganizationUptime,
  OrganizationUptimeSeries,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { sayMinutes } from './age.ts';
import { approvedWindows } from './asset-state.ts';
import { dayOf, daysFrom } from './calendar.ts';
import { percentOf } from './share.ts';
import { mergeSpans, type Span } from './spans.ts';
import { supplied } from './supply.ts';
import { accountOfIntervals, accountOfSeries, type UptimeAccount } from './uptime-account.ts';

/** Measured availability of each asset in service that has an objective. */
export const availabilityDerivation: Derivation = {
  id: 'availability',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      availability: deriveSection(
        [supplied(organization, 'assets'), supplied(organization, 'uptime'), supplied(organization, 'change_windows')],
        ({ assets }, uptime, { windows }): OrganizationAvailability => {
          const rule = organization.profile?.data?.unknown_time;
          const excludeUnknown = rule !== undefined && isKnown(rule) && rule.value === 'exclude';
          const judged = assets.filter((asset) => {
            const out = isKnown(asset.status) && asset.status.value !== 'in-service';
            return !out && !asset.undeclared.includes('slo_percent');
          });
          return {
            assets: sortedBy(judged, ({ id }) => id).map((asset) =>
              measure(asset, uptime, windows, excludeUnknown, dayOf(nowMs)),
            ),
          };
        },
      ),
    },
  }),
};

/** True when a target of a measurement is this asset: its id, or what its probe asks. */
export function isTarget(asset: OrganizationAsset, target: string): boolean {
  return target === asset.id || (isKnown(asset.probe) && asset.probe.value === target);
}

function measure(
  asset: OrganizationAsset,
  uptime: OrganizationUptime,
  windows: readonly OrganizationChangeWindow[],
  excludeUnknown: boolean,
  today: string,
): OrganizationAvailabilityItem {
  const series = sortedBy(
    uptime.series.filter(({ target }) => isTarget(asset, target)),
    ({ samples, target }) => `${String(samples).padStart(12, '0')} ${target}`,
  ).at(-1);
  const intervals = uptime.intervals.filter((row) => isTarget(asset, row.asset));
  const reading = uptime.readings.find(({ target }) => isTarget(asset, target));
  const approved = mergeSpans(
    approvedWindows(asset.id, windows).flatMap(({ occurrences }) =>
      occurrences.map(({ from, to }): Span => ({ from: parseInstant(from) ?? 0, to: parseInstant(to) ?? 0 })),
    ),
  );
  const places: readonly Place[] =
    series !== undefined
      ? [series.at]
      : intervals.length > 0
        ? intervals.map(({ at }) => at)
        : reading === undefined
          ? []
          : [reading.at];
  const account = series !== undefined ? accountOfSeries(series, approved) : accountOfIntervals(intervals, approved);
  const measured_by =
    series !== undefined
      ? 'samples'
      : intervals.length > 0
        ? 'intervals'
        : reading !== undefined
          ? 'reading'
          : 'nothing';
  const at = places[0] ?? asset.at;
  const why =
    measured_by === 'reading'
      ? 'a single point in time: supply samples or intervals in uptime/'
      : measured_by === 'nothing'
        ? 'no samples: supply samples or intervals in uptime/'
        : 'the intervals of this asset share time, so they cannot be summed: correct uptime/';
  const judged = account === undefined ? undefined : judge(account, asset, excludeUnknown);
  return {
    id: asset.id,
    at: asset.at,
    slo_percent: asset.slo_percent,
    measured_by,
    probe: isKnown(asset.probe),
    available_percent: judged === undefined ? unknown(why, at) : judged.percent(at),
    slo_met: judged === undefined ? unknown(why, at) : judged.met(at),
    seconds_up: account?.up ?? 0,
    seconds_down: account?.down ?? 0,
    seconds_unknown: account?.unknown ?? 0,
    seconds_unapproved: account?.unapproved ?? 0,
    seconds_counted: judged?.counted ?? 0,
    summary: account === undefined || judged === undefined ? why : say(account, judged.share, excludeUnknown),
    window_days: account === undefined ? 0 : Math.round((account.window.to - account.window.from) / 8_640_000) / 10,
    ended_days_ago: account === undefined ? 0 : Math.max(0, daysFrom(dayOf(account.window.to), today)),
    coverage_percent:
      series === undefined
        ? unknown('only samples tell how much of the time was looked at', at)
        : known(coverage(series), series.at),
    independent_probe: unknown('from which host the probe asks is not in the format', at),
    places,
  };
}

function judge(account: UptimeAccount, asset: OrganizationAsset, excludeUnknown: boolean) {
  const counted =
    (account.window.to - account.window.from) / 1000 - account.approved - (excludeUnknown ? account.unknown : 0);
  const share = counted <= 0 ? undefined : (100 * account.up) / counted;
  const nothing = 'the whole window of measurement is maintenance';
  return {
    counted,
    share,
    percent: (at: Place): Fact<number> =>
      share === undefined ? unknown(nothing, at) : known(Math.round(share * 1000) / 1000, at),
    met: (at: Place): Fact<boolean> => {
      if (share === undefined) return unknown(nothing, at);
      return isKnown(asset.slo_percent) ? known(share >= asset.slo_percent.value, at) : asset.slo_percent;
    },
  };
}

/** `98.949 % of 7 days: 45 min down, 1 h without samples counted as down`. */
function say(account: UptimeAccount, share: number | undefined, excludeUnknown: boolean): string {
  const days = Math.round((account.window.to - account.window.from) / 8_640_000) / 10;
  const parts: readonly (readonly [number, string])[] = [
    [account.down, 'down'],
    [account.unknown, `without samples ${excludeUnknown ? 'left out' : 'counted as down'}`],
    [account.unapproved, 'of claimed maintenance outside approved windows counted as down'],
    [account.approved, 'of approved maintenance left out'],
  ];
  const told = parts
    .filter(([seconds]) => seconds >= 1)
    .map(([seconds, what]) => `${sayMinutes(seconds / 60)} ${what}`);
  const head = share === undefined ? 'nothing' : `${Math.round(share * 1000) / 1000} %`;
  return `${head} of ${days} days${told.length === 0 ? '' : `: ${told.join(', ')}`}`;
}

function coverage(series: OrganizationUptimeSeries): number {
  const first = parseInstant(series.runs[0]?.from ?? '') ?? 0;
  const last = parseInstant(series.runs.at(-1)?.until ?? '') ?? 0;
  return Math.min(100, percentOf(series.samples, Math.max(1, Math.round((last - first) / 1000 / series.step_seconds))));
}
