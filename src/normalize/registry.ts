import type { Format } from './format.ts';
import { backupsFormat } from './organization/backups/format.ts';
import { dataAssetsFormat } from './organization/data-assets/format.ts';
import { exceptionsFormat } from './organization/exceptions/format.ts';
import { exercisesFormat } from './organization/exercises/format.ts';
import { hrEventsFormat } from './organization/hr-events/format.ts';
import { hrRosterFormat } from './organization/hr-roster/format.ts';
import { identitiesFormat } from './organization/identities/format.ts';
import { incidentsFormat } from './organization/incidents/format.ts';
import { manifestFormat } from './organization/manifest/format.ts';
import { organizationProfileFormat } from './organization/organization-profile/format.ts';
import { policiesFormat } from './organization/policies/format.ts';
import { policyAcksFormat } from './organization/policy-acks/format.ts';
import { restoreTestsFormat } from './organization/restore-tests/format.ts';
import { risksFormat } from './organization/risks/format.ts';
import { roleEntitlementsFormat } from './organization/role-entitlements/format.ts';

/** Every source format that a file can be recognized as; a new format is one line here and a folder of its name. */
export const FORMATS: readonly Format[] = [
  backupsFormat,
  dataAssetsFormat,
  exceptionsFormat,
  exercisesFormat,
  hrEventsFormat,
  hrRosterFormat,
  identitiesFormat,
  incidentsFormat,
  manifestFormat,
  organizationProfileFormat,
  policiesFormat,
  policyAcksFormat,
  restoreTestsFormat,
  risksFormat,
  roleEntitlementsFormat,
];
