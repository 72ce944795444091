import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Capture } from '../../src/core/capture.ts';
import { captureId } from '../../src/core/ids.ts';
import type { FirewallRuleset } from '../../src/model/generated/model.ts';
import { readConfig } from '../../src/normalize/firewall/firewalld/config.ts';
import { firewalldFilters } from '../../src/normalize/firewall/firewalld/ruleset.ts';
import { readDump, rulesetSection } from '../../src/normalize/firewall/iptables-save/reading.ts';
import { nftFilters, readNft } from '../../src/normalize/firewall/nft/reading.ts';
import { makeRandom } from '../unit/derive/firewall/random-rules.ts';
import { disagreements, type Parts } from './firewall-sources/disagreements.ts';
import { type MadeFile, randomFirewalldFiles } from './firewall-sources/firewalld-files.ts';

/** A seed repeats a run: VAUBAN_SEED=7 npx vitest run test/real/firewalld.test.ts */
const SEED = Number(process.env['VAUBAN_SEED'] ?? 2026);
/** Configurations for each backend; more with VAUBAN_RULESETS. */
const RULESETS = Number(process.env['VAUBAN_RULESETS'] ?? 8);
const ROUND = process.env['VAUBAN_ROUND'];
const SYSTEM = '/usr/lib/firewalld';
const possible =
  existsSync('/usr/sbin/firewalld') &&
  spawnSync('unshare', ['--mount', '--net', 'iptables', '-S'], { stdio: 'ignore' }).status === 0;
if (!possible)
  console.warn('firewalld: skipped; run as root with the Debian packages firewalld, ipset, iptables, nftables');

/** firewalld's own classes, without the bus: what the daemon does when it starts. */
const START = `
import logging, sys
from firewall.core.logger import log
from firewall.core.fw import Firewall
fw = Firewall()
fw.start()
print(fw.get_state())
`;

