import type { Derivation } from './derivation.ts';
import { change } from './firewall/change.ts';
import { declaredDerivation } from './firewall/declared.ts';
import { exposure } from './firewall/exposure.ts';
import { savedDifference } from './firewall/saved-difference.ts';
import { wideOpenings } from './firewall/wide-openings.ts';
import { auditCoverageDerivation } from './host/audit-coverage/audit-coverage.ts';
import { auditPrivilegedDerivation } from './host/audit-coverage/audit-privileged.ts';
import { authLogAgeDerivation } from './host/auth-log-age.ts';
import { backupAgeDerivation } from './host/backup-age.ts';
import { detectionAgeDerivation } from './host/detection-age.ts';
import { loginFactorsDerivation } from './host/login-factors.ts';
import { malwareAgeDerivation } from './host/malware-age.ts';
import { osSupportDerivation } from './host/os-support/os-support.ts';
import { passwordAgesDerivation } from './host/password-ages.ts';
import { privilegedUsersDerivation } from './host/privileged-users.ts';
import { updateAgeDerivation } from './host/update-age.ts';
import { accessCoverage } from './iam/access/access-coverage.ts';
import { apiKeyState } from './iam/api-key-state.ts';
import { certificateState } from './iam/certificate-state.ts';
import { clusterAccess } from './iam/cluster-access.ts';
import { credentialAges } from './iam/credential-ages.ts';
import { delegatedAdmins } from './iam/delegated-admins.ts';
import { directoryAccounts } from './iam/directory-accounts.ts';
import { directoryState } from './iam/directory-state.ts';
import { factorState } from './iam/factor-state.ts';
import { openGrants } from './iam/open-grants.ts';
import { permissions } from './iam/permissions.ts';
import { unusedServices } from './iam/unused-services.ts';
import { alertStateDerivation } from './organization/alert-state.ts';
import { assetStateDerivation, redundancyDerivation } from './organization/asset-state.ts';
import { availabilityDerivation } from './organization/availability.ts';
import { backupStateDerivation } from './organization/backup-state.ts';
import { campaignStateDerivation } from './organization/campaign-state.ts';
import { dataStateDerivation } from './organization/data-state.ts';
import { deviceOwnersDerivation, leaverDevicesDerivation } from './organization/device-owners.ts';
import { deviceStateDerivation } from './organization/device-state.ts';
import { exceptionStateDerivation } from './organization/exception-state.ts';
import { exerciseStateDerivation } from './organization/exercise-state.ts';
import { incidentStateDerivation } from './organization/incident-state.ts';
import { personsDerivation } from './organization/persons.ts';
import { phishingFailersDerivation, phishingReachDerivation } from './organization/phishing-people.ts';
import { policyAcknowledgementDerivation } from './organization/policy-acknowledgement.ts';
import { policyContradictionsDerivation } from './organization/policy-contradictions.ts';
import { policyHistoryDerivation } from './organization/policy-history.ts';
import { policyPeopleDerivation } from './organization/policy-people.ts';
import { policyStateDerivation } from './organization/policy-state.ts';
import { probeStateDerivation } from './organization/probe-state.ts';
import { restoreStateDerivation } from './organization/restore-state.ts';
import { restoreTestersDerivation } from './organization/restore-testers.ts';
import { riskStateDerivation } from './organization/risk-state.ts';
import { rolesDerivation } from './organization/roles.ts';
import { trainingHoldersDerivation } from './organization/training-holders.ts';
import { trainingIntegrityDerivation } from './organization/training-integrity.ts';
import { trainingProgramDerivation } from './organization/training-program.ts';
import { trainingStateDerivation } from './organization/training-state.ts';
import { changeRecordDerivation, vulnerabilityStateDerivation } from './organization/vulnerability-state.ts';

/** Every derivation, in the order they run: a later one may read what an earlier one computed. */
export const DERIVATIONS: readonly Derivation[] = [
  exposure,
  savedDifference,
  wideOpenings,
  declaredDerivation,
  change,
  credentialAges,
  factorState,
  certificateState,
  unusedServices,
  permissions,
  delegatedAdmins,
  openGrants,
  clusterAccess,
  directoryState,
  apiKeyState,
  accessCoverage,
  directoryAccounts,
  privilegedUsersDerivation,
  passwordAgesDerivation,
  loginFactorsDerivation,
  // persons comes before all that look people up, backup-state before policy-contradictions.
  personsDerivation,
  rolesDerivation,
  policyStateDerivation,
  policyPeopleDerivation,
  policyAcknowledgementDerivation,
  dataStateDerivation,
  backupStateDerivation,
  restoreStateDerivation,
  restoreTestersDerivation,
  policyHistoryDerivation,
  incidentStateDerivation,
  riskStateDerivation,
  exceptionStateDerivation,
  exerciseStateDerivation,
  policyContradictionsDerivation,
  auditCoverageDerivation,
  auditPrivilegedDerivation,
  authLogAgeDerivation,
  detectionAgeDerivation,
  backupAgeDerivation,
  malwareAgeDerivation,
  osSupportDerivation,
  updateAgeDerivation,
  trainingProgramDerivation,
  trainingStateDerivation,
  trainingHoldersDerivation,
  trainingIntegrityDerivation,
  campaignStateDerivation,
  phishingReachDerivation,
  phishingFailersDerivation,
  deviceStateDerivation,
  deviceOwnersDerivation,
  leaverDevicesDerivation,
  alertStateDerivation,
  assetStateDerivation,
  redundancyDerivation,
  availabilityDerivation,
  probeStateDerivation,
  vulnerabilityStateDerivation,
  changeRecordDerivation,
];
