import { spawnSync } from 'node:child_process';
import path from 'node:path';

const SENDER = path.join(import.meta.dirname, 'send.py');

/** Runs a program; throws with what it printed when it fails. */
export function run(argv: readonly string[], input = ''): string {
  const [program = '', ...rest] = argv;
  const result = spawnSync(program, rest, { input, encoding: 'utf8', timeout: 20_000, maxBuffer: 64 << 20 });
  if (result.status !== 0)
    throw new Error(`${argv.join(' ')}: ${result.stderr || (result.error?.message ?? `exit ${result.status}`)}`);
  return result.stdout;
}

/** True when namespaces can be made and the programs are there: those of the lab, and those of the test. */
export function labIsPossible(name: string, programs: readonly (readonly string[])[] = [['iptables-save']]): boolean {
  try {
    run(['ip', 'netns', 'add', name]);
    for (const program of programs) run(['ip', 'netns', 'exec', name, ...program]);
    run(['ip', 'netns', 'exec', name, 'nft', 'list', 'ruleset']);
    run(['python3', '-c', 'import socket']);
    return true;
  } catch {
    return false;
  } finally {
    spawnSync('ip', ['netns', 'del', name]);
  }
}

/** Interfaces of the machine under test; the peer of each stands in the other namespace. */
export const LINKS = ['eth0', 'eth1', 'wan0'] as const;

/** What a set of the probe table stands for. */
export const SETS = [
  'arrived',
  'routing',
  'hook',
  'passed',
  'new',
  'established',
  'related',
  'invalid',
  'untracked',
] as const;

/** Identifiers from here on are taken out of connection tracking. */
export const UNTRACKED_FROM = 60_000;

/** Two namespaces joined by three wires. */
export interface Lab {
  /** Runs a program in the machine under test. */
  inside(argv: readonly string[], input?: string): string;
  /** Sends crafted packets from the machine itself or from the other end of its wires. */
  send(from: 'machine' | 'wires', packets: readonly object[]): void;
  /** Identifiers noted since the last call, by what was noted of them. */
  readNotes(family: 'ipv4' | 'ipv6'): ReadonlyMap<(typeof SETS)[number], ReadonlySet<number>>;
  close(): void;
}

/**
 * The verdict on every packet is observed by its number (the IP identification, or the flow label of IPv6): native nft
 * chains note it when it arrives (prerouting, priority -310), after every table before routing (priority 300), when it enters the INPUT or FORWARD hook (priority -400), and again after every iptables table of that
 * hook (priority 400), where it only comes when it was accepted. The connection state is noted as the kernel has it.
 */
const PROBE = (['4', '6'] as const).reduce(
  (text, v) => {
    const key = v === '4' ? 'ip id' : 'ip6 flowlabel';
    const version = v === '4' ? 'meta nfproto ipv4' : 'meta nfproto ipv6';
    const note = (set: string) => `${version} add @${set}${v} { ${key} }`;
    return {
      sets: text.sets + SETS.map((set) => `set ${set}${v} { typeof ${key}; flags dynamic; size 65535; }\n`).join(''),
      early: `${text.early}${note('arrived')}\n${version} ${key} >= ${UNTRACKED_FROM} notrack\n`,
      routing: `${text.routing}${note('routing')}\n`,
      states:
        text.states +
        ['new', 'established', 'related', 'invalid', 'untracked']
          .map((state) => `ct state ${state} ${note(state)}\n`)
          .join(''),
      before: `${text.before}${note('hook')}\n`,
      after: `${text.after}${note('passed')}\n`,
    };
  },
  { sets: '', early: '', states: '', routing: '', before: '', after: '' },
);

const TABLE = `table inet probe {
${PROBE.sets}
chain early { type filter hook prerouting priority -310; ${PROBE.early} }
chain states { type filter hook prerouting priority -190; ${PROBE.states} }
chain routing { type filter hook prerouting priority 300; ${PROBE.routing} }
chain in_before { type filter hook input priority -400; ${PROBE.before} }
chain in_after { type filter hook input priority 400; ${PROBE.after} }
chain fw_before { type filter hook forward priority -400; ${PROBE.before} }
chain fw_after { type filter hook forward priority 400; ${PROBE.after} }
}
`;

