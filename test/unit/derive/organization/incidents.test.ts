import { describe, expect, it } from 'vitest';
import { deriveOrganization } from './derive-organization.ts';

type Told = Readonly<Record<string, unknown>>;

function incidentOf(keys: Told): Told {
  const lines = Object.entries({
    id: 'INC',
    severity: 'sev1',
    status: 'open',
    aware_at: '2026-11-20T18:00:00Z',
    ...keys,
  }).map(([key, value]) => `    ${key}: ${value}`);
  const { organization } = deriveOrganization({ 'incidents.yaml': `incidents:\n  -\n${lines.join('\n')}\n` });
  const [incident] = organization?.incident_state?.data?.incidents ?? [];
  const flat = Object.entries(incident ?? {}).map(([key, value]) => [
    key,
    typeof value === 'object' && 'value' in value
      ? value.value
      : typeof value === 'object' && 'unknown' in value
        ? 'unknown'
        : value,
  ]);
  return Object.fromEntries(flat);
}

const BREACH = { personal_data_breach: true, risk_to_persons: 'risk' };

describe('the 72 hours of the authority', () => {
  it.each([
    ['running', BREACH, 'unknown', 'the authority is not notified yet; 24 h left, the clock ends 2026-11-23T18:00:00Z'],
    [
      'over on an open incident',
      { ...BREACH, aware_at: '2026-11-19T17:00:00Z' },
      'late',
      'the authority is not notified; the 72 hours ended 1 h ago',
    ],
    [
      'kept to the minute',
      { ...BREACH, aware_at: '2026-11-01T10:00:00Z', dpa_notified_at: '2026-11-04T10:00:00Z' },
      'in-time',
      'notified 72 h after awareness',
    ],
    [
      'a minute late',
      { ...BREACH, aware_at: '2026-11-01T10:00:00Z', dpa_notified_at: '2026-11-04T10:01:00Z' },
      'late',
      'notified 72 h 1 min after awareness, no reason recorded',
    ],
    [
      'late with a reason',
      {
        ...BREACH,
        aware_at: '2026-11-01T10:00:00Z',
        dpa_notified_at: '2026-11-05T10:00:00Z',
        delay_reason: 'ongoing inquiry',
      },
      'in-time',
      'notified 96 h after awareness, with the reason recorded',
    ],
    [
      'notified before awareness',
      { ...BREACH, dpa_notified_at: '2026-11-20T10:00:00Z' },
      'unknown',
      'dpa_notified_at lies before aware_at: correct the record',
    ],
    [
      'no awareness written down',
      { ...BREACH, aware_at: '' },
      'unknown',
      'aware_at is not written down: the 72 hours cannot be counted',
    ],
    ['no risk', { personal_data_breach: true, risk_to_persons: 'none' }, 'not-applicable', 'no risk to persons'],
    ['no breach', { personal_data_breach: false }, 'not-applicable', 'no personal data was breached'],
    [
      'not known yet',
      { personal_data_breach: 'unknown' },
      'unknown',
      'whether personal data was breached is not known yet (personal_data_breach); the clock ends 2026-11-23T18:00:00Z',
    ],
  ])('%s', (_, keys, state, detail) => {
    expect(incidentOf(keys)).toMatchObject({ gdpr: state, gdpr_detail: detail });
  });
});

describe('the delays of NIS2', () => {
  const SIGNIFICANT = { nis2_significant: true, aware_at: '2026-10-30T10:00:00Z' };
  it.each([
    [
      'all kept, the report on the last day of a shorter month',
      {
        ...SIGNIFICANT,
        aware_at: '2026-01-30T10:00:00Z',
        nis2: '{ early_warning_at: 2026-01-31T09:00:00Z, notification_at: 2026-01-31T10:00:00Z, final_report_at: 2026-02-28T10:00:00Z }',
      },
      'in-time',
    ],
    [
      'report a minute late',
      {
        ...SIGNIFICANT,
        aware_at: '2026-01-30T10:00:00Z',
        nis2: '{ early_warning_at: 2026-01-31T09:00:00Z, notification_at: 2026-01-31T10:00:00Z, final_report_at: 2026-02-28T10:01:00Z }',
      },
      'late',
    ],
    [
      'report not due yet',
      { ...SIGNIFICANT, nis2: '{ early_warning_at: 2026-10-31T09:00:00Z, notification_at: 2026-10-31T10:00:00Z }' },
      'unknown',
    ],
    ['warning missing and overdue', { ...SIGNIFICANT, nis2: '{ notification_at: 2026-10-31T10:00:00Z }' }, 'late'],
    ['nothing sent, nothing due', { ...SIGNIFICANT, aware_at: '2026-11-22T10:00:00Z' }, 'unknown'],
    ['not significant', { nis2_significant: false }, 'not-applicable'],
    ['not decided', {}, 'unknown'],
  ])('%s', (_, keys, state) => {
    expect(incidentOf(keys)['nis2']).toBe(state);
  });
});

describe('what is learned', () => {
  const CLOSED = { status: 'closed', closed_at: '2026-11-17T09:00:00Z' };
  it.each([
    ['still in the 30 days', CLOSED, 'unknown'],
    ['the 30 days are over', { ...CLOSED, closed_at: '2026-10-01T09:00:00Z' }, 'overdue'],
    ['done', { ...CLOSED, root_cause: 'x', actions: '[{ id: A, due: 2026-11-18, done_on: 2026-11-18 }]' }, 'done'],
    ['an action is overdue', { ...CLOSED, root_cause: 'x', actions: '[{ id: A, due: 2026-11-18 }]' }, 'overdue'],
    ['an action has no date', { ...CLOSED, root_cause: 'x', actions: '[{ id: A }]' }, 'unknown'],
    ['a small incident', { ...CLOSED, severity: 'sev3' }, 'not-applicable'],
    ['open', {}, 'not-applicable'],
  ])('%s', (_, keys, state) => {
    expect(incidentOf(keys)['postmortem']).toBe(state);
  });
});
