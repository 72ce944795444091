import { describe, expect, it } from 'vitest';
import { complete } from '../../../../src/core/section.ts';
import { availabilityDerivation } from '../../../../src/derive/organization/availability.ts';
import type {
  OrganizationAsset,
  OrganizationChangeWindow,
  OrganizationProfile,
  OrganizationUptime,
  OrganizationUptimeInterval,
} from '../../../../src/model/generated/model.ts';

const at = { file: 'register.csv', line: 2 };
const none = { unknown: 'empty', at };
const known = <T>(value: T) => ({ value, at });
const asset: OrganizationAsset = {
  id: 'srv-1',
  at,
  undeclared: [],
  name: none,
  type: none,
  owner: none,
  environment: none,
  criticality: none,
  zone: none,
  exposure: none,
  address: none,
  status: known('in-service'),
  slo_percent: known(99),
  rto_minutes: none,
  rpo_hours: none,
  probe: known('https://a/'),
  redundancy_group: none,
  os: none,
};
const row = (
  from: string,
  to: string,
  seconds: Partial<OrganizationUptimeInterval> = {},
): OrganizationUptimeInterval => ({
  at,
  asset: 'srv-1',
  from: `2026-11-${from}:00:00Z`,
  to: `2026-11-${to}:00:00Z`,
  up_seconds: 0,
  down_seconds: 0,
  unknown_seconds: 0,
  maintenance_seconds: 0,
  ...seconds,
});
const window = (
  from: string,
  to: string,
  approver = 'boss@x.example',
  assets = ['srv-*'],
): OrganizationChangeWindow => ({
  at,
  id: 'w',
  assets,
  occurrences: [{ from: `2026-11-${from}:00:00Z`, to: `2026-11-${to}:00:00Z` }],
  purpose: none,
  approved_by: known(approver),
});
const measured = (
  uptime: Partial<OrganizationUptime>,
  windows: readonly OrganizationChangeWindow[] = [],
  assets = [asset],
  unknownTime?: string,
) => {
  const profile: OrganizationProfile = {
    at,
    name: 'X',
    timezone: none,
    date_order: none,
    classification_levels: none,
    unknown_time: known(unknownTime ?? 'down'),
    nis2_entity: none,
    business_days: [],
    business_from: none,
    business_to: none,
    roles: [],
    authority_contacts: [],
  };
  const sections = availabilityDerivation.derive(
    {
      organization: {
        assets: complete({ assets }),
        uptime: complete({ intervals: [], series: [], readings: [], ...uptime }),
        change_windows: complete({ at, windows, changes: [], freezes: [] }),
        ...(unknownTime === undefined ? {} : { profile: complete(profile) }),
      },
    },
    { nowMs: Date.parse('2026-11-22T18:00:00Z') },
  );
  return sections.organization?.availability?.data?.assets ?? [];
};