/** Builds the lab; `prefix` makes the namespace names unique. */
export function openLab(prefix: string): Lab {
  const machine = `${prefix}m`;
  const wires = `${prefix}w`;
  const close = (): void => {
    spawnSync('ip', ['netns', 'del', machine]);
    spawnSync('ip', ['netns', 'del', wires]);
  };
  const inside = (argv: readonly string[], input?: string) => run(['ip', 'netns', 'exec', machine, ...argv], input);
  try {
    run(['ip', 'netns', 'add', machine]);
    run(['ip', 'netns', 'add', wires]);
    inside([
      'sh',
      '-c',
      'for f in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 0 > $f; done; echo 1 > /proc/sys/net/ipv4/ip_forward; echo 1 > /proc/sys/net/ipv6/conf/all/forwarding; echo 0 > /proc/sys/net/ipv6/conf/default/accept_dad; echo 0 > /proc/sys/net/ipv4/conf/default/rp_filter; ip link set lo up',
    ]);
    for (const [i, link] of LINKS.entries()) {
      run(['ip', '-n', machine, 'link', 'add', link, 'type', 'veth', 'peer', 'name', `p${link}`, 'netns', wires]);
      run(['ip', '-n', machine, 'link', 'set', link, 'address', macOf(link), 'up']);
      run(['ip', '-n', wires, 'link', 'set', `p${link}`, 'address', `02:00:00:00:01:0${i}`, 'up']);
      run(['ip', '-n', machine, 'address', 'add', `10.9.${i}.1/24`, 'dev', link]);
      run(['ip', '-n', machine, 'address', 'add', `fd09:${i}::1/64`, 'dev', link, 'nodad']);
      for (const gateway of [`10.9.${i}.254`, `fd09:${i}::fe`])
        run([
          'ip',
          '-n',
          machine,
          'neigh',
          'add',
          gateway,
          'lladdr',
          `02:00:00:00:01:0${i}`,
          'dev',
          link,
          'nud',
          'permanent',
        ]);
    }
    run(['ip', '-n', machine, 'route', 'add', 'default', 'via', '10.9.0.254']);
    run(['ip', '-n', machine, '-6', 'route', 'add', 'default', 'via', 'fd09:0::fe']);
    run(['ip', '-n', machine, 'route', 'add', '10.21.0.0/16', 'via', '10.9.1.254']);
    run(['ip', '-n', machine, '-6', 'route', 'add', 'fd21::/32', 'via', 'fd09:1::fe']);
    run(['ip', '-n', machine, 'route', 'add', '10.22.0.0/16', 'via', '10.9.2.254']);
    run(['ip', '-n', machine, '-6', 'route', 'add', 'fd22::/32', 'via', 'fd09:2::fe']);
    inside(['sh', '-c', 'for f in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 0 > $f; done']);
    inside(['nft', '-f', '-'], TABLE);
  } catch (error) {
    close();
    throw error;
  }
  return {
    inside,
    close,
    send: (from, packets) => {
      run(
        ['ip', 'netns', 'exec', from === 'machine' ? machine : wires, 'python3', SENDER],
        packets.map((packet) => `${JSON.stringify(packet)}\n`).join(''),
      );
    },
    readNotes: (family) => {
      const v = family === 'ipv4' ? '4' : '6';
      const listed: unknown = JSON.parse(inside(['nft', '-j', 'list', 'table', 'inet', 'probe']));
      const notes = new Map(SETS.map((set) => [set, new Set<number>()]));
      const objects = (
        listed as { nftables: { set?: { name: string; elem?: (number | { elem: { val: number } })[] } }[] }
      ).nftables; // nft's own schema
      for (const { set } of objects) {
        const name = SETS.find((one) => `${one}${v}` === set?.name);
        if (name === undefined || set === undefined) continue;
        for (const item of set.elem ?? []) notes.get(name)?.add(typeof item === 'number' ? item : item.elem.val);
      }
      inside(['nft', '-f', '-'], SETS.map((set) => `flush set inet probe ${set}${v}\n`).join(''));
      return notes;
    },
  };
}

/** The hardware address of an interface of the machine under test. */
export function macOf(link: string): string {
  return `02:00:00:00:00:0${(LINKS as readonly string[]).indexOf(link)}`;
}
