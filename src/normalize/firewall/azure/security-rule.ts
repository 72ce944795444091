import { type Fact, mapFact, unknown } from '../../../core/fact.ts';
import type { AzurePeer, AzureRule } from './azure-network.ts';
import { asInteger, asText, factAt, NO_WORDS, type SourceNode, textAt, type Words, wordsAt } from './source-node.ts';

/** What only the source of a rule knows. */
export interface RuleSource {
  /** The key of a resource id. */
  readonly keyOf?: (id: string) => string;
  /** Application security groups that a plan only refers to. */
  readonly groupsOf?: (side: 'source' | 'destination') => readonly string[];
  /** Doubts about the whole rule. */
  readonly uncertain?: readonly string[];
}

/** Reads a security rule of an export or of Terraform. */
export function readSecurityRule(
  node: SourceNode,
  { keyOf = lower, groupsOf, uncertain = [] }: RuleSource = {},
): AzureRule {
  const peer = (side: 'source' | 'destination'): AzurePeer => {
    const prefixes = wordsAt(node, `${side}AddressPrefix`, `${side}AddressPrefixes`);
    const told = wordsAt(node, `${side}ApplicationSecurityGroups`, `${side}ApplicationSecurityGroupIds`);
    const found = told.doubts.length === 0 ? [] : (groupsOf?.(side) ?? []);
    const groups = found.length === 0 ? { ...told, words: told.words.map(keyOf) } : { ...NO_WORDS, words: found };
    return { prefixes, groups };
  };
  return {
    name: textAt(node, 'name') ?? 'unnamed',
    priority: required(node, 'priority', factAt(node, 'priority', asInteger, 0)),
    direction: wordFact(node, 'direction', { inbound: 'in', outbound: 'out' }),
    access: wordFact(node, 'access', { allow: 'allow', deny: 'deny' }),
    protocol: required(node, 'protocol', factAt(node, 'protocol', asText, '*')),
    source: peer('source'),
    destination: peer('destination'),
    sourcePorts: portsAt(node, 'source'),
    destinationPorts: portsAt(node, 'destination'),
    description: mapFact(factAt(node, 'description', asText, ''), (text) => text.trim()),
    uncertain,
    at: node.at,
  };
}

/** Azure keeps a priority, a protocol and ports of each rule: one that is shown without is not shown whole. */
function required<T>(node: SourceNode, name: string, fact: Fact<T>): Fact<T> {
  return node.child(name) === undefined ? unknown(`The rule has no ${name}.`, node.at) : fact;
}

function portsAt(node: SourceNode, side: 'source' | 'destination'): Words {
  const ports = wordsAt(node, `${side}PortRange`, `${side}PortRanges`);
  return ports.words.length + ports.doubts.length > 0
    ? ports
    : { words: [], doubts: [`the rule has no ${side} ports`] };
}

/** A field that has one of a few words; absent counts as unreadable. */
function wordFact<T extends string>(node: SourceNode, name: string, words: Readonly<Record<string, T>>): Fact<T> {
  const fact = factAt<T | undefined>(
    node,
    name,
    (value) => (typeof value === 'string' ? words[value.toLowerCase()] : undefined),
    undefined,
  );
  if ('unknown' in fact) return fact;
  return fact.value === undefined
    ? { unknown: `The rule has no ${name}.`, at: fact.at }
    : { value: fact.value, at: fact.at };
}

/** Resource ids are compared without case. */
export function lower(id: string): string {
  return id.toLowerCase();
}
