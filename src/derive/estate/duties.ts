import { isKnown, type Unknown, unknown } from '../../core/fact.ts';
import { compareCodePoints } from '../../core/order.ts';
import type {
  EstateAccount,
  EstateDuty,
  EstateDutyHolder,
  EstateHeld,
  EstatePerson,
} from '../../model/generated/model.ts';
import type { Catalogue, DutyPair } from './catalogue.ts';
import { accountsOfPeople, heldBy, isListed, isSure, loginOf, mayBeEnabled } from './holdings.ts';

/** Everybody who can be looked at as one: a person with all accounts, or an account that nobody is linked to. */
interface Holder {
  readonly id: string;
  readonly who: string;
  readonly accounts: readonly EstateAccount[];
}

/** Who holds both sides of a declared pair, over all systems together. */
export function dutiesOf(
  catalogue: Catalogue,
  people: readonly EstatePerson[],
  accounts: readonly EstateAccount[],
): readonly EstateDuty[] {
  const open = accounts.filter((account) => mayBeEnabled(account) && account.class !== 'root');
  const holders = holdersOf(people, open);
  return catalogue.pairs.map((pair): EstateDuty => {
    const found = holders.flatMap((holder) => holding(pair, holder));
    return {
      id: pair.id,
      at: pair.at,
      text: pair.text,
      why: pair.why,
      holders: found,
      doubts: doubtsOf(pair, holders, new Set(found.map(({ id }) => id))),
      examined: holders.length,
    };
  });
}

function holdersOf(people: readonly EstatePerson[], accounts: readonly EstateAccount[]): readonly Holder[] {
  const linked = accountsOfPeople(accounts);
  const known = new Set(people.map(({ id }) => id));
  const ofPeople = people.flatMap((person): readonly Holder[] => {
    const own = linked.get(person.id) ?? [];
    return own.length === 0 ? [] : [{ id: person.subject, who: person.label, accounts: own }];
  });
  const alone = accounts
    .filter(({ person }) => !isKnown(person) || !known.has(person.value))
    .map(
      (account): Holder => ({ id: account.id, who: `${loginOf(account)} on ${account.system}`, accounts: [account] }),
    );
  return [...ofPeople, ...alone];
}

function side(list: ReadonlySet<string>, accounts: readonly EstateAccount[]): readonly EstateHeld[] {
  return accounts.flatMap((account) =>
    account.grants.filter((grant) => isListed(grant, list)).map((grant) => heldBy(account, grant)),
  );
}

/** Sure where both sides are on accounts that are surely of one person, or on one account. */
function holding(pair: DutyPair, { id, who, accounts }: Holder): readonly EstateDutyHolder[] {
  const [a, b] = [side(pair.a, accounts), side(pair.b, accounts)];
  if (a.length === 0 || b.length === 0) return [];
  const onOne = a.some((left) => b.some((right) => right.account === left.account));
  const ofOne = a.some(({ sure }) => sure) && b.some(({ sure }) => sure);
  const texts = (list: readonly EstateHeld[]): string =>
    [...new Set(list.map(({ text }) => text))].sort(compareCodePoints).join(', ');
  return [
    {
      id: `${id} holds ${pair.id.slice('duty:'.length)}`,
      who,
      sure: onOne || ofOne,
      text: `${texts(a)} and ${texts(b)}`,
      held: [...a, ...b],
    },
  ];
}

/** Accounts whose grants were not read, of holders who are not proved to hold both: they may. */
function doubtsOf(pair: DutyPair, holders: readonly Holder[], proved: ReadonlySet<string>): readonly Unknown[] {
  const reasons = new Map<string, Unknown>();
  for (const { id, accounts } of holders) {
    if (proved.has(`${id} holds ${pair.id.slice('duty:'.length)}`)) continue;
    for (const account of accounts) {
      const { entitlements } = account;
      // A machine and a directory tell of different grants: a pair of `aws:` grants is not held on a host.
      if (isKnown(entitlements) || !concerns(pair, account)) continue;
      const guess = isSure(account) ? '' : ' (guessed)';
      reasons.set(
        `${account.system} ${entitlements.unknown}`,
        unknown(`${account.system}${guess}: ${entitlements.unknown}`, entitlements.at),
      );
    }
  }
  return [...reasons.values()];
}

function concerns(pair: DutyPair, { kind, system }: EstateAccount): boolean {
  const provider = kind === 'host' ? 'sudo' : (system.split(':')[1] ?? '');
  return [...pair.a, ...pair.b].some((grant) => grant.startsWith('group:') || grant.startsWith(`${provider}:`));
}
