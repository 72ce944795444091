import { isKnown, type Unknown, unknown } from '../../core/fact.ts';
import type {
  EstateAccount,
  EstateDutyPair,
  EstateHeld,
  EstateMover,
  EstatePerson,
} from '../../model/generated/model.ts';
import type { Catalogue, DutyPair } from './catalogue.ts';
import { heldBy, isListed, mayBeEnabled, unreadGrants } from './holdings.ts';

/** What the grants of a mover are compared with. */
export interface MoverRules {
  readonly positionOf: (position: string) => ReadonlySet<string> | undefined;
  readonly catalogue: Catalogue;
}

/** Who changed position, and what is left of the former one, over all systems together. */
export function moverOf(
  person: EstatePerson,
  accounts: readonly EstateAccount[],
  { positionOf, catalogue }: MoverRules,
): readonly EstateMover[] {
  const { previous_position: previous = '', previous_department: department = '' } = person;
  if (person.moved_days === undefined || person.moved_on === undefined || previous + department === '') return [];
  if (isKnown(person.departed) && person.departed.value) return [];
  const open = accounts.filter(mayBeEnabled);
  const former = previous === '' ? undefined : positionOf(previous);
  const present = isKnown(person.position) ? positionOf(person.position.value) : undefined;
  const leftovers =
    former === undefined || present === undefined
      ? []
      : open.flatMap((account) =>
          account.grants
            .filter(
              (grant) => isListed(grant, former) && !isListed(grant, present) && !isListed(grant, catalogue.birthright),
            )
            .map((grant) => heldBy(account, grant)),
        );
  const grace = [person.move_grace_days, catalogue.graceDays].find((days) => days !== undefined);
  return [
    {
      id: person.subject,
      label: person.label,
      at: person.at,
      moved_on: person.moved_on,
      moved_days: person.moved_days,
      previous_position: previous,
      position: person.position,
      previous_department: department,
      ...(grace === undefined ? {} : { grace_days: grace }),
      leftovers,
      department_groups: groupsOfDepartment(person, department, open, present),
      owned_groups: open.some(({ grants }) => grants.some((grant) => grant.department !== '')),
      toxic: catalogue.pairs.flatMap((pair) => toxicPair(pair, open, new Set(leftovers.map(({ id }) => id)))),
      doubts: [...unlisted(person, previous, former, present), ...unreadGrants(open)],
      unread: unreadGrants(open),
      accounts: open.length,
    },
  ];
}

/** Groups of the department that was left; what the present position gives all the same is no leftover. */
function groupsOfDepartment(
  person: EstatePerson,
  department: string,
  accounts: readonly EstateAccount[],
  present: ReadonlySet<string> | undefined,
): readonly EstateHeld[] {
  const stayed = isKnown(person.department) && same(person.department.value, department);
  if (department === '' || stayed) return [];
  return accounts.flatMap((account) =>
    account.grants
      .filter((grant) => grant.kind === 'group' && same(grant.department, department))
      .filter((grant) => present === undefined || !isListed(grant, present))
      .map((grant) => heldBy(account, grant)),
  );
}

function same(left: string, right: string): boolean {
  return left !== '' && left.trim().toLowerCase() === right.trim().toLowerCase();
}

/** A pair that the move made: one side at least is left of the former position. */
function toxicPair(
  pair: DutyPair,
  accounts: readonly EstateAccount[],
  leftovers: ReadonlySet<string>,
): readonly EstateDutyPair[] {
  const side = (list: ReadonlySet<string>): readonly EstateHeld[] =>
    accounts.flatMap((account) =>
      account.grants.filter((grant) => isListed(grant, list)).map((grant) => heldBy(account, grant)),
    );
  const [a, b] = [side(pair.a), side(pair.b)];
  const held = [...a, ...b];
  if (a.length === 0 || b.length === 0 || !held.some(({ id }) => leftovers.has(id))) return [];
  return [{ id: pair.id, text: pair.text, why: pair.why, at: pair.at, held }];
}

/** Positions of the person that the catalogue does not hold. */
function unlisted(
  { at, position }: EstatePerson,
  previous: string,
  former: ReadonlySet<string> | undefined,
  present: ReadonlySet<string> | undefined,
): readonly Unknown[] {
  const missing = (name: string): Unknown => unknown(`role-entitlements.yaml has no position ${name}`, at);
  return [
    ...(previous === ''
      ? [unknown('the former position is not told: give previous_position, or hr-events.csv with from_position', at)]
      : former === undefined
        ? [missing(previous)]
        : []),
    ...(!isKnown(position) ? [position] : present === undefined ? [missing(position.value)] : []),
  ];
}
