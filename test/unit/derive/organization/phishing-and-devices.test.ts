import { describe, expect, it } from 'vitest';
import { complete } from '../../../../src/core/section.ts';
import { alertStateDerivation } from '../../../../src/derive/organization/alert-state.ts';
import { campaignStateDerivation } from '../../../../src/derive/organization/campaign-state.ts';
import { deviceOwnersDerivation, leaverDevicesDerivation } from '../../../../src/derive/organization/device-owners.ts';
import type {
  OrganizationAlert,
  OrganizationDevice,
  OrganizationPhishingCampaign,
  OrgPerson,
} from '../../../../src/model/generated/model.ts';

const at = { file: 'register.csv', line: 2 };
const none = { unknown: 'empty', at };
const known = <T>(value: T) => ({ value, at });
const NOW = { nowMs: Date.parse('2026-11-22T18:00:00Z') };
const campaign = (
  id: string,
  on: string,
  submitted: number,
  more: Partial<OrganizationPhishingCampaign> = {},
): OrganizationPhishingCampaign => ({
  at,
  id,
  launched_on: known(on),
  results: Array.from({ length: 10 }, (_, i) => ({
    at,
    email: `p${i}@x.example`,
    outcome: known(i < submitted ? 'submitted' : 'none'),
    reported: known(i >= 8),
    sent_at: known(`${on}T08:00:00Z`),
    last_event_at: known(`${on}T08:${i}0:00Z`.replace(':80:', ':10:').replace(':90:', ':20:')),
  })),
  ...more,
});
const campaigns = (list: readonly OrganizationPhishingCampaign[]) =>
  campaignStateDerivation.derive({ organization: { phishing: complete({ campaigns: list }) } }, NOW).organization
    ?.campaign_state;

describe('campaigns', () => {
  it('are counted in the order of launch, whatever the order of files', () => {
    const data = campaigns([
      campaign('c', '2026-10-01', 3),
      campaign('a', '2026-01-01', 1),
      campaign('b', '2026-05-01', 2),
    ])?.data?.campaigns;
    expect(
      data?.map(({ id, latest, worse_in_a_row: worse, submit_percent: share }) => [id, latest, worse, share]),
    ).toEqual([
      ['a', false, 0, 10],
      ['b', false, 1, 20],
      ['c', true, 2, 30],
    ]);
    expect(data?.[2]).toMatchObject({
      previous: { id: 'b', submitted: 2 },
      report_percent: 20,
      median_report_minutes: { value: 15 },
    });
  });

  it('of the future are not there yet; without a day the order is incomplete', () => {
    expect(campaigns([campaign('a', '2026-01-01', 1), campaign('b', '2027-01-01', 9)])?.data?.campaigns).toMatchObject([
      { id: 'a', latest: true },
    ]);
    expect(campaigns([campaign('a', '2026-01-01', 1), campaign('b', '', 9, { launched_on: none })])).toMatchObject({
      flag: 'incomplete',
      reason: expect.stringContaining('b'),
    });
  });

  it('that reached nobody prove nothing', () => {
    const failed = campaign('a', '2026-01-01', 0);
    const results = failed.results.map((result) => ({ ...result, outcome: known('not-delivered') }));
    expect(campaigns([{ ...failed, results }])?.data?.campaigns).toMatchObject([
      { delivered: 0, unclear: [{ unknown: expect.any(String) }] },
    ]);
  });
});

