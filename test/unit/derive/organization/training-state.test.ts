import { describe, expect, it } from 'vitest';
import { complete } from '../../../../src/core/section.ts';
import { matchesPattern } from '../../../../src/derive/organization/pattern.ts';
import { trainingIntegrityDerivation } from '../../../../src/derive/organization/training-integrity.ts';
import { trainingStateDerivation } from '../../../../src/derive/organization/training-state.ts';
import type {
  OrganizationTrainingModule,
  OrganizationTrainingRecord,
  OrgPerson,
} from '../../../../src/model/generated/model.ts';

const at = { file: 'register.csv', line: 2 };
const none = { unknown: 'empty', at };
const known = <T>(value: T) => ({ value, at });
const person = (more: Partial<OrgPerson> = {}): OrgPerson => ({
  id: 'a@x.example',
  at,
  employee_id: 'E1',
  email: 'a@x.example',
  display_name: '',
  department: known('it'),
  position: none,
  manager_email: none,
  employment_type: none,
  state: known('active'),
  contradiction: '',
  started_on: '2020-01-01',
  started_days: 2517,
  ...more,
});
const module = (more: Partial<OrganizationTrainingModule> = {}): OrganizationTrainingModule => ({
  at,
  id: 'phishing',
  match: ['*phishing*'],
  topics: ['phishing'],
  mandatory_for: known('all'),
  interval_days: known(365),
  onboarding_days: known(30),
  nominal_minutes: known(30),
  ...more,
});
const record = (more: Partial<OrganizationTrainingRecord> = {}): OrganizationTrainingRecord => ({
  at,
  email: 'a@x.example',
  module: 'Recognizing Phishing 2026',
  status: known('completed'),
  status_text: 'Completed',
  completed_on: known('2026-03-09'),
  enrolled_on: none,
  due_on: none,
  duration_minutes: known(24),
  delivery: none,
  ...more,
});
const NOW = { nowMs: Date.parse('2026-11-22T18:00:00Z') };
const sections = (
  people: readonly OrgPerson[],
  records: readonly OrganizationTrainingRecord[],
  modules: readonly OrganizationTrainingModule[],
) => ({
  organization: {
    persons: complete({ people, active_departments: [] }),
    training: complete({ records }),
    training_catalogue: complete({ at, reviewed_on: known('2026-01-15'), modules }),
  },
});
const stateOf = (
  people: readonly OrgPerson[],
  records: readonly OrganizationTrainingRecord[],
  modules: readonly OrganizationTrainingModule[] = [module()],
) => trainingStateDerivation.derive(sections(people, records, modules), NOW).organization?.training_state?.data;

describe('annual training of a person', () => {
  it.each<[string, readonly OrganizationTrainingRecord[], readonly OrganizationTrainingModule[], object]>([
    ['completed', [record()], [module()], { state: 'current', fact: { value: true } }],
    ['on the last day that counts', [record({ completed_on: known('2025-11-22') })], [module()], { state: 'current' }],
    [
      'a day too long ago',
      [record({ completed_on: known('2025-11-21') })],
      [module()],
      { state: 'lacking', summary: expect.stringContaining('2025-11-21') },
    ],
    ['never enrolled', [], [module()], { state: 'lacking', summary: 'no completion of phishing on record' }],
    [
      'past due',
      [record({ status: known('not-started'), status_text: 'Past Due', completed_on: known('') })],
      [module()],
      { state: 'lacking', summary: 'phishing not completed (Past Due)' },
    ],
    ['completed in the future', [record({ completed_on: known('2026-12-01') })], [module()], { state: 'lacking' }],
    [
      'completed before the hire',
      [record({ completed_on: known('2019-12-01') })],
      [module({ interval_days: known(9999) })],
      { state: 'lacking' },
    ],
    [
      'completed without a day',
      [record({ completed_on: known('') })],
      [module()],
      { state: 'unclear', fact: { unknown: expect.any(String) } },
    ],
    ['a status that cannot be read', [record({ status: none })], [module()], { state: 'unclear' }],
    ['an interval that cannot be read', [record()], [module({ interval_days: none })], { state: 'unclear' }],
    [
      'mandatory for another department',
      [],
      [module({ mandatory_for: known('dept:sales') }), module({ id: 'x', match: ['Recog*'] })],
      { state: 'lacking', summary: 'no completion of x on record' },
    ],
    ['for whom it is mandatory is not said', [record()], [module({ mandatory_for: none })], { state: 'unclear' }],
    ['an empty catalogue proves nothing', [record()], [], { state: 'unclear' }],
  ])('%s', (_name, records, modules, expected) => {
    expect(stateOf([person()], records, modules)?.people).toMatchObject([{ id: 'E1', annual: expected }]);
  });

  it('is open inside the days of onboarding', () => {
    const hired = person({ started_on: '2026-10-26', started_days: 27 });
    expect(stateOf([hired], [])?.people).toMatchObject([
      {
        annual: { state: 'onboarding', fact: { unknown: expect.stringContaining('27 days ago') } },
        onboarding: { state: 'running', summary: 'due 2026-11-25: phishing' },
      },
    ]);
  });

  it('is not asked of people who left or are on leave; of a state that is not known it is unknown', () => {
    const people = [
      person({ state: known('left') }),
      person({ id: 'b', employee_id: 'E2', state: known('on-leave') }),
      person({ id: 'c', employee_id: 'E3', state: none }),
    ];
    expect(stateOf(people, [record()])?.people).toMatchObject([{ id: 'E3', annual: { fact: { unknown: 'empty' } } }]);
  });
});

