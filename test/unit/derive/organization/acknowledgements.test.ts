import { expect, it } from 'vitest';
import { deriveOrganization } from './derive-organization.ts';

const ROSTER = 'employee_id,email,department,employment_type,start_date,end_date,status\n';
const POLICY = `policies:
  - id: access
    title: Access control
    topic: access-control
    status: approved
    version: "3.0"
    approved_on: 2026-10-05
    communicated_on: 2026-10-05
    audience: { departments: all, exclude_employment_types: [contractor] }
`;
const OLD = 'E1,a@x,it,employee,2020-01-01,,active\n';
const NEW = 'E2,b@x,it,employee,2026-11-01,,active\n';

function coverageOf(people: string, acks: string) {
  const { organization } = deriveOrganization({
    'hr-roster.csv': ROSTER + people,
    'policies.yaml': POLICY,
    'policy-acks.csv': `email,policy,version,signed on\n${acks}`,
  });
  return organization?.policy_acknowledgement?.data?.policies[0];
}

it.each([
  [
    'a signature of the current version',
    OLD,
    'a@x,access,3.0,2026-10-06\n',
    { signed: 1, percent: 100, overdue: [], late: [] },
  ],
  ['one on the day of the approval, by title', OLD, 'A@X,Access Control,3.0,2026-10-05\n', { signed: 1 }],
  [
    'one at the first minute of that day, in its own zone',
    OLD,
    'a@x,access,3.0,2026-10-05T00:10:00+02:00\n',
    { signed: 1 },
  ],
  ['one of an older version', OLD, 'a@x,access,2.4,2026-10-06\n', { signed: 0, overdue: ['a (signed version 2.4)'] }],
  [
    'one before the approval',
    OLD,
    'a@x,access,3.0,2026-10-01\n',
    { signed: 0, overdue: ['a (signed on 2026-10-01, before the approval on 2026-10-05)'] },
  ],
  ['none', OLD, 'z@x,access,3.0,2026-10-06\n', { population: { value: 1 }, signed: 0, overdue: ['a (no signature)'] }],
  ['none of a new person', NEW, 'z@x,access,3.0,2026-10-06\n', { overdue: [], pending: ['b (until 2026-12-01)'] }],
  ['a late one', OLD, 'a@x,access,3.0,2026-11-20\n', { signed: 1, late: ['a (2026-11-20)'] }],
  [
    'one whose day may be read two ways',
    OLD,
    'a@x,access,3.0,06/10/2026\n',
    { population: { unknown: expect.stringContaining('date_order') } },
  ],
  [
    'one without a version',
    OLD,
    'a@x,access,,2026-10-06\n',
    { population: { unknown: expect.stringContaining('version') } },
  ],
  [
    'that of a contractor',
    'E1,a@x,it,contractor,2020-01-01,,active\n',
    'a@x,access,3.0,2026-10-06\n',
    { population: { value: 0 } },
  ],
])('counts %s', (_, people, acks, wanted) => {
  expect(coverageOf(people, acks)).toMatchObject(wanted);
});
