import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, known, type Overridden, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { cutCommandSecrets } from '../../../core/secrets.ts';
import { complete, incomplete, notCollected } from '../../../core/section.ts';
import { matchesWildcard } from '../../../core/wildcard.ts';
import type {
  HostSudo,
  HostSudoDefault,
  HostSudoProgram,
  HostSudoRule,
  HostSudoSetting,
} from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { pathStatuses } from '../path-status.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';
import { type Aliases, aliasesOf, lastMatch } from './aliases.ts';
import { optionsOf, sudoBuild } from './options.ts';
import type { SudoersEntry } from './parse-sudoers.ts';
import { readSudoers, SUDO_STATUSES } from './read-sudoers.ts';

const SUDOERS = '/etc/sudoers';
const RUST_SUDOERS = '/etc/sudoers-rs';

/** sudoers(5) with its includes, in the order that sudo reads. */
export const sudoNormalizer: HostNormalizer<'sudo'> = {
  section: 'sudo',
  normalize: (captures) => {
    const build = sudoBuild(captures);
    // sudo-rs(8) prefers a file of its own.
    const own = build.implementation === 'sudo-rs' && sourceText(captures, RUST_SUDOERS).kind === 'text';
    const file = own ? RUST_SUDOERS : SUDOERS;
    const main = sourceText(captures, file);
    if (main.kind === 'unreadable') return { section: notCollected(main.reason, main.hint), diagnostics: [] };
    const programs = programsOf(captures);
    const implementation = implementationOf(build.implementation, programs);
    if (main.kind === 'absent') {
      const nothing = { present: false, rules: [], defaults: [], settings: [], options: [] };
      return { section: complete({ ...nothing, implementation, programs }), diagnostics: [] };
    }
    const { entries, diagnostics, missing } = readSudoers(file, captures);
    const aliases = aliasesOf(entries);
    const defaults = defaultsOf(entries, aliases);
    const settings = settingsOf(defaults);
    const runAsDefault = settings.find((setting) => setting.id === 'runas_default')?.value;
    const host = hostName(captures);
    const data: HostSudo = {
      present: true,
      implementation,
      programs,
      rules: rulesOf(entries, aliases, {
        host,
        runAsDefault: runAsDefault !== undefined && 'value' in runAsDefault ? runAsDefault.value : 'root',
      }),
      defaults,
      settings,
      options: optionsOf(defaults, build, (hosts, at) => onThisHost(hosts, host, at), file, missing[0]),
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

const PROGRAMS = ['/usr/bin/sudo', '/usr/local/bin/sudo', '/usr/bin/doas', '/usr/local/bin/doas'] as const;

function programsOf(captures: CaptureSet): readonly HostSudoProgram[] {
  const statuses = pathStatuses(captures, SUDO_STATUSES);
  return PROGRAMS.map((path) => {
    const at = { file: path };
    const outcome = statuses.byPath.get(path)?.outcome;
    const present: Fact<boolean> =
      outcome === 'read' || outcome === 'absent'
        ? known(outcome === 'read', at)
        : unknown(`${path} could not be looked up. Collect the host again as root.`, at);
    return { id: path, present, status: statuses.status(path) };
  });
}

function implementationOf(kind: string, programs: readonly HostSudoProgram[]): Fact<string> {
  const sudos = programs.filter(({ id }) => id.endsWith('/sudo'));
  const found = sudos.find(({ present }) => 'value' in present && present.value);
  if (found !== undefined) return known(kind, { file: found.id });
  const blocked = sudos.find(({ present }) => 'unknown' in present)?.present;
  return blocked !== undefined && 'unknown' in blocked ? blocked : known('none', { file: '/usr/bin/sudo' });
}

/** What may follow a command (sudoers(5), Cmnd): nothing written lets everything follow. */
function argumentsOf(command: string): HostSudoRule['arguments'] {
  if (command === 'ALL') return 'all';
  const [program = '', ...rest] = command.split(' ');
  if (program.endsWith('/')) return 'folder';
  if (rest.length === 0) return 'any';
  return rest.join(' ') === '*' ? 'wildcard' : 'named';
}

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
            arguments: argumentsOf(command),
            negated,
            tags: spec.tags,
            nopasswd: spec.tags.includes('NOPASSWD'),
            everyone: lastMatch(users, (item) => item === 'ALL') === true,
            all_commands: command === 'ALL',
            as_root: lastMatch(runAsUsers, (item) => item === 'ALL' || item === 'root' || item === '#0') === true,
            on_this_host: onThisHost(hosts, around.host, entry.at),
            at: entry.at,
          };
        });
    });
  });
}

/** Addresses and netgroups cannot be told from the files alone. */
function onThisHost(hosts: readonly string[], name: string | undefined, at: Place): Fact<boolean> {
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
