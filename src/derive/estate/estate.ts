import { sortedBy } from '../../core/order.ts';
import type { Section } from '../../core/section.ts';
import type { EstateAccount, Snapshot } from '../../model/generated/model.ts';
import type { DeriveContext, Estate } from '../derivation.ts';
import { backupsOf, dataStoresOf } from './backup-joins.ts';
import { cloudAccounts } from './cloud-accounts.ts';
import { devicesOf } from './devices.ts';
import { positionsOf } from './entitlements.ts';
import { hostAccounts } from './host-accounts.ts';
import { hostsOf } from './hosts.ts';
import { type Linker, makeLinker } from './link-accounts.ts';
import { loginsOf } from './logins.ts';
import { mapSection, mergeSections, type Part } from './merge-sections.ts';
import { outagesOf } from './outages.ts';
import { ownersOf } from './owners.ts';
import { accountsByPerson, estatePerson, managersOf, peopleOf, populationOf } from './people.ts';
import { peopleJoins } from './people-joins.ts';
import { promisesOf, shortest } from './promises.ts';
import { type SpecialAccounts, specialAccounts } from './special-accounts.ts';
import { acknowledgedOf, phishedOf, trainedOf } from './training-joins.ts';

/** Keeps of all snapshots what can be joined: its size grows with the people, accounts and hosts, not with the raw facts. */
export function deriveEstate(all: readonly Snapshot[], context: DeriveContext): Estate {
  const snapshots = newestOfEach(all);
  const roster = mapSection(peopleOf(snapshots), (rows) => populationOf(rows).people);
  const special = specialAccounts(snapshots);
  const everybody = snapshots.flatMap(({ organization }) => organization?.persons?.data?.people ?? []);

  const aliases = snapshots.flatMap(({ organization }) => organization?.identities ?? []);
  const whole = [roster, ...aliases].every(({ flag }) => flag === 'complete' || flag === 'does-not-exist');
  const accounts = accountsOf(
    snapshots,
    makeLinker(
      everybody,
      aliases.flatMap(({ data }) => data?.identities ?? []),
      whole && roster.data !== undefined,
    ),
    special,
    context,
  );
  const known = accounts.data ?? [];
  const held = accountsByPerson(known);
  const { levels, stores } = dataStoresOf(snapshots);
  const promises = promisesOf(snapshots);
  const positions = positionsOf(snapshots);
  const surroundings = {
    moveGraceDays: shortest(promises.data ?? [], 'mover_revoke_days'),
    managerOf: managersOf(roster.data ?? [], roster.flag === 'complete'),
  };
  const people = mapSection(roster, (list) =>
    byId(list).map((person) => estatePerson(person, held.get(person.id) ?? [], surroundings, context)),
  );
  return {
    people: mapSection(people, (list) => ({ people: list })),
    accounts: mapSection(accounts, (list) => ({ accounts: byId(list) })),
    ...peopleJoins(
      { snapshots, roster: roster.data ?? [], people, accounts: mapSection(accounts, byId), positions, promises },
      context,
    ),
    hosts: mapSection(hostsOf(snapshots), (hosts) => ({ hosts: byId(hosts) })),
    promises: mapSection(promises, (list) => ({ promises: byId(list) })),
    entitlements: mapSection(positions, (list) => ({ positions: byId(list) })),
    logins: mapSection(loginsOf(snapshots, known, roster.data ?? []), (logins) => ({
      logins: byId(logins),
    })),
    owners: mapSection(ownersOf(snapshots), (owners) => ({ owners: unique(owners) })),
    backups: mapSection(backupsOf(snapshots), (assets) => ({ assets: byId(assets) })),
    data_stores: mapSection(stores, (list) => ({ levels: unique(levels), stores: byId(list) })),
    outages: mapSection(outagesOf(snapshots), (assets) => ({ assets: byId(assets) })),
    training: mapSection(trainedOf(snapshots, context), (people) => ({ people: byId(people) })),
    acknowledgements: mapSection(acknowledgedOf(snapshots), (people) => ({ people: byId(people) })),
    devices: mapSection(devicesOf(snapshots, context), (devices) => ({ devices: byId(devices) })),
    phishing: mapSection(phishedOf(snapshots), (people) => ({ people: byId(people) })),
  };
}

/** Every account of every scanned system, linked to a person where one can be found. */
function accountsOf(
  snapshots: readonly Snapshot[],
  linker: Linker,
  special: SpecialAccounts,
  context: DeriveContext,
): Section<readonly EstateAccount[]> {
  const parts = snapshots.flatMap(({ target, host, iam }): readonly Part<EstateAccount>[] => [
    ...(host === undefined
      ? []
      : [{ from: target.name, section: hostAccounts(target.name, host, linker, special, context) }]),
    ...(iam === undefined ? [] : [{ from: target.name, section: cloudAccounts(iam, linker, special) }]),
  ]);
  return mergeSections(parts, {
    reason: 'no system with accounts was scanned',
    hint: 'Scan hosts and give identity exports of cloud accounts together with the organization folder.',
  });
}

/** Two snapshots of one target are the same thing at two times: the newer one counts. */
function newestOfEach(snapshots: readonly Snapshot[]): readonly Snapshot[] {
  const newest = new Map<string, Snapshot>();
  for (const snapshot of snapshots) {
    const other = newest.get(snapshot.target.id);
    if (other === undefined || other.collectedAt <= snapshot.collectedAt) newest.set(snapshot.target.id, snapshot);
  }
  return [...newest.values()];
}

/** Two organizations may use one id; rules look up by id, so the first one counts. */
function unique<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  const seen = new Map<string, T>();
  for (const item of items) if (!seen.has(item.id)) seen.set(item.id, item);
  return [...seen.values()];
}

function byId<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  return sortedBy(unique(items), ({ id }) => id);
}
