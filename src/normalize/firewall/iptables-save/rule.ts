import type { IpFamily } from '../../../core/ip-range.ts';
import type { FirewallCondition, FirewallRule, FirewallTranslation } from '../../../model/generated/model.ts';
import { allOf, type GivenSets, matchSet, type SetMatch } from '../ipset/match-set.ts';
import { MATCH_OPTIONS, readModule } from './matches.ts';
import { CONTINUING_TARGETS } from './names.ts';

/** What the words of one rule mean, without its chain and place. */
export interface RuleMeaning extends Pick<FirewallRule, 'action' | 'conditions' | 'uncertain' | 'any_of' | 'none_of'> {
  readonly target?: string;
  readonly translate?: FirewallTranslation;
  readonly comment?: string;
  readonly packets?: number;
  /** Values that could not be read, for diagnostics. */
  readonly unread: readonly string[];
  /** False when the rule is for the other family only (`-4`, `-6` in a shared file). */
  readonly applies: boolean;
}

/** A match module or target with the words after it that no table knows. */
interface Extension {
  readonly name: string;
  readonly words: string[];
}

/** Modules whose options are all in the table: their names say nothing by themselves. */
const PLAIN_MODULES = new Set([
  'tcp',
  'udp',
  'udplite',
  'icmp',
  'icmp6',
  'icmpv6',
  'multiport',
  'iprange',
  'state',
  'conntrack',
  'comment',
  'addrtype',
  'pkttype',
]);

const isOption = (word: string) => word === '!' || (word.startsWith('-') && word.length > 1 && !/^-\d/.test(word));

/** Reads the words of a rule after `-A CHAIN`. Words without a known meaning make the rule uncertain, never vanish. */
export function readRule(tokens: readonly string[], family: IpFamily, sets?: GivenSets): RuleMeaning {
  const conditions: FirewallCondition[] = [];
  const uncertain: string[] = [];
  const unread: string[] = [];
  const modules: Extension[] = [];
  let target: Extension | undefined;
  let jump: 'jump' | 'goto' | undefined;
  let open: Extension | undefined;
  let comment: string | undefined;
  let packets: number | undefined;
  let applies = true;
  let negated = false;
  for (let i = 0; i < tokens.length; i++) {
    const word = tokens[i] ?? '';
    if (word === '!') {
      negated = !negated;
      continue;
    }
    const take = (): string => {
      if (tokens[i + 1] === '!') {
        negated = !negated;
        i++;
      }
      return tokens[++i] ?? '';
    };
    const { option, attached } = splitAttached(word);
    const known = MATCH_OPTIONS.get(option);
    if (known !== undefined) {
      const values = attached === undefined ? Array.from({ length: known.values }, take) : [attached];
      const result = known.read(values, negated, family);
      if (result.kind === 'conditions') conditions.push(...result.conditions);
      else {
        uncertain.push(result.reason);
        unread.push(result.reason);
      }
    } else if (option === '-m' || option === '--match') {
      open = { name: attached ?? take(), words: [] };
      modules.push(open);
    } else if (option === '-j' || option === '--jump' || option === '-g' || option === '--goto') {
      jump = option === '-g' || option === '--goto' ? 'goto' : 'jump';
      target = { name: attached ?? take(), words: [] };
      open = target;
    } else if (option === '--comment') comment = take();
    else if (option === '-c' || option === '--set-counters') {
      packets = Number.parseInt(take(), 10) || 0; // 0: counters that are not numbers count nothing
      take();
    } else if (['-4', '--ipv4', '-6', '--ipv6'].includes(option)) applies = option.endsWith(family.slice(3));
    else {
      const words = negated ? ['!', word] : [word];
      while (i + 1 < tokens.length && !isOption(tokens[i + 1] ?? '')) words.push(take());
      if (open === undefined) {
        uncertain.push(`${words.join(' ')} is not understood`);
        unread.push(`${words.join(' ')} is not understood`);
      } else open.words.push(...words);
    }
    negated = false;
  }
  const limits = isUfwLimit(target, modules);
  const setMatches: SetMatch[] = [];
  for (const module of modules) {
    if (limits && module.name === 'recent') continue;
    if (PLAIN_MODULES.has(module.name) && module.words.length === 0) continue;
    if (module.name === 'set') {
      setMatches.push(matchSet(module.words, family, sets));
      continue;
    }
    const result = readModule(module.name, module.words);
    if (result.kind === 'conditions') conditions.push(...result.conditions);
    else uncertain.push(result.reason);
  }
  const inSets = allOf(setMatches);
  uncertain.push(...inSets.uncertain);
  const transport = conditions.some((one) => ['sport', 'dport', 'port', 'icmp', 'tcp_flags'].includes(one.on));
  if (transport && !conditions.some((one) => one.on === 'protocol' && one.negated !== true)) {
    const reason = 'a port, ICMP type or flag without -p (iptables refuses that)';
    uncertain.push(reason);
    unread.push(reason);
  }
  return {
    ...(limits ? { action: 'continue' as const, target: target?.name ?? '' } : toldAction()),
    conditions: [...conditions, ...inSets.conditions],
    uncertain,
    ...(inSets.any_of === undefined ? {} : { any_of: inSets.any_of }),
    ...(inSets.none_of === undefined ? {} : { none_of: inSets.none_of }),
    unread,
    applies,
    ...(comment === undefined ? {} : { comment }),
    ...(packets === undefined ? {} : { packets }),
  };

  /** Words that are not understood may have been the target. */
  function toldAction(): Action {
    const isLost = target === undefined && uncertain.some((reason) => NO_TARGET.test(reason));
    return isLost ? { action: 'unknown' } : actionOf(target, jump);
  }
}

