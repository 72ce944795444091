import type { Place } from '../../../core/fact.ts';
import type { RichElement, RichPeer, RichRule } from './objects.ts';
import type { XmlElement } from './xml.ts';

/** A rich rule, or why firewalld leaves it out. */
export type RichReading = { readonly rule: RichRule } | { readonly ignored: string };

const ELEMENTS = [
  'service',
  'port',
  'protocol',
  'icmp-block',
  'icmp-type',
  'masquerade',
  'forward-port',
  'source-port',
  'tcp-mss-clamp',
] as const;
const ACTIONS = ['accept', 'reject', 'drop', 'mark'] as const;

/** Reads a `<rule>`; what firewalld warns of and ignores is told as such. */
export function readRich(rule: XmlElement, at: Place): RichReading {
  const attribute = (element: XmlElement, name: string): string => element.attributes.get(name) ?? '';
  const of = (...names: readonly string[]) => rule.children.filter((child) => names.includes(child.name));
  const family = attribute(rule, 'family');
  if (family !== '' && family !== 'ipv4' && family !== 'ipv6') return { ignored: `the family ${family} is none` };
  const priority = Number(rule.attributes.get('priority') ?? '0');
  if (!Number.isInteger(priority)) return { ignored: 'the priority is no number' };
  const elements = of(...ELEMENTS);
  const actions = of(...ACTIONS);
  if (elements.length > 1) return { ignored: 'it has more than one element' };
  if (actions.length > 1) return { ignored: 'it has more than one action' };
  const strange = rule.children.find(
    ({ name }) => ![...ELEMENTS, ...ACTIONS, 'source', 'destination', 'log', 'nflog', 'audit'].includes(name),
  );
  if (strange !== undefined) return { ignored: `<${strange.name}> is not known` };
  const [first] = elements;
  const element = first === undefined ? undefined : elementOf(first, at);
  const [source, destination] = [peerOf(of('source')[0]), peerOf(of('destination')[0])];
  for (const peer of [source, destination])
    if (peer !== undefined && 'ignored' in peer) return { ignored: peer.ignored };
  if (family === '' && ((source !== undefined && source.kind === 'address') || destination !== undefined))
    return { ignored: 'an address needs a family' };
  if (family === '' && element?.kind === 'forward-port') return { ignored: 'forward-port needs a family' };
  const [action] = actions;
  const kind = ACTIONS.find((one) => one === action?.name);
  const limit = action?.children.find(({ name }) => name === 'limit')?.attributes.get('value');
  const log = of('log', 'nflog', 'audit').length > 0;
  const special =
    element !== undefined && ['icmp-block', 'forward-port', 'masquerade', 'tcp-mss-clamp'].includes(element.kind);
  if (kind === undefined && !special && !log) return { ignored: 'it has no action' };
  return {
    rule: {
      text: richText(rule),
      at,
      priority,
      log,
      ...(family === 'ipv4' || family === 'ipv6' ? { family } : {}),
      ...(source === undefined || 'ignored' in source ? {} : { source }),
      ...(destination === undefined || 'ignored' in destination ? {} : { destination }),
      ...(element === undefined ? {} : { element }),
      ...(kind === undefined ? {} : { action: { kind, ...(limit === undefined ? {} : { limit }) } }),
    },
  };
}

function elementOf(element: XmlElement, at: Place): RichElement | undefined {
  const get = (name: string): string => element.attributes.get(name) ?? '';
  switch (element.name) {
    case 'service':
    case 'icmp-block':
    case 'icmp-type':
      return { kind: element.name, name: get('name') };
    case 'protocol':
      return { kind: 'protocol', name: get('value') };
    case 'port':
    case 'source-port':
      return { kind: element.name, port: get('port'), protocol: get('protocol') };
    case 'forward-port':
      return {
        kind: 'forward-port',
        forward: {
          port: get('port'),
          protocol: get('protocol'),
          toPort: get('to-port'),
          toAddress: get('to-addr'),
          at,
        },
      };
    case 'masquerade':
    case 'tcp-mss-clamp':
      return { kind: element.name };
    default:
      return undefined;
  }
}

function peerOf(
  element: XmlElement | undefined,
): RichPeer | { readonly ignored: string; readonly kind?: never } | undefined {
  if (element === undefined) return undefined;
  const inverted = /^(?:yes|true)$/i.test(element.attributes.get('invert') ?? '');
  for (const kind of ['address', 'mac', 'ipset'] as const) {
    const value = element.attributes.get(kind);
    if (value !== undefined && value !== '') return { kind, value, inverted };
  }
  return { ignored: `the ${element.name} names nobody` };
}

/** The rule as `firewall-cmd --list-rich-rules` prints it. */
export function richText(rule: XmlElement): string {
  const words: string[] = [rule.name, ...attributesText(rule)];
  const add = (element: XmlElement): void => {
    const inverted = /^(?:yes|true)$/i.test(element.attributes.get('invert') ?? '');
    words.push(element.name, ...(inverted ? ['NOT'] : []), ...attributesText(element));
    for (const child of element.children) add(child);
  };
  for (const child of rule.children) add(child);
  return words.join(' ');
}

function attributesText(element: XmlElement): readonly string[] {
  return [...element.attributes].filter(([name]) => name !== 'invert').map(([name, value]) => `${name}="${value}"`);
}

const NESTED = new Set(['limit']);

/** Reads the text form of a rich rule into the elements that XML would have; undefined when it is none. */
export function richElementOf(text: string, line: number): XmlElement | undefined {
  const words = text.match(/[^\s="]+="[^"]*"|[^\s="]+='[^']*'|[^\s="]+=[^\s"]+|[^\s="]+/g) ?? [];
  interface Making {
    readonly name: string;
    readonly attributes: Map<string, string>;
    readonly children: Making[];
    readonly text: string;
    readonly line: number;
  }
  const make = (name: string): Making => ({ name, attributes: new Map(), children: [], text: '', line });
  if (words[0] !== 'rule') return undefined;
  const rule = make('rule');
  let inside: Making = rule;
  let top: Making = rule;
  for (const word of words.slice(1)) {
    const split = word.indexOf('=');
    if (split > 0) inside.attributes.set(word.slice(0, split), word.slice(split + 1).replace(/^(["'])(.*)\1$/, '$2'));
    else if (/^not$/i.test(word)) inside.attributes.set('invert', 'yes');
    else {
      const next = make(word);
      if (NESTED.has(word) && top !== rule) top.children.push(next);
      else {
        rule.children.push(next);
        top = next;
      }
      inside = next;
    }
  }
  return rule;
}
