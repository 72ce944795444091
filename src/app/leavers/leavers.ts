import type { SshOptions } from '../../collect/access/ssh/ssh-arguments.ts';
import { formatInstant, parseInstant } from '../../core/clock.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { isKnown } from '../../core/fact.ts';
import { compareCodePoints } from '../../core/order.ts';
import { deriveEstate } from '../../derive/estate/estate.ts';
import { loginOf } from '../../derive/estate/holdings.ts';
import type { EstateAccount, EstateHeld, EstateMover, EstatePerson, Snapshot } from '../../model/generated/model.ts';
import { placeText } from '../../report/place-text.ts';
import { deriveSnapshot } from '../derive-inputs.ts';
import type { Progress } from '../make-snapshots.ts';
import { collectSnapshots } from '../scan.ts';
import { commandFor, type Removal } from './commands.ts';
import { type SystemState, systemsOf } from './systems.ts';

/** What is read, and how people are named. */
export interface LeaverSources {
  readonly targets: readonly string[];
  readonly roots: readonly string[];
  readonly ssh?: SshOptions | undefined;
  readonly clockMs: number;
  /** Milliseconds; the newest snapshot's time when undefined. */
  readonly nowMs: number | undefined;
  readonly progress: Progress;
  /** Names and addresses are wanted; else ids only. */
  readonly people: boolean;
}

/** One thing to take back. */
export interface LeaverLine {
  /** Employee id, or the row of the roster. */
  readonly person: string;
  readonly name?: string;
  readonly email?: string;
  readonly why: 'left' | 'contract ended' | 'moved';
  /** The last day, or the day of the move. */
  readonly since: string;
  readonly system: string;
  readonly account: string;
  readonly kind: Removal['kind'];
  /** What to remove, in words. */
  readonly remove: string;
  readonly at: string;
  readonly command: string;
  /** `guessed`: only the name of the account tells whose it is. */
  readonly link: 'sure' | 'guessed';
}

/** The list to work off, and what it does not cover. */
export interface LeaverList {
  readonly lines: readonly LeaverLine[];
  /** People who left, whose contract ended, or who moved. */
  readonly examined: number;
  readonly systems: readonly SystemState[];
  /** What keeps the list from being whole. */
  readonly gaps: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** A roster was read. */
  readonly found: boolean;
}

/** Everybody of the roster who left or moved, and what they still hold in every system that was given. */
export async function leaversIn(sources: LeaverSources): Promise<LeaverList> {
  const made = await collectSnapshots(sources, formatInstant(sources.nowMs ?? sources.clockMs));
  const nowMs = sources.nowMs ?? newest(made.snapshots) ?? sources.clockMs;
  sources.progress('looking for their accounts');
  const snapshots = made.snapshots.map((snapshot) => deriveSnapshot(snapshot, { nowMs }));
  const estate = deriveEstate(snapshots, { nowMs });
  const diagnostics = [...made.diagnostics, ...snapshots.flatMap((snapshot) => snapshot.diagnostics)];
  const people = estate.people?.data?.people;
  if (people === undefined) {
    const { reason = 'no roster was given', hint } = estate.people ?? {};
    if (!diagnostics.some(({ level }) => level === 'error'))
      diagnostics.push({ level: 'error', code: 'no-roster', message: reason, ...(hint === undefined ? {} : { hint }) });
    return { lines: [], examined: 0, systems: [], gaps: [], diagnostics, found: false };
  }
  const names = new Map(
    snapshots
      .flatMap(({ organization }) => organization?.persons?.data?.people ?? [])
      .map((one) => [one.id, one.display_name]),
  );
  const accounts = estate.accounts?.data?.accounts ?? [];
  const linked = new Map(
    people.map(({ id }) => [id, accounts.filter(({ person }) => isKnown(person) && person.value === id)]),
  );
  const movers = new Map(estate.movers?.data?.movers.map((mover) => [mover.id, mover]));
  const line = lineMaker(sources.people, names);
  const gone = people.filter(({ departed }) => isKnown(departed) && departed.value);
  const moved = people.filter((person) => movers.has(person.subject));
  const lines = [
    ...gone.flatMap((person) => (linked.get(person.id) ?? []).flatMap((account) => ofLeaver(person, account, line))),
    ...moved.flatMap((person) => ofMover(person, movers.get(person.subject), linked.get(person.id) ?? [], line)),
  ];
  return {
    lines: lines.toSorted((a, b) => compareCodePoints(sortKey(a), sortKey(b))),
    examined: new Set([...gone, ...moved].map(({ id }) => id)).size,
    systems: systemsOf(snapshots),
    gaps: gapsOf(estate, people, [...gone, ...moved], linked, accounts),
    diagnostics,
    found: true,
  };
}

type LineMaker = (
  person: EstatePerson,
  account: EstateAccount,
  what: Pick<Removal, 'kind' | 'name' | 'scope' | 'via'> & { readonly at: EstateHeld['at']; readonly remove: string },
) => LeaverLine;

