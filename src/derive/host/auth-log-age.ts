import { daysBetween } from '../../core/clock.ts';
import { deriveSection } from '../../core/section.ts';
import type { HostAuthLog } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { since } from './update-age.ts';

/** host.auth_log_age: how old the newest line of the authentication log is. */
export const authLogAgeDerivation: Derivation = {
  id: 'auth-log-age',
  domain: 'host',
  derive: ({ host }, { nowMs }) => ({
    host: {
      auth_log_age: deriveSection([host?.auth_log] as const, (log: HostAuthLog) => ({
        newest_line_days: since(log.last_at, (ms) => daysBetween(ms, nowMs)),
      })),
    },
  }),
};
