import type { Place } from '../../../core/fact.ts';
import type { IpFamily } from '../../../core/ip-range.ts';
import type { FirewallTranslation } from '../../../model/generated/model.ts';
import { both, type ChainBuilder, doubt, type Match, on, type RuleParts } from './chain-builder.ts';
import { anyIcmp, icmpMatch, isAddress, peerMatch, portMatch, portRange, protocolMatch } from './matches.ts';
import type { FirewalldConfig, ForwardPort, RichRule, Settings } from './objects.ts';
import { serviceParts } from './services.ts';

/** What the chains of one family are made with. */
export interface Making {
  readonly family: IpFamily;
  readonly config: FirewalldConfig;
  readonly builder: ChainBuilder;
  /** Changed destinations, so that what was changed can be let through. */
  readonly translated: Translated[];
}

/** A changed destination and the packets that it makes. */
export interface Translated {
  /** The chain of the zone or policy that changes it: without packets of the family it changes nothing. */
  readonly chain: string;
  readonly local: boolean;
  readonly after: Match;
  readonly text: string;
  readonly at: Place;
}

const STAGES = ['pre', 'log', 'deny', 'allow', 'post'] as const;
type Stage = (typeof STAGES)[number];

/** The chain of a zone or policy in a table: its stages, what `around` puts before and after them, then its target. */
export function layOut(
  { builder, config }: Making,
  table: string,
  chain: string,
  settings: Settings,
  around: { readonly before: readonly string[]; readonly after: readonly string[] },
): void {
  const { at } = settings;
  builder.chain(table, chain, at);
  for (const stage of STAGES) builder.chain(table, `${chain}_${stage}`, at);
  const jump = (target: string) => builder.rule(table, chain, { action: 'jump', target, text: `jump ${target}`, at });
  for (const target of around.before) jump(target);
  for (const stage of STAGES) jump(`${chain}_${stage}`);
  for (const target of around.after) jump(target);
  if (table !== 'filter') return;
  if (config.conf.logDenied && ['default', '%%REJECT%%', 'REJECT', 'DROP'].includes(settings.target))
    builder.rule(table, chain, { action: 'continue', target: 'LOG', text: 'log what is denied', at: config.conf.at });
}

/** The last rule of a chain in the filter table. */
export function addTarget({ builder }: Making, chain: string, settings: Settings): void {
  const text = `target ${settings.target}`;
  const rule = (parts: Pick<RuleParts, 'action' | 'target'>) =>
    builder.rule('filter', chain, { ...parts, text, at: settings.targetAt });
  switch (settings.target) {
    case 'ACCEPT':
      rule({ action: 'allow', target: 'ACCEPT' });
      break;
    case 'DROP':
      rule({ action: 'deny', target: 'DROP' });
      break;
    case 'default':
    case 'REJECT':
    case '%%REJECT%%':
      rule({ action: 'reject', target: 'REJECT' });
      break;
    case 'CONTINUE':
      break;
    default:
      rule({ action: 'unknown', target: settings.target });
  }
}

/** Services, ports, protocols and ICMP blocks: what packets for the machine (or of a policy) are held against. */
export function addOpenings(making: Making, chain: string, settings: Settings): void {
  const { builder, family, config } = making;
  const allow = (text: string, match: Match, at: Place) =>
    builder.rule('filter', `${chain}_allow`, { action: 'allow', target: 'ACCEPT', match, text, at });
  for (const { name, at } of settings.services)
    for (const part of serviceParts(name, family, config)) allow(`service ${part.text} accept`, part.match, at);
  for (const { port, protocol, at } of settings.ports)
    allow(`port ${port}/${protocol} accept`, portMatch('dport', port, protocol), at);
  for (const { name, at } of settings.protocols) allow(`protocol ${name} accept`, protocolMatch(name), at);
  for (const { port, protocol, at } of settings.sourcePorts)
    allow(`source-port ${port}/${protocol} accept`, portMatch('sport', port, protocol), at);
  for (const { name, at } of settings.icmpBlocks) {
    const match = icmpMatch(name, family, config.conf.backend);
    if (match === undefined) continue;
    if (settings.icmpBlockInversion) allow(`icmp-block ${name} (inverted) accept`, match, at);
    else
      builder.rule('filter', `${chain}_deny`, {
        action: 'reject',
        target: 'REJECT',
        match,
        text: `icmp-block ${name} reject`,
        at,
      });
  }
}

/** What becomes of ICMP that nothing else decided: let in, unless blocks are inverted or the target is told. */
export function addIcmpDefault({ builder, family, config }: Making, chain: string, settings: Settings): void {
  const { target, icmpBlockInversion: inverted } = settings;
  if (['DROP', '%%REJECT%%', 'REJECT'].includes(target)) return;
  if (!inverted && target === 'ACCEPT') return;
  builder.rule('filter', chain, {
    ...(inverted ? { action: 'reject', target: 'REJECT' } : { action: 'allow', target: 'ACCEPT' }),
    // nft asks for both protocols, whatever the family.
    match: config.conf.backend === 'nftables' ? on('protocol', ['1', '58']) : anyIcmp(family),
    text: inverted ? 'icmp-block-inversion reject' : 'icmp accept',
    at: settings.at,
  });
}

