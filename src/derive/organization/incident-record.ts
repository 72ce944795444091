import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import type { OrgIncident } from '../../model/generated/model.ts';
import { addDays } from './calendar.ts';
import { knownValue, written } from './fact-values.ts';
import type { Clock } from './incident-clocks.ts';

/** Days after the closing in which the cause and the actions are to be written down. */
const DAYS_TO_LEARN = 30;

/** The course of an incident, in the order in which it must happen. */
const COURSE = [
  'started_at',
  'detected_at',
  'triaged_at',
  'contained_at',
  'eradicated_at',
  'recovered_at',
  'closed_at',
] as const;

/** What is missing or out of order in the record, and what can only be told later. */
export function recordState(incident: OrgIncident): {
  readonly faults: readonly string[];
  readonly open: Fact<string>;
} {
  const running = knownValue(incident.status) === 'open' || knownValue(incident.status) === 'contained';
  const faults = [
    ...missing(incident, ['severity', 'owner', 'detected_at', 'triaged_at']),
    ...(running ? [] : missing(incident, ['contained_at', 'recovered_at'])),
    ...disorder(incident),
  ];
  const unread = [incident.severity, incident.owner, ...COURSE.map((key) => incident[key])].find(
    (fact) => !isKnown(fact),
  );
  const { at } = incident;
  if (unread !== undefined && !isKnown(unread)) return { faults, open: unread };
  if (!isKnown(incident.status)) return { faults, open: incident.status };
  if (running) return { faults, open: unknown('the incident is still open', at) };
  if (incident.assets.length === 0)
    return { faults, open: unknown('no affected asset is named; where it is a device or a person, name it', at) };
  return { faults, open: known('', at) };
}

function missing(
  incident: OrgIncident,
  keys: readonly ('severity' | 'owner' | (typeof COURSE)[number])[],
): readonly string[] {
  return keys.filter((key) => isKnown(incident[key]) && written(incident[key]) === undefined).map((key) => `no ${key}`);
}

/** Steps that are earlier than a step that must come before them. */
function disorder(incident: OrgIncident): readonly string[] {
  const course = COURSE.flatMap((key) => {
    const instant = written(incident[key]);
    return instant === undefined ? [] : [{ key, ms: Date.parse(instant), instant }];
  });
  return course.flatMap((step, index) => {
    const before = course[index - 1];
    return before === undefined || before.ms <= step.ms
      ? []
      : [`${step.key} (${step.instant}) before ${before.key} (${before.instant})`];
  });
}

/** Grave closed incidents: the cause and corrective actions within 30 days, no action overdue. */
export function postmortem(incident: OrgIncident, today: string): Clock {
  const { at, severity, status, closed_at: closed } = incident;
  const told = (state: string, detail: string): Clock => ({ state: known(state, at), detail });
  const wait = (reason: string): Clock => ({ state: unknown(reason, at), detail: reason });
  if (isKnown(severity) && !['sev1', 'sev2', ''].includes(severity.value))
    return told('not-applicable', `the severity is ${severity.value}`);
  if (isKnown(status) && status.value !== 'closed') return told('not-applicable', `the incident is ${status.value}`);
  if (written(severity) === undefined) return wait('the severity is not written down');
  if (!isKnown(status)) return wait(status.unknown);
  const overdue = incident.actions.filter(
    ({ due_on: due, done_on: done }) => (written(due) ?? today) < today && knownValue(done) === '',
  );
  if (overdue.length > 0) {
    return told(
      'overdue',
      overdue.map(({ id, due_on: due }) => `action ${id} was due ${written(due) ?? ''} and is not done`).join('; '),
    );
  }
  const lacks = [
    ...(written(incident.root_cause) === undefined ? ['no cause'] : []),
    ...(incident.actions.length === 0 ? ['no corrective action'] : []),
  ].join(', ');
  const closedOn = written(closed)?.slice(0, 10);
  if (lacks !== '') {
    if (closedOn === undefined)
      return wait(`${lacks} is recorded, and when the incident was closed is not written down`);
    const due = addDays(closedOn, DAYS_TO_LEARN);
    return due < today
      ? told('overdue', `closed on ${closedOn}, ${lacks} is recorded; it was due ${due}`)
      : wait(`closed on ${closedOn}, ${lacks} is recorded yet; due ${due}`);
  }
  const unread = incident.actions.find(({ due_on: due, done_on: done }) => !isKnown(due) || !isKnown(done));
  if (unread !== undefined) return wait(`the dates of action ${unread.id} could not be read`);
  const undated = incident.actions.find(
    ({ due_on: due, done_on: done }) => knownValue(due) === '' && knownValue(done) === '',
  );
  if (undated !== undefined) return wait(`action ${undated.id} is not done and has no due date`);
  return told('done', 'the cause is recorded and no action is overdue');
}

/** Items of evidence have a collector, a time and the hash of the file that is kept. */
export function evidenceState(incident: OrgIncident): Clock {
  const { at, evidence } = incident;
  if (evidence.length === 0) return { state: known('none', at), detail: 'no item of evidence is listed' };
  const faults = evidence.flatMap((item) => [
    ...(knownValue(item.registered_sha256) === '' ? [`${item.id} has no sha256`] : []),
    ...(knownValue(item.collected_by) === '' ? [`${item.id} has no collector`] : []),
    ...(knownValue(item.collected_at) === '' ? [`${item.id} has no time`] : []),
    ...(written(item.registered_sha256) !== undefined &&
    isKnown(item.document_sha256) &&
    item.document_sha256.value !== knownValue(item.registered_sha256)
      ? [`${item.id} does not have the recorded hash`]
      : []),
  ]);
  if (faults.length > 0) return { state: known('faulty', at), detail: faults.join('; ') };
  const unread = evidence
    .flatMap((item) => [item.registered_sha256, item.collected_by, item.collected_at, item.document_sha256])
    .find((fact) => !isKnown(fact));
  if (unread !== undefined && !isKnown(unread)) return { state: unread, detail: unread.unknown };
  return { state: known('preserved', at), detail: 'collector, time and matching sha256' };
}
