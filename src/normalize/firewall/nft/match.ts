import { formatAddress, lastAddress, parseAddress } from '../../../core/ip-range.ts';
import { ALWAYS, type Alternative, condition, doubtful, meet, NEVER } from './alternative.ts';
import { directionMatch, flagsMatch, stateMatch, statusMatch } from './bit-matches.ts';
import { concatMatch } from './concat-match.ts';
import { fieldOf, neededFor } from './fields.ts';
import type { MatchContext } from './match-context.ts';
import { membership } from './membership.ts';
import { FAMILY_WORDS, icmpNumber, numberOf } from './names.ts';
import { isKnownSelector } from './selectors.ts';
import type { Comparison, Expression } from './syntax.ts';

/** The alternatives of one match, together every packet that it may match. */
export function matchAlternatives(
  left: Expression,
  operator: Comparison,
  right: Expression,
  context: MatchContext,
): readonly Alternative[] {
  if (left.kind === 'concat') return concatMatch(left.parts, operator, right, context);
  const selector = coreOf(left);
  if (selector === undefined) return [context.unreadable('an expression')];
  const needed = neededFor(selector);
  const all = (list: readonly Alternative[]): readonly Alternative[] => list.map((one) => meet(needed, one));
  switch (selector) {
    case 'ct state':
      return stateMatch(left, operator, right, context);
    case 'tcp flags':
      return flagsMatch(left, operator, right, context);
    case 'ct status':
      return statusMatch(left, operator, right, context);
    case 'ct direction':
      return directionMatch(operator, right, context);
    case 'ip frag-off':
      return all([fragmentMatch(left, operator, right) ?? notTold(selector, context)]);
    default:
  }
  if (left.kind === 'binary')
    return all([maskedAddress(selector, left, operator, right) ?? notTold(selector, context)]);
  const special = wholeMatch(selector, operator, right, context);
  if (special !== undefined) return all(special);
  const field = fieldOf(selector);
  if (field === undefined) return all([notTold(selector, context)]);
  if (operator === '<' || operator === '>' || operator === '<=' || operator === '>=') {
    const values = right.kind === 'symbol' ? field.compared?.(operator, right.text) : undefined;
    if (values === undefined) return all([context.unreadable(selector)]);
    return all([values.length === 0 ? NEVER : { ...ALWAYS, conditions: [condition(field.on, values)] }]);
  }
  const negated = operator === '!=' || operator === '!';
  return all(withFirstHeader(selector, negated, context, membership(field, selector, right, negated, context)));
}

/** The selector below masks. */
function coreOf(left: Expression): string | undefined {
  if (left.kind === 'selector') return left.name;
  return left.kind === 'binary' ? coreOf(left.left) : undefined;
}

/** What the rules alone do not tell; a selector that nft does not know is not understood at all. */
function notTold(selector: string, context: MatchContext): Alternative {
  return isKnownSelector(selector) ? doubtful(`${selector} is not told by the rules`) : context.unreadable(selector);
}

/**
 * `ip6 nexthdr` sees the first header only: a packet with extension headers slips past a rule that denies a protocol by
 * it. Where the rule lets in, plain packets are what it speaks of.
 */
function withFirstHeader(
  selector: string,
  negated: boolean,
  context: MatchContext,
  list: readonly Alternative[],
): readonly Alternative[] {
  if (selector !== 'ip6 nexthdr' || context.opening !== negated) return list;
  const why = 'ip6 nexthdr sees the first header only, which need not be the protocol';
  return list.map((one) => meet(one, doubtful(why)));
}

