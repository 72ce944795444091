import { parseIpRange } from '../../../core/ip-range.ts';
import type { FirewallTranslation } from '../../../model/generated/model.ts';
import { ALWAYS, type Alternative, doubtful, meet } from './alternative.ts';
import { matchAlternatives } from './match.ts';
import type { MatchContext } from './match-context.ts';
import type { Expression, Statement } from './syntax.ts';

/** A change of addresses, for the packets of one alternative. */
interface Translation {
  readonly match: Alternative;
  readonly target: string;
  readonly translate: FirewallTranslation;
}

type Nat = Extract<Statement, { readonly kind: 'nat' }>;

/** What a nat statement changes; one for each element of a map. */
export function translations(statement: Nat, context: MatchContext): readonly Translation[] {
  const { nat, family, address, port } = statement;
  const familyOf: Alternative =
    family === undefined ? ALWAYS : { ...ALWAYS, families: [family === 'ip' ? 'ipv4' : 'ipv6'] };
  if (nat === 'snat' || nat === 'masquerade') return [{ match: familyOf, target: nat, translate: { kind: 'source' } }];
  const mapped = address?.kind === 'map' ? address : port?.kind === 'map' ? port : undefined;
  if (mapped === undefined) return [withFamily(nat, familyOf, address, port)];
  const elements = context.elementsOf(mapped.data);
  if (elements === undefined) {
    const unread = meet(familyOf, context.unreadable('the map of addresses'));
    return [{ match: unread, target: nat, translate: { kind: nat === 'redirect' ? 'local' : 'destination' } }];
  }
  return elements.flatMap((element): readonly Translation[] => {
    const keyed = matchAlternatives(mapped.key, '==', { kind: 'set', elements: [element] }, context);
    const parts = element.data?.kind === 'concat' ? element.data.parts : [element.data];
    const [first, second] = mapped === address ? [parts[0], parts[1] ?? port] : [address, parts[0]];
    return keyed.map((one) => withFamily(nat, meet(familyOf, one), first, second));
  });
}

function withFamily(
  nat: Nat['nat'],
  match: Alternative,
  address: Expression | undefined,
  port: Expression | undefined,
): Translation {
  const kind = nat === 'redirect' ? 'local' : 'destination';
  const addressText = address === undefined ? undefined : spanText(address);
  const portText = port === undefined ? undefined : spanText(port);
  const range = addressText === undefined ? undefined : parseIpRange(addressText);
  const family = range === undefined ? ALWAYS : { ...ALWAYS, families: [range.family] };
  const unclear =
    (address !== undefined && range === undefined) || (port !== undefined && !/^\d+(?:-\d+)?$/.test(portText ?? ''));
  const doubts = unclear ? doubtful(`the new destination of ${nat} is not told by the rules`) : ALWAYS;
  return {
    match: meet(meet(match, family), doubts),
    target: nat,
    translate: {
      kind,
      ...(range === undefined || addressText === undefined ? {} : { address: addressText }),
      ...(portText === undefined || unclear ? {} : { port: portText }),
    },
  };
}

function spanText(expression: Expression): string | undefined {
  if (expression.kind === 'symbol') return expression.text;
  if (expression.kind === 'range') return `${expression.from}-${expression.to}`;
  return expression.kind === 'prefix' ? `${expression.address}/${expression.length}` : undefined;
}