describe('onboarding', () => {
  const hired = person({ started_on: '2026-08-03', started_days: 111 });
  it.each<[string, OrgPerson, readonly OrganizationTrainingRecord[], string | undefined]>([
    ['in time', hired, [record({ completed_on: known('2026-08-20') })], 'on-time'],
    ['late', hired, [record({ completed_on: known('2026-09-21') })], 'late'],
    ['never', hired, [], 'late'],
    [
      'the first completion counts, not the last',
      hired,
      [record({ completed_on: known('2026-11-01') }), record({ completed_on: known('2026-08-20') })],
      'on-time',
    ],
    [
      'a completion before the first day does not count',
      hired,
      [record({ completed_on: known('2026-08-02') })],
      'late',
    ],
    ['a record that cannot be read', hired, [record({ completed_on: none })], 'unclear'],
    [
      'starts later',
      person({ state: known('future'), started_on: '2027-01-04', started_days: -43 }),
      [],
      'not-started',
    ],
    ['here for years', person(), [], undefined],
  ])('%s', (_name, who, records, state) => {
    expect(stateOf([who], records)?.people[0]?.onboarding?.state).toBe(state);
  });
});

describe('topics', () => {
  it('count people of whom it cannot be told apart', () => {
    const people = [
      person(),
      person({ employee_id: 'E2', email: 'b@x.example' }),
      person({ employee_id: 'E3', email: 'c@x.example' }),
    ];
    const topics = stateOf(people, [record(), record({ email: 'b@x.example', status: none })])?.topics;
    expect(topics?.find(({ id }) => id === 'phishing')).toMatchObject({
      covered: true,
      people: 3,
      completed: 1,
      unclear: 1,
      percent: 33.3,
      possible_percent: 66.7,
    });
    expect(topics?.find(({ id }) => id === 'mobile')).toMatchObject({ covered: false, completed: 0 });
  });
});

describe('integrity of records', () => {
  const integrity = (people: readonly OrgPerson[], records: readonly OrganizationTrainingRecord[]) =>
    trainingIntegrityDerivation.derive(sections(people, records, [module()]), NOW).organization?.training_integrity
      ?.data?.subjects;
  it.each<[string, Partial<OrgPerson>, readonly OrganizationTrainingRecord[], readonly object[]]>([
    ['in order', {}, [record()], [{ id: 'person:E1', problems: [], unclear: [], shortest: { percent: 80 } }]],
    [
      'before the hire',
      { started_on: '2026-06-01' },
      [record()],
      [{ problems: [{ text: 'a completion on 2026-03-09, hired 2026-06-01' }] }],
    ],
    [
      'in the future',
      {},
      [record({ completed_on: known('2026-12-24') })],
      [{ problems: [{ text: expect.stringContaining('future') }] }],
    ],
    ['twice', {}, [record(), record()], [{ problems: [{ text: expect.stringContaining('twice') }] }]],
    ['again in another year', {}, [record(), record({ completed_on: known('2025-03-09') })], [{ problems: [] }]],
    ['in no time', {}, [record({ duration_minutes: known(2) })], [{ problems: [], shortest: { percent: 6.7 } }]],
    [
      'after the exit',
      { state: known('left'), left_on: '2026-03-01' },
      [record()],
      [{ problems: [{ text: expect.stringContaining('left 2026-03-01') }] }],
    ],
    ['of somebody who left, in order', { state: known('left'), left_on: '2026-10-01' }, [record()], []],
    [
      'of nobody in the roster',
      {},
      [record({ email: 'typo@x.example' })],
      [{ id: 'training:typo@x.example', unclear: [{ unknown: expect.any(String) }] }],
    ],
  ])('%s', (_name, more, records, expected) => {
    expect(integrity([person(more)], records)).toMatchObject(expected);
  });

  it('does not pass somebody whose start is not known', () => {
    const { started_on: _start, started_days: _days, ...undated } = person();
    expect(integrity([undated], [record()])).toMatchObject([
      { problems: [], unclear: [{ unknown: expect.stringContaining('start_date') }] },
    ]);
  });
});

describe('patterns', () => {
  it.each([
    ['*', '', true],
    ['srv-*', 'srv-1', true],
    ['srv-*', 'web-srv-1', false],
    ['*a*b', 'xxaxxbxxb', true],
    ['*a*b', 'xxaxxbxxc', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a.c', 'abc', false],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  it('stays linear where a regular expression would not', () => {
    expect(matchesPattern(`${'*a'.repeat(30)}b`, 'a'.repeat(2000))).toBe(false);
  });
});