const person = (email: string, state: string, left?: string): OrgPerson => ({
  id: email,
  at,
  employee_id: email.split('@')[0] ?? '',
  email,
  display_name: '',
  department: none,
  position: none,
  manager_email: none,
  employment_type: none,
  state: known(state),
  contradiction: '',
  ...(left === undefined ? {} : { left_on: left, left_days: 23 }),
});
const device = (
  id: string,
  owner: string | undefined,
  state = 'managed',
  checkin = '2026-11-18T19:22:00Z',
): OrganizationDevice => ({
  at,
  id,
  name: none,
  owner_email: owner === undefined ? none : known(owner),
  ownership: none,
  platform: none,
  os_version: none,
  patch_level: none,
  encrypted: none,
  passcode_compliant: none,
  jailbroken: none,
  compliant: none,
  last_checkin: known(checkin),
  management_state: known(state),
  supervised: none,
});
const people = [
  person('here@x', 'active'),
  person('away@x', 'on-leave'),
  person('soon@x', 'future'),
  person('gone@x', 'left', '2026-10-30'),
];
const estate = (devices: readonly OrganizationDevice[]) => ({
  organization: { devices: complete({ devices }), persons: complete({ people, active_departments: [] }) },
});

describe('owners of devices', () => {
  it('who work here, are on leave or start later are in order; the others are listed', () => {
    const devices = ['here@x', 'away@x', 'soon@x', 'gone@x', 'typo@x']
      .map((owner, i) => device(`d${i}`, owner))
      .concat(device('d9', undefined), device('w', 'gone@x', 'wiped'));
    expect(
      deviceOwnersDerivation.derive(estate(devices), NOW).organization?.device_owners?.data?.devices,
    ).toMatchObject([
      { id: 'd3', owner_works_here: { value: false }, summary: expect.stringContaining('2026-10-30') },
      { id: 'd4', owner_works_here: { value: false }, summary: expect.stringContaining('not in the roster') },
      { id: 'd9', owner_works_here: { unknown: expect.any(String) } },
    ]);
  });

  it('that left are listed with their devices and the days to the last contact', () => {
    const data = leaverDevicesDerivation.derive(estate([device('d', 'gone@x'), device('h', 'here@x')]), NOW)
      .organization?.leaver_devices?.data;
    expect(data?.people).toMatchObject([
      {
        id: 'gone',
        left_days_ago: 23,
        devices: [{ id: 'd', gone: { value: false }, contact_days_after_exit: { value: 19 } }],
      },
    ]);
  });
});

describe('alerts', () => {
  const alert = (more: Partial<OrganizationAlert>): OrganizationAlert => ({
    at,
    id: 'A',
    raised_at: known('2026-11-22T09:05:00Z'),
    tool: none,
    severity: known('high'),
    asset: none,
    title: none,
    acknowledged_at: known('2026-11-22T09:33:00Z'),
    acknowledged_by: none,
    closed_at: known(''),
    incident: none,
    ...more,
  });
  it.each<[string, Partial<OrganizationAlert>, object]>([
    ['acknowledged', {}, { acknowledged: { value: true }, waited_minutes: { value: 28 }, waited: '28 min' }],
    [
      'not acknowledged: it still waits',
      { acknowledged_at: known('') },
      { acknowledged: { value: false }, waited_minutes: { value: 535 }, waited: '8 h 55 min' },
    ],
    [
      'closed without an acknowledgement',
      { acknowledged_at: known(''), closed_at: known('2026-11-22T10:05:00Z') },
      { acknowledged: { value: true }, waited_minutes: { value: 60 } },
    ],
    [
      'acknowledged before it was raised',
      { acknowledged_at: known('2026-11-22T08:00:00Z') },
      { waited_minutes: { unknown: expect.stringContaining('before') } },
    ],
    ['no time', { raised_at: none }, { waited_minutes: { unknown: 'empty' } }],
    [
      'an acknowledgement that cannot be read',
      { acknowledged_at: none },
      { acknowledged: { unknown: 'empty' }, waited_minutes: { unknown: 'empty' } },
    ],
  ])('%s', (_name, more, expected) => {
    const data = alertStateDerivation.derive({ organization: { alerts: complete({ alerts: [alert(more)] }) } }, NOW)
      .organization?.alert_state?.data;
    expect(data?.alerts).toMatchObject([expected]);
  });
});