describe('availability', () => {
  it.each<[string, readonly OrganizationUptimeInterval[], readonly OrganizationChangeWindow[], object]>([
    [
      'all up',
      [row('01T00', '01T10', { up_seconds: 36_000 })],
      [],
      { available_percent: { value: 100 }, slo_met: { value: true } },
    ],
    [
      'a part down',
      [row('01T00', '01T10', { up_seconds: 35_000, down_seconds: 1000 })],
      [],
      { available_percent: { value: 97.222 }, slo_met: { value: false } },
    ],
    [
      'what is not accounted for is unknown and counts as down',
      [row('01T00', '01T10', { up_seconds: 35_000 })],
      [],
      { seconds_unknown: 1000, slo_met: { value: false } },
    ],
    [
      'time between intervals counts as down',
      [row('01T00', '01T10', { up_seconds: 36_000 }), row('01T11', '01T12', { up_seconds: 3600 })],
      [],
      { seconds_unknown: 3600, slo_met: { value: false } },
    ],
    [
      'claimed maintenance without a window counts as down',
      [row('01T00', '01T10', { up_seconds: 32_400, maintenance_seconds: 3600 })],
      [],
      { seconds_unapproved: 3600, available_percent: { value: 90 } },
    ],
    [
      'maintenance in an approved window does not count',
      [row('01T00', '01T10', { up_seconds: 32_400, maintenance_seconds: 3600 })],
      [window('01T02', '01T03')],
      { seconds_unapproved: 0, available_percent: { value: 100 } },
    ],
    [
      'longer than its window: the rest counts as down',
      [row('01T00', '01T10', { up_seconds: 28_800, maintenance_seconds: 7200 })],
      [window('01T02', '01T03')],
      { seconds_unapproved: 3600, available_percent: { value: 88.889 } },
    ],
    [
      'a window of other assets approves nothing',
      [row('01T00', '01T10', { up_seconds: 32_400, maintenance_seconds: 3600 })],
      [window('01T02', '01T03', 'b@x', ['web-*'])],
      { available_percent: { value: 90 } },
    ],
    [
      'a window that nobody approved approves nothing',
      [row('01T00', '01T10', { up_seconds: 32_400, maintenance_seconds: 3600 })],
      [window('01T02', '01T03', '')],
      { available_percent: { value: 90 } },
    ],
    [
      'a window approves no time down',
      [row('01T00', '01T10', { up_seconds: 32_400, down_seconds: 3600 })],
      [window('01T02', '01T03')],
      { available_percent: { value: 90 } },
    ],
    [
      'intervals that share time tell nothing',
      [row('01T00', '01T10', { up_seconds: 36_000 }), row('01T09', '01T12', { up_seconds: 10_800 })],
      [],
      { available_percent: { unknown: expect.stringContaining('share time') } },
    ],
    [
      'nothing but maintenance tells nothing',
      [row('01T02', '01T03', { maintenance_seconds: 3600 })],
      [window('01T02', '01T03')],
      { available_percent: { unknown: expect.any(String) } },
    ],
    [
      'no measurement',
      [],
      [],
      { measured_by: 'nothing', available_percent: { unknown: expect.stringContaining('no samples') } },
    ],
  ])('%s', (_name, intervals, windows, expected) => {
    expect(measured({ intervals }, windows)).toMatchObject([expected]);
  });

  it('leaves unknown time out only when organization.yaml says so', () => {
    const uptime = { intervals: [row('01T00', '01T10', { up_seconds: 35_000, unknown_seconds: 1000 })] };
    expect(measured(uptime, [], [asset], 'exclude')).toMatchObject([{ available_percent: { value: 100 } }]);
    expect(measured(uptime, [], [asset], 'down')).toMatchObject([{ available_percent: { value: 97.222 } }]);
  });

  it('compares with the objective before rounding', () => {
    const uptime = { intervals: [row('01T00', '01T10', { up_seconds: 35_639.999, down_seconds: 360.001 })] };
    expect(measured(uptime)).toMatchObject([{ available_percent: { value: 99 }, slo_met: { value: false } }]);
  });

  it('takes samples of its probe, without the time in approved windows, and counts gaps as down', () => {
    const series = {
      at,
      target: 'https://a/',
      step_seconds: 3600,
      samples: 8,
      runs: [
        { up: true, from: '2026-11-01T00:00:00Z', until: '2026-11-01T04:00:00Z', samples: 4 },
        { up: false, from: '2026-11-01T04:00:00Z', until: '2026-11-01T06:00:00Z', samples: 2 },
        { up: true, from: '2026-11-01T08:00:00Z', until: '2026-11-01T10:00:00Z', samples: 2 },
      ],
    };
    expect(measured({ series: [series] }, [window('01T04', '01T05')])).toMatchObject([
      {
        measured_by: 'samples',
        seconds_up: 21_600,
        seconds_down: 3600,
        seconds_unknown: 7200,
        seconds_counted: 32_400,
        coverage_percent: { value: 80 },
      },
    ]);
  });

  it('a single reading is no availability', () => {
    const reading = {
      at,
      target: 'https://a/',
      read_at: '2026-11-01T00:00:00Z',
      success: known(true),
      http_status: none,
      duration_seconds: none,
      certificate_not_after: none,
    };
    expect(measured({ readings: [reading] })).toMatchObject([
      { measured_by: 'reading', slo_met: { unknown: expect.stringContaining('single point') } },
    ]);
  });

  it('judges no asset that is not in service or has no objective', () => {
    expect(
      measured(
        {},
        [],
        [
          { ...asset, status: known('planned') },
          { ...asset, undeclared: ['slo_percent'] },
        ],
      ),
    ).toEqual([]);
  });

  it('is not collected when the windows are not', () => {
    const { organization } = availabilityDerivation.derive(
      {
        organization: {
          assets: complete({ assets: [asset] }),
          uptime: complete({ intervals: [], series: [], readings: [] }),
        },
      },
      { nowMs: 0 },
    );
    expect(organization?.availability).toMatchObject({
      flag: 'not-collected',
      hint: expect.stringContaining('change-windows.yaml'),
    });
  });
});
