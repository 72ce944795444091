import { parseInstant } from '../../core/clock.ts';
import { type Fact, isKnown, known, type Place, unknown } from '../../core/fact.ts';
import type { Section } from '../../core/section.ts';
import type { EstateAccount, EstateLogin, HostAuthLog, OrgPerson, Snapshot } from '../../model/generated/model.ts';
import { dayOf } from '../organization/calendar.ts';
import { placeOn } from './host-places.ts';
import { mergeSections, type Part } from './merge-sections.ts';

/** The last login of each account of somebody who left, against the last day. */
export function loginsOf(
  snapshots: readonly Snapshot[],
  accounts: readonly EstateAccount[],
  people: readonly OrgPerson[],
): Section<readonly EstateLogin[]> {
  const gone = new Map(
    people.filter(({ state }) => isKnown(state) && state.value === 'left').map((person) => [person.id, person]),
  );
  const held = accounts.flatMap((account) => {
    const person = isKnown(account.person) ? gone.get(account.person.value) : undefined;
    return person === undefined ? [] : [{ account, person }];
  });
  const parts = snapshots.flatMap((snapshot): readonly Part<EstateLogin>[] => [
    ...(snapshot.host === undefined ? [] : [hostPart(snapshot.target.name, snapshot.host.auth_log, held)]),
    ...(snapshot.iam === undefined ? [] : [cloudPart(snapshot, held)]),
  ]);
  return mergeSections(parts, {
    reason: 'nothing that records logins was given',
    hint: 'Scan hosts with their authentication logs, and give credential reports of cloud accounts.',
  });
}

interface Held {
  readonly account: EstateAccount;
  readonly person: OrgPerson;
}

function hostPart(name: string, section: Section<HostAuthLog> | undefined, held: readonly Held[]): Part<EstateLogin> {
  const log = section?.data;
  if (section === undefined || log === undefined || section.flag === 'does-not-exist') {
    const reason = section?.reason ?? 'its authentication log was not collected';
    return {
      from: name,
      section: {
        flag: section?.flag === 'error' ? 'error' : 'not-collected',
        reason,
        hint: section?.hint ?? 'Read /var/log/auth.log of the host as root.',
      },
    };
  }
  const own = held.filter(({ account }) => account.system === `host:${name}`);
  return {
    from: name,
    section: { ...section, data: own.map((item) => hostLogin(name, item, log, section.flag === 'complete')) },
  };
}

function hostLogin(name: string, { account, person }: Held, log: HostAuthLog, whole: boolean): EstateLogin {
  const login = log.logins.find(({ user }) => user === account.name);
  const begins = isKnown(log.first_at) ? log.first_at.value : undefined;
  const at = login === undefined ? account.at : placeOn(name, login.at);
  const base = { id: account.id, at, person: account.person };
  if (login === undefined) {
    const covered =
      begins !== undefined && person.left_on !== undefined && begins.slice(0, 10) <= person.left_on && whole;
    const why = `${name}: the authentication log ${begins === undefined ? 'tells no time' : `begins on ${begins.slice(0, 10)}`}, so earlier logins of ${account.name} cannot be told`;
    return {
      ...base,
      last_on: '',
      after_exit: covered ? known(false, at) : unknown(why, at),
      detail: `no login on ${name} since ${begins?.slice(0, 10) ?? 'an unknown day'}`,
    };
  }
  const detail = `logged in to ${name} on ${login.last_success_at} from ${login.last_source} by ${login.last_method}`;
  return {
    ...base,
    last_on: login.last_success_at.slice(0, 10),
    after_exit: after(login.last_success_at, person, at, whole),
    detail,
  };
}

function cloudPart({ target, iam }: Snapshot, held: readonly Held[]): Part<EstateLogin> {
  const section = iam?.accounts;
  const data = section?.data;
  if (section === undefined || data === undefined) {
    return {
      from: target.name,
      section: {
        flag: 'not-collected',
        reason: section?.reason ?? 'its accounts were not collected',
        ...(section?.hint === undefined ? {} : { hint: section.hint }),
      },
    };
  }
  const system = `account:${data.system}:${data.account}`;
  const logins = held.flatMap(({ account, person }): readonly EstateLogin[] => {
    const source = account.system === system ? data.accounts.find(({ name }) => name === account.name) : undefined;
    if (source === undefined) return [];
    const { last_activity: last } = source;
    const base = { id: account.id, at: last.at, person: account.person };
    if (!isKnown(last)) return [{ ...base, last_on: '', after_exit: last, detail: last.unknown }];
    if (last.value === 'never')
      return [{ ...base, last_on: '', after_exit: known(false, last.at), detail: 'was never used' }];
    return [
      {
        ...base,
        last_on: last.value.slice(0, 10),
        after_exit: after(last.value, person, last.at, true),
        detail: `was last used on ${last.value}`,
      },
    ];
  });
  return { from: target.name, section: { ...section, data: logins } };
}

/** A login on a later day than the last one (UTC); on the very day it may have been before the leaving. */
function after(instant: string, person: OrgPerson, at: Place, whole: boolean): Fact<boolean> {
  const ms = parseInstant(instant);
  if (ms === undefined) return unknown(`the time ${instant} could not be read`, at);
  if (person.left_on === undefined) return unknown('the roster gives no day on which the person left', person.at);
  if (dayOf(ms) > person.left_on) return known(true, at);
  return whole ? known(false, at) : unknown('only part of the authentication log was read', at);
}
