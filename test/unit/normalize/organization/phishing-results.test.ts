import { describe, expect, it } from 'vitest';
import { phishingResultsFormat } from '../../../../src/normalize/organization/phishing-results/format.ts';
import { fileOf, sectionOf } from './register.ts';

const HEADER = 'id,status,ip,latitude,longitude,send_date,reported,modified_date,email,first_name,last_name,position';
const row = (status: string, email = 'a@x.example') =>
  `CANARYRID,${status},203.0.113.9,48.85,2.35,2026-10-06T08:00:11Z,false,2026-10-06T08:09:44Z,${email},CANARYFIRST,CANARYLAST,CANARYPOSITION`;
const FILE = 'phishing/2026-10 Parcel waiting - Results.csv';

describe('results of gophish', () => {
  it.each([
    ['Email Sent', { value: 'none' }],
    ['Success', { value: 'none' }],
    ['Email Opened', { value: 'opened' }],
    ['Clicked Link', { value: 'clicked' }],
    ['Submitted Data', { value: 'submitted' }],
    ['Sending', { value: 'not-delivered' }],
    ['Scheduled', { value: 'not-delivered' }],
    ['Error', { value: 'not-delivered' }],
    ['Unknown', { unknown: expect.any(String) }],
    ['Something new', { unknown: expect.any(String) }],
  ])('the status %s', (status, fact) => {
    const { section } = sectionOf(phishingResultsFormat, [fileOf(FILE, `${HEADER}\n${row(status)}\n`)]);
    expect(section.data).toMatchObject({ campaigns: [{ results: [{ email: 'a@x.example', outcome: fact }] }] });
  });

  it('keeps no token, address, place, name or position', () => {
    const { section, contribution } = sectionOf(phishingResultsFormat, [
      fileOf(FILE, `${HEADER}\n${row('Submitted Data')}\n`),
    ]);
    expect(JSON.stringify([section, contribution.diagnostics])).not.toMatch(/CANARY|203\.0\.113|48\.85/);
  });

  it('takes the name from the file and the day from the first mail', () => {
    const { section } = sectionOf(phishingResultsFormat, [fileOf(FILE, `${HEADER}\n${row('Email Sent')}\n`)]);
    expect(section.data).toMatchObject({
      campaigns: [{ id: '2026-10-parcel-waiting', launched_on: { value: '2026-10-06' } }],
    });
  });

  it('takes id and day from the index, and says when a file of the index is not there', () => {
    const index = `campaigns:\n  - { id: parcel, file: "2026-10 Parcel waiting - Results.csv", launched_on: 2026-10-05 }\n  - { id: gone, file: gone.csv, launched_on: 2026-01-01 }\n`;
    const { section } = sectionOf(phishingResultsFormat, [
      fileOf('phishing/index.yaml', index),
      fileOf(FILE, `${HEADER}\n${row('Email Sent')}\n`),
    ]);
    expect(section).toMatchObject({
      flag: 'incomplete',
      reason: expect.stringContaining('gone.csv'),
      data: { campaigns: [{ id: 'parcel', launched_on: { value: '2026-10-05' } }] },
    });
  });

  it('takes off the apostrophe that gophish puts before a cell that looks like a formula', () => {
    const { section } = sectionOf(phishingResultsFormat, [
      fileOf(FILE, `${HEADER}\n${row('Email Sent', "'+alias@x.example")}\n`),
    ]);
    expect(section.data).toMatchObject({ campaigns: [{ results: [{ email: '+alias@x.example' }] }] });
  });
});

describe('other shapes', () => {
  it('reads the events of gophish and never what people typed', () => {
    const details = '"{""payload"":{""password"":[""CANARYPASSWORD""]},""browser"":{""address"":""203.0.113.9""}}"';
    const text = [
      'campaign_id,email,time,message,details',
      '7,,2026-10-06T07:00:00Z,Campaign Created,',
      '7,a@x.example,2026-10-06T08:00:00Z,Email Sent,',
      '7,a@x.example,2026-10-06T08:05:00Z,Clicked Link,',
      `7,a@x.example,2026-10-06T08:06:00Z,Submitted Data,${details}`,
      '7,b@x.example,2026-10-06T08:00:00Z,Email Sent,',
      '7,b@x.example,2026-10-06T08:14:00Z,Email Reported,',
    ].join('\n');
    const { section, contribution } = sectionOf(phishingResultsFormat, [fileOf('phishing/x - Events.csv', text)]);
    expect(section.data).toMatchObject({
      campaigns: [
        {
          id: 'x',
          results: [
            { email: 'a@x.example', outcome: { value: 'submitted' }, reported: { value: false } },
            {
              email: 'b@x.example',
              outcome: { value: 'none' },
              reported: { value: true },
              last_event_at: { value: '2026-10-06T08:14:00Z' },
            },
          ],
        },
      ],
    });
    expect(JSON.stringify([section, contribution.diagnostics])).not.toMatch(/CANARY|203\.0\.113/);
  });

  it('reads a test of KnowBe4: the furthest step counts', () => {
    const text =
      'Email,Scheduled At,Delivered At,Opened At,Clicked At,Data Entered At,Reported At\n' +
      'a@x.example,2026-10-06T07:00:00Z,2026-10-06T08:00:00Z,,2026-10-06T08:02:00Z,,2026-10-06T08:10:00Z\nb@x.example,2026-10-06T07:00:00Z,,,,,\n';
    const { section } = sectionOf(phishingResultsFormat, [fileOf('phishing/k.csv', text)]);
    expect(section.data).toMatchObject({
      campaigns: [
        {
          results: [
            { outcome: { value: 'clicked' }, reported: { value: true } },
            { outcome: { value: 'not-delivered' }, reported: { value: false } },
          ],
        },
      ],
    });
  });

  it('reads the canonical table, with a campaign in each row', () => {
    const text =
      'campaign,launched_on,email,outcome,reported,at\nspring,2026-04-14,a@x.example,opened,yes,\nautumn,2026-10-06,a@x.example,none,no,\n';
    const { section } = sectionOf(phishingResultsFormat, [fileOf('phishing/all.csv', text)]);
    expect(section.data).toMatchObject({
      campaigns: [{ id: 'spring', launched_on: { value: '2026-04-14' } }, { id: 'autumn' }],
    });
  });
});
