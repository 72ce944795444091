import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Capture } from '../../src/core/capture.ts';
import { captureId } from '../../src/core/ids.ts';
import type { FirewallRuleset } from '../../src/model/generated/model.ts';
import { readDump, rulesetSection } from '../../src/normalize/firewall/iptables-save/reading.ts';
import { readUfw, type UfwFile } from '../../src/normalize/firewall/ufw/ruleset.ts';
import { makeRandom } from '../unit/derive/firewall/random-rules.ts';
import { disagreements } from './firewall-sources/disagreements.ts';
import { randomUfwCommands } from './firewall-sources/ufw-commands.ts';

/** A seed repeats a run: VAUBAN_SEED=7 npx vitest run test/real/ufw.test.ts */
const SEED = Number(process.env['VAUBAN_SEED'] ?? 2026);
/** Rule sets; more with VAUBAN_RULESETS. */
const RULESETS = Number(process.env['VAUBAN_RULESETS'] ?? 6);
const ROUND = process.env['VAUBAN_ROUND'];
const possible =
  existsSync('/usr/sbin/ufw') &&
  spawnSync('unshare', ['--mount', '--net', 'iptables', '-S'], { stdio: 'ignore' }).status === 0;
if (!possible) console.warn('ufw: skipped; run as root with the Debian packages ufw, iptables and util-linux');

describe.skipIf(!possible)(`ufw as it loads its files (VAUBAN_SEED=${SEED})`, () => {
  let folder = '';
  beforeAll(() => {
    console.info(`ufw: VAUBAN_SEED=${SEED}`);
    folder = mkdtempSync(path.join(tmpdir(), 'vbufw-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    'reads from the files what ufw loads into the kernel',
    () => {
      let rules = 0;
      for (let round = 0; round < RULESETS; round++) {
        if (ROUND !== undefined && Number(ROUND) !== round) continue;
        const random = makeRandom(SEED * 1009 + round);
        const commands = [...randomUfwCommands(random, 3 + (round % 12))];
        const ipv6 = round % 5 !== 4;
        const machine = run(folder, commands, ipv6, round % 3 === 0 ? extraBefore(random) : '');
        rules += machine.kept;
        const found = disagreements(machine.configured, machine.loaded, random, 400);
        expect({ round, commands: commands.map((words) => words.join(' ')), found }).toMatchObject({ found: [] });
      }
      console.info(`ufw: ${RULESETS} rule sets, ${rules} commands taken`);
    },
    20_000 + RULESETS * 8000,
  );
});

/** What people add to before.rules by hand. */
function extraBefore(random: () => number): string {
  const lines = [
    '-A ufw-before-input -p tcp --dport 9000:9010 -s 203.0.113.0/24 -j ACCEPT',
    '-I ufw-before-input -s 192.0.2.66 -j DROP',
    '-A ufw-before-forward -i eth0 -o docker0 -j ACCEPT',
    '-A ufw-not-local -d 10.255.255.255 -j RETURN',
  ];
  return lines.filter(() => random() < 0.6).join('\n');
}

interface Machine {
  readonly configured: FirewallRuleset;
  readonly loaded: FirewallRuleset;
  readonly kept: number;
}

/** Runs the real ufw in namespaces of its own with folders of its own. */
function run(folder: string, commands: readonly (readonly string[])[], ipv6: boolean, before: string): Machine {
  const at = (name: string) => path.join(folder, name);
  rmSync(at('ufw'), { recursive: true, force: true });
  rmSync(at('default'), { recursive: true, force: true });
  execFileSync('cp', ['-a', '/etc/ufw', at('ufw')]);
  execFileSync('cp', ['-a', '/etc/default', at('default')]);
  // The files as the package ships them, whatever this machine's ufw was told.
  for (const name of ['before', 'before6', 'after', 'after6', 'user', 'user6'])
    if (existsSync(`/usr/share/ufw/iptables/${name}.rules`))
      writeFileSync(at(`ufw/${name}.rules`), readFileSync(`/usr/share/ufw/iptables/${name}.rules`));
  if (before !== '') {
    const text = readFileSync(at('ufw/before.rules'), 'utf8');
    writeFileSync(at('ufw/before.rules'), text.replace(/^COMMIT$/m, `${before}\nCOMMIT`));
  }
  const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;
  const script = [
    'mount --make-rprivate /',
    `mount --bind ${quoted(at('ufw'))} /etc/ufw`,
    `mount --bind ${quoted(at('default'))} /etc/default`,
    'mount -t tmpfs tmpfs /run',
    'ip link set lo up',
    `sed -i 's/^IPV6=.*/IPV6=${ipv6 ? 'yes' : 'no'}/' /etc/default/ufw`,
    // What ufw refuses (an address of IPv6 while it is off, a port without a protocol) is no rule.
    ...commands.map((words) => `ufw ${words.map(quoted).join(' ')} >/dev/null 2>&1 && echo kept`),
    'ufw --force enable >/dev/null || exit 9',
    `iptables-save > ${quoted(at('v4'))}`,
    `ip6tables-save > ${quoted(at('v6'))}`,
  ].join('\n');
  const out = execFileSync('unshare', ['--mount', '--net', 'sh', '-c', script], { encoding: 'utf8', timeout: 60_000 });
  const dump = (name: string, family: 'ipv4' | 'ipv6') =>
    readDump(capture(family === 'ipv4' ? 'iptables-save' : 'ip6tables-save', readFileSync(at(name))), 'live', family);
  return {
    kept: out.split('kept').length - 1,
    configured: { filters: readUfw(filesOf(at('ufw'), at('default/ufw'))).readings.map(({ filter }) => filter) },
    loaded: rulesetSection([dump('v4', 'ipv4'), dump('v6', 'ipv6')]).data ?? { filters: [] },
  };
}

function filesOf(ufw: string, defaults: string): Parameters<typeof readUfw>[0] {
  const file = (name: string): UfwFile => ({
    kind: 'text',
    file: `/etc/ufw/${name}`,
    text: readFileSync(path.join(ufw, name), 'utf8'),
  });
  return {
    defaults: { kind: 'text', file: '/etc/default/ufw', text: readFileSync(defaults, 'utf8') },
    conf: file('ufw.conf'),
    rules: {
      ipv4: { before: file('before.rules'), after: file('after.rules'), user: file('user.rules') },
      ipv6: { before: file('before6.rules'), after: file('after6.rules'), user: file('user6.rules') },
    },
    hooks: [],
  };
}

function capture(origin: string, bytes: Uint8Array): Capture {
  return { id: captureId(origin), origin, collectedAt: '2026-11-02T10:00:00Z', outcome: { kind: 'read', bytes } };
}
