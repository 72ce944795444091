import type { IpFamily } from '../../../core/ip-range.ts';
import type { FirewallRule } from '../../../model/generated/model.ts';
import type { RawChain, RawDump, RawRule, RawTable } from './parse.ts';
import { readRule } from './rule.ts';

/** The packets that come out of a changed destination: what a rule about the state DNAT stands for. */
export interface TranslatedPackets extends Pick<FirewallRule, 'conditions' | 'uncertain'> {
  /** The chain of the kernel that they come to. */
  readonly chain: 'INPUT' | 'FORWARD';
}

const UNSURE = 'only packets whose destination was changed';

/**
 * The state DNAT (iptables-extensions(8), conntrack) is told by no packet alone. What the nat table makes of packets is:
 * another address, or another port of this machine. A packet that was sent to that port by itself looks the same, so the
 * latter stays in doubt.
 */
export function translatedPackets(dump: RawDump, family: IpFamily): readonly TranslatedPackets[] {
  return dump.tables
    .filter((table) => table.name === 'nat')
    .flatMap((table) => entered(table))
    .flatMap((chain) => chain.rules)
    .flatMap((raw): readonly TranslatedPackets[] => {
      const { applies, action, translate, conditions } = readRule(raw.tokens, family);
      if (!applies || action !== 'translate' || translate === undefined || translate.kind === 'source') return [];
      const kept = conditions.filter(
        ({ on }) => on === 'protocol' || (on === 'dport' && translate.port === undefined) || on === 'in',
      );
      return [
        {
          conditions: [
            // What belongs to no connection was not changed.
            { on: 'state' as const, values: ['NEW', 'ESTABLISHED', 'RELATED'] },
            ...kept,
            ...(translate.address === undefined ? [] : [{ on: 'dst' as const, values: [translate.address] }]),
            ...(translate.port === undefined ? [] : [{ on: 'dport' as const, values: [translate.port] }]),
          ],
          uncertain: translate.address === undefined ? [UNSURE] : [],
          chain: translate.address === undefined ? 'INPUT' : 'FORWARD',
        },
      ];
    });
}

/** The chains that packets on their way in can come to. */
function entered({ chains }: RawTable): readonly RawChain[] {
  const found = new Set([...chains.values()].filter((chain) => chain.name === 'PREROUTING'));
  for (const chain of found)
    for (const { tokens } of chain.rules) {
      const at = tokens.findIndex((token) => /^(?:-j|-g|--jump|--goto)$/.test(token));
      const next = at < 0 ? undefined : chains.get(tokens[at + 1] ?? '');
      if (next !== undefined) found.add(next);
    }
  return [...found];
}

/** A rule about states among which is DNAT, without that word; `alone` when it names no other state. */
export function withoutTranslatedState(raw: RawRule): { readonly raw: RawRule; readonly alone: boolean } | undefined {
  const at = raw.tokens.indexOf('--ctstate');
  const states = (raw.tokens[at + 1] ?? '').split(',');
  if (at < 0 || !states.includes('DNAT') || raw.tokens[at - 1] === '!') return undefined;
  const rest = states.filter((state) => state !== 'DNAT').join(',');
  const tokens = raw.tokens.flatMap((token, index) =>
    rest === '' && (index === at || index === at + 1) ? [] : index === at + 1 ? [rest] : [token],
  );
  return { raw: { ...raw, tokens }, alone: rest === '' };
}
