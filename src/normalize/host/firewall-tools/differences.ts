import type { Fact } from '../../../core/fact.ts';
import { known, unknown } from '../../../core/fact.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { textOf } from '../../capture-set.ts';
import { parseDump, type RawChain, type RawDump } from '../../firewall/iptables-save/parse.ts';
import { whyUnread } from '../look-ups.ts';
import type { NftBaseChain } from './nft-text.ts';

/** Chains that programs make while they run; their rules are not for the files. */
const MADE_AT_RUN_TIME = /^(f2b-|DOCKER|KUBE|CNI|NETAVARK|cali|CILIUM|LIBVIRT|ts-|sshguard|CROWDSEC|WEAVE|FLANNEL)/;
const MADE_INTERFACES = /^(docker\d|br-[0-9a-f]{12}|virbr\d|cni\d|podman\d|veth|cali|flannel)/;

/** What the loaded rules of iptables and the file that loads them at boot do not have in common. */
export function iptablesDifferences(captures: CaptureSet): Fact<string[]> {
  const pairs = [
    ['iptables-save', '/etc/iptables/rules.v4'],
    ['ip6tables-save', '/etc/iptables/rules.v6'],
  ] as const;
  const found: string[] = [];
  for (const [command, file] of pairs) {
    const live = captures.get(command);
    const saved = captures.get(file);
    const loadedText = live === undefined ? undefined : textOf(live);
    if (loadedText === undefined) return notRunning(whyUnread(live, command), command);
    const savedText = saved === undefined ? undefined : textOf(saved);
    if (savedText === undefined) {
      if (saved?.outcome.kind === 'absent') found.push(...withoutFile(parseDump(loadedText, command), file));
      else return unknown(whyUnread(saved, file) ?? file, { file });
      continue;
    }
    found.push(...dumpDifferences(parseDump(loadedText, command), parseDump(savedText, file), file, () => true));
  }
  return known(found, { file: '/etc/iptables/rules.v4' });
}

/** The rules that the user gave ufw, against its chains as loaded. */
export function ufwDifferences(captures: CaptureSet): Fact<string[]> {
  const pairs = [
    ['iptables-save', '/etc/ufw/user.rules', 'ufw-user-'],
    ['ip6tables-save', '/etc/ufw/user6.rules', 'ufw6-user-'],
  ] as const;
  const found: string[] = [];
  for (const [command, file, chains] of pairs) {
    const live = captures.get(command);
    const saved = captures.get(file);
    const loadedText = live === undefined ? undefined : textOf(live);
    const savedText = saved === undefined ? undefined : textOf(saved);
    if (loadedText === undefined) return notRunning(whyUnread(live, command), command);
    if (savedText === undefined) return unknown(whyUnread(saved, file) ?? file, { file });
    const judged = (name: string) => new RegExp(`^${chains}(input|output|forward)$`).test(name);
    found.push(...dumpDifferences(parseDump(loadedText, command), parseDump(savedText, file), file, judged));
  }
  return known(found, { file: '/etc/ufw/user.rules' });
}

/** Base chains of nftables: those of the files against those that are loaded. */
export function nftDifferences(
  configured: Fact<readonly NftBaseChain[]>,
  loaded: Fact<readonly NftBaseChain[]>,
): Fact<string[]> {
  if (!('value' in loaded)) return loaded;
  if (!('value' in configured)) return configured;
  const text = ({ family, table, chain, hook, policy }: NftBaseChain) =>
    `${family} ${table} ${chain} (${hook}, policy ${policy})`;
  const files = new Set(configured.value.map(text));
  const kernel = new Set(loaded.value.map(text));
  // Other programs load tables of their own: only those that the files name are held against them.
  const tables = new Set(configured.value.map(({ family, table }) => `${family} ${table}`));
  const missing = [...files].filter((one) => !kernel.has(one)).map((one) => `${one} is not loaded`);
  const extra = loaded.value
    .filter((one) => tables.has(`${one.family} ${one.table}`) && !files.has(text(one)))
    .map((one) => `${text(one)} is loaded and not in the files`);
  return known([...missing, ...extra], configured.at);
}

function notRunning(why: string | undefined, command: string): Fact<string[]> {
  return unknown(`Which rules are loaded is told on a running system only: ${why ?? `${command} told nothing`}`, {
    file: command,
  });
}

function withoutFile(loaded: RawDump, file: string): readonly string[] {
  return loaded.tables.flatMap(({ name, chains }) =>
    [...chains.values()]
      .filter((chain) => rulesOf(chain).length > 0 || (chain.policy !== undefined && chain.policy.name !== 'ACCEPT'))
      .filter((chain) => !MADE_AT_RUN_TIME.test(chain.name))
      .map((chain) => `${name} ${chain.name} is loaded, and ${file} does not exist`),
  );
}

function dumpDifferences(
  loaded: RawDump,
  saved: RawDump,
  file: string,
  judged: (chain: string) => boolean,
): readonly string[] {
  const found: string[] = [];
  for (const table of saved.tables) {
    const kernel = loaded.tables.find(({ name }) => name === table.name);
    const names = new Set([...table.chains.keys(), ...(kernel?.chains.keys() ?? [])]);
    for (const name of names) {
      if (!judged(name) || MADE_AT_RUN_TIME.test(name)) continue;
      const there = kernel?.chains.get(name);
      const wanted = table.chains.get(name);
      const where = `${table.name} ${name}`;
      const policies = [there?.policy?.name ?? 'ACCEPT', wanted?.policy?.name ?? 'ACCEPT'] as const;
      if (policies[0] !== policies[1])
        found.push(`${where}: policy ${policies[0]} is loaded, ${policies[1]} is in ${file}`);
      const [now, then] = [rulesOf(there), rulesOf(wanted)];
      if (now.join('\n') === then.join('\n')) continue;
      const onlyLoaded = now.filter((rule) => !then.includes(rule)).length;
      const onlySaved = then.filter((rule) => !now.includes(rule)).length;
      found.push(
        onlyLoaded + onlySaved === 0
          ? `${where}: the rules stand in another order than in ${file}`
          : `${where}: ${onlyLoaded} loaded rules are not in ${file}, ${onlySaved} of its rules are not loaded`,
      );
    }
  }
  return found;
}

/** Rules in one spelling: options in an order of their own, without what iptables-save adds. */
function rulesOf(chain: RawChain | undefined): readonly string[] {
  return (chain?.rules ?? []).flatMap(({ tokens }) => {
    const groups = groupsOf(tokens).filter(
      ([option, value]) => !(option === '-m' && /^(tcp|udp|icmp|icmp6|ipv6-icmp|comment)$/.test(value ?? '')),
    );
    const made = groups.some(
      ([option, value = '']) =>
        ((option === '-j' || option === '-g') && MADE_AT_RUN_TIME.test(value)) ||
        ((option === '-i' || option === '-o') && MADE_INTERFACES.test(value)),
    );
    if (made) return [];
    return [
      groups
        .filter(([option]) => option !== '--comment')
        .map((group) => group.join(' ').replace(/^((! )?-[sd] \S+?)\/(32|128)$/, '$1'))
        .sort()
        .join(' '),
    ];
  });
}

/** An option with its values, `!` before it. */
function groupsOf(tokens: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let negated = false;
  for (const token of tokens) {
    if (token === '!') negated = true;
    else if (/^--?[a-zA-Z]/.test(token)) {
      groups.push([negated ? `! ${token}` : token]);
      negated = false;
    } else groups.at(-1)?.push(token);
  }
  return groups;
}
