import { describe, expect, it } from 'vitest';
import { changeWindowsFormat } from '../../../../src/normalize/organization/change-windows/format.ts';
import { occurrencesOf } from '../../../../src/normalize/organization/change-windows/recurrence.ts';
import { egressNetworksFormat } from '../../../../src/normalize/organization/egress-networks/format.ts';
import { fileOf, sectionOf } from './register.ts';

const HOUR_MS = 3_600_000;
const first = (from: string) => ({ fromMs: Date.parse(from), toMs: Date.parse(from) + HOUR_MS });
const horizon = { fromMs: Date.parse('2026-01-01T00:00:00Z'), toMs: Date.parse('2026-04-01T00:00:00Z') };
const starts = (rule: string, from = '2026-01-13T19:00:00Z'): readonly string[] | string => {
  const result = occurrencesOf(rule, first(from), horizon);
  return result.ok ? result.spans.map((span) => span.from.slice(0, 16)) : result.reason;
};

describe('recurrence (RFC 5545)', () => {
  it.each<[string, string, string | undefined, readonly string[]]>([
    ['once', '', undefined, ['2026-01-13T19:00']],
    [
      'second Tuesday',
      'DTSTART:20260113T190000Z\nRRULE:FREQ=MONTHLY;BYDAY=2TU',
      undefined,
      ['2026-01-13T19:00', '2026-02-10T19:00', '2026-03-10T19:00'],
    ],
    [
      'last Friday',
      'RRULE:FREQ=MONTHLY;BYDAY=-1FR',
      '2026-01-30T19:00:00Z',
      ['2026-01-30T19:00', '2026-02-27T19:00', '2026-03-27T19:00'],
    ],
    ['day of the month', 'RRULE:FREQ=MONTHLY', '2026-01-31T19:00:00Z', ['2026-01-31T19:00', '2026-03-31T19:00']],
    [
      'last day',
      'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1',
      '2026-01-31T19:00:00Z',
      ['2026-01-31T19:00', '2026-02-28T19:00', '2026-03-31T19:00'],
    ],
    [
      'every second week',
      'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=3',
      '2026-01-05T03:00:00Z',
      ['2026-01-05T03:00', '2026-01-19T03:00', '2026-02-02T03:00'],
    ],
    [
      'until',
      'RRULE:FREQ=DAILY;UNTIL=20260115T190000Z',
      undefined,
      ['2026-01-13T19:00', '2026-01-14T19:00', '2026-01-15T19:00'],
    ],
    [
      'local time over the change of the clock',
      'DTSTART;TZID=Europe/Paris:20260325T200000\nRRULE:FREQ=WEEKLY;COUNT=2',
      undefined,
      ['2026-03-25T19:00'],
    ],
  ])('%s', (_name, rule, from, expected) => {
    expect(starts(rule, from)).toEqual(expected);
  });

  it('keeps the local hour when the clock changes', () => {
    const result = occurrencesOf(
      'DTSTART;TZID=Europe/Paris:20260325T200000\nRRULE:FREQ=WEEKLY;COUNT=2',
      first('2026-03-25T19:00:00Z'),
      {
        ...horizon,
        toMs: Date.parse('2026-05-01T00:00:00Z'),
      },
    );
    expect(result.ok ? result.spans.map((span) => span.from) : []).toEqual([
      '2026-03-25T19:00:00Z',
      '2026-04-01T18:00:00Z',
    ]);
  });

  it.each([
    ['RRULE:FREQ=YEARLY'],
    ['RRULE:FREQ=MONTHLY;BYSETPOS=1;BYDAY=MO'],
    ['RRULE:FREQ=WEEKLY;BYDAY=2TU'],
    ['RRULE:FREQ=DAILY;INTERVAL=0'],
    ['DTSTART:20260113T190000\nRRULE:FREQ=DAILY'],
    ['DTSTART:20260113T190000Z'],
    ['every second Tuesday'],
  ])('%s is refused, not guessed', (rule) => {
    expect(typeof starts(rule)).toBe('string');
  });
});

describe('change windows', () => {
  it('leave out a window that cannot be read, and say so', () => {
    const text = `windows:\n  - { id: a, assets: ["srv-*"], from: 2026-01-13T19:00:00Z, to: 2026-01-13T22:00:00Z, approved_by: A@x.example }\n  - { id: b, assets: ["*"], rrule: "FREQ=YEARLY", from: 2026-01-13T19:00:00Z, to: 2026-01-13T22:00:00Z }\n`;
    const { section } = sectionOf(changeWindowsFormat, [fileOf('w.yaml', text)]);
    expect(section).toMatchObject({
      flag: 'incomplete',
      reason: expect.stringContaining('window b'),
      data: {
        windows: [
          {
            id: 'a',
            approved_by: { value: 'a@x.example' },
            occurrences: [{ from: '2026-01-13T19:00:00Z', to: '2026-01-13T22:00:00Z' }],
          },
        ],
      },
    });
  });
});

describe('egress networks', () => {
  it('are networks, a single address too', () => {
    const { section } = sectionOf(egressNetworksFormat, [
      fileOf(
        'e.yaml',
        'networks:\n  - { id: a, cidr: 203.0.113.7 }\n  - { id: b, cidr: "2001:db8::/32" }\n  - { id: c, cidr: 999.1.1.1/8 }\n',
      ),
    ]);
    expect(section).toMatchObject({
      flag: 'incomplete',
      data: { networks: [{ cidr: '203.0.113.7/32' }, { cidr: '2001:db8::/32' }] },
    });
  });
});
