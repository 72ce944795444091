import { deriveSection } from '../../core/section.ts';
import type { OrganizationIncidentState } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { dayOf } from './calendar.ts';
import { gdprClock, nis2Clock } from './incident-clocks.ts';
import { evidenceState, postmortem, recordState } from './incident-record.ts';
import { supplied } from './supply.ts';

/** Clocks and completeness of each incident. */
export const incidentStateDerivation: Derivation = {
  id: 'incident-state',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      incident_state: deriveSection(
        [supplied(organization, 'incidents')],
        ({ incidents }): OrganizationIncidentState => ({
          incidents: incidents.map((incident) => {
            const record = recordState(incident);
            const gdpr = gdprClock(incident, nowMs);
            const nis2 = nis2Clock(incident, nowMs);
            const learned = postmortem(incident, dayOf(nowMs));
            const evidence = evidenceState(incident);
            return {
              id: incident.id,
              at: incident.at,
              severity: incident.severity,
              status: incident.status,
              faults: record.faults,
              open_points: record.open,
              gdpr: gdpr.state,
              gdpr_detail: gdpr.detail,
              nis2: nis2.state,
              nis2_detail: nis2.detail,
              postmortem: learned.state,
              postmortem_detail: learned.detail,
              evidence: evidence.state,
              evidence_detail: evidence.detail,
            };
          }),
        }),
      ),
    },
  }),
};
