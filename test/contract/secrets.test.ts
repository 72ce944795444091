import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/model/generated/model.ts';
import { type Outcome, runVauban } from '../scenario/run-scenario.ts';
import {
  PLANTED_ACCOUNT,
  PLANTED_FILES,
  PLANTED_ORGANIZATION,
  PLANTED_TREE,
  PLANTED_WORDS,
  withPasswords,
} from './planted-secrets.ts';

const ORGANIZATION = path.resolve(import.meta.dirname, '../../fixtures/organizations/brumaire/organization');
const work = mkdtempSync(path.join(tmpdir(), 'vauban-secrets-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function plant(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(work, folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return path.join(work, folder);
}

/** The sample organization, a password in every row and entry. */
function registers(): Readonly<Record<string, string>> {
  const files = readdirSync(ORGANIZATION, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
  return Object.fromEntries(
    files.map((name) => [name, withPasswords(name, readFileSync(path.join(ORGANIZATION, name), 'utf8'))]),
  );
}

/** Files of the tree that are no capture of their own: never read, or some facts are taken out of them (units, scripts of cron). */
const NO_CAPTURE = Object.keys(PLANTED_TREE).filter((name) =>
  /^(etc\/(shadow-|security\/(opasswd|pam_env)|cron\.daily\/|apt\/auth|ssh\/ssh_host|chrony\/chrony.keys|systemd\/system\/)|root\/.ssh\/(id|environment)|usr\/|var\/ossec\/(bin|etc\/client))/.test(
    name,
  ),
);

/** Each secret that the texts hold, once, with what stands around it. */
function leaksIn(texts: readonly string[]): readonly string[] {
  const found = new Map<string, string>();
  for (const text of texts) {
    for (const [around, name = ''] of text.matchAll(/.{0,80}canary([\w.-]*).{0,20}/gi))
      if (!found.has(name)) found.set(name, around);
  }
  return [...found.values()];
}

describe('planted secrets', () => {
  const out = path.join(work, 'out');
  const targets = [
    plant('tree', { ...PLANTED_TREE, ...PLANTED_WORDS }),
    plant('organization', { ...registers(), ...PLANTED_ORGANIZATION }),
    plant('account', PLANTED_ACCOUNT),
    ...Object.keys(PLANTED_FILES).map((name) => path.join(plant('files', PLANTED_FILES), name)),
  ];
  const now = ['--now', '2026-11-22T18:00:00Z'];
  const collected: Outcome = runVauban(['collect', ...targets, ...now, '-o', path.join(out, 'snapshot.json')], work);
  const scanned: Outcome = runVauban(
    ['scan', ...targets, ...now, '--format', 'text,json,sarif,html', '--output', `${out}/`, '--verbose'],
    work,
  );
  const written = (file: string): string => readFileSync(path.join(out, file), 'utf8');

  it('stand in what was read, not beside it', () => {
    expect(readdirSync(out).sort()).toEqual([
      'report.html',
      'report.json',
      'report.sarif',
      'report.txt',
      'snapshot.json',
    ]);
    const report: { targets: readonly { id: string }[] } = JSON.parse(written('report.json'));
    expect(report.targets.map(({ id }) => id)).toEqual([
      'account:aws:111122223333',
      'firewall:own',
      'host:vault01',
      'host:vault02',
      'organization:Brumaire Instruments',
    ]);
    const snapshots: readonly Snapshot[] = JSON.parse(written('snapshot.json'));
    const collectedFiles = new Set(
      snapshots.flatMap(({ captures }) =>
        captures.filter(({ outcome }) => outcome === 'read').map(({ origin }) => origin),
      ),
    );
    const left = Object.keys(PLANTED_TREE).filter((name) => !collectedFiles.has(`/${name}`));
    expect(left).toEqual([...NO_CAPTURE]);
    const organization = snapshots.find(({ target }) => target.kind === 'organization')?.organization ?? {};
    const read = Object.entries(organization).filter(([, { flag }]) => flag === 'complete' || flag === 'incomplete');
    expect(read.length).toBeGreaterThanOrEqual(20);
  });

  it.each(['snapshot.json', 'report.txt', 'report.json', 'report.sarif', 'report.html'])('reach no %s', (file) => {
    expect(leaksIn([written(file)])).toEqual([]);
  });

  it('reach no message', () => {
    expect(leaksIn([collected.stdout, collected.stderr, scanned.stdout, scanned.stderr])).toEqual([]);
  });
});
