import { type Fact, known, type Place } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { doesNotExist, incomplete, notCollected, type Section } from '../../../core/section.ts';
import type { HostPamLine, HostPamService } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { completeUnless } from '../look-ups.ts';
import { packagesNormalizer } from '../packages/packages.ts';
import type { HostData, HostNormalizer } from '../section.ts';
import { PAM_TYPES, type PamEntry, type PamStacks, type PamType } from './flatten.ts';
import { grouped } from './grouped.ts';
import { checkerGuards, countCleared, failureCounted, preauthGuards, wheelState } from './guards.ts';
import { letsTokenlessIn, NEW_PASSWORD_ASKERS, QUALITY_CHECKERS, SECOND_FACTORS } from './module-codes.ts';
import { privateDirectories, privateDirectoriesUnread } from './private-directories.ts';
import { type PamService, type PamServices, readServices } from './read-services.ts';
import { decidingStack, indexesOf, passwordAsked, tokenAsked } from './stack-facts.ts';
import { unixOptions } from './unix-options.ts';
import { reachedEntries } from './walk-stack.ts';

/** host.pam: the stacks of every service, and what follows from them. */
export const pamNormalizer: HostNormalizer<'pam'> = {
  section: 'pam',
  normalize: (captures) => {
    const read = readServices(captures);
    const section = pamSection(read, () => pamData(captures, read.services), privateDirectoriesUnread(captures));
    return { section, diagnostics: read.diagnostics };
  },
};

/** The flag that the reading of the services, and of what else is `missing`, gives to a section made of them. */
export function pamSection<T>(read: PamServices, make: () => T, missing?: string): Section<T> {
  if (read.absent) return doesNotExist('There is neither /etc/pam.d nor /etc/pam.conf: nothing asks PAM here.');
  if (read.unread === undefined) return completeUnless(make(), [missing]);
  const { reason, hint, all } = read.unread;
  return all ? notCollected(reason, hint) : incomplete(make(), reason, hint);
}

/** The version of the package that the modules come in; empty where no database that is read tells it. */
export function pamVersion(captures: CaptureSet): Fact<string> {
  const packages = packagesNormalizer.normalize(captures).section.data?.packages ?? [];
  const found = packages.find(({ name }) => name === 'libpam-modules' || name === 'linux-pam' || name === 'pam');
  return found === undefined
    ? known('', { file: '/var/lib/dpkg/status' })
    : known(found.version.replace(/^\d+:/, ''), found.at);
}

/** The name of the file that `other` stacks come from is looked up once for all services. */
export function otherStacks(services: readonly PamService[]): PamStacks | undefined {
  return services.find(({ name }) => name === 'other')?.stacks;
}

function pamData(captures: CaptureSet, services: readonly PamService[]): HostData<'pam'> {
  const other = otherStacks(services);
  const names = lineIds(services);
  return {
    version: pamVersion(captures),
    services: services.map((service) => serviceRecord(service, other, names)),
    lines: lineRecords(services, names),
    password_setters: passwordSetters(captures, services),
    auth_checks: authChecks(services, other),
    su_guards: suGuards(services, other),
    second_factors: secondFactors(services),
    private_directories: privateDirectories(captures),
  };
}

function placeKey(type: PamType, { at }: PamEntry): string {
  return `${type} ${at.file}:${at.line ?? 1}`;
}

/** Names of the lines that outlive a change of their number: the type, the file and the module, counted when it comes again. */
function lineIds(services: readonly PamService[]): ReadonlyMap<string, string> {
  const places = new Map<string, { readonly type: PamType; readonly entry: PamEntry }>();
  for (const { stacks } of services) {
    for (const type of PAM_TYPES) {
      for (const entry of stacks[type]) if (!entry.marker) places.set(placeKey(type, entry), { type, entry });
    }
  }
  const inOrder = [...places].sort(([, a], [, b]) => (a.entry.at.line ?? 1) - (b.entry.at.line ?? 1));
  const counts = new Map<string, number>();
  return new Map(
    inOrder.map(([key, { type, entry }]) => {
      const name = `${type} ${entry.at.file} ${entry.module === '' ? 'a line that refuses' : entry.module}`;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return [key, count === 1 ? name : `${name} #${count}`];
    }),
  );
}

function serviceRecord(
  service: PamService,
  other: PamStacks | undefined,
  names: ReadonlyMap<string, string>,
): HostPamService {
  const ids = (type: PamType) =>
    service.stacks[type].flatMap((entry) => names.get(entry.marker ? '' : placeKey(type, entry)) ?? []);
  const auth = decidingStack(service, other, 'auth');
  return {
    id: service.name,
    at: service.at,
    auth: ids('auth'),
    account: ids('account'),
    password: ids('password'),
    session: ids('session'),
    password_asked: passwordAsked(auth, service.at),
    token_asked: tokenAsked(auth, service.at),
  };
}

