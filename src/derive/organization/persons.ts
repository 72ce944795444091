import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import { zonedDay, zonedDayStart } from '../../core/zoned-time.ts';
import type { OrganizationPersons, OrgPerson, OrgRosterPerson, OrgStaffEvent } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { addDays, daysFrom } from './calendar.ts';
import { supplied } from './supply.ts';

/** Who is here at the instant of the scan. Dates count, not the status column; where the two differ, the report shows it. */
export const personsDerivation: Derivation = {
  id: 'persons',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      persons: deriveSection([supplied(organization, 'roster')], (roster): OrganizationPersons => {
        const events = organization.staff_events?.data?.events ?? [];
        const zone = zoneOf(organization.profile?.data?.timezone);
        const byEmployee = eventsByEmployee(events);
        const people = roster.people.map((row) =>
          person(row, row.employee_id === '' ? [] : (byEmployee.get(row.employee_id) ?? []), {
            today: zonedDay(nowMs, zone),
            zone,
          }),
        );
        const departments = people.flatMap(({ state, employment_type: type, department }) =>
          isKnown(state) &&
          state.value === 'active' &&
          isKnown(type) &&
          type.value !== 'contractor' &&
          isKnown(department)
            ? [department.value]
            : [],
        );
        return {
          people: sortedBy(people, ({ id }) => id),
          active_departments: [...new Set(departments)].filter((name) => name !== '').sort(compareCodePoints),
        };
      }),
    },
  }),
};

function eventsByEmployee(events: readonly OrgStaffEvent[]): ReadonlyMap<string, readonly OrgStaffEvent[]> {
  const found = new Map<string, OrgStaffEvent[]>();
  for (const event of events) {
    const list = found.get(event.employee_id) ?? [];
    found.set(event.employee_id, list);
    list.push(event);
  }
  return found;
}

/** A day begins and ends where the organization is; without a zone in organization.yaml, in UTC. */
interface Clock {
  readonly today: string;
  readonly zone: string;
}

function zoneOf(told: Fact<string> | undefined): string {
  if (told === undefined || !isKnown(told) || told.value === '') return 'UTC';
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: told.value });
    return told.value;
  } catch {
    return 'UTC';
  }
}

function person(row: OrgRosterPerson, events: readonly OrgStaffEvent[], { today, zone }: Clock): OrgPerson {
  const start = dateOf(row.start_on);
  // Who was hired again has left before, by an event too.
  const left = lastEvent(events, 'leave', today)?.day;
  const end = dateOf(row.end_on) ?? (left !== undefined && (start === undefined || left >= start) ? left : undefined);
  const absence = lastEvent(events, 'extended-leave', today)?.day;
  const move = lastEvent(events, 'move', today);
  const movedOn = dateOf(row.position_since) ?? move?.day;
  const previous = textOf(row.previous_position) ?? (move === undefined ? undefined : textOf(move.event.from_position));
  const department =
    textOf(row.previous_department) ??
    (move?.event.from_department === undefined ? undefined : textOf(move.event.from_department));
  const { state, contradiction } = stateOf(row, end, today);
  return {
    id: row.id,
    at: row.at,
    employee_id: row.employee_id,
    email: row.email,
    display_name: row.display_name,
    department: row.department,
    position: row.position,
    manager_email: row.manager_email,
    employment_type: row.employment_type,
    state,
    contradiction,
    ...(start === undefined ? {} : { started_on: start, started_days: daysFrom(start, today) }),
    ends_on: end === undefined ? row.end_on : known(end, row.at),
    ...(end === undefined || end >= today
      ? {}
      : { left_on: end, left_days: daysFrom(end, today), left_end_ms: zonedDayStart(addDays(end, 1), zone) }),
    ...(absence === undefined ? {} : { leave_since: absence }),
    ...(row.earlier === undefined
      ? {}
      : {
          rehired: true,
          former_emails: [...new Set(row.earlier.map(({ email }) => email))].filter(
            (email) => email !== '' && email !== row.email,
          ),
        }),
    ...(previous === undefined ? {} : { previous_position: previous }),
    ...(department === undefined ? {} : { previous_department: department }),
    ...(movedOn === undefined || movedOn > today ? {} : { moved_on: movedOn, moved_days: daysFrom(movedOn, today) }),
  };
}

function stateOf(
  row: OrgRosterPerson,
  end: string | undefined,
  today: string,
): { state: Fact<string>; contradiction: string } {
  const start = dateOf(row.start_on);
  const status = isKnown(row.status) ? row.status.value : undefined;
  const told = (value: string, contradiction = ''): { state: Fact<string>; contradiction: string } => ({
    state: known(value, row.at),
    contradiction,
  });
  const open = (reason: string): { state: Fact<string>; contradiction: string } => ({
    state: unknown(`${row.id}: ${reason}; correct the roster`, row.at),
    contradiction: reason,
  });
  if (start !== undefined && start > today)
    return told(
      'future',
      status === 'future' || status === undefined ? '' : `the roster says ${status} before the start on ${start}`,
    );
  if (end !== undefined && end < today) {
    return told(
      'left',
      status === 'left' || status === undefined ? '' : `the roster says ${status} after the end on ${end}`,
    );
  }
  // A roster without a column of end dates leaves it to the status; a date that is written and cannot be read does not.
  if (
    !isKnown(row.end_on) &&
    end === undefined &&
    status !== 'left' &&
    !row.end_on.unknown.startsWith('the file has no column')
  )
    return open(`the end date cannot be read (${row.end_on.unknown})`);
  if (status === 'left')
    return end === undefined
      ? told('left', 'the roster gives no end date')
      : open(`the roster says left, the end date ${end} is not past`);
  if (status === 'future') return open(`the roster says future, the start ${start ?? ''} is past or missing`);
  if (status === 'leave') return told('on-leave');
  if (status === 'active') return told('active');
  // Without a status the dates alone tell, when both were read.
  return start !== undefined && isKnown(row.end_on)
    ? told('active')
    : open('neither a status nor both dates could be read');
}

function lastEvent(
  events: readonly OrgStaffEvent[],
  kind: string,
  today: string,
): { day: string; event: OrgStaffEvent } | undefined {
  const found = events.flatMap((event) => {
    const day = dateOf(event.effective_on);
    return isKnown(event.event) && event.event.value === kind && day !== undefined && day <= today
      ? [{ day, event }]
      : [];
  });
  return sortedBy(found, ({ day }) => day).at(-1);
}

function dateOf(fact: Fact<string>): string | undefined {
  return isKnown(fact) && fact.value !== '' ? fact.value : undefined;
}

function textOf(fact: Fact<string>): string | undefined {
  return dateOf(fact);
}
