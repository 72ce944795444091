import { describe, expect, it } from 'vitest';
import { deriveOrganization } from './derive-organization.ts';

const HEADER =
  'employee_id,email,display_name,department,position,employment_type,start_date,end_date,status,previous_position,position_since';

function personOf(
  row: string,
  files: Readonly<Record<string, string>> = {},
): Readonly<Record<string, unknown>> | undefined {
  const { organization } = deriveOrganization({ 'hr-roster.csv': `${HEADER}\n${row}\n`, ...files });
  const [person] = organization?.persons?.data?.people ?? [];
  return person === undefined
    ? undefined
    : { ...person, state: 'value' in person.state ? person.state.value : 'unknown' };
}

describe('the state of a person on 2026-11-22', () => {
  it.each([
    ['is here', 'E1,a@x,A,it,Admin,employee,2020-01-01,,active,,', 'active', ''],
    ['goes today', 'E1,a@x,A,it,Admin,employee,2020-01-01,2026-11-22,active,,', 'active', ''],
    ['went yesterday', 'E1,a@x,A,it,Admin,employee,2020-01-01,2026-11-21,left,,', 'left', ''],
    [
      'is active in the roster after the end',
      'E1,a@x,A,it,Admin,contractor,2020-01-01,2026-10-31,active,,',
      'left',
      'the roster says active after the end on 2026-10-31',
    ],
    [
      'left without an end date',
      'E1,a@x,A,it,Admin,employee,2020-01-01,,left,,',
      'left',
      'the roster gives no end date',
    ],
    [
      'is said to have left before the end date',
      'E1,a@x,A,it,Admin,employee,2020-01-01,2027-01-01,left,,',
      'unknown',
      'the roster says left, the end date 2027-01-01 is not past',
    ],
    ['starts later', 'E1,a@x,A,it,Admin,employee,2027-01-04,,future,,', 'future', ''],
    ['is on leave', 'E1,a@x,A,it,Admin,employee,2020-01-01,,leave,,', 'on-leave', ''],
    [
      'has an end date that may be read two ways',
      'E1,a@x,A,it,Admin,employee,2020-01-01,03/04/2026,active,,',
      'unknown',
      undefined,
    ],
    ['has no status and no end', 'E1,a@x,A,it,Admin,employee,2020-01-01,,,,', 'active', ''],
  ])('who %s', (_, row, state, contradiction) => {
    const person = personOf(row);
    expect(person?.['state']).toBe(state);
    if (contradiction !== undefined) expect(person?.['contradiction']).toBe(contradiction);
  });

  it('takes a leave from the events where the roster is silent', () => {
    const events = 'employee_id,event,effective_on\nE1,leave,2026-10-30\n';
    expect(personOf('E1,a@x,A,it,Admin,employee,2020-01-01,,active,,', { 'hr-events.csv': events })).toMatchObject({
      state: 'left',
      left_on: '2026-10-30',
      left_days: 23,
      contradiction: 'the roster says active after the end on 2026-10-30',
    });
  });

  it('counts the days since a move', () => {
    expect(personOf('E1,a@x,A,it,Admin,employee,2020-01-01,,active,Technician,2026-11-02')).toMatchObject({
      previous_position: 'Technician',
      moved_on: '2026-11-02',
      moved_days: 20,
    });
  });
});

it('makes everything that needs people unknown when the roster is missing', () => {
  const { organization } = deriveOrganization({
    'policies.yaml':
      'policies:\n  - id: a\n    topic: backup\n    status: approved\n    owner: a@x\n    approver: b@x\n',
    'risks.yaml': 'risks:\n  - { id: R, owner: a@x, treatment: mitigate }\n',
    'policy-acks.csv': 'email,policy_id,version,acknowledged_at\na@x,a,1,2026-01-01T00:00:00Z\n',
    'data-assets.csv': 'id,owner,classification\nd,a@x,internal\n',
  });
  for (const section of [
    'persons',
    'policy_people',
    'policy_audience',
    'policy_acknowledgement',
    'risk_state',
    'data_owners',
    'role_state',
  ] as const) {
    expect(organization?.[section]?.flag, section).toBe('not-collected');
  }
  expect(organization?.persons).toMatchObject({ reason: 'hr-roster.csv was not supplied' });
  expect(organization?.policy_state?.flag).toBe('complete');
});

it('does not take somebody for a stranger when rows of the roster could not be read', () => {
  const { organization } = deriveOrganization({
    'hr-roster.csv': `${HEADER}\nE1,a@x,A,it,Admin,employee,2020-01-01,,active,,\nE2,b@x\n`,
    'data-assets.csv': 'id,owner,classification\nd,b@x,internal\n',
  });
  expect(organization?.data_owners).toMatchObject({
    flag: 'incomplete',
    data: { stores: [{ owner: { state: { unknown: expect.stringContaining('b@x') } } }] },
  });
});
