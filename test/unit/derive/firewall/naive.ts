import { parseAddress, parseIpRange } from '../../../../src/core/ip-range.ts';
import type { Packet } from '../../../../src/derive/firewall/decide.ts';
import type {
  FirewallChain,
  FirewallCondition,
  FirewallRule,
  FirewallRuleset,
} from '../../../../src/model/generated/model.ts';

/** What the rules do not tell: the address of each interface, and the way out to where translations lead. */
export interface Machine {
  readonly own: Readonly<Record<string, string>>;
  readonly way: string;
}

/** The answer to the doubts of a rule that would match otherwise. */
export type Answers = (rule: FirewallRule) => boolean;

/**
 * A third opinion: walks the rules packet by packet, as the kernel does, with no algebra. Doubts have the answers that
 * they are given: yes when nothing is said.
 */
export function interpret(
  ruleset: FirewallRuleset,
  packet: Packet,
  answers: Answers = () => true,
  machine?: Machine,
): 'accept' | 'drop' {
  const chains = ruleset.filters
    .filter(({ family }) => family === packet.family || family === 'inet')
    .flatMap((filter) => filter.chains);
  const basesOf = (hook: FirewallChain['hook']) =>
    chains.filter((chain) => chain.hook === hook).sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
  let current = packet;
  if (packet.hook !== 'output') {
    for (const chain of basesOf('prerouting')) {
      // The nat table sees the first packets of connections.
      if (chain.table === 'nat' && (current.state !== 'NEW' || current.in === 'lo')) continue;
      const end = runBase(chains, chain, current, answers);
      if (end.verdict === 'drop') return 'drop';
      if (end.untracked) current = { ...current, state: 'UNTRACKED' };
      if (end.translate !== undefined) current = translated(current, end.translate, machine);
    }
  }
  for (const chain of basesOf(current.hook)) {
    if (chain.table !== 'nat' && runBase(chains, chain, current, answers).verdict === 'drop') return 'drop';
  }
  return 'accept';
}

function translated(
  packet: Packet,
  { kind, address, port }: NonNullable<FirewallRule['translate']>,
  machine: Machine | undefined,
): Packet {
  const dport = port === undefined ? {} : { dport: Number(port) };
  if (kind === 'source') return packet;
  if (kind === 'local' || address === undefined)
    return { ...packet, hook: 'input', dst: machine?.own[packet.in ?? ''] ?? packet.dst, ...dport };
  const out = machine === undefined ? {} : { out: machine.way };
  return { ...packet, hook: 'forward', dst: address, ...out, ...dport };
}

interface End {
  readonly verdict: 'accept' | 'drop';
  readonly untracked: boolean;
  readonly translate: FirewallRule['translate'];
}

function runBase(chains: readonly FirewallChain[], chain: FirewallChain, packet: Packet, answers: Answers): End {
  let untracked = false;
  let translate: FirewallRule['translate'];
  const verdict = runChain(chains, chain, packet, answers, (rule) => {
    if (rule.action === 'untrack') untracked = true;
    else translate = rule.translate;
  });
  const denied = chain.policy !== undefined && 'value' in chain.policy && chain.policy.value === 'deny';
  return { verdict: verdict === 'return' ? (denied ? 'drop' : 'accept') : verdict, untracked, translate };
}

function runChain(
  chains: readonly FirewallChain[],
  chain: FirewallChain,
  packet: Packet,
  answers: Answers,
  change: (rule: FirewallRule) => void,
): 'accept' | 'drop' | 'return' {
  for (const rule of chain.rules) {
    if (!matches(rule, packet) || (rule.uncertain.length > 0 && !answers(rule))) continue;
    switch (rule.action) {
      case 'allow':
        return 'accept';
      case 'deny':
      case 'reject':
        return 'drop';
      case 'return':
        return 'return';
      case 'untrack':
        change(rule);
        break;
      case 'translate':
        change(rule);
        return 'accept';
      case 'jump':
      case 'goto': {
        const target = chains.find((one) => one.table === chain.table && one.name === rule.target);
        const verdict = target === undefined ? 'return' : runChain(chains, target, packet, answers, change);
        if (verdict !== 'return' || rule.action === 'goto') return verdict;
        break;
      }
      default:
        break;
    }
  }
  return 'return';
}

function matches(rule: FirewallRule, packet: Packet): boolean {
  const holds = (list: readonly FirewallCondition[]) =>
    list.every((condition) => meets(condition, packet) !== (condition.negated === true));
  return (
    holds(rule.conditions) &&
    (rule.any_of === undefined || rule.any_of.some(holds)) &&
    (rule.none_of === undefined || !rule.none_of.some(holds))
  );
}

function meets(condition: FirewallCondition, packet: Packet): boolean {
  const { values } = condition;
  const number = (value: number) =>
    values.some((text) => {
      const [from = '', to = from] = text.split('-');
      return Number(from) <= value && value <= Number(to);
    });
  const address = (text: string) => {
    const value = parseAddress(text)?.value ?? -1n;
    return values.some((one) => {
      const range = parseIpRange(one);
      return range !== undefined && range.from <= value && value <= range.to;
    });
  };
  const name = (value: string) =>
    values.some((one) => (one.endsWith('+') ? value.startsWith(one.slice(0, -1)) : one === value));
  switch (condition.on) {
    case 'src':
      return address(packet.src);
    case 'dst':
      return address(packet.dst);
    case 'protocol':
      return number(packet.protocol);
    case 'sport':
      return number(packet.sport ?? 0);
    case 'dport':
      return number(packet.dport ?? 0);
    case 'port':
      return number(packet.sport ?? 0) || number(packet.dport ?? 0);
    case 'icmp':
      return values.some((text) => {
        const [type, code] = text.split('/');
        return Number(type) === packet.icmp?.type && (code === undefined || Number(code) === packet.icmp.code);
      });
    case 'in':
      return name(packet.in ?? '');
    case 'out':
      return name(packet.out ?? '');
    case 'state':
      return values.includes(packet.state);
    case 'tcp_flags': {
      const bits = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR'];
      const mask = (words: string) =>
        words.split(',').reduce((sum, word) => sum | (word === '' ? 0 : 1 << bits.indexOf(word)), 0);
      return values.some((text) => {
        const [wide = '', set = ''] = text.split('/');
        return ((packet.tcpFlags ?? 0) & mask(wide)) === mask(set);
      });
    }
    case 'dst_type':
      return values.includes(packet.dstType ?? (packet.hook === 'input' ? 'LOCAL' : 'UNICAST'));
    default:
      return false;
  }
}
