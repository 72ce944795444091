import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import type { EstateAccount, EstateOwnedIdentity, EstatePerson, Snapshot } from '../../model/generated/model.ts';

/** Finds the person that a directory names as an owner. */
type Find = (system: string, owner: string) => EstatePerson | 'elsewhere' | 'nobody-known';

/** Identities of programs and applications of all directories, with what became of their owners. */
export function ownedOf(
  snapshots: readonly Snapshot[],
  people: readonly EstatePerson[],
  accounts: readonly EstateAccount[],
): readonly EstateOwnedIdentity[] {
  const find = finder(people, accounts);
  return snapshots.flatMap(({ iam }): readonly EstateOwnedIdentity[] => {
    const { directory, applications } = iam ?? {};
    const from = (data: { readonly system: string; readonly account: string } | undefined): string =>
      `account:${data?.system ?? ''}:${data?.account ?? ''}`;
    const services = (directory?.data?.identities ?? []).filter(({ kind }) => kind === 'service');
    return [
      ...services.map((one): EstateOwnedIdentity => {
        const system = from(directory?.data);
        return {
          id: `${system}/${one.id}`,
          at: one.at,
          kind: 'service',
          name: one.name,
          system,
          enabled: one.enabled,
          interactive: one.interactive,
          owners: one.owners,
          purpose: one.purpose,
          ...becameOf(one.owners, system, find),
        };
      }),
      ...(applications?.data?.applications ?? []).filter(isOurs).map((one): EstateOwnedIdentity => {
        const system = from(applications?.data);
        return {
          id: `${system}/${one.id}`,
          at: one.at,
          kind: 'application',
          name: one.name,
          system,
          enabled: one.enabled,
          interactive: known(false, one.at),
          owners: one.owners,
          // Applications have names, and no field for what they are for.
          purpose: known(one.name, one.at),
          ...becameOf(one.owners, system, find),
        };
      }),
    ];
  });
}

/** Applications of another organization are owned there. */
function isOurs({ external }: { readonly external: Fact<boolean> }): boolean {
  return !isKnown(external) || !external.value;
}

function becameOf(
  owners: Fact<readonly string[]>,
  system: string,
  find: Find,
): { departed: Fact<boolean>; detail: string } {
  if (!isKnown(owners)) return { departed: owners, detail: 'its owners are not known' };
  if (owners.value.length === 0) return { departed: known(false, owners.at), detail: 'nobody is named as its owner' };
  const found = owners.value.map((owner) => ({ owner, who: find(system, owner) }));
  const people = found.flatMap(({ who }) => (typeof who === 'string' ? [] : [who]));
  const here = people.find(({ departed }) => isKnown(departed) && !departed.value);
  const open = people.map(({ departed }) => departed).find((departed) => !isKnown(departed));
  const gone = people.filter(({ departed }) => isKnown(departed) && departed.value);
  const left = gone.map(({ label, left_on: day }) =>
    day === undefined ? `${label} (left)` : `${label} (left on ${day})`,
  );
  const detail = left.length === 0 ? 'its owner is here' : `its owners: ${left.join(', ')}`;
  if (here !== undefined) return { departed: known(false, owners.at), detail: `${here.label} answers for it` };
  if (found.some(({ who }) => who === 'elsewhere'))
    return { departed: known(false, owners.at), detail: 'a team or a shared mailbox answers for it' };
  if (open !== undefined) return { departed: open, detail };
  if (found.some(({ who }) => who === 'nobody-known'))
    return {
      departed: unknown('an owner is not in the roster, so it is open whether anybody is left', owners.at),
      detail,
    };
  return { departed: known(true, owners.at), detail };
}

/** Owners are ids of the directory (`user:ann`), addresses, employee ids, or names of teams. */
function finder(people: readonly EstatePerson[], accounts: readonly EstateAccount[]): Find {
  const byKey = new Map<string, EstatePerson>();
  for (const person of people)
    for (const key of [person.id, person.email, person.employee_id])
      if (key !== '') byKey.set(key.toLowerCase(), person);
  const byAccount = new Map(accounts.map((account) => [account.id, account]));
  return (system, owner) => {
    const [kind = '', ...rest] = owner.split(':');
    const login = rest.join(':');
    const account = kind === 'user' || kind === 'guest' ? byAccount.get(`${system}/${login}`) : undefined;
    const linked = account !== undefined && isKnown(account.person) ? account.person.value : '';
    const person = byKey.get((linked === '' ? owner : linked).toLowerCase()) ?? byKey.get(login.toLowerCase());
    if (person !== undefined) return person;
    return account === undefined && !owner.includes('@') && kind !== 'user' && kind !== 'guest'
      ? 'elsewhere'
      : 'nobody-known';
  };
}
