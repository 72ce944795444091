import type { Token } from './tokens.ts';

/** Protocol headers that have fields (nft(8), PAYLOAD EXPRESSIONS). */
const HEADERS: ReadonlySet<string> = new Set([
  'ether',
  'vlan',
  'ip',
  'icmp',
  'igmp',
  'ip6',
  'icmpv6',
  'tcp',
  'udp',
  'udplite',
  'sctp',
  'dccp',
  'ah',
  'esp',
  'comp',
  'th',
  'gre',
  'geneve',
  'gretap',
  'vxlan',
]);

/** IPv6 extension headers (nft(8), EXTENSION HEADER EXPRESSIONS). */
const EXTENSIONS: ReadonlySet<string> = new Set(['hbh', 'frag', 'dst', 'mh', 'srh', 'auth']);

/** Keys of `meta` that may stand alone (nft(8), META EXPRESSIONS). */
const BARE_META: ReadonlySet<string> = new Set([
  'iif',
  'iifname',
  'iiftype',
  'iifgroup',
  'oif',
  'oifname',
  'oiftype',
  'oifgroup',
  'mark',
  'skuid',
  'skgid',
  'nftrace',
  'rtclassid',
  'ibriport',
  'obriport',
  'ibrname',
  'obrname',
  'pkttype',
  'cpu',
  'cgroup',
  'time',
  'day',
  'hour',
]);

/** Keys of `meta` and `ct` whose values the rules do not tell (nft(8), META EXPRESSIONS, CONNTRACK EXPRESSIONS). */
const UNTOLD_KEYS: ReadonlySet<string> = new Set(
  (
    'length protocol priority prandom random rtclassid ibriport obriport ibrname obrname ibrpvid ibrvproto ibrhwaddr ' +
    'mark skuid skgid nftrace iiftype iifgroup iifkind oiftype oifgroup oifkind cpu cgroup time day hour secmark ' +
    'sdif sdifname broute ' +
    'expiration helper label l3proto src dst saddr daddr proto-src proto-dst protocol zone bytes packets avgpkt event ' +
    'id count secmark'
  ).split(' '),
);

/** True for a selector of nft; the rules need not tell its value. */
export function isKnownSelector(selector: string): boolean {
  const [first = '', ...rest] = selector.split(' ');
  if (first === 'meta' || first === 'ct') return rest.some((word) => UNTOLD_KEYS.has(word));
  return rest.length > 0 || first.startsWith('@') || ['numgen', 'jhash', 'symhash'].includes(first);
}

const ROUTING_FIELDS: ReadonlySet<string> = new Set(['nexthdr', 'hdrlength', 'type', 'seg-left', 'addr']);

/** A selector and the number of tokens it takes. */
export interface FoundSelector {
  readonly name: string;
  readonly length: number;
}

