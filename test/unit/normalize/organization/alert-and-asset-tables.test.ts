import { describe, expect, it } from 'vitest';
import { alertExportFormat } from '../../../../src/normalize/organization/alert-export/format.ts';
import { assetRegisterFormat } from '../../../../src/normalize/organization/asset-register/format.ts';
import { vulnerabilityRegisterFormat } from '../../../../src/normalize/organization/vulnerability-register/format.ts';
import { fileOf, sectionOf } from './register.ts';

describe('register of assets', () => {
  const HEADER = 'id,name,owner,criticality,status,slo_percent,rto_minutes\n';
  it.each([
    ['a number', '99.9', { value: 99.9 }, []],
    ['a decimal comma', '"99,9"', { value: 99.9 }, []],
    ['empty', '', { unknown: expect.any(String) }, ['slo_percent']],
    ['words', 'high', { unknown: expect.stringContaining('high') }, []],
    ['beyond a hundred', '250', { unknown: expect.stringContaining('between') }, []],
  ])('an objective: %s', (_name, cell, fact, undeclared) => {
    const { section } = sectionOf(assetRegisterFormat, [
      fileOf('a.csv', `${HEADER}srv-1,S,A@x.example,high,in-service,${cell},60\n`),
    ]);
    expect(section.data).toMatchObject({
      assets: [{ id: 'srv-1', owner: { value: 'a@x.example' }, slo_percent: fact, undeclared }],
    });
  });

  it('a column that is not there is unknown, not undeclared', () => {
    const { section } = sectionOf(assetRegisterFormat, [fileOf('a.csv', `${HEADER}srv-1,S,,huge,in-service,99,60\n`)]);
    expect(section.data).toMatchObject({
      assets: [
        {
          undeclared: ['owner'],
          redundancy_group: { unknown: expect.stringContaining('no column') },
          criticality: { unknown: expect.stringContaining('huge') },
        },
      ],
    });
  });

  it('an asset that is there twice is told', () => {
    const { section } = sectionOf(assetRegisterFormat, [
      fileOf('a.csv', `${HEADER}a,,,low,planned,,\na,,,high,planned,,\n`),
    ]);
    expect(section).toMatchObject({ flag: 'incomplete', data: { assets: [{ criticality: { value: 'low' } }] } });
  });
});

describe('alerts', () => {
  it('an empty acknowledgement has not happened, an unreadable one is unknown', () => {
    const text =
      'id,raised_at,severity,acknowledged_at\nA,2026-11-22T09:05:00Z,HIGH,\nB,2026-11-22T09:05:00Z,weird,soon\n';
    expect(sectionOf(alertExportFormat, [fileOf('a.csv', text)]).section.data).toMatchObject({
      alerts: [
        {
          id: 'A',
          severity: { value: 'high' },
          acknowledged_at: { value: '' },
          closed_at: { unknown: expect.stringContaining('no column') },
        },
        { id: 'B', severity: { unknown: expect.any(String) }, acknowledged_at: { unknown: expect.any(String) } },
      ],
    });
  });
});

describe('register of vulnerabilities', () => {
  it('reads aliases of scanners, several CVEs in a cell, and their words for severities', () => {
    const text =
      'Hostname;CVEs;Package;Severity;First found;Decision;Decision owner;Fixed on\nsrv-1;CVE-2099-1, CVE-2099-2;p;Important;2026-10-05;;A@x.example;\n';
    expect(sectionOf(vulnerabilityRegisterFormat, [fileOf('v.csv', text)]).section.data).toMatchObject({
      vulnerabilities: [
        {
          id: 'srv-1/CVE-2099-1',
          severity: { value: 'high' },
          decision: { value: '' },
          decision_owner: { value: 'a@x.example' },
          fixed_on: { value: '' },
        },
        { id: 'srv-1/CVE-2099-2' },
      ],
    });
  });

  it('an entry without a CVE is left out and told', () => {
    const text = 'asset,cve,severity\nsrv-1,,high\n';
    expect(sectionOf(vulnerabilityRegisterFormat, [fileOf('v.csv', text)]).section).toMatchObject({
      flag: 'incomplete',
      data: { vulnerabilities: [] },
    });
  });
});
