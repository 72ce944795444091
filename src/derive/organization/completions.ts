import { type Fact, isKnown, type Place, type Unknown, unknown } from '../../core/fact.ts';
import { compareCodePoints } from '../../core/order.ts';
import type { OrganizationTrainingModule, OrganizationTrainingRecord, OrgPerson } from '../../model/generated/model.ts';
import { daysFrom } from './calendar.ts';
import { matchesPattern } from './pattern.ts';

/** A completion of a module that can be true: after the hire and not in the future. */
export interface Completion {
  readonly on: string;
  readonly at: Place;
}

/** What the records tell of one person and one module. */
export interface ModuleProgress {
  readonly module: OrganizationTrainingModule;
  /** Sorted by day. */
  readonly completions: readonly Completion[];
  /** A record that says it is not completed, as written. */
  readonly open?: { readonly text: string; readonly at: Place };
  /** Records that may be a completion and cannot be read. */
  readonly unclear: readonly Unknown[];
}

/** Records by the person's address. */
export function recordsByEmail(
  records: readonly OrganizationTrainingRecord[],
): ReadonlyMap<string, readonly OrganizationTrainingRecord[]> {
  const byEmail = new Map<string, OrganizationTrainingRecord[]>();
  for (const record of records) {
    const list = byEmail.get(record.email) ?? [];
    byEmail.set(record.email, list);
    list.push(record);
  }
  return byEmail;
}

/** True when a record is of a module: one of the module's patterns covers the name, without regard to case. */
export function isOf(record: OrganizationTrainingRecord, module: OrganizationTrainingModule): boolean {
  return module.match.some((pattern) => matchesPattern(pattern.toLowerCase(), record.module.toLowerCase()));
}

/** What a person's records tell of a module at a day. */
export function progressOf(
  person: OrgPerson,
  module: OrganizationTrainingModule,
  records: readonly OrganizationTrainingRecord[],
  today: string,
): ModuleProgress {
  const completions: Completion[] = [];
  const unclear: Unknown[] = [];
  let open: { text: string; at: Place } | undefined;
  for (const record of records) {
    if (!isOf(record, module)) continue;
    if (!isKnown(record.status)) unclear.push(record.status);
    else if (record.status.value !== 'completed') open = { text: record.status_text, at: record.at };
    else if (!isKnown(record.completed_on)) unclear.push(record.completed_on);
    else if (record.completed_on.value === '')
      unclear.push(unknown(`a completion of ${module.id} has no date: write it down`, record.at));
    else if (
      record.completed_on.value <= today &&
      (person.started_on === undefined || record.completed_on.value >= person.started_on)
    ) {
      completions.push({ on: record.completed_on.value, at: record.at });
    }
  }
  completions.sort((a, b) => compareCodePoints(a.on, b.on));
  return { module, completions, unclear, ...(open === undefined ? {} : { open }) };
}

/** Whether a module is mandatory for a person by what the catalogue says; `privileged` is judged where grants are known. */
export function isMandatory(module: OrganizationTrainingModule, person: OrgPerson): Fact<boolean> {
  const { mandatory_for: audience } = module;
  if (!isKnown(audience)) return audience;
  if (!audience.value.startsWith('dept:')) return { value: audience.value === 'all', at: audience.at };
  if (!isKnown(person.department)) return person.department;
  return { value: person.department.value === audience.value.slice('dept:'.length).trim(), at: audience.at };
}

/** The last completion while it still counts; unknown when the catalogue does not say how long it counts. */
export function currentCompletion(progress: ModuleProgress, today: string): Fact<boolean> {
  const last = progress.completions.at(-1);
  const { interval_days: interval } = progress.module;
  if (last === undefined) return progress.unclear[0] ?? { value: false, at: progress.open?.at ?? progress.module.at };
  if (!isKnown(interval)) return interval;
  if (daysFrom(last.on, today) <= interval.value) return { value: true, at: last.at };
  return progress.unclear[0] ?? { value: false, at: last.at };
}

/** The key of a person in subjects: the number HR gives, so that no address is needed. */
export function personKey(person: OrgPerson): string {
  return person.employee_id === '' ? person.email : person.employee_id;
}

/** The people a rule about the staff counts: here today, and those of whom that cannot be told. */
export function staff(people: readonly OrgPerson[]): readonly OrgPerson[] {
  return people.filter(({ state }) => !isKnown(state) || state.value === 'active');
}