describe.skipIf(!possible)(`firewalld as it loads its files (VAUBAN_SEED=${SEED})`, () => {
  let folder = '';
  beforeAll(() => {
    console.info(`firewalld: VAUBAN_SEED=${SEED}`);
    folder = mkdtempSync(path.join(tmpdir(), 'vbfwd-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    'reads from the files what the iptables backend loads into the kernel',
    () => {
      let read = 0;
      for (let round = 0; round < RULESETS; round++) {
        if (ROUND !== undefined && Number(ROUND) !== round) continue;
        const random = makeRandom(SEED * 1009 + round);
        const files = randomFirewalldFiles(random, 'iptables');
        const loaded = load(folder, files, ['iptables-save > v4', 'ip6tables-save > v6', 'ipset save > sets']);
        if (loaded === undefined) continue;
        read++;
        const found = disagreements(configured(folder), iptablesOf(folder), random, 400, partsOf(files));
        if (found.length > 0) console.info(files.map((file) => `--- ${file.path}\n${file.text}`).join(''));
        expect({ round, found }).toMatchObject({ found: [] });
      }
      console.info(`firewalld: iptables backend, ${read} of ${RULESETS} configurations taken`);
      expect(read).toBeGreaterThan(ROUND === undefined ? RULESETS / 2 : 0);
    },
    20_000 + RULESETS * 15_000,
  );

  it(
    'reads from the files what the nftables backend loads into the kernel',
    () => {
      let read = 0;
      for (let round = 0; round < RULESETS; round++) {
        if (ROUND !== undefined && Number(ROUND) !== round) continue;
        const random = makeRandom(SEED * 2003 + round);
        const files = randomFirewalldFiles(random, 'nftables');
        if (load(folder, files, ['nft list ruleset > nft']) === undefined) continue;
        read++;
        const found = disagreements(configured(folder), nftOf(folder), random, 400, nftPartsOf(files));
        if (found.length > 0) console.info(files.map((file) => `--- ${file.path}\n${file.text}`).join(''));
        expect({ round, found }).toMatchObject({ found: [] });
      }
      console.info(`firewalld: nftables backend, ${read} of ${RULESETS} configurations taken`);
      expect(read).toBeGreaterThan(ROUND === undefined ? RULESETS / 2 : 0);
    },
    20_000 + RULESETS * 15_000,
  );
});

/**
 * The text of nft leaves in doubt what came by a changed destination, which the files tell. With direct rules there are two
 * tables, and which of them the exposure tells the default policy by is its own choice.
 */
function nftPartsOf(files: readonly MadeFile[]): Parts {
  if (files.some(({ text }) => text.includes('<forward-port'))) return 'sure regions';
  return files.some(({ text }) => text.includes('<direct')) ? 'packets' : 'packets and exposure';
}

/** What the nftables backend prints: the text, which has lines. */
function nftOf(folder: string): FirewallRuleset {
  const reading = readNft(
    { text: capture('nft list ruleset', readFileSync(path.join(folder, 'nft'))) },
    () => undefined,
  );
  return { filters: reading === undefined ? [] : [...nftFilters(reading, 'live').filters] };
}

/**
 * A port that leads to another port of the machine leaves a doubt, and how far a doubt after a translation reaches is told
 * the wider the more rules stand between: the packets are compared, not the summary.
 */
function partsOf(files: readonly MadeFile[]): Parts {
  const local = files.some(({ text }) => /<forward-port(?![^>]*to-addr)/.test(text));
  return local ? 'packets' : 'packets and exposure';
}

/** Runs firewalld in namespaces of its own; undefined when it refuses the configuration. */
function load(folder: string, files: readonly MadeFile[], prints: readonly string[]): true | undefined {
  const etc = path.join(folder, 'etc');
  rmSync(etc, { recursive: true, force: true });
  for (const { path: name, text } of files) {
    mkdirSync(path.dirname(path.join(etc, name)), { recursive: true });
    writeFileSync(path.join(etc, name), text);
  }
  const script = [
    'mount --make-rprivate /',
    `mount --bind '${etc}' /etc/firewalld`,
    'mount -t tmpfs tmpfs /run',
    'ip link set lo up',
    `cd '${folder}'`,
    '/usr/bin/python3 start.py > out 2>&1 || { cat out >&2; exit 8; }',
    'grep -q RUNNING out || { cat out >&2; exit 8; }',
    ...prints,
  ].join('\n');
  writeFileSync(path.join(folder, 'start.py'), START);
  const ran = spawnSync('unshare', ['--mount', '--net', 'sh', '-c', script], { encoding: 'utf8', timeout: 60_000 });
  if (ran.status !== 0) {
    console.info(`firewalld: refused: ${ran.stderr.trim().split('\n').slice(-3).join(' | ')}`);
    return undefined;
  }
  return true;
}

/** What we read from the files. */
function configured(folder: string): FirewallRuleset {
  const files: { file: string; text: string }[] = [];
  const add = (from: string, as: string): void => {
    for (const entry of readdirSync(from, { withFileTypes: true })) {
      const [inner, name] = [path.join(from, entry.name), `${as}/${entry.name}`];
      if (entry.isDirectory()) add(inner, name);
      else if (/\.(?:xml|conf)$/.test(entry.name)) files.push({ file: name, text: readFileSync(inner, 'utf8') });
    }
  };
  add(SYSTEM, SYSTEM);
  add(path.join(folder, 'etc'), '/etc/firewalld');
  const { config } = readConfig(files, { file: '/etc/firewalld/firewalld.conf' });
  return { filters: [...firewalldFilters(config, 'configured')] };
}

function iptablesOf(folder: string): FirewallRuleset {
  const dump = (name: string, family: 'ipv4' | 'ipv6') =>
    readDump(
      capture(family === 'ipv4' ? 'iptables-save' : 'ip6tables-save', readFileSync(path.join(folder, name))),
      'live',
      family,
    );
  return rulesetSection([dump('v4', 'ipv4'), dump('v6', 'ipv6')]).data ?? { filters: [] };
}

function capture(origin: string, bytes: Uint8Array): Capture {
  return { id: captureId(origin), origin, collectedAt: '2026-11-02T10:00:00Z', outcome: { kind: 'read', bytes } };
}
