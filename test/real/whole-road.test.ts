import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assessment, Observation } from '../../src/model/generated/model.ts';
import { validateAssessment } from '../../src/model/generated/validators.js';
import { type Outcome, runVauban } from '../scenario/run-scenario.ts';
import { canMakeDebian, copyDebian, HOW_TO_MAKE_DEBIAN } from './debian-tree.ts';
import { labIsPossible, macOf, openLab } from './iptables-kernel/lab.ts';

const REPOSITORY = path.resolve(import.meta.dirname, '../..');
const DUTIES = ['access', 'detection', 'policies', 'maintenance', 'training'];
const PREFIX = `vw${process.pid % 100_000}`;

const possible = canMakeDebian && labIsPossible(`${PREFIX}t`);
if (!possible)
  console.warn(
    `whole-road: skipped; ${HOW_TO_MAKE_DEBIAN}, and iptables, nftables, iproute2 and python3 for a network namespace`,
  );

/** Loaded by the real programs, one call a rule, as an administrator types them. */
const RULES: readonly (readonly [program: 'iptables' | 'ip6tables', rule: string])[] = [
  ['iptables', '-A INPUT -i lo -j ACCEPT'],
  ['iptables', '-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT'],
  ['iptables', '-A INPUT -p tcp --dport 22 -j ACCEPT'],
  ['iptables', '-A INPUT -s 10.0.0.0/8 -p tcp --dport 3306 -j ACCEPT'],
  ['iptables', '-A INPUT -p tcp -m multiport --dports 80,443 -j ACCEPT'],
  ['iptables', '-P INPUT DROP'],
  ['iptables', '-P FORWARD DROP'],
  ['ip6tables', '-A INPUT -i lo -j ACCEPT'],
  ['ip6tables', '-A INPUT -p ipv6-icmp -j ACCEPT'],
  ['ip6tables', '-A INPUT -p tcp --dport 3389 -j ACCEPT'],
  ['ip6tables', '-P INPUT DROP'],
];

/** What the kernel itself does with a connection from the internet, and what Vauban must say of it. */
const PORTS = [
  { rule: 'ssh_not_open_to_internet', family: 'ipv4', port: 22, open: true, dump: 'edge.v4.txt', line: '--dport 22' },
  { rule: 'rdp_not_open_to_internet', family: 'ipv6', port: 3389, open: true, dump: 'edge.v6.txt', line: '3389' },
  { rule: 'telnet_not_open_to_internet', family: 'ipv4', port: 23, open: false, dump: '', line: '' },
  { rule: 'mysql_not_open_to_internet', family: 'ipv4', port: 3306, open: false, dump: '', line: '' },
  { rule: 'mysql_not_open_to_internet', family: 'ipv6', port: 3306, open: false, dump: '', line: '' },
] as const;

