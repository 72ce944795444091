import { formatInstant, parseInstant } from '../../core/clock.ts';
import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import type { OrgIncident } from '../../model/generated/model.ts';
import { addMonthsToInstant, sayHours } from './calendar.ts';
import { written } from './fact-values.ts';

/** A verdict of a clock with what there is to say about it. */
export interface Clock {
  readonly state: Fact<string>;
  readonly detail: string;
}

const HOUR_MS = 3_600_000;

/** GDPR article 33(1): the authority is told within 72 hours of becoming aware, or the reason for the delay is recorded. */
export function gdprClock(incident: OrgIncident, nowMs: number): Clock {
  const { at, aware_at: aware, personal_data_breach: breach, risk_to_persons: risk } = incident;
  const awareMs = written(aware) === undefined ? undefined : parseInstant(written(aware) ?? '');
  const ends =
    awareMs === undefined
      ? 'the time of becoming aware is not written down'
      : `the clock ends ${formatInstant(awareMs + 72 * HOUR_MS)}`;
  if (isKnown(breach) && !breach.value) return settled('not-applicable', 'no personal data was breached', breach);
  if (isKnown(risk) && risk.value === 'none') return settled('not-applicable', 'no risk to persons', risk);
  if (!isKnown(breach))
    return open(`whether personal data was breached is not known yet (personal_data_breach); ${ends}`, breach);
  if (!isKnown(risk)) return open(`the risk to persons is not known yet (risk_to_persons); ${ends}`, risk);
  if (awareMs === undefined) return open('aware_at is not written down: the 72 hours cannot be counted', incident);
  if (!isKnown(incident.dpa_notified_at)) return open(incident.dpa_notified_at.unknown, incident);
  const notified = parseInstant(incident.dpa_notified_at.value);
  if (notified !== undefined) {
    const hours = (notified - awareMs) / HOUR_MS;
    if (hours < 0) return open('dpa_notified_at lies before aware_at: correct the record', incident);
    if (hours <= 72) return settled('in-time', `notified ${sayHours(hours)} after awareness`, incident);
    if (!isKnown(incident.delay_reason)) return open(incident.delay_reason.unknown, incident);
    const reason = written(incident.delay_reason);
    const late = `notified ${sayHours(hours)} after awareness`;
    return reason === undefined
      ? settled('late', `${late}, no reason recorded`, incident)
      : settled('in-time', `${late}, with the reason recorded`, incident);
  }
  const left = awareMs / HOUR_MS + 72 - nowMs / HOUR_MS;
  if (left < 0)
    return settled('late', `the authority is not notified; the 72 hours ended ${sayHours(left)} ago`, { at });
  return open(`the authority is not notified yet; ${sayHours(left)} left, ${ends}`, incident);
}

/** NIS2 article 23(4): early warning in 24 h, notification in 72 h, final report one month after the notification. */
export function nis2Clock(incident: OrgIncident, nowMs: number): Clock {
  const { nis2_significant: significant } = incident;
  if (isKnown(significant) && !significant.value)
    return settled('not-applicable', 'the incident is not significant', significant);
  if (!isKnown(significant))
    return open('whether the incident is significant is not known yet (nis2_significant)', significant);
  const aware = parseInstant(written(incident.aware_at) ?? '');
  if (aware === undefined) return open('aware_at is not written down: the delays cannot be counted', incident);
  const notification = written(incident.nis2_notification_at);
  const reportDue = notification === undefined ? undefined : parseInstant(addMonthsToInstant(notification, 1));
  const steps = [
    step('early warning', incident.nis2_early_warning_at, aware, aware + 24 * HOUR_MS, nowMs),
    step('notification', incident.nis2_notification_at, aware, aware + 72 * HOUR_MS, nowMs),
    ...(reportDue === undefined ? [] : [step('final report', incident.nis2_final_report_at, aware, reportDue, nowMs)]),
  ];
  const said = (states: readonly string[]): string =>
    steps
      .filter(({ state }) => states.includes(state))
      .map(({ text }) => text)
      .join('; ');
  const late = said(['late']);
  if (late !== '') return settled('late', late, incident);
  const waiting = said(['waiting', 'unknown']);
  if (waiting !== '' || reportDue === undefined)
    return open([said(['in-time']), waiting].filter((part) => part !== '').join('; '), incident);
  return settled('in-time', said(['in-time']), incident);
}

interface Step {
  readonly state: 'in-time' | 'late' | 'waiting' | 'unknown';
  readonly text: string;
}

function step(name: string, done: Fact<string>, fromMs: number, dueMs: number, nowMs: number): Step {
  if (!isKnown(done)) return { state: 'unknown', text: `${name}: ${done.unknown}` };
  const ms = parseInstant(done.value);
  if (ms === undefined) {
    const left = (dueMs - nowMs) / HOUR_MS;
    if (left < 0)
      return { state: 'late', text: `${name} is missing, due ${formatInstant(dueMs)}, ${sayHours(left)} ago` };
    return { state: 'waiting', text: `${name} not due for another ${sayHours(left)}` };
  }
  if (ms < fromMs) return { state: 'unknown', text: `${name} lies before aware_at: correct the record` };
  if (ms <= dueMs) return { state: 'in-time', text: `${name} in time (${sayHours((ms - fromMs) / HOUR_MS)})` };
  return { state: 'late', text: `${name} ${formatInstant(ms)}, due ${formatInstant(dueMs)}` };
}

function settled(state: string, detail: string, where: { readonly at: OrgIncident['at'] }): Clock {
  return { state: known(state, where.at), detail };
}

function open(reason: string, where: { readonly at: OrgIncident['at'] }): Clock {
  return { state: unknown(reason, where.at), detail: reason };
}
