import type { IpFamily } from '../../../core/ip-range.ts';
import type { FirewallCondition, FirewallRule } from '../../../model/generated/model.ts';
import { type Alternative, condition } from './alternative.ts';
import type { Way } from './chain-plan.ts';
import type { Draft } from './drafts.ts';
import type { RawRule } from './syntax.ts';

/** A rule that asks whether the destination was changed; which packets that are is known when all rules are. */
export interface Told {
  readonly rule: FirewallRule;
  readonly translated: 'yes' | 'no';
}

/** Where rules are put. */
export interface RuleRoom {
  readonly chain: string;
  /** How often a text came in the chain. */
  readonly ids: Map<string, number>;
  readonly way: Way;
  readonly partly?: string;
}

/** Protocols whose header begins with two ports. */
const WITH_PORTS = ['6', '17', '33', '132', '136'] as const;

/** A draft as rules of one family; none when it is for the other one. */
export function ruleOf(
  raw: RawRule,
  draft: Draft,
  family: IpFamily,
  room: RuleRoom,
  told: Told[],
): readonly FirewallRule[] {
  const { match } = draft;
  if (!match.families.includes(family)) return [];
  return withPorts(match).map((one): FirewallRule => {
    const { action, target, translate, packets } = draft;
    const base = `${room.chain}: ${raw.text}`;
    const seen = (room.ids.get(base) ?? 0) + 1;
    room.ids.set(base, seen);
    const denies = action === 'deny' || action === 'reject';
    const rule: FirewallRule = {
      id: seen === 1 ? base : `${base} (${seen})`,
      // What no packet matches stands there without effect.
      action: one.never === true ? 'continue' : action,
      ...(target === undefined ? {} : { target }),
      ...(translate === undefined || one.never === true ? {} : { translate }),
      conditions: [...withCodes(one), ...(room.way.nat && denies ? [condition('state', ['NEW'])] : [])],
      uncertain: room.partly === undefined ? one.uncertain : [...one.uncertain, room.partly],
      ...(one.anyOf === undefined ? {} : { any_of: one.anyOf }),
      ...(one.noneOf === undefined ? {} : { none_of: one.noneOf }),
      ...(raw.comment === undefined ? {} : { comment: raw.comment }),
      ...(packets === undefined ? {} : { packets }),
      text: raw.text,
      at: raw.at,
    };
    if (one.translated !== undefined && one.never !== true) told.push({ rule, translated: one.translated });
    return rule;
  });
}

/**
 * `th dport` reads two bytes behind the IP header, whatever they are: ports of the protocols that have them, anything of
 * the others.
 */
function withPorts(match: Alternative): readonly Alternative[] {
  if (match.anyHeader !== true) return [match];
  const ported = (one: FirewallCondition): boolean =>
    one.on === 'protocol' &&
    one.negated !== true &&
    one.values.every((value) => WITH_PORTS.some((port) => port === value));
  if (match.conditions.some(ported)) return [match];
  return [
    { ...match, conditions: [...match.conditions, condition('protocol', WITH_PORTS)] },
    {
      ...match,
      conditions: [
        ...match.conditions.filter((one) => one.on !== 'dport' && one.on !== 'sport'),
        condition('protocol', WITH_PORTS, true),
      ],
      uncertain: [...match.uncertain, 'it reads ports where the protocol has none'],
    },
  ];
}

/** Types of ICMP with their codes. */
function withCodes({ conditions, codes }: Alternative): readonly FirewallCondition[] {
  if (codes === undefined) return conditions;
  const isTypes = (one: FirewallCondition): boolean => one.on === 'icmp' && one.negated !== true;
  const types = conditions.find(isTypes)?.values ?? Array.from({ length: 256 }, (_, type) => `${type}`);
  const values = types.flatMap((type) => codes.map((code) => `${type}/${code}`));
  let placed = false;
  const rest = conditions.filter((one) => {
    const first = isTypes(one) && !placed;
    if (first) placed = true;
    return !first;
  });
  return [...rest, condition('icmp', values)];
}
