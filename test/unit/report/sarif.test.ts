import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Log, Result, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../src/model/generated/model.ts';
import { sarifReporter } from '../../../src/report/sarif/reporter.ts';
import { crafted, manyFailures, PLAIN } from './crafted.ts';

const SCHEMA = path.resolve(import.meta.dirname, '../../../schemas/vendor/sarif-2.1.0.json');
const ajv = new Ajv.default({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));

function runOf(assessment: Assessment): { run: Run; results: Result[] } {
  const log: Log = JSON.parse(sarifReporter.render(assessment, PLAIN));
  const [run] = log.runs;
  if (run?.results === undefined) throw new Error('no run');
  return { run, results: run.results };
}

describe.each([
  ['crafted', crafted('full')],
  ['hostile', crafted('hostile')],
  ['huge', manyFailures(6000)],
])('the SARIF report of the %s assessment', (_name, assessment) => {
  const { run, results } = runOf(assessment);

  it('meets the schema of SARIF 2.1.0', () => {
    validate(JSON.parse(sarifReporter.render(assessment, PLAIN)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('has level none or no level wherever kind is not fail', () => {
    for (const { kind, level } of results)
      expect(kind === 'fail' || level === undefined || level === 'none').toBe(true);
  });

  it('has a place for every result, as a relative and well-formed URI', () => {
    for (const result of results) {
      const uri = result.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
      expect(uri).toMatch(/^(?!\/)(?!.*\/\/)(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+$/);
      expect(uri?.split('/')).not.toContain('..');
    }
  });

  it('has fingerprints that are never the same', () => {
    for (const key of ['primaryLocationLineHash', 'vauban/v1']) {
      const all = results.map((result) => result.partialFingerprints?.[key]);
      expect(all).not.toContain(undefined);
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it('points only to rules, taxonomies and taxa that exist', () => {
    for (const result of results) {
      expect(run.tool.driver.rules?.[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
      for (const taxon of result.taxa ?? []) {
        expect(run.taxonomies?.[taxon.toolComponent?.index ?? -1]?.taxa?.[taxon.index ?? -1]?.id).toBe(taxon.id);
      }
    }
  });

  it('stays within the limits of GitHub', () => {
    expect(results.length).toBeLessThanOrEqual(5000);
    expect(gzipSync(sarifReporter.render(assessment, PLAIN)).length).toBeLessThan(10_000_000);
    for (const rule of run.tool.driver.rules ?? []) {
      expect(rule.properties?.tags?.length ?? 0).toBeLessThanOrEqual(20);
      expect(rule.fullDescription?.text.length).toBeLessThanOrEqual(1024);
      expect(rule.name?.length).toBeLessThanOrEqual(255);
    }
    for (const result of results) expect(result.relatedLocations?.length ?? 0).toBeLessThanOrEqual(100);
  });
});

describe('the SARIF report', () => {
  it('has one result for each failure and error, and none for anything else', () => {
    const assessment = crafted('full');
    expect(runOf(assessment).results.length).toBe(assessment.summary.counts.fail + assessment.summary.counts.error);
  });

  it('tells of what is not known as notifications', () => {
    const [invocation] = runOf(crafted('full')).run.invocations ?? [];
    const texts = invocation?.toolExecutionNotifications?.map(({ message }) => message.text) ?? [];
    expect(texts).toContain(
      '2 observations could not be made: /etc/shadow could not be read: permission denied. Collect as root, or give the account the right to run: sudo cat /etc/shadow (hashes are cut before anything is kept).',
    );
  });

  it('keeps the worst 5000 of 6000 results and says how many are missing', () => {
    const { run, results } = runOf(manyFailures(6000));
    expect(results.length).toBe(5000);
    expect(run.properties?.['resultsNotSent']).toBe(1000);
    expect(results.filter((result) => result.properties?.['severity'] === 'info').length).toBe(200);
    expect(results.filter((result) => result.level === 'error').length).toBe(2400);
    expect(run.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toMatch(
      /^1000 results of 6000 are not in this file/,
    );
  });

  it.each([
    ['a path in a target', '/etc/ssh/sshd_config', 'host/web01/etc/ssh/sshd_config', 'TARGETS'],
    ['a file that the user gave', 'configs/règles é.nft', 'configs/r%C3%A8gles%20%C3%A9.nft', '%SRCROOT%'],
    ['a file above the working folder', '../shared/x.csv', 'host/web01/shared/x.csv', 'TARGETS'],
    ['a command', 'sshd -T', 'host/web01/sshd%20-T', 'TARGETS'],
    ['a path of Windows', 'C:\\Users\\x.txt', 'host/web01/C%3A%5CUsers%5Cx.txt', 'TARGETS'],
    ['no evidence', undefined, 'host/web01', 'TARGETS'],
  ])('makes a relative URI of %s', (_name, file, uri, uriBaseId) => {
    const base = crafted('full');
    const [target] = base.targets;
    const [observation] = base.observations;
    if (target === undefined || observation === undefined) throw new Error('nothing crafted');
    const evidence = file === undefined ? [] : [{ file, role: 'decides' as const }];
    const { results } = runOf({
      ...base,
      targets: [{ ...target, id: 'host:web01', kind: 'host', name: 'web01' }],
      observations: [{ ...observation, target: 'host:web01', evidence }],
    });
    expect(results[0]?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({ uri, uriBaseId });
  });

  it('shows a line in a module and, beside it, the call of the module', () => {
    const base = crafted('full');
    const [observation] = base.observations;
    if (observation === undefined) throw new Error('nothing crafted');
    const evidence = [
      { file: 'net/sg.tf', line: 7, role: 'decides' as const },
      { file: 'main.tf', line: 3, role: 'calls' as const },
    ];
    const { results } = runOf({ ...base, observations: [{ ...observation, evidence }] });
    expect(results[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('net/sg.tf');
    const [related] = results[0]?.relatedLocations ?? [];
    expect(related?.physicalLocation).toEqual({
      artifactLocation: { uri: 'main.tf', uriBaseId: '%SRCROOT%' },
      region: { startLine: 3 },
    });
    expect(related?.message?.text).toBe('Called from here');
  });

  it('shows the way that leads to the verdict, step by step', () => {
    const base = crafted('full');
    const [observation] = base.observations;
    if (observation === undefined) throw new Error('nothing crafted');
    const evidence = [
      { file: 'account.json', line: 7, role: 'decides' as const },
      { file: 'account.json', line: 9, role: 'step' as const, note: 'ann takes on ops' },
      { file: 'account.json', role: 'step' as const, note: 'ops takes on root' },
    ];
    const { results } = runOf({ ...base, observations: [{ ...observation, evidence }] });
    expect(results[0]?.relatedLocations).toBeUndefined();
    const steps = results[0]?.codeFlows?.[0]?.threadFlows[0]?.locations;
    expect(
      steps?.map(({ location }) => [location?.message?.text, location?.physicalLocation?.region?.startLine]),
    ).toEqual([
      ['ann takes on ops', 9],
      ['ops takes on root', 1],
    ]);
  });

  it('keeps the fingerprint when the line of the evidence moves', () => {
    const base = crafted('full');
    const moved = {
      ...base,
      observations: base.observations.map((o) => ({ ...o, evidence: o.evidence.map((e) => ({ ...e, line: 999 })) })),
    };
    const prints = (assessment: Assessment) => runOf(assessment).results.map((result) => result.partialFingerprints);
    expect(prints(moved)).toEqual(prints(base));
  });
});
