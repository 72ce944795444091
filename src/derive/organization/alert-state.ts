import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import { sortedBy } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  OrganizationAlert,
  OrganizationAlertState,
  OrganizationAlertStateItem,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { ageOf, msOf, sayMinutes } from './age.ts';
import { dayOf } from './calendar.ts';
import { supplied } from './supply.ts';

/** Alerts with the time they waited for somebody. */
export const alertStateDerivation: Derivation = {
  id: 'alert-state',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      alert_state: deriveSection([supplied(organization, 'alerts')], ({ alerts }): OrganizationAlertState => {
        return { alerts: sortedBy(alerts, ({ id }) => id).map((alert) => stateOf(alert, nowMs)) };
      }),
    },
  }),
};

function stateOf(alert: OrganizationAlert, nowMs: number): OrganizationAlertStateItem {
  // An alert that was closed without an acknowledgement was looked at when it was closed.
  const closed = isKnown(alert.closed_at) && alert.closed_at.value !== '';
  const seen =
    isKnown(alert.acknowledged_at) && alert.acknowledged_at.value === '' && closed
      ? alert.closed_at
      : alert.acknowledged_at;
  const acknowledged: Fact<boolean> = isKnown(seen) ? known(seen.value !== '', seen.at) : seen;
  const raised = msOf(alert.raised_at);
  const end = isKnown(acknowledged) ? (acknowledged.value ? msOf(seen) : nowMs) : undefined;
  const minutes = raised === undefined || end === undefined ? undefined : (end - raised) / 60_000;
  const at = isKnown(seen) ? seen.at : alert.at;
  return {
    id: alert.id,
    at: alert.at,
    severity: alert.severity,
    age_days: ageOf(alert.raised_at, dayOf(nowMs)),
    acknowledged,
    waited_minutes: waited(alert, minutes, at),
    waited: minutes === undefined || minutes < 0 ? '' : sayMinutes(minutes),
  };
}

function waited(alert: OrganizationAlert, minutes: number | undefined, at: OrganizationAlert['at']): Fact<number> {
  if (!isKnown(alert.raised_at)) return alert.raised_at;
  if (!isKnown(alert.acknowledged_at)) return alert.acknowledged_at;
  if (minutes === undefined) return unknown('when the alert was raised or acknowledged cannot be read', at);
  if (minutes < 0) return unknown('the alert is acknowledged before it is raised: correct the times', at);
  return known(Math.round(minutes * 10) / 10, at);
}