/** The selector at the beginning of the tokens; undefined when there is none. */
export function selectorAt(tokens: readonly Token[], start: number): FoundSelector | undefined {
  const word = (offset: number): string => {
    const token = tokens[start + offset];
    return token?.kind === 'word' ? token.text : '';
  };
  const mark = (offset: number): string => tokens[start + offset]?.text ?? '';
  const first = word(0);
  if (first === '') return mark(0) === '@' ? rawPayload(tokens, start) : undefined;
  const second = word(1);
  const of = (name: string, length: number): FoundSelector => ({ name, length });
  const presence = (offset: number) => ['exists', 'missing', ''].includes(word(offset));
  switch (first) {
    case 'meta':
      return second === '' ? undefined : of(`meta ${second}`, 2);
    case 'ct': {
      const directed = second === 'original' || second === 'reply';
      const key = directed ? word(2) : second;
      const family = key === 'ip' || key === 'ip6';
      const length = (directed ? 3 : 2) + (family ? 1 : 0);
      const name = ['ct', directed ? second : '', key, family ? word(length - 1) : ''].filter((part) => part !== '');
      return key === '' || key === 'count' ? undefined : of(name.join(' '), length);
    }
    case 'fib':
      return fibSelector(tokens, start);
    case 'rt':
      if (ROUTING_FIELDS.has(second)) return of(`exthdr rt ${second}`, 2);
      return second === 'ip' || second === 'ip6' ? of(`rt ${second} ${word(2)}`, 3) : of(`rt ${second}`, 2);
    case 'exthdr':
      return of(`exthdr ${second}`, 2);
    case 'socket':
      return second === 'cgroupv2' ? of('socket cgroupv2', 4) : of(`socket ${second}`, 2);
    case 'osf':
      return second === 'ttl' ? of('osf name', 4) : of('osf name', 2);
    case 'tunnel':
      return of(`tunnel ${second}`, 2);
    case 'numgen':
    case 'symhash':
    case 'jhash':
      return hashSelector(tokens, start, first);
    case 'ipsec': {
      const numbered = word(2) === 'spnum' ? 4 : 2;
      const address = word(numbered) === 'ip' || word(numbered) === 'ip6';
      return of(`ipsec ${second} ${word(numbered)}`, numbered + (address ? 2 : 1));
    }
    case 'arp':
      return (second === 'saddr' || second === 'daddr') && word(2) !== ''
        ? of(`arp ${second} ${word(2)}`, 3)
        : of(`arp ${second}`, 2);
    default:
  }
  if (BARE_META.has(first)) return of(`meta ${first}`, 1);
  if (EXTENSIONS.has(first)) return second === '' ? undefined : of(`exthdr ${first} ${second}`, 2);
  if (!HEADERS.has(first) || second === '') return undefined;
  if (second === 'option')
    return presence(3) ? of(`${first} option ${word(2)}`, 3) : of(`${first} option ${word(2)} ${word(3)}`, 4);
  if (second === 'chunk')
    return presence(3) ? of(`${first} chunk ${word(2)}`, 3) : of(`${first} chunk ${word(2)} ${word(3)}`, 4);
  const nested = ['vxlan', 'geneve', 'gre', 'gretap'].includes(first) && HEADERS.has(second);
  return nested ? of(`${first} ${second} ${word(2)}`, 3) : of(`${first} ${second}`, 2);
}

function rawPayload(tokens: readonly Token[], start: number): FoundSelector | undefined {
  const [base, comma, offset, second, length] = tokens.slice(start + 1, start + 6).map((token) => token.text);
  if (!['ll', 'nh', 'th', 'ih'].includes(base ?? '') || comma !== ',' || second !== ',') return undefined;
  return { name: `@${base},${offset},${length}`, length: 6 };
}

/** The order in which the kernel names the flags of a look-up. */
const FIB_FLAGS = ['saddr', 'daddr', 'mark', 'iif', 'oif'] as const;

/** One name for a look-up in the routing table, whatever the order of its flags. */
export function fibName(flags: readonly string[], result: string): string {
  const known = FIB_FLAGS.filter((flag) => flags.includes(flag));
  return `fib ${known.join(' . ')} ${result}`;
}

function fibSelector(tokens: readonly Token[], start: number): FoundSelector | undefined {
  const flags: string[] = [];
  let at = start + 1;
  for (;;) {
    flags.push(tokens[at]?.text ?? '');
    at++;
    if (tokens[at]?.text !== '.') break;
    at++;
  }
  const result = tokens[at]?.text ?? '';
  if (!['oif', 'oifname', 'type', 'check'].includes(result)) return undefined;
  return { name: fibName(flags, result === 'check' ? 'oif' : result), length: at + 1 - start };
}

function hashSelector(tokens: readonly Token[], start: number, name: string): FoundSelector | undefined {
  const mod = tokens.findIndex((token, index) => index > start && token.text === 'mod');
  if (mod < 0) return undefined;
  let end = mod + 2;
  while (['seed', 'offset'].includes(tokens[end]?.text ?? '')) end += 2;
  return { name, length: end - start };
}
