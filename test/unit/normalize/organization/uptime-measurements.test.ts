import { describe, expect, it } from 'vitest';
import { uptimeMeasurementsFormat } from '../../../../src/normalize/organization/uptime-measurements/format.ts';
import { fileOf, sectionOf } from './register.ts';

const INTERVALS = 'asset,from,to,up_seconds,down_seconds,unknown_seconds,maintenance_seconds\n';

describe('intervals', () => {
  it('are read with what they leave open', () => {
    const { section } = sectionOf(uptimeMeasurementsFormat, [
      fileOf('u.csv', `${INTERVALS}a,2026-11-01T00:00:00Z,2026-11-01T01:00:00Z,3000,0,,\n`),
    ]);
    expect(section).toMatchObject({
      flag: 'complete',
      data: { intervals: [{ asset: 'a', up_seconds: 3000, unknown_seconds: 0, maintenance_seconds: 0 }] },
    });
  });

  it.each([
    ['more seconds than it is long', 'a,2026-11-01T00:00:00Z,2026-11-01T01:00:00Z,3000,700,0,0'],
    ['negative seconds', 'a,2026-11-01T00:00:00Z,2026-11-01T01:00:00Z,3000,-1,0,0'],
    ['the end before the start', 'a,2026-11-01T01:00:00Z,2026-11-01T00:00:00Z,0,0,0,0'],
    ['no seconds up', 'a,2026-11-01T00:00:00Z,2026-11-01T01:00:00Z,,0,0,0'],
    ['no asset', ',2026-11-01T00:00:00Z,2026-11-01T01:00:00Z,1,0,0,0'],
  ])('%s: the row is left out and told', (_name, row) => {
    expect(sectionOf(uptimeMeasurementsFormat, [fileOf('u.csv', `${INTERVALS}${row}\n`)]).section).toMatchObject({
      flag: 'incomplete',
      data: { intervals: [] },
    });
  });
});

describe('samples', () => {
  const at = (minute: number, success: string) => `2026-11-01T00:${String(minute).padStart(2, '0')}:00Z,web,${success}`;
  it('are put together; a gap is time nobody looked', () => {
    const text = [
      'time,target,success',
      at(0, '1'),
      at(5, '1'),
      at(10, '0'),
      at(15, '1'),
      at(30, '1'),
      at(35, '1'),
    ].join('\n');
    const { section } = sectionOf(uptimeMeasurementsFormat, [fileOf('s.csv', text)]);
    expect(section.data).toMatchObject({
      series: [
        {
          target: 'web',
          step_seconds: 300,
          samples: 6,
          runs: [
            { up: true, from: '2026-11-01T00:00:00Z', until: '2026-11-01T00:10:00Z', samples: 2 },
            { up: false, from: '2026-11-01T00:10:00Z', until: '2026-11-01T00:15:00Z', samples: 1 },
            { up: true, from: '2026-11-01T00:15:00Z', until: '2026-11-01T00:20:00Z', samples: 1 },
            { up: true, from: '2026-11-01T00:30:00Z', until: '2026-11-01T00:40:00Z', samples: 2 },
          ],
        },
      ],
    });
  });

  it('of one instant count as up only when all say so, in any order of rows', () => {
    const text = ['time,target,success', at(5, '1'), at(0, '1'), at(0, '0'), at(10, '1')].join('\n');
    expect(sectionOf(uptimeMeasurementsFormat, [fileOf('s.csv', text)]).section.data).toMatchObject({
      series: [{ samples: 3, runs: [{ up: false }, { up: true }] }],
    });
  });

  it('one alone is a reading, not a series', () => {
    expect(
      sectionOf(uptimeMeasurementsFormat, [fileOf('s.csv', `time,target,success\n${at(0, '1')}\n`)]).section.data,
    ).toMatchObject({
      series: [],
      readings: [{ target: 'web', success: { value: true }, http_status: { unknown: expect.any(String) } }],
    });
  });

  it('without a result are left out and told', () => {
    expect(
      sectionOf(uptimeMeasurementsFormat, [fileOf('s.csv', `time,target,success\n${at(0, '')}\n`)]).section.flag,
    ).toBe('incomplete');
  });
});

describe('expositions', () => {
  it('give one reading for each instance; other metrics are no concern', () => {
    const text = [
      '# HELP probe_success x',
      'probe_success{instance="https://a/",job="web"} 1 1763820000000',
      'probe_http_status_code{instance="https://a/"} 200',
      'probe_duration_seconds{instance="https://a/"} 0.412',
      'probe_ssl_earliest_cert_expiry{instance="https://a/"} 1.796428799e+09',
      'probe_success{instance="b"} 0',
      'probe_http_status_code{instance="b"} 0',
      'go_goroutines 12',
    ].join('\n');
    const { section } = sectionOf(uptimeMeasurementsFormat, [fileOf('a.prom', text)]);
    expect(section).toMatchObject({
      flag: 'complete',
      data: {
        readings: [
          {
            target: 'b',
            success: { value: false },
            http_status: { unknown: expect.any(String) },
            certificate_not_after: { unknown: expect.any(String) },
          },
          {
            target: 'https://a/',
            read_at: '2025-11-22T14:00:00Z',
            success: { value: true, at: { line: 2 } },
            http_status: { value: 200 },
            certificate_not_after: { value: '2026-12-04T23:59:59Z', at: { line: 5 } },
          },
        ],
      },
    });
  });

  it('without an instance are told', () => {
    expect(sectionOf(uptimeMeasurementsFormat, [fileOf('a.prom', 'probe_success 1\n')]).section.flag).toBe(
      'incomplete',
    );
  });
});

describe('query_range of Prometheus', () => {
  const range = (values: readonly unknown[], metric: object = { __name__: 'probe_success', instance: 'web' }) => ({
    status: 'success',
    data: { resultType: 'matrix', result: [{ metric, values }] },
  });
  const samples = [
    [1_793_491_200, '1'],
    [1_793_491_260, '0'],
    [1_793_491_320, '1'],
  ];

  it('gives a series for each instance', () => {
    const json = range(samples);
    expect(uptimeMeasurementsFormat.recognizes({ origin: 'q.json', head: JSON.stringify(json), json })).toBe(true);
    expect(sectionOf(uptimeMeasurementsFormat, [fileOf('q.json', JSON.stringify(json))]).section).toMatchObject({
      flag: 'complete',
      data: { series: [{ target: 'web', step_seconds: 60, runs: [{ up: true }, { up: false }, { up: true }] }] },
    });
  });

  it.each([
    ['a value that is no 0 or 1', range([...samples, [1_793_491_380, 'NaN']])],
    ['no instance', range(samples, { __name__: 'probe_success' })],
  ])('%s is told', (_name, json) => {
    expect(sectionOf(uptimeMeasurementsFormat, [fileOf('q.json', JSON.stringify(json))]).section.flag).toBe(
      'incomplete',
    );
  });

  it('of another metric is not ours', () => {
    const json = range(samples, { __name__: 'node_load1', instance: 'web' });
    expect(uptimeMeasurementsFormat.recognizes({ origin: 'q.json', head: JSON.stringify(json), json })).toBe(false);
  });
});
