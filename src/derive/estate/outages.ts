import { formatInstant, parseInstant } from '../../core/clock.ts';
import { type Fact, isKnown, known, type Place, unknown } from '../../core/fact.ts';
import { sortedBy } from '../../core/order.ts';
import { deriveSection, type Section } from '../../core/section.ts';
import type {
  EstateOutage,
  OrganizationAsset,
  OrganizationChange,
  OrganizationUptime,
  OrgIncident,
  Snapshot,
} from '../../model/generated/model.ts';
import { sayMinutes } from '../organization/age.ts';
import { approvedWindows } from '../organization/asset-state.ts';
import { isTarget } from '../organization/availability.ts';
import { knownValue, written } from '../organization/fact-values.ts';
import { mergeSpans, overlapMs, type Span } from '../organization/spans.ts';
import { supplied } from '../organization/supply.ts';
import { mergeSections, organizationParts } from './merge-sections.ts';

const MINUTE_MS = 60_000;
/** Shorter interruptions need no incident. */
const LONG_MS = 15 * MINUTE_MS;
/** A change begun so long before an outage is its probable cause. */
const CAUSE_MS = 60 * MINUTE_MS;

/** Assets with an objective, and outages of more than fifteen minutes outside approved windows against the incidents. */
export function outagesOf(snapshots: readonly Snapshot[]): Section<readonly EstateOutage[]> {
  return mergeSections(
    organizationParts(snapshots, (organization) =>
      deriveSection(
        [
          supplied(organization, 'assets'),
          supplied(organization, 'uptime'),
          supplied(organization, 'change_windows'),
          supplied(organization, 'incidents'),
        ],
        ({ assets }, uptime, { windows, changes }, { incidents }) =>
          sortedBy(assets, ({ id }) => id).flatMap((asset) => {
            if (!isKnown(asset.slo_percent) || knownValue(asset.status) === 'retired') return [];
            const approved = mergeSpans(
              approvedWindows(asset.id, windows).flatMap(({ occurrences }) => occurrences.flatMap(spanOf)),
            );
            const found = measured(asset, uptime, approved);
            return found.outages.length + found.hidden.length === 0 ? [] : [judge(asset, found, incidents, changes)];
          }),
      ),
    ),
    {
      reason: 'no measurements of availability were given',
      hint: 'Put uptime/, incidents.yaml, change-windows.yaml and assets.csv in the organization folder.',
    },
  );
}

/** A stretch that was measured as down, or one that may hide an outage. */
interface Stretch extends Span {
  readonly at: Place;
  readonly what: string;
}

interface Measured {
  readonly outages: readonly Stretch[];
  readonly hidden: readonly Stretch[];
}

function measured(asset: OrganizationAsset, uptime: OrganizationUptime, approved: readonly Span[]): Measured {
  const outages: Stretch[] = [];
  const hidden: Stretch[] = [];
  const add = (list: Stretch[], span: Span, at: Place, what: string): void => {
    const minutes = (span.to - span.from - overlapMs(span, approved)) / MINUTE_MS;
    if (minutes * MINUTE_MS > LONG_MS) list.push({ ...span, at, what: `${sayMinutes(minutes)} ${what}` });
  };
  for (const series of uptime.series.filter(({ target }) => isTarget(asset, target))) {
    let last: number | undefined;
    for (const run of series.runs) {
      const span = spanOf({ from: run.from, to: run.until })[0];
      if (span === undefined) continue;
      if (last !== undefined && span.from > last)
        add(hidden, { from: last, to: span.from }, series.at, 'without samples');
      if (!run.up) add(outages, span, series.at, 'down');
      last = span.to;
    }
  }
  for (const row of uptime.intervals.filter(({ asset: target }) => isTarget(asset, target))) {
    const span = spanOf(row)[0];
    if (span === undefined) continue;
    const claimed = Math.max(0, row.maintenance_seconds * 1000 - overlapMs(span, approved));
    const down = row.down_seconds * 1000 + claimed;
    const what = row.down_seconds === 0 ? 'of claimed maintenance outside every approved window' : 'down';
    if (down > LONG_MS && down >= span.to - span.from)
      outages.push({ ...span, at: row.at, what: `${sayMinutes(down / MINUTE_MS)} ${what}` });
    else if (down > LONG_MS)
      hidden.push({
        ...span,
        at: row.at,
        what: `${sayMinutes(down / MINUTE_MS)} ${what} in one interval, single outages cannot be told apart`,
      });
    if (row.unknown_seconds * 1000 > LONG_MS)
      hidden.push({ ...span, at: row.at, what: `${sayMinutes(row.unknown_seconds / 60)} not measured` });
  }
  return { outages, hidden };
}

function judge(
  asset: OrganizationAsset,
  { outages, hidden }: Measured,
  incidents: readonly OrgIncident[],
  changes: readonly OrganizationChange[],
): EstateOutage {
  const own = incidents.filter((incident) => incident.assets.includes(asset.id));
  const told = outages.map((outage) => {
    const incident = own.find((one) => overlaps(one, outage));
    return {
      outage,
      incident,
      text: `${say(outage)}${incident === undefined ? ' without an incident' : ` is ${incident.id}`}${sayCause(asset, outage, incident, changes)}`,
    };
  });
  const missing = told.filter(({ incident }) => incident === undefined);
  const at = (missing[0]?.outage ?? hidden[0] ?? outages[0])?.at ?? asset.at;
  const detail = [
    ...(missing.length > 0 ? missing : told).map(({ text }) => text),
    ...(missing.length > 0 ? [] : hidden.map((stretch) => `${say(stretch)} may hide an outage`)),
  ].join('; ');
  const recorded: Fact<boolean> =
    missing.length > 0 ? known(false, at) : hidden.length > 0 ? unknown(detail, at) : known(true, at);
  return {
    id: `asset:${asset.id}`,
    at,
    recorded,
    detail,
    places: [...outages, ...hidden].map((stretch) => stretch.at),
  };
}

/** An incident covers an outage when its course shares time with it; while it is open it has no end. */
function overlaps(incident: OrgIncident, outage: Span): boolean {
  const from = parseInstant(written(incident.started_at) ?? written(incident.detected_at) ?? '');
  const to =
    parseInstant(written(incident.recovered_at) ?? written(incident.closed_at) ?? '') ?? Number.POSITIVE_INFINITY;
  return from !== undefined && from < outage.to && to > outage.from;
}

/** A change on the asset, or on another asset of the same incident, that began in the hour before. */
function sayCause(
  asset: OrganizationAsset,
  outage: Span,
  incident: OrgIncident | undefined,
  changes: readonly OrganizationChange[],
): string {
  const assets = [asset.id, ...(incident?.assets ?? [])];
  const cause = changes.find((change) => {
    const from = parseInstant(written(change.from) ?? '');
    return (
      assets.includes(knownValue(change.asset) ?? '') &&
      from !== undefined &&
      from <= outage.from &&
      outage.from - from <= CAUSE_MS
    );
  });
  if (cause === undefined) return '';
  const before = (outage.from - (parseInstant(written(cause.from) ?? '') ?? outage.from)) / MINUTE_MS;
  return ` (change ${cause.id} began ${sayMinutes(before)} before: probable cause)`;
}

function say({ from, what }: Stretch): string {
  return `${what} from ${formatInstant(from)}`;
}

function spanOf({ from, to }: { readonly from: string; readonly to: string }): readonly Span[] {
  const [start, end] = [parseInstant(from), parseInstant(to)];
  return start === undefined || end === undefined || end <= start ? [] : [{ from: start, to: end }];
}
