import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, known, type Overridden, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { cutCommandSecrets } from '../../../core/secrets.ts';
import { complete, incomplete, notCollected } from '../../../core/section.ts';
import { matchesWildcard } from '../../../core/wildcard.ts';
import type { HostSudo, HostSudoDefault, HostSudoRule, HostSudoSetting } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';
import { type Aliases, aliasesOf, lastMatch } from './aliases.ts';
import type { SudoersEntry } from './parse-sudoers.ts';
import { readSudoers } from './read-sudoers.ts';

const SUDOERS = '/etc/sudoers';

/** sudoers(5) with its includes, in the order that sudo reads. */
export const sudoNormalizer: HostNormalizer<'sudo'> = {
  section: 'sudo',
  normalize: (captures) => {
    const main = sourceText(captures, SUDOERS);
    if (main.kind === 'unreadable') return { section: notCollected(main.reason, main.hint), diagnostics: [] };
    if (main.kind === 'absent') {
      return { section: complete({ present: false, rules: [], defaults: [], settings: [] }), diagnostics: [] };
    }
    const { entries, diagnostics, missing } = readSudoers(SUDOERS, captures);
    const aliases = aliasesOf(entries);
    const defaults = defaultsOf(entries, aliases);
    const settings = settingsOf(defaults);
    const runAsDefault = settings.find((setting) => setting.id === 'runas_default')?.value;
    const data: HostSudo = {
      present: true,
      rules: rulesOf(entries, aliases, {
        host: hostName(captures),
        runAsDefault: runAsDefault !== undefined && 'value' in runAsDefault ? runAsDefault.value : 'root',
      }),
      defaults,
      settings,
    };
    const [first] = missing;
    return {
      section:
        first === undefined
          ? complete(data)
          : incomplete(data, first, 'Run the scan as root, and check the files with `visudo -c`.'),
      diagnostics: diagnostics satisfies readonly Diagnostic[],
    };
  },
};

function hostName(captures: CaptureSet): string | undefined {
  const source = sourceText(captures, '/etc/hostname');
  return source.kind === 'text' ? source.lines[0]?.trim() : undefined;
}

interface Surroundings {
  readonly host: string | undefined;
  readonly runAsDefault: string;
}

function rulesOf(entries: readonly SudoersEntry[], aliases: Aliases, around: Surroundings): readonly HostSudoRule[] {
  const perLine = new Map<string, number>();
  return entries.flatMap((entry) => {
    if (entry.kind !== 'rule') return [];
    const users = aliases.expand('User_Alias', entry.users);
    const hosts = aliases.expand('Host_Alias', entry.hosts);
    return entry.commands.flatMap((spec) => {
      const runAs = spec.runAs ?? { users: [around.runAsDefault], groups: [] };
      const runAsUsers = aliases.expand('Runas_Alias', runAs.users);
      return aliases
        .expand('Cmnd_Alias', [spec.negated ? `!${spec.command}` : spec.command])
        .map((written): HostSudoRule => {
          const negated = written.startsWith('!');
          const command = negated ? written.slice(1) : written;
          const place = `${entry.at.file}:${entry.at.line ?? 0}`;
          const number = (perLine.get(place) ?? 0) + 1;
          perLine.set(place, number);
          return {
            id: number === 1 ? place : `${place}#${number}`,
            users,
            hosts,
            run_as_users: runAsUsers,
            run_as_groups: aliases.expand('Runas_Alias', runAs.groups),
            // Cut here, not when read: only the parsed command is free of the escapes of sudoers(5).
            command: cutCommandSecrets(command),
            negated,
            tags: spec.tags,
            nopasswd: spec.tags.includes('NOPASSWD'),
            everyone: lastMatch(users, (item) => item === 'ALL') === true,
            all_commands: command === 'ALL',
            as_root: lastMatch(runAsUsers, (item) => item === 'ALL' || item === 'root' || item === '#0') === true,
            on_this_host: onThisHost(hosts, around.host, entry.at.file, entry.at.line),
            at: entry.at,
          };
        });
    });
  });
}

/** Addresses and netgroups cannot be told from the files alone. */
function onThisHost(
  hosts: readonly string[],
  name: string | undefined,
  file: string,
  line: number | undefined,
): Fact<boolean> {
  const at = { file, ...(line === undefined ? {} : { line }) };
  const short = name?.split('.')[0];
  const fits = (item: string) =>
    item === 'ALL' || (name !== undefined && (matches(item, name) || (short !== undefined && matches(item, short))));
  const verdict = lastMatch(hosts, fits);
  if (verdict !== undefined) return known(verdict, at);
  const unclear = hosts.find((item) => name === undefined || /^!?(\+|[0-9.]+(\/|$)|[0-9a-fA-F:]*:)/.test(item));
  if (unclear !== undefined)
    return unknown(`Whether ${unclear} names this host cannot be told from the files. Name the host in sudoers.`, at);
  return known(false, at);
}

function matches(pattern: string, name: string): boolean {
  return matchesWildcard(pattern.toLowerCase(), name.toLowerCase());
}

function defaultsOf(entries: readonly SudoersEntry[], aliases: Aliases): readonly HostSudoDefault[] {
  const kinds = { user: 'User_Alias', host: 'Host_Alias', command: 'Cmnd_Alias', 'run-as': 'Runas_Alias' } as const;
  const perLine = new Map<string, number>();
  return entries.flatMap((entry) => {
    if (entry.kind !== 'default') return [];
    const { scope, subjects, name, operator, value, negated, at } = entry;
    const place = `${at.file}:${at.line ?? 0}`;
    const number = (perLine.get(place) ?? 0) + 1;
    perLine.set(place, number);
    return [
      {
        id: number === 1 ? place : `${place}#${number}`,
        scope,
        subjects: scope === 'global' ? [] : aliases.expand(kinds[scope], subjects),
        name,
        operator,
        value,
        negated,
        at,
      },
    ];
  });
}

/** Global Defaults: the last one of a name wins; `+=` and `-=` change a list, `!` empties or turns off. */
function settingsOf(defaults: readonly HostSudoDefault[]): readonly HostSudoSetting[] {
  const settings = new Map<
    string,
    { readonly value: string; readonly at: HostSudoDefault['at']; readonly lost: readonly Overridden[] }
  >();
  for (const one of defaults) {
    if (one.scope !== 'global') continue;
    const before = settings.get(one.name);
    const old = before?.value ?? '';
    const value = valueAfter(old, one);
    const lost =
      before === undefined
        ? []
        : [...before.lost, { at: before.at, text: `${one.name}: ${old}`, why: 'the last one wins' }];
    settings.set(one.name, { value, at: one.at, lost });
  }
  return sortedBy(settings, ([name]) => name).map(([id, { value, at, lost }]) => ({
    id,
    value: known(value, at, lost),
  }));
}

function valueAfter(old: string, one: HostSudoDefault): string {
  switch (one.operator) {
    case 'flag':
      return one.negated ? 'false' : 'true';
    case '=':
      return one.value;
    case '+=':
      return old === '' ? one.value : `${old} ${one.value}`;
    case '-=':
      return old
        .split(' ')
        .filter((word) => !one.value.split(' ').includes(word))
        .join(' ');
  }
}
