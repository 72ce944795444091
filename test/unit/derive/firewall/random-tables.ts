import { type RandomWorld, randomMatch, randomRules } from './random-rules.ts';

/** Where translations lead. */
export interface TranslationWorld extends RandomWorld {
  /** An address beyond the machine that all translations lead to. */
  readonly target: string;
  /** Names of sets that may stand in place of an address or port, with the sides that they are asked for. */
  readonly sets: readonly string[];
}

/** iptables-restore text of the tables raw, mangle, nat and filter. */
export function randomTables(world: TranslationWorld, random: () => number, size: number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // the lists are not empty
  const chance = (share: number): boolean => random() < share;
  const some = (most: number): number => Math.floor(random() * (most + 1));
  // Before connection tracking every packet looks INVALID.
  const early: RandomWorld = chance(0.5) ? { ...world, states: [] } : world;
  const target = world.family === 'ipv6' ? `[${world.target}]` : world.target;
  const rules = (chain: string, count: number, one: RandomWorld, targets: readonly string[]): readonly string[] =>
    Array.from({ length: count }, () => `-A ${chain} ${withSet(randomMatch(one, random, chain))} ${pick(targets)}`);
  const withSet = (match: string): string =>
    world.sets.length > 0 && chance(0.25)
      ? `${match} -m set ${chance(0.25) ? '! ' : ''}--match-set ${pick(world.sets)}`
      : match;
  const nat = (chain: string): string => {
    const protocol = pick(['tcp', 'tcp', 'udp']);
    const source = chance(0.3) ? `-s ${pick(world.sources)} ` : '';
    const incoming = chance(0.3) ? `-i ${pick(world.interfaces)} ` : '';
    const port = chance(0.7) ? `-m ${protocol} --dport ${pick(world.ports)}` : '';
    const way = pick([
      `-j DNAT --to-destination ${target}:${pick(world.ports)}`,
      `-j DNAT --to-destination ${world.target}`,
      `-j REDIRECT --to-ports ${pick(world.ports)}`,
      '-j RETURN',
      '-j ACCEPT',
      ...(chain === 'N0' ? [] : ['-j N0', '-j N0']),
    ]);
    return `-A ${chain} ${source}${incoming}-p ${protocol} ${port} ${way}`;
  };
  const natRules = (chain: string, count: number) => Array.from({ length: count }, () => nat(chain));
  const raw = [
    '*raw',
    ':PREROUTING ACCEPT [0:0]',
    ':OUTPUT ACCEPT [0:0]',
    ...rules('PREROUTING', chance(0.5) ? 1 : 0, early, [
      '-j NOTRACK',
      '-j CT --notrack',
      '-j DROP',
      '-j ACCEPT',
      '-j RETURN',
    ]),
    'COMMIT',
  ];
  const mangle = [
    '*mangle',
    ':PREROUTING ACCEPT [0:0]',
    ':INPUT ACCEPT [0:0]',
    ':FORWARD ACCEPT [0:0]',
    ':OUTPUT ACCEPT [0:0]',
    ':POSTROUTING ACCEPT [0:0]',
    ':M0 - [0:0]',
    ...['PREROUTING', 'INPUT', 'FORWARD'].flatMap((chain) =>
      rules(chain, some(2), world, ['-j DROP', '-j ACCEPT', '-j RETURN', '-j MARK --set-mark 1', '-j M0', '-g M0']),
    ),
    ...rules('M0', some(2), world, ['-j DROP', '-j ACCEPT', '-j RETURN']),
    'COMMIT',
  ];
  const translations = [
    '*nat',
    ':PREROUTING ACCEPT [0:0]',
    ':INPUT ACCEPT [0:0]',
    ':OUTPUT ACCEPT [0:0]',
    ':POSTROUTING ACCEPT [0:0]',
    ':N0 - [0:0]',
    ...natRules('PREROUTING', 2 + some(4)),
    ...natRules('N0', some(2)),
    'COMMIT',
  ];
  const filter = randomRules(world, random, size)
    .split('\n')
    .map((line) =>
      line.startsWith('-A') && / -[jg] /.test(line)
        ? line.replace(/ (-[jg] \S+)$/, (_, way: string) => ` ${withSet('')} ${way}`.replace(/ {2,}/g, ' '))
        : line,
    );
  return [...raw, ...mangle, ...translations, ...filter].join('\n');
}
