import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gather } from '../../../src/app/gather.ts';
import { makeSnapshots } from '../../../src/app/make-snapshots.ts';

const NOW = '2026-11-22T18:00:00Z';
const DUMP =
  '*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -p tcp --dport 443 -j ACCEPT\nCOMMIT\n';
const DECLARED = 'services:\n  - {name: web, ports: [tcp/443], from: [internet]}\n';

describe('exposure.yaml is shared by every packet filter of the scan', () => {
  let folder = '';
  const at = (name: string): string => path.join(folder, name);
  const made = async (...targets: readonly string[]) =>
    makeSnapshots(await gather({ targets, roots: [], collectedAt: NOW }), NOW, () => undefined);

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'vauban-share-'));
    mkdirSync(at('both'));
    for (const name of ['a.v4', 'b.v4', 'both/c.v4']) writeFileSync(at(name), DUMP);
    writeFileSync(at('exposure.yaml'), DECLARED);
    writeFileSync(at('both/exposure.yaml'), DECLARED.replace('web', 'shop'));
    writeFileSync(at('wrong.yaml'), DECLARED.replace('ports', 'prots').replace('from', 'ports: [tcp/1], from'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('each target has it, with its own name in it', async () => {
    const { snapshots, diagnostics } = await made(at('both'), at('exposure.yaml').replace('exposure.yaml', 'a.v4'));
    expect(diagnostics).toEqual([]);
    expect(snapshots.map(({ target, firewall }) => [target.name, firewall?.declared?.data?.target])).toEqual([
      ['a', 'a'],
      ['c', 'c'],
    ]);
    for (const { captures } of snapshots)
      expect(captures.some(({ origin }) => origin.endsWith('exposure.yaml'))).toBe(true);
  });

  it('a snapshot that was kept takes it too, and what is given now wins', async () => {
    const { snapshots } = await made(at('both'));
    const [kept] = snapshots;
    expect(kept?.firewall?.declared?.data?.services[0]?.name).toBe('shop');
    writeFileSync(at('kept.json'), JSON.stringify(kept));
    const again = await made(at('kept.json'), at('exposure.yaml'));
    expect(again.snapshots[0]?.firewall?.declared?.data?.services[0]?.name).toBe('web');
    rmSync(at('kept.json'));
  });

  it('what is wrong in it is told once, and its section is an error', async () => {
    const { snapshots, diagnostics } = await made(at('a.v4'), at('both/c.v4'), at('wrong.yaml'));
    expect(diagnostics.filter(({ code }) => code === 'invalid-declaration')).toHaveLength(1);
    expect(snapshots.map(({ firewall }) => firewall?.declared?.flag)).toEqual(['error', 'error']);
  });

  it('a second one from elsewhere is said and left out', async () => {
    const { snapshots, diagnostics } = await made(at('both'), at('exposure.yaml'));
    expect(diagnostics.map(({ code }) => code)).toEqual(['duplicate-section']);
    expect(snapshots[0]?.firewall?.declared?.data?.services).toHaveLength(1);
  });

  it('alone it says that nothing takes it', async () => {
    const { snapshots, diagnostics } = await made(at('exposure.yaml'));
    expect(snapshots).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['nothing-to-share-with']);
  });
});