/** Rich rules of a chain in the filter table, by priority; `wanted` tells which of them stand there. */
export function addRichRules(
  making: Making,
  chain: string,
  rules: readonly RichRule[],
  wanted: (rule: RichRule) => boolean,
): void {
  for (const rule of byPriority(rules.filter(wanted))) {
    const { element, action } = rule;
    const kind = element?.kind;
    if (kind === 'forward-port' || kind === 'masquerade' || kind === 'tcp-mss-clamp' || action?.kind === 'mark')
      continue;
    for (const match of richMatches(making, rule)) {
      const parts = { match, text: rule.text, at: rule.at };
      if (rule.log)
        making.builder.rule('filter', `${chain}_${stageOf(rule, 'log')}`, {
          ...parts,
          action: 'continue',
          target: 'LOG',
        });
      const verdict = kind === 'icmp-block' ? 'reject' : action?.kind;
      if (verdict === undefined) continue;
      const limit =
        action?.limit === undefined ? undefined : doubt(`limit ${action.limit} depends on the rate of packets`);
      making.builder.rule('filter', `${chain}_${stageOf(rule, verdict === 'accept' ? 'allow' : 'deny')}`, {
        ...parts,
        ...(verdict === 'accept'
          ? { action: 'allow', target: 'ACCEPT' }
          : verdict === 'drop'
            ? { action: 'deny', target: 'DROP' }
            : { action: 'reject', target: 'REJECT' }),
        match: both(match, limit),
      });
    }
  }
}

function stageOf(rule: RichRule, usual: Stage): Stage {
  return rule.priority < 0 ? 'pre' : rule.priority > 0 ? 'post' : usual;
}

function byPriority(rules: readonly RichRule[]): readonly RichRule[] {
  return [...rules].sort((a, b) => a.priority - b.priority);
}

/** The packets of a rich rule in one family; none where it is of the other. */
function richMatches(making: Making, rule: RichRule): readonly Match[] {
  const { family, config } = making;
  const peers = peersOf(making, rule);
  if (peers === undefined) return [];
  const { element } = rule;
  const with_ = (match: Match | undefined): readonly Match[] => (match === undefined ? [] : [both(peers, match)]);
  switch (element?.kind) {
    case undefined:
      return [peers];
    case 'service':
      return serviceParts(element.name, family, config).map((part) => both(peers, part.match));
    case 'protocol':
      return with_(protocolMatch(element.name));
    case 'port':
      return with_(portMatch('dport', element.port, element.protocol));
    case 'source-port':
      return with_(portMatch('sport', element.port, element.protocol));
    case 'icmp-block':
    case 'icmp-type':
      return with_(icmpMatch(element.name, family, config.conf.backend));
    case 'forward-port':
    case 'masquerade':
    case 'tcp-mss-clamp':
      return [];
  }
}

function peersOf({ family, config }: Making, rule: RichRule): Match | undefined {
  if (rule.family !== undefined && rule.family !== family) return undefined;
  const source = peerMatch(rule.source, 'src', family, config);
  const destination = peerMatch(rule.destination, 'dst', family, config);
  return source === undefined || destination === undefined ? undefined : both(source, destination);
}

/** Changed destinations: forward-ports of the settings and of rich rules. */
export function addForwardPorts(making: Making, chain: string, settings: Settings): void {
  const { family } = making;
  for (const forward of settings.forwardPorts) {
    const of = forward.toAddress.includes(':') ? 'ipv6' : 'ipv4';
    if (of === family) translate(making, `${chain}_allow`, forward, { conditions: [] }, forwardText(forward));
  }
  for (const rule of byPriority(settings.rules)) {
    if (rule.element?.kind !== 'forward-port') continue;
    const peers = peersOf(making, rule);
    if (peers === undefined) continue;
    translate(making, `${chain}_${stageOf(rule, 'allow')}`, rule.element.forward, peers, rule.text);
  }
}

function forwardText({ port, protocol, toPort, toAddress }: ForwardPort): string {
  const to = [...(toPort === '' ? [] : [`to-port ${toPort}`]), ...(toAddress === '' ? [] : [`to-addr ${toAddress}`])];
  return `forward-port ${port}/${protocol} ${to.join(' ')}`;
}

function translate(making: Making, chain: string, forward: ForwardPort, peers: Match, text: string): void {
  const { port, protocol, toPort, toAddress, at } = forward;
  const range = toPort === '' ? undefined : portRange(toPort);
  const local = toAddress === '' || !isAddress(toAddress);
  const change: FirewallTranslation = {
    kind: local ? 'local' : 'destination',
    ...(local ? {} : { address: toAddress }),
    ...(range === undefined ? {} : { port: range }),
  };
  const match = both(peers, portMatch('dport', port, protocol));
  making.builder.rule('nat', chain, {
    action: 'translate',
    target: local ? 'REDIRECT' : 'DNAT',
    translate: change,
    match,
    text,
    at,
  });
  const after = portMatch('dport', range ?? port, protocol);
  making.translated.push({
    chain: chain.replace(/_[a-z]+$/, ''),
    local,
    after: local ? after : both(on('dst', [toAddress]), after),
    text,
    at,
  });
}

/** Changed sources. */
export function addMasquerade(making: Making, chain: string, settings: Settings): void {
  const { builder, family } = making;
  const add = (name: string, match: Match, text: string, at: Place) =>
    builder.rule('nat', name, {
      action: 'translate',
      target: 'MASQUERADE',
      translate: { kind: 'source' },
      match: both(match, on('out', ['lo'], true)),
      text,
      at,
    });
  // A zone or policy masquerades IPv4 only.
  if (settings.masquerade !== undefined && family === 'ipv4')
    add(`${chain}_allow`, { conditions: [] }, 'masquerade', settings.masquerade);
  for (const rule of byPriority(settings.rules)) {
    if (rule.element?.kind !== 'masquerade') continue;
    const peers = peersOf(making, rule);
    if (peers !== undefined) add(`${chain}_${stageOf(rule, 'allow')}`, peers, rule.text, rule.at);
  }
}
