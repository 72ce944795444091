import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileTogether } from '../../src/derive/firewall/analysis.ts';
import type { Packet } from '../../src/derive/firewall/decide.ts';
import { landmarksOf, regionsOf } from '../../src/derive/firewall/regions.ts';
import { tracePacket } from '../../src/derive/firewall/trace.ts';
import type { FirewallRuleset } from '../../src/model/generated/model.ts';
import { type IpSets, parseIpSets } from '../../src/normalize/firewall/ipset/parse.ts';
import { parseDump } from '../../src/normalize/firewall/iptables-save/parse.ts';
import { toFilter } from '../../src/normalize/firewall/iptables-save/to-model.ts';
import { inRegion } from '../unit/derive/firewall/in-region.ts';
import { interpret } from '../unit/derive/firewall/naive.ts';
import { makeRandom } from '../unit/derive/firewall/random-rules.ts';
import { randomTables } from '../unit/derive/firewall/random-tables.ts';
import { type Lab, LINKS, labIsPossible, macOf, openLab, run } from './iptables-kernel/lab.ts';
import { STATE_WORDS } from './iptables-kernel/probes.ts';
import { IPSETS, LOCAL, OWN, REMOTE, SOURCES, WORLDS } from './iptables-kernel/worlds.ts';

/** A seed repeats a run: VAUBAN_SEED=7 npx vitest run test/real/iptables-tables.test.ts */
const SEED = Number(process.env['VAUBAN_SEED'] ?? 2026);
/** Rulesets a family; more with VAUBAN_RULESETS. */
const RULESETS = Number(process.env['VAUBAN_RULESETS'] ?? 12);
/** One round alone, to repeat a disagreement: VAUBAN_SEED=7 VAUBAN_ROUND=3. */
const ROUND = process.env['VAUBAN_ROUND'];
const PACKETS = 200;
const PREFIX = `vt${process.pid % 100_000}`;

function setsArePossible(): boolean {
  const name = `${PREFIX}s`;
  try {
    run(['ip', 'netns', 'add', name]);
    run(['ip', 'netns', 'exec', name, 'ipset', 'restore'], 'create probe hash:net,iface\n');
    return true;
  } catch {
    return false;
  } finally {
    try {
      run(['ip', 'netns', 'del', name]);
    } catch {
      // It was not made.
    }
  }
}

const possible = labIsPossible(`${PREFIX}t`) && setsArePossible();
if (!possible)
  console.warn(
    'iptables-tables: skipped; run as root with the Debian packages iptables, ipset, nftables, iproute2 and python3',
  );

type Family = 'ipv4' | 'ipv6';

/** A packet with its number and the way it is sent. */
type Probe = Omit<Packet, 'state'> & { readonly id: number; readonly how: 'frame' | 'open'; readonly error?: object };