/** Each line once, with the services that reach it and those that skip it. */
function lineRecords(services: readonly PamService[], names: ReadonlyMap<string, string>): readonly HostPamLine[] {
  const lines = new Map<string, { type: PamType; entry: PamEntry; reached: Set<string>; skipped: Set<string> }>();
  for (const { name, stacks } of services) {
    for (const type of PAM_TYPES) {
      const reached = reachedEntries(stacks[type]);
      stacks[type].forEach((entry, index) => {
        if (entry.marker) return;
        const id = names.get(placeKey(type, entry)) ?? placeKey(type, entry);
        const line = lines.get(id) ?? { type, entry, reached: new Set<string>(), skipped: new Set<string>() };
        lines.set(id, line);
        // Where there are too many ways, nothing is told to be skipped.
        if (reached === undefined || reached.has(index)) line.reached.add(name);
        else line.skipped.add(name);
      });
    }
  }
  const records = [...lines].map(([id, { type, entry, reached, skipped }]) => ({
    id,
    type,
    module: entry.module,
    control: entry.controlText,
    arguments: [...entry.words],
    at: entry.at,
    reached_in: sortedBy(reached, (name) => name),
    skipped_in: sortedBy(
      [...skipped].filter((name) => !reached.has(name)),
      (name) => name,
    ),
  }));
  return sortedBy(records, ({ id }) => id);
}

/** Calls `tell` for each entry of a module that is reached in a service's own stack of a type. */
export function forReached<T>(
  services: readonly PamService[],
  type: PamType,
  wanted: (entry: PamEntry) => boolean,
  tell: (service: PamService, entry: PamEntry, index: number) => T,
): readonly { readonly service: string; readonly at: Place; readonly facts: T }[] {
  return services.flatMap((service) => {
    const stack = service.stacks[type];
    const reached = reachedEntries(stack);
    return indexesOf(stack, wanted)
      .filter((index) => reached === undefined || reached.has(index))
      .flatMap((index) => {
        const entry = stack[index];
        if (entry === undefined) return [];
        return [{ service: service.name, at: entry.at, facts: tell(service, entry, index) }];
      });
  });
}

/** True when a module before the entry asks for the new password. */
export function askedBefore(stack: readonly PamEntry[], index: number, at: Place): Fact<boolean> {
  const before = stack.slice(0, index).find(({ module }) => NEW_PASSWORD_ASKERS.has(module));
  return known(before !== undefined, before?.at ?? at);
}

function passwordSetters(captures: CaptureSet, services: readonly PamService[]) {
  const answers = forReached(
    services,
    'password',
    ({ module }) => module === 'pam_unix',
    (service, entry, index) => {
      const stack = service.stacks.password;
      const checker = stack.find(({ module }) => QUALITY_CHECKERS.includes(module))?.module ?? '';
      return {
        quality: checkerGuards(stack, index, ({ module }) => QUALITY_CHECKERS.includes(module)),
        quality_module: checker,
        history: checkerGuards(stack, index, ({ module }) => module === 'pam_pwhistory'),
        ...unixOptions(captures, entry.words, entry.at),
        use_authtok: known(
          entry.words.some((word) => word.startsWith('use_authtok') || word.startsWith('use_first_pass')),
          entry.at,
        ),
        asked_before: askedBefore(stack, index, entry.at),
      };
    },
  );
  return grouped(answers).map(({ facts, ...group }) => ({ ...group, ...facts }));
}

function authChecks(services: readonly PamService[], other: PamStacks | undefined) {
  const answers = forReached(
    services,
    'auth',
    ({ module }) => module === 'pam_unix',
    (service, entry, index) => ({
      preauth: preauthGuards(service.stacks.auth, index),
      authfail: failureCounted(service.stacks.auth, index),
      reset: countCleared(service.stacks.auth, decidingStack(service, other, 'account'), entry.at),
    }),
  );
  return grouped(answers).map(({ facts, ...group }) => ({ ...group, ...facts }));
}

/** su and su-l; only one of them where the other includes its stack. */
function suGuards(services: readonly PamService[], other: PamStacks | undefined) {
  const guards = services.filter(({ name }) => name === 'su' || name === 'su-l');
  const origin = (service: PamService) => decidingStack(service, other, 'auth')[0]?.at.file;
  return guards
    .filter((one) => !guards.some((before) => before.name < one.name && origin(before) === origin(one)))
    .map((one) => suGuard(one, other));
}

function suGuard(service: PamService, other: PamStacks | undefined) {
  const { state, words } = wheelState(decidingStack(service, other, 'auth'), service.at);
  const at = state.at;
  const group = words.findLast((word) => word.startsWith('group='))?.slice('group='.length) ?? '';
  return {
    id: service.name,
    at: service.at,
    state,
    use_uid: known(words.includes('use_uid'), at),
    group: known(group, at),
  };
}

function secondFactors(services: readonly PamService[]) {
  const answers = forReached(
    services,
    'auth',
    ({ module }) => SECOND_FACTORS.has(module),
    (_, entry) => ({
      module: entry.module,
      nullok: known(letsTokenlessIn(entry.module, entry.words), entry.at),
    }),
  );
  return grouped(answers).map(({ id, facts, ...group }) => ({ id: `${facts.module} ${id}`, ...group, ...facts }));
}
