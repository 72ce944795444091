import { daysBetween } from '../../core/clock.ts';
import { deriveSection } from '../../core/section.ts';
import type { HostIds, HostIntegrity } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { since } from './update-age.ts';

/** host.detection_age: how old the baselines of integrity tools and the rules of sensors are. */
export const detectionAgeDerivation: Derivation = {
  id: 'detection-age',
  domain: 'host',
  derive: ({ host }, { nowMs }) => ({
    host: {
      detection_age: deriveSection([host?.integrity, host?.ids] as const, (integrity: HostIntegrity, ids: HostIds) => ({
        baselines: integrity.tools.map((tool) => ({
          id: tool.id,
          age_days: since(tool.baseline_modified_at, (ms) => daysBetween(ms, nowMs)),
        })),
        rule_sets: ids.network_sensors.map((sensor) => ({
          id: sensor.id,
          age_days: since(sensor.rules_modified_at, (ms) => daysBetween(ms, nowMs)),
        })),
      })),
    },
  }),
};