describe.skipIf(!possible)(`tables and sets as the kernel runs them (VAUBAN_SEED=${SEED})`, () => {
  let lab: Lab;
  let loaded: ReadonlySet<string>;
  beforeAll(() => {
    console.info(`iptables-tables: VAUBAN_SEED=${SEED}`);
    lab = openLab(PREFIX);
    loaded = loadSets(lab);
  });
  afterAll(() => lab?.close());

  it.each(['ipv4', 'ipv6'] as const)(
    'agrees with the kernel on packets through raw, mangle, nat, filter and sets: %s',
    (family) => {
      const sets = parseIpSets(lab.inside(['ipset', 'save']), 'ipset save');
      expect(sets.diagnostics).toEqual([]);
      const seen = { packets: 0, accepted: 0, dropped: 0, translated: 0, regions: 0, may: 0 };
      const states = new Map<string, number>();
      const disagreements: object[] = [];
      let port = 10_000;
      for (let round = 0; round < RULESETS; round++) {
        if (ROUND !== undefined && Number(ROUND) !== round) continue;
        const random = makeRandom(SEED * 1013 + round * 2 + (family === 'ipv6' ? 1 : 0));
        const world = WORLDS[family];
        const known = world.sets.filter((one) => loaded.has(one.split(' ')[0] ?? ''));
        const written = randomTables({ ...world, sets: known }, random, 2 + (round % 7));
        // Every connection has a port of its own: the kernel remembers translations of earlier rulesets.
        const probes = makeProbes(family, random, () => (port = port >= 60_000 ? 10_000 : port + 1));
        for (const one of judge(lab, family, written, sets, probes)) {
          seen.packets++;
          seen[one.kernel === 'accept' ? 'accepted' : 'dropped']++;
          if (one.translated) seen.translated++;
          if (one.region !== undefined) seen.regions++;
          if (one.trace === 'may') seen.may++;
          states.set(one.packet.state, (states.get(one.packet.state) ?? 0) + 1);
          const wrong =
            (one.naive !== undefined && one.naive !== one.kernel) ||
            (one.trace !== 'may' && one.trace !== one.kernel) ||
            (one.region === 'must' && one.kernel === 'drop') ||
            (one.region === 'no' && one.kernel === 'accept');
          if (wrong) disagreements.push({ round, ...one, written });
        }
      }
      console.info(
        `iptables-tables: ${family}: ${RULESETS} rulesets, ${JSON.stringify(seen)}, states ${[...states].map(([state, count]) => `${state} ${count}`).join(', ')}`,
      );
      expect(disagreements.slice(0, 1), `${disagreements.length} disagreements`).toEqual([]);
      if (ROUND !== undefined) return;
      expect(seen.packets).toBeGreaterThan(RULESETS * PACKETS * 0.5);
      expect(seen.translated).toBeGreaterThan(RULESETS);
      expect(seen.may).toBeLessThan(seen.packets * 0.05);
      expect(states.size).toBeGreaterThan(3);
    },
    30_000 + RULESETS * 6000,
  );
});

/** Loads each set that this kernel has the type of; most kernels have all. */
function loadSets(lab: Lab): ReadonlySet<string> {
  const names = new Set<string>();
  for (const text of IPSETS.split(/\n(?=create)/)) {
    const name = text.split(' ')[1] ?? '';
    try {
      lab.inside(['ipset', 'restore'], `${text}\n`);
      names.add(name);
    } catch (error) {
      console.warn(`iptables-tables: the set ${name} is left out: ${String(error)}`);
    }
  }
  return names;
}

interface Judged {
  readonly packet: Packet;
  readonly kernel: 'accept' | 'drop';
  /** Only for rulesets without doubts. */
  readonly naive: 'accept' | 'drop' | undefined;
  readonly trace: 'accept' | 'drop' | 'may';
  /** Only for packets as regions tell them. */
  readonly region: 'must' | 'may' | 'no' | undefined;
  readonly translated: boolean;
}

/** Loads rules, sends the probes, and judges each that arrived by what was loaded. */
function judge(lab: Lab, family: Family, written: string, sets: IpSets, probes: readonly Probe[]): readonly Judged[] {
  const program = family === 'ipv4' ? 'iptables' : 'ip6tables';
  lab.inside([`${program}-restore`], written);
  const { filter, diagnostics } = toFilter(parseDump(written, 'written'), {
    file: 'written',
    family,
    loaded: 'live',
    sets,
  });
  expect(diagnostics).toEqual([]);
  const ruleset: FirewallRuleset = { filters: [filter] };
  const [rules] = compileTogether([ruleset], family, landmarksOf([ruleset], family));
  if (rules === undefined) throw new Error('nothing was compiled');
  const doubtful = filter.chains.some((chain) => chain.rules.some((rule) => rule.uncertain.length > 0));
  const { regions } = regionsOf(ruleset, { hooks: ['input', 'forward'] });
  lab.readNotes(family);
  lab.send(
    'machine',
    probes.filter((probe) => probe.how === 'open'),
  );
  lab.send('wires', probes.filter((probe) => probe.how === 'frame').map(asFrame));
  const notes = lab.readNotes(family);
  const noted = (set: Parameters<typeof notes.get>[0], { id }: Probe) => notes.get(set)?.has(id) === true;
  return probes.flatMap((probe): Judged[] => {
    if (probe.how === 'open' || !noted('arrived', probe)) return [];
    // The kernel itself discards what cannot come from where it came.
    if (noted('routing', probe) && !noted('hook', probe)) return [];
    const state = (['new', 'established', 'related', 'invalid', 'untracked'] as const).find((one) => noted(one, probe));
    // What the table raw drops has no state yet, and no rule of raw asks for one.
    const { how: _how, error: _error, id: _id, ...plain } = probe;
    const packet: Packet = { ...plain, state: STATE_WORDS[state ?? 'new'] };
    const kernel = noted('passed', probe) ? 'accept' : 'drop';
    const { way } = WORLDS[family];
    const traced = tracePacket(rules, packet, way);
    const verdictOf = (trace: typeof traced) =>
      trace.ends.length > 0 && trace.ends.every((end) => end.verdict === trace.ends[0]?.verdict)
        ? (trace.ends[0]?.verdict ?? 'may')
        : 'may';
    // Regions take translated packets to leave where a rule lets them; those are not judged that leave elsewhere.
    const told = verdictOf(tracePacket(rules, packet)) === verdictOf(traced);
    const opening = told && packet.state === 'NEW' && (packet.protocol !== 6 || packet.tcpFlags === 2);
    const holding = opening ? regions.filter((region) => inRegion(region, packet)) : [];
    const certain = holding.some((region) => region.certainty === 'must') ? 'must' : holding.length > 0 ? 'may' : 'no';
    return [
      {
        packet,
        kernel,
        naive: doubtful ? undefined : interpret(ruleset, packet, () => true, { own: OWN[family], way }),
        trace: verdictOf(traced),
        region: opening ? certain : undefined,
        translated: traced.ends.some((end) => end.path.some((step) => step.action === 'translate')),
      },
    ];
  });
}

