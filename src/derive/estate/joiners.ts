import { isKnown, unknown } from '../../core/fact.ts';
import type { EstateAccount, EstateGrant, EstateJoiner, EstatePerson } from '../../model/generated/model.ts';
import { heldBy, isListed, isOwnGroup, mayBeEnabled, unreadGrants } from './holdings.ts';
import type { MoverRules } from './movers.ts';

/** Joiners are looked at for a year; rules choose how many days of it. */
const YEAR_DAYS = 366;

/** Groups of devices that Debian's adduser gives to everybody who sits at the machine (adduser.conf, EXTRA_GROUPS). */
const OF_DEVICES: ReadonlySet<string> = new Set(
  ['dialout', 'cdrom', 'floppy', 'audio', 'video', 'plugdev', 'users', 'netdev', 'bluetooth', 'scanner'].map(
    (name) => `group:${name}`,
  ),
);

/** What somebody who is new holds beside what the position gives. */
export function joinerOf(
  person: EstatePerson,
  accounts: readonly EstateAccount[],
  { positionOf, catalogue }: MoverRules,
): readonly EstateJoiner[] {
  const { started_days: days, position, at } = person;
  if (days === undefined || days < 0 || days > YEAR_DAYS || person.moved_days !== undefined) return [];
  if (isKnown(person.departed) && person.departed.value) return [];
  const open = accounts.filter(mayBeEnabled);
  if (open.length === 0) return [];
  const allowed = isKnown(position) ? positionOf(position.value) : undefined;
  const isAllowed = (account: EstateAccount, grant: EstateGrant): boolean =>
    allowed === undefined ||
    isListed(grant, allowed) ||
    isListed(grant, catalogue.birthright) ||
    isOwnGroup(account, grant) ||
    (account.kind === 'host' && OF_DEVICES.has(grant.grant)) ||
    givesAllowed(account, grant, allowed);
  return [
    {
      id: person.subject,
      label: person.label,
      at,
      started_days: days,
      position,
      excess: open.flatMap((account) =>
        account.grants.filter((grant) => !isAllowed(account, grant)).map((grant) => heldBy(account, grant)),
      ),
      accounts: open.length,
      doubts: [
        ...(isKnown(position)
          ? allowed === undefined
            ? [unknown(`role-entitlements.yaml has no position ${position.value}`, at)]
            : []
          : [position]),
        ...unreadGrants(open),
      ],
    },
  ];
}

/** A group is how something that the position gives is given: `sudo` for sudo:full, a group of a directory for its role. */
function givesAllowed(account: EstateAccount, group: EstateGrant, allowed: ReadonlySet<string>): boolean {
  if (group.kind !== 'group') return false;
  const given = account.grants.filter(({ via }) => via === `%${group.name}` || via === `group:${group.name}`);
  return given.length > 0 && given.every((grant) => isListed(grant, allowed));
}