function lineMaker(withNames: boolean, names: ReadonlyMap<string, string>): LineMaker {
  return (person, account, { kind, name, scope, via, at, remove }) => {
    const login = withNames ? account.name : loginOf(account);
    const place = placeText(at);
    const isGone = isKnown(person.departed) && person.departed.value;
    const isExternal = isKnown(person.external) && person.external.value;
    return {
      person: person.label,
      ...(withNames ? { name: names.get(person.id) ?? '', email: person.email } : {}),
      why: !isGone ? 'moved' : isExternal ? 'contract ended' : 'left',
      since: (isGone ? person.left_on : person.moved_on) ?? '',
      system: account.system.replace(/:$/, ''),
      account: login,
      kind,
      remove,
      at: place,
      command: commandFor({ system: account.system, login: idFor(account, login), kind, name, scope, via, place }),
      link: account.confidence === 'heuristic' ? 'guessed' : 'sure',
    };
  };
}

/** Interfaces of some directories know accounts by their own id alone. */
function idFor({ system, external_id: id }: EstateAccount, login: string): string {
  return /^account:(entra|azure|keycloak|okta):/.test(system) && id !== '' ? id : login;
}

/** Of somebody who left everything goes: the account, its keys, and what it holds. */
function ofLeaver(person: EstatePerson, account: EstateAccount, line: LineMaker): readonly LeaverLine[] {
  const { enabled, keys, at } = account;
  const none = { name: '', scope: '', via: '' };
  const isOpen = !isKnown(enabled) || enabled.value;
  const asIs = isKnown(enabled) ? 'the enabled account' : 'the account (whether it is enabled is not known)';
  const grants = account.grants.filter(
    (grant) => !(grant.via === 'primary group' && grant.name === account.name) && grant.via !== 'uid 0',
  );
  return [
    ...(isOpen ? [line(person, account, { ...none, kind: 'account', at: enabled.at ?? at, remove: asIs })] : []),
    ...(isKnown(keys) && keys.value > 0
      ? [line(person, account, { ...none, kind: 'keys', at: keys.at, remove: `keys that open it (${keys.value})` })]
      : []),
    ...grants.map((grant) =>
      line(person, account, { ...grant, remove: `${word(grant.kind)} ${grant.name}${more(grant)}` }),
    ),
  ];
}

/** Of a mover goes what is left of the former position and department. */
function ofMover(
  person: EstatePerson,
  mover: EstateMover | undefined,
  accounts: readonly EstateAccount[],
  line: LineMaker,
): readonly LeaverLine[] {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const held = new Map([...(mover?.leftovers ?? []), ...(mover?.department_groups ?? [])].map((one) => [one.id, one]));
  return [...held.values()].flatMap((one) => {
    const account = byId.get(one.account);
    return account === undefined
      ? []
      : [line(person, account, { ...one, remove: `${word(one.kind)} ${one.name}${more(one)}` })];
  });
}

function word(kind: EstateHeld['kind']): string {
  return kind === 'inline' ? 'inline policy' : kind;
}

function more({ scope, via }: Pick<EstateHeld, 'scope' | 'via'>): string {
  const on = scope === '' || scope === '/' ? '' : ` on ${scope}`;
  return `${on}${via === '' || via === 'primary group' ? '' : ` (through ${via})`}`;
}

function sortKey({ why, person, system, account, kind, remove, at }: LeaverLine): string {
  const order = ['account', 'keys', 'sudo', 'role', 'policy', 'inline', 'group'].indexOf(kind);
  return [why === 'moved' ? '2' : '1', person, system, account, String(order), remove, at].join('\u0000');
}

function newest(snapshots: readonly Snapshot[]): number | undefined {
  const times = snapshots.flatMap((snapshot) => parseInstant(snapshot.collectedAt) ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Absence from the list is not clean where something could not be told. */
function gapsOf(
  estate: ReturnType<typeof deriveEstate>,
  people: readonly EstatePerson[],
  examined: readonly EstatePerson[],
  linked: ReadonlyMap<string, readonly EstateAccount[]>,
  accounts: readonly EstateAccount[],
): readonly string[] {
  const open = people.filter(({ departed }) => !isKnown(departed)).map(({ label }) => label);
  const unread = examined.flatMap(({ id, label }) =>
    (linked.get(id) ?? []).flatMap(({ entitlements, system }) =>
      isKnown(entitlements) ? [] : [`${label} on ${system.replace(/:$/, '')}: ${entitlements.unknown}`],
    ),
  );
  const unclear = accounts.filter(({ person }) => !isKnown(person)).length;
  const moved = people.some(({ moved_days: days }) => days !== undefined);
  const doubts = (estate.movers?.data?.movers ?? []).flatMap(({ label, doubts: list }) =>
    list.flatMap(({ unknown }) => (unread.some((text) => text.endsWith(unknown)) ? [] : [`${label}: ${unknown}`])),
  );
  return [
    ...(estate.people?.flag === 'complete' ? [] : [`the roster: ${estate.people?.reason ?? 'only a part was read'}`]),
    ...(open.length === 0 ? [] : [`whether they are still here is not known: ${open.join(', ')}`]),
    ...(estate.accounts?.flag === 'complete' ? [] : [estate.accounts?.reason ?? 'not all accounts were read']),
    ...(moved && estate.movers?.data === undefined
      ? [`what movers should give back is not known: ${estate.movers?.reason ?? ''}`]
      : []),
    ...new Set([...unread, ...doubts]),
    ...(unclear === 0 ? [] : [`accounts of which it is not known whose they are: ${unclear}`]),
  ];
}
