import { hoursBetween, parseInstant } from '../../core/clock.ts';
import { type Fact, isKnown, known, mapFact, unknown } from '../../core/fact.ts';
import type {
  EstateAccount,
  EstateLatency,
  EstateLeaverAccount,
  EstatePerson,
  EstatePromise,
} from '../../model/generated/model.ts';
import { heldBy, isOwnGroup, isSure } from './holdings.ts';
import { shortest } from './promises.ts';

/** A person who left, or of whom that cannot be told, with the end of the last day. */
export interface Leaver {
  readonly person: EstatePerson;
  /** Milliseconds since the epoch; undefined when the roster gives no date. */
  readonly endMs: number | undefined;
  readonly accounts: readonly EstateAccount[];
}

/** What is left of each account of somebody who left. */
export function leaverAccounts({ person, endMs, accounts }: Leaver, nowMs: number): readonly EstateLeaverAccount[] {
  if (isKnown(person.departed) && !person.departed.value) return [];
  return accounts.map((account): EstateLeaverAccount => {
    const sessions = account.sessions_valid_from;
    const held = account.grants
      .filter((grant) => !isOwnGroup(account, grant) && grant.via !== 'uid 0')
      .map((grant) => heldBy(account, grant));
    return {
      id: account.id,
      at: account.at,
      person: person.subject,
      who: whoLeft(person),
      system: account.system,
      login: account.name,
      sure: isSure(account),
      departed: person.departed,
      enabled: account.enabled,
      ...(sessions === undefined ? {} : { sessions_revoked: revokedFact(sessions, endMs) }),
      hours_to_close: hoursToClose(account, endMs, nowMs),
      grants: mapFact(account.entitlements, () => held.map(({ text }) => text)),
      held,
    };
  });
}

/** `E010 left on 2026-09-03`, without a name. */
export function whoLeft({ label, departed, left_on: day }: EstatePerson): string {
  if (!isKnown(departed)) return `${label}: it is not known whether the person is still here`;
  return day === undefined ? `${label} left` : `${label} left on ${day}`;
}

function revokedFact(validFrom: Fact<string>, endMs: number | undefined): Fact<boolean> {
  if (!isKnown(validFrom)) return validFrom;
  const ms = parseInstant(validFrom.value);
  if (ms === undefined)
    return unknown(`since when sessions hold is not told: ${JSON.stringify(validFrom.value)}`, validFrom.at);
  if (endMs === undefined) return unknown('the roster gives no last day to compare with', validFrom.at);
  return known(ms >= endMs, validFrom.at);
}

function hoursToClose(
  { enabled, disabled_at: disabled }: EstateAccount,
  endMs: number | undefined,
  nowMs: number,
): Fact<number> {
  if (endMs === undefined) return unknown('the roster gives no last day to count from', enabled.at);
  if (!isKnown(enabled)) return enabled;
  if (enabled.value) return known(Math.max(0, hoursBetween(endMs, nowMs)), enabled.at);
  if (!isKnown(disabled)) return disabled;
  const ms = parseInstant(disabled.value);
  if (ms === undefined) return unknown('when the account was disabled is not told', disabled.at);
  return known(Math.max(0, hoursBetween(endMs, ms)), disabled.at);
}

/** Median and maximum over the accounts that are surely of people who left; none without such an account. */
export function latencyOf(
  accounts: readonly EstateLeaverAccount[],
  promises: readonly EstatePromise[],
): readonly EstateLatency[] {
  const counted = accounts.filter(({ departed, sure }) => sure && isKnown(departed) && departed.value);
  const [first] = counted;
  if (first === undefined) return [];
  const limit = shortest(promises, 'leaver_revoke_hours');
  const hours = counted
    .flatMap(({ id, hours_to_close: fact }) => (isKnown(fact) ? [{ id, fact }] : []))
    .toSorted((a, b) => a.fact.value - b.fact.value);
  const open = counted.map(({ hours_to_close: fact }) => fact).find((fact) => !isKnown(fact));
  const last = hours.at(-1);
  return [
    {
      id: 'leavers',
      at: first.at,
      accounts: counted.length,
      median_hours: open ?? known(median(hours.map(({ fact }) => fact.value)), first.at),
      // What is known to be late is late, whatever the others were.
      maximum_hours: last?.fact ?? open ?? unknown('no account has a date', first.at),
      slowest: last?.id ?? '',
      still_open: counted.filter(({ enabled }) => isKnown(enabled) && enabled.value).length,
      all_known: open === undefined ? known(true, first.at) : unknown('unknown' in open ? open.unknown : '', open.at),
      ...(limit === undefined ? {} : { limit_hours: limit }),
    },
  ];
}

function median(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1] ?? 0, sorted[middle] ?? 0];
  return Math.round(((low + high) / 2) * 10) / 10;
}
