import { hoursBetween } from '../../core/clock.ts';
import { deriveSection } from '../../core/section.ts';
import type { HostBackup } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { since } from './update-age.ts';

/** host.backup_age: how long ago the backup tools of the machine last ran. */
export const backupAgeDerivation: Derivation = {
  id: 'backup-age',
  domain: 'host',
  derive: ({ host }, { nowMs }) => ({
    host: {
      backup_age: deriveSection([host?.backup] as const, (backup: HostBackup) => ({
        runs: backup.tools.map((tool) => ({
          id: tool.id,
          age_hours: since(tool.last_run_at, (ms) => hoursBetween(ms, nowMs)),
        })),
      })),
    },
  }),
};
