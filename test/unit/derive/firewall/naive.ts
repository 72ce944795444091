import { parseAddress, parseIpRange } from '../../../../src/core/ip-range.ts';
import type { Packet } from '../../../../src/derive/firewall/decide.ts';
import type {
  FirewallChain,
  FirewallCondition,
  FirewallRule,
  FirewallRuleset,
} from '../../../../src/model/generated/model.ts';

/** A third opinion: walks the rules packet by packet, as the kernel does, with no algebra. Knows no doubts. */
export function interpret(ruleset: FirewallRuleset, packet: Packet): 'accept' | 'drop' {
  const chains = ruleset.filters.filter((filter) => filter.family === packet.family).flatMap((filter) => filter.chains);
  const base = chains
    .filter((chain) => chain.hook === packet.hook && chain.table !== 'nat')
    .sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
  for (const chain of base) {
    const verdict = runChain(chains, chain, packet);
    const final =
      verdict === 'return'
        ? chain.policy !== undefined && 'value' in chain.policy && chain.policy.value === 'deny'
          ? 'drop'
          : 'accept'
        : verdict;
    if (final === 'drop') return 'drop';
  }
  return 'accept';
}

function runChain(
  chains: readonly FirewallChain[],
  chain: FirewallChain,
  packet: Packet,
): 'accept' | 'drop' | 'return' {
  for (const rule of chain.rules) {
    if (!matches(rule, packet)) continue;
    switch (rule.action) {
      case 'allow':
        return 'accept';
      case 'deny':
      case 'reject':
        return 'drop';
      case 'return':
        return 'return';
      case 'jump':
      case 'goto': {
        const target = chains.find((one) => one.table === chain.table && one.name === rule.target);
        const verdict = target === undefined ? 'return' : runChain(chains, target, packet);
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
  return rule.conditions.every((condition) => meets(condition, packet) !== (condition.negated === true));
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
    default:
      return false;
  }
}