describe.skipIf(!possible)('one command over a machine, a firewall, an organization and an account', () => {
  const work = mkdtempSync(path.join(tmpdir(), 'vauban-road-'));
  const out = path.join(work, 'out');
  const lab = { kernel: new Map<string, boolean>() };
  let tree = '';
  let outcome: Outcome = { exit: null, stdout: '', stderr: '' };
  let assessment: Assessment;
  const written = (file: string): string => readFileSync(path.join(out, file), 'utf8');
  const observationsOf = (target: string, rule: string): readonly Observation[] =>
    assessment.observations.filter((one) => one.target === target && one.rule === rule);

  beforeAll(() => {
    tree = copyDebian();
    writeFileSync(path.join(tree, 'etc/hostname'), 'debian01\n');
    saveRealRules(work, lab.kernel);
    mkdirSync(out);
    outcome = runVauban(
      [
        'scan',
        '--root',
        tree,
        path.join(work, 'edge.v4.txt'),
        path.join(work, 'edge.v6.txt'),
        'fixtures/organizations/brumaire/organization',
        'fixtures/accounts/brumaire-aws',
        '--format',
        'text,json,sarif,html',
        '--output',
        `${out}/`,
        '--now',
        '2026-11-22T18:00:00Z',
      ],
      REPOSITORY,
    );
    assessment = JSON.parse(written('report.json'));
  }, 180_000);
  afterAll(() => {
    rmSync(work, { recursive: true, force: true });
    if (tree !== '') rmSync(tree, { recursive: true, force: true });
  });

  it('fails the gate and says why in one line', () => {
    expect(outcome.exit, outcome.stderr).toBe(1);
    expect(outcome.stderr).toMatch(/^failed: \d+ failures at or above high/m);
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
  });

  it('meets its schema and breaks no rule', () => {
    expect(validateAssessment(assessment), JSON.stringify(validateAssessment.errors?.slice(0, 3))).toBe(true);
    expect(assessment.observations.filter(({ status }) => status === 'error')).toEqual([]);
    expect(assessment.diagnostics.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('knows all targets', () => {
    expect(assessment.targets.map(({ id }) => id).sort()).toEqual([
      'account:aws:111122223333',
      'firewall:edge',
      'host:debian01',
      'organization:Brumaire Instruments',
    ]);
  });

  it.each(DUTIES)('judges the duty %s', (id) => {
    const duty = assessment.summary.duties.find((one) => one.id === id);
    expect(duty?.rules).toBeGreaterThan(10);
    expect(duty?.fail).toBeGreaterThan(0);
    expect(duty?.pass).toBeGreaterThan(0);
  });

  it('judges the tree as the machine that it is', () => {
    const judged = assessment.observations.filter(({ target }) => target === 'host:debian01');
    expect(judged.filter(({ status }) => status === 'pass').length).toBeGreaterThan(30);
    expect(judged.filter(({ status }) => status === 'fail').length).toBeGreaterThan(0);
    // What only a running machine has is said to be missing.
    const sections = assessment.targets.find(({ id }) => id === 'host:debian01')?.sections;
    expect(sections?.find(({ id }) => id === 'host.listening')).toMatchObject({
      flag: 'not-collected',
      reason: expect.stringContaining('running machine'),
    });
  });

  it.each(PORTS)('tells port $port of $family as the kernel treats it', ({ rule, family, port, open, dump, line }) => {
    expect(lab.kernel.get(`${family} ${port}`)).toBe(open);
    const judged = observationsOf('firewall:edge', `firewall.exposure.${rule}`);
    expect(judged.length).toBeGreaterThan(0);
    if (!open) {
      expect(judged.map(({ status }) => status)).toEqual(judged.map(() => 'pass'));
      return;
    }
    const failure = judged.find(({ status }) => status === 'fail');
    const place = failure?.evidence.find(({ role }) => role === 'decides');
    expect(place?.file).toBe(path.join(work, dump));
    expect(readFileSync(path.join(work, dump), 'utf8').split('\n')[(place?.line ?? 0) - 1]).toContain(line);
  });

  it('tells the same failures in every format', () => {
    const message = observationsOf('firewall:edge', 'firewall.exposure.ssh_not_open_to_internet').find(
      ({ status }) => status === 'fail',
    )?.message;
    const sarif: {
      runs: {
        results: { ruleId: string; locations?: { physicalLocation?: { region?: { startLine: number } } }[] }[];
      }[];
    } = JSON.parse(written('report.sarif'));
    const results = sarif.runs.flatMap((run) => run.results);
    expect(results.some(({ ruleId }) => ruleId === 'firewall.exposure.ssh_not_open_to_internet')).toBe(true);
    expect(outcome.stdout).toContain('firewall:edge');
    expect(outcome.stdout.replaceAll(/\s+/g, ' ')).toContain(message);
    expect(written('report.txt')).toBe(outcome.stdout);
    expect(written('report.html')).toContain('firewall:edge');
  });

  it('writes the HTML as one file that needs no other', () => {
    const html = written('report.html');
    expect(html).not.toMatch(
      /<(script|img|iframe)[^>]+\ssrc=|<link[^>]+\shref=|@import|url\(\s*["']?(?!data:)[a-z]+:/i,
    );
    for (const id of assessment.targets.map((target) => target.id)) expect(html).toContain(id);
  });
});

/** Loads the rules in a namespace of its own, asks the kernel about the ports, and saves what iptables-save prints. */
function saveRealRules(work: string, kernel: Map<string, boolean>): void {
  const lab = openLab(PREFIX);
  try {
    for (const [program, rule] of RULES) lab.inside([program, ...rule.split(' ')]);
    writeFileSync(path.join(work, 'edge.v4.txt'), lab.inside(['iptables-save']));
    writeFileSync(path.join(work, 'edge.v6.txt'), lab.inside(['ip6tables-save']));
    const probes = PORTS.map(({ family, port }, index) => ({
      family,
      hook: 'input',
      ...(family === 'ipv4' ? { src: '8.8.8.8', dst: '10.9.0.1' } : { src: '2600::1', dst: 'fd09:0::1' }),
      in: 'eth0',
      protocol: 6,
      sport: 40_000,
      dport: port,
      tcpFlags: 2,
      id: index + 1,
      how: 'frame',
      link: 'peth0',
      mac: macOf('eth0'),
    }));
    lab.send('wires', probes);
    const notes = { ipv4: lab.readNotes('ipv4'), ipv6: lab.readNotes('ipv6') };
    for (const { family, dport, id } of probes) {
      if (notes[family].get('hook')?.has(id) !== true) throw new Error(`the probe of port ${dport} did not arrive`);
      kernel.set(`${family} ${dport}`, notes[family].get('passed')?.has(id) === true);
    }
  } finally {
    lab.close();
  }
}