/** `ufw limit` refuses who knocks too often and lets the first packets of everybody pass: it decides nothing about who may come. */
function isUfwLimit(target: Extension | undefined, modules: readonly Extension[]): boolean {
  return (
    /^ufw6?-user-limit$/.test(target?.name ?? '') &&
    modules.some((module) => module.name === 'recent' && module.words.includes('--hitcount'))
  );
}

/** `-ptcp`, `-s10.0.0.0/8`, `--dport=22`: the value may hang on its option. */
function splitAttached(word: string): { readonly option: string; readonly attached?: string } {
  const long = /^(--[a-z0-9-]+)=(.*)$/.exec(word);
  if (long !== null) return { option: long[1] ?? word, attached: long[2] ?? '' };
  const short = /^(-[sdpiojgm])([^-].*)$/.exec(word);
  return short === null ? { option: word } : { option: short[1] ?? word, attached: short[2] ?? '' };
}

/** Words that no option explains; those of a protocol's own extension are all known. */
const NO_TARGET = /is not understood$|^-m (?:tcp|udp|icmp6?) .* is not told by the rules$/;

type Action = Pick<RuleMeaning, 'action' | 'target' | 'translate'>;

function actionOf(target: Extension | undefined, jump: 'jump' | 'goto' | undefined): Action {
  if (target === undefined || jump === undefined) return { action: 'continue' };
  const name = target.name;
  if (jump === 'goto') return { action: 'goto', target: name };
  const option = (key: string) =>
    target.words.includes(key) ? target.words[target.words.indexOf(key) + 1] : undefined;
  switch (name) {
    case 'ACCEPT':
      return { action: 'allow', target: name };
    case 'DROP':
    case 'TARPIT':
    case 'DELUDE':
    case 'STEAL':
      return { action: 'deny', target: name };
    case 'REJECT':
      return { action: 'reject', target: name };
    case 'RETURN':
      return { action: 'return', target: name };
    case 'NOTRACK':
      return { action: 'untrack', target: name };
    case 'DNAT':
      return { action: 'translate', target: name, translate: destination(option('--to-destination')) };
    case 'NETMAP':
      return { action: 'translate', target: name, translate: { kind: 'destination' } };
    case 'REDIRECT': {
      const port = option('--to-ports') ?? option('--to-port');
      return {
        action: 'translate',
        target: name,
        translate: { kind: 'local', ...(port === undefined ? {} : { port }) },
      };
    }
    case 'SNAT':
    case 'MASQUERADE':
      return { action: 'translate', target: name, translate: { kind: 'source' } };
    case 'CT':
      if (target.words.includes('--notrack')) return { action: 'untrack', target: name };
      return { action: 'continue', target: name };
    default:
      // The reader of the whole table turns a name that is no chain of it into `unknown`.
      return CONTINUING_TARGETS.has(name) ? { action: 'continue', target: name } : { action: 'jump', target: name };
  }
}

/** `10.0.0.5:80`, `10.0.0.5-10.0.0.9:80-90`, `[2001:db8::1]:80`, `:80`, `2001:db8::1`. */
function destination(text: string | undefined): FirewallTranslation {
  const parts =
    /^\[([^\]]*)\](?::([\d-]+))?$/.exec(text ?? '') ??
    /^([\d.-]*):([\d-]+)$/.exec(text ?? '') ??
    /^([0-9a-fA-F.:-]+)$/.exec(text ?? '');
  const [, address, port] = parts ?? [];
  return {
    kind: 'destination',
    ...(address === undefined || address === '' ? {} : { address }),
    ...(port === undefined ? {} : { port }),
  };
}