/** Selectors whose values are known as a whole. */
function wholeMatch(
  selector: string,
  operator: Comparison,
  right: Expression,
  context: MatchContext,
): readonly Alternative[] | undefined {
  const equal = operator === '==' || operator === 'in';
  if (!equal && operator !== '!=') return undefined;
  const flag = right.kind === 'symbol' ? presence(right.text) : undefined;
  const either = (on: 'reverse_path' | 'ipsec', yes: string, no: string): readonly Alternative[] | undefined =>
    flag === undefined ? undefined : [{ ...ALWAYS, conditions: [condition(on, [flag === equal ? yes : no])] }];
  switch (selector) {
    case 'fib saddr . iif oif':
    case 'fib saddr . mark . iif oif':
      return either('reverse_path', 'valid', 'invalid');
    case 'meta secpath':
    case 'meta ipsec':
      return either('ipsec', 'ipsec', 'none');
    case 'meta nfproto':
    case 'meta protocol':
    case 'ether type': {
      const list = familiesOf(right, context);
      if (list === undefined) return [context.unreadable(selector)];
      const families = ALWAYS.families.filter((family) => list.has(family) === equal);
      const found: Alternative = families.length === 0 ? NEVER : { ...ALWAYS, families };
      // The loopback and tunnels have no Ethernet header.
      return [selector === 'ether type' ? meet(found, doubtful('ether type holds on Ethernet links only')) : found];
    }
    case 'icmp code':
    case 'icmpv6 code':
      return codeMatch(selector, right, !equal, context);
    default:
      return undefined;
  }
}

function presence(text: string): boolean | undefined {
  if (text === 'missing' || text === '0') return false;
  return text === 'exists' || text === '1' ? true : undefined;
}

function familiesOf(right: Expression, context: MatchContext): ReadonlySet<string> | undefined {
  const keys = context.elementsOf(right)?.map((element) => element.key) ?? [right];
  const words = keys.map((key) => (key.kind === 'symbol' ? FAMILY_WORDS[key.text] : undefined));
  return words.includes(undefined) ? undefined : new Set(words.filter((word) => word !== undefined));
}

function codeMatch(
  selector: string,
  right: Expression,
  negated: boolean,
  context: MatchContext,
): readonly Alternative[] {
  const inside = new Set<number>();
  for (const key of context.elementsOf(right)?.map((element) => element.key) ?? [right]) {
    const [from, to] = key.kind === 'range' ? [key.from, key.to] : key.kind === 'symbol' ? [key.text, key.text] : [];
    const [low, high] = [from, to].map((text) => (text === undefined ? undefined : icmpNumber(selector, text)));
    if (low === undefined || high === undefined) return [context.unreadable(selector)];
    for (let code = low; code <= high; code++) inside.add(code);
  }
  const codes = Array.from({ length: 256 }, (_, code) => code).filter((code) => inside.has(code) !== negated);
  return [codes.length === 0 ? NEVER : { ...ALWAYS, codes }];
}

/** `ip saddr & 255.255.0.0 == 10.1.0.0` is a prefix; other masks are no range of addresses. */
function maskedAddress(
  selector: string,
  left: Extract<Expression, { readonly kind: 'binary' }>,
  operator: Comparison,
  right: Expression,
): Alternative | undefined {
  const field = fieldOf(selector);
  if (field === undefined || (field.on !== 'src' && field.on !== 'dst')) return undefined;
  if (left.left.kind !== 'selector' || left.operator !== '&') return undefined;
  if (left.right.kind !== 'symbol' || right.kind !== 'symbol') return undefined;
  const mask = parseAddress(left.right.text);
  const value = parseAddress(right.text);
  if (mask === undefined || value === undefined || mask.family !== value.family) return undefined;
  const hosts = lastAddress(mask.family) ^ mask.value;
  if ((hosts & (hosts + 1n)) !== 0n || (operator !== '==' && operator !== '!=')) return undefined;
  if ((value.value & hosts) !== 0n) return operator === '==' ? NEVER : ALWAYS;
  const text = `${formatAddress(mask.family, value.value)}-${formatAddress(mask.family, value.value | hosts)}`;
  return { ...ALWAYS, conditions: [condition(field.on, [text], operator === '!=')] };
}

/** `ip frag-off & 0x1fff != 0`: a fragment after the first. */
function fragmentMatch(left: Expression, operator: Comparison, right: Expression): Alternative | undefined {
  const mask = left.kind === 'binary' && left.right.kind === 'symbol' ? numberOf(left.right.text) : undefined;
  const value = right.kind === 'symbol' ? numberOf(right.text) : undefined;
  const known = mask === 0x1fff && value === 0 && (operator === '!=' || operator === '==');
  if (!known) return undefined;
  return { ...ALWAYS, conditions: [condition('fragment', [operator === '!=' ? 'later' : 'whole'])] };
}