function asFrame(probe: Probe): object {
  return { ...probe, link: `p${probe.in ?? ''}`, mac: macOf(probe.in ?? '') };
}

function makeProbes(family: Family, random: () => number, nextPort: () => number): readonly Probe[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // the lists are not empty
  const chance = (share: number) => random() < share;
  const near = (port: number) => port + pick([-1, 0, 0, 0, 1]);
  const icmp = family === 'ipv4' ? 1 : 58;
  const probes: Probe[] = [];
  let id = 0;
  while (probes.length < PACKETS) {
    const protocol = pick([6, 6, 6, 17, 17, icmp]);
    const types = family === 'ipv4' ? [8, 8, 13, 0, 3] : [128, 128, 129, 1];
    const sport = nextPort();
    const body = {
      protocol,
      ...(protocol === icmp
        ? { icmp: { type: pick(types), code: pick([0, 0, 4]) }, echo: sport }
        : { sport, dport: near(pick(WORLDS[family].ports)) }),
      ...(protocol === 6 ? { tcpFlags: pick([2, 2, 2, 2, 16, 18, 1, 4, 0, 24]) } : {}),
    };
    const incoming = pick(LINKS);
    const src = pick(SOURCES[family]);
    if (chance(0.3)) {
      const [dst, out] = pick(REMOTE[family]);
      probes.push({ family, hook: 'forward', src, dst, in: incoming, out, ...body, id: ++id, how: 'frame' });
      continue;
    }
    const dst = pick(LOCAL[family]);
    if (chance(0.25) && protocol !== icmp) {
      // The machine speaks first; what comes back is its answer, or an error about it.
      const spoken = {
        family,
        hook: 'input' as const,
        src: dst,
        dst: src,
        protocol,
        sport: near(pick(WORLDS[family].ports)),
        dport: sport,
        ...(protocol === 6 ? { tcpFlags: 2 } : {}),
      };
      probes.push({ ...spoken, id: ++id, how: 'open' });
      const answer = { family, hook: 'input' as const, src, dst, in: incoming, how: 'frame' as const };
      const unreachable = family === 'ipv4' ? { type: 3, code: 4 } : { type: 1, code: 4 };
      if (chance(0.4))
        probes.push({ ...answer, protocol: icmp, icmp: unreachable, id: ++id, error: { ...spoken, id: 1 } });
      else
        probes.push({
          ...answer,
          protocol,
          sport,
          dport: spoken.sport,
          ...(protocol === 6 ? { tcpFlags: 18 } : {}),
          id: ++id,
        });
    } else probes.push({ family, hook: 'input', src, dst, in: incoming, ...body, id: ++id, how: 'frame' });
  }
  return probes;
}
