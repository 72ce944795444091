import { describe, expect, it } from 'vitest';
import { trainingCatalogueFormat } from '../../../../src/normalize/organization/training-catalogue/format.ts';
import { trainingRecordsFormat } from '../../../../src/normalize/organization/training-records/format.ts';
import { deniedFile, fileOf, sectionOf } from './register.ts';

const HEADER =
  'First Name,Last Name,User Email,Content Name,Enrollment Date,Completion Date,Status,Score,Duration Minutes';

describe('training records', () => {
  it.each([
    ['completed', 'Completed', { value: 'completed' }],
    ['attended a session', 'Attended', { value: 'completed' }],
    ['terminé, with its accent', 'Terminé', { value: 'completed' }],
    ['a full bar', '100%', { value: 'completed' }],
    ['in progress', 'In Progress', { value: 'in-progress' }],
    ['failed is not completed', 'Failed', { value: 'in-progress' }],
    ['past due', 'Past Due', { value: 'not-started' }],
    ['not started', 'Not Started', { value: 'not-started' }],
    ['a word nobody knows', 'Sort of', { unknown: expect.stringContaining('"Sort of"') }],
    ['empty', '', { unknown: expect.stringContaining('empty') }],
  ])('status: %s', (_name, status, fact) => {
    const { section } = sectionOf(trainingRecordsFormat, [
      fileOf('t.csv', `${HEADER}\nA,B,A.B@X.example,Phishing,2026-03-02,2026-03-09,${status},90,24\n`),
    ]);
    expect(section).toMatchObject({
      flag: 'complete',
      data: { records: [{ email: 'a.b@x.example', module: 'Phishing', status: fact }] },
    });
  });

  it('keeps neither names nor scores', () => {
    const { section } = sectionOf(trainingRecordsFormat, [
      fileOf('t.csv', `${HEADER}\nCANARYNAME,B,a@x.example,Phishing,,2026-03-09,Completed,CANARYSCORE,24\n`),
    ]);
    expect(JSON.stringify(section)).not.toContain('CANARY');
  });

  it('says an empty day of completion with an empty value and an unreadable one as unknown', () => {
    const text = `${HEADER}\nA,B,a@x.example,P,,,Past Due,,\nA,B,a@x.example,P,,31/12/2026,Completed,,\n`;
    const { section } = sectionOf(trainingRecordsFormat, [fileOf('t.csv', text)]);
    expect(section.data).toMatchObject({
      records: [{ completed_on: { value: '' } }, { completed_on: { unknown: expect.stringContaining('month') } }],
    });
    const dmy = sectionOf(trainingRecordsFormat, [fileOf('t.csv', text)], 'name: X\ndate_order: dmy\n');
    expect(dmy.section.data).toMatchObject({
      records: [{}, { completed_on: { value: '2026-12-31', at: { file: 't.csv', line: 3 } } }],
    });
  });

  it('leaves out a record without a person, says so, and is incomplete', () => {
    const { section, contribution } = sectionOf(trainingRecordsFormat, [
      fileOf('t.csv', `${HEADER}\nA,B,,Phishing,,2026-03-09,Completed,,\n`),
    ]);
    expect(section.flag).toBe('incomplete');
    expect(contribution.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'row-error', at: { file: 't.csv', line: 2 } }),
    );
  });

  it.each([
    ['two columns for one key', 'email,User Email,module,status,completed_at\na,b,c,d,e\n'],
    ['a broken quote', 'email,module,status,completed_at\n"a,b,c,d\n'],
  ])('%s is an error of the file', (_name, text) => {
    expect(sectionOf(trainingRecordsFormat, [fileOf('t.csv', text)]).section.flag).toBe('error');
  });

  it('does not take a file that nobody may read for an empty one', () => {
    expect(sectionOf(trainingRecordsFormat, [deniedFile('t.csv')]).section.flag).toBe('error');
  });
});

describe('catalogue of training', () => {
  it.each([
    ['P12M', { value: 365 }],
    ['P1Y', { value: 365 }],
    ['P6M', { value: 183 }],
    ['P90D', { value: 90 }],
    ['P2W', { value: 14 }],
    ['12 months', { unknown: expect.stringContaining('P12M') }],
    ['P', { unknown: expect.stringContaining('P12M') }],
    ['""', { unknown: expect.stringContaining('empty') }],
  ])('an interval of %s', (interval, fact) => {
    const text = `reviewed_on: 2026-01-15\nmodules:\n  - { id: a, match: ["*A*"], topics: [phishing], mandatory_for: all, interval: ${interval}, onboarding_days: 30, nominal_minutes: 25 }\n`;
    const { section } = sectionOf(trainingCatalogueFormat, [fileOf('c.yaml', text)]);
    expect(section.data).toMatchObject({
      reviewed_on: { value: '2026-01-15' },
      modules: [{ id: 'a', interval_days: fact, onboarding_days: { value: 30 } }],
    });
  });

  it('is incomplete when a module has no pattern', () => {
    const { section } = sectionOf(trainingCatalogueFormat, [
      fileOf('c.yaml', 'modules:\n  - { id: a, topics: [x] }\n'),
    ]);
    expect(section).toMatchObject({
      flag: 'incomplete',
      data: { modules: [], reviewed_on: { unknown: expect.any(String) } },
    });
  });
});
