import { awsNetworkFormat } from './firewall/aws/export/format.ts';
import { azureFormat } from './firewall/azure/format.ts';
import { cloudFormationFormat } from './firewall/cloudformation/format.ts';
import { declaredServicesFormat } from './firewall/declared-services/format.ts';
import { firewalldFormat } from './firewall/firewalld/format.ts';
import { gcpFormat } from './firewall/gcp/format.ts';
import { ipsetFormat } from './firewall/ipset/format.ts';
import { iptablesSave } from './firewall/iptables-save/format.ts';
import { kubernetesManifests } from './firewall/kubernetes/format.ts';
import { nft } from './firewall/nft/format.ts';
import { terraformFormat } from './firewall/terraform/format.ts';
import { ufwFormat } from './firewall/ufw/format.ts';
import type { Format } from './format.ts';
import { authLogFormat } from './host/auth-log/format.ts';
import { awsAccountAuthorizationDetails } from './iam/aws-account-authorization-details/format.ts';
import { awsCredentialReport } from './iam/aws-credential-report/format.ts';
import { awsIamExports } from './iam/aws-iam-exports/format.ts';
import { awsOrganizationsFormat } from './iam/aws-organizations/format.ts';
import { azureRbacFormat } from './iam/azure-rbac/format.ts';
import { entraFormat } from './iam/entra/format.ts';
import { gcpIam } from './iam/gcp-iam/format.ts';
import { googleWorkspace } from './iam/google-workspace/format.ts';
import { keycloak } from './iam/keycloak/format.ts';
import { ldifFormat } from './iam/ldif/format.ts';
import { okta } from './iam/okta/format.ts';
import { accessReviewsFormat } from './organization/access-reviews/format.ts';
import { alertExportFormat } from './organization/alert-export/format.ts';
import { assetRegisterFormat } from './organization/asset-register/format.ts';
import { backupRunsFormat } from './organization/backup-runs/format.ts';
import { backupsFormat } from './organization/backups/format.ts';
import { changeWindowsFormat } from './organization/change-windows/format.ts';
import { dataAssetsFormat } from './organization/data-assets/format.ts';
import { deviceInventoryFormat } from './organization/device-inventory/format.ts';
import { egressNetworksFormat } from './organization/egress-networks/format.ts';
import { exceptionsFormat } from './organization/exceptions/format.ts';
import { exercisesFormat } from './organization/exercises/format.ts';
import { hrEventsFormat } from './organization/hr-events/format.ts';
import { hrRosterFormat } from './organization/hr-roster/format.ts';
import { identitiesFormat } from './organization/identities/format.ts';
import { incidentsFormat } from './organization/incidents/format.ts';
import { manifestFormat } from './organization/manifest/format.ts';
import { organizationProfileFormat } from './organization/organization-profile/format.ts';
import { phishingResultsFormat } from './organization/phishing-results/format.ts';
import { policiesFormat } from './organization/policies/format.ts';
import { policyAcksFormat } from './organization/policy-acks/format.ts';
import { restoreTestsFormat } from './organization/restore-tests/format.ts';
import { risksFormat } from './organization/risks/format.ts';
import { roleEntitlementsFormat } from './organization/role-entitlements/format.ts';
import { trainingCatalogueFormat } from './organization/training-catalogue/format.ts';
import { trainingRecordsFormat } from './organization/training-records/format.ts';
import { uptimeMeasurementsFormat } from './organization/uptime-measurements/format.ts';
import { vulnerabilityRegisterFormat } from './organization/vulnerability-register/format.ts';

/** Every source format that a file can be recognized as; a new format is one line here and a folder of its name. */
export const FORMATS: readonly Format[] = [
  awsAccountAuthorizationDetails,
  awsCredentialReport,
  awsNetworkFormat,
  awsOrganizationsFormat,
  awsIamExports,
  azureFormat,
  azureRbacFormat,
  entraFormat,
  backupRunsFormat,
  backupsFormat,
  dataAssetsFormat,
  declaredServicesFormat,
  exceptionsFormat,
  exercisesFormat,
  hrEventsFormat,
  hrRosterFormat,
  identitiesFormat,
  firewalldFormat,
  gcpFormat,
  gcpIam,
  googleWorkspace,
  keycloak,
  okta,
  ldifFormat,
  ipsetFormat,
  iptablesSave,
  cloudFormationFormat,
  terraformFormat,
  kubernetesManifests,
  incidentsFormat,
  manifestFormat,
  nft,
  organizationProfileFormat,
  policiesFormat,
  policyAcksFormat,
  restoreTestsFormat,
  risksFormat,
  roleEntitlementsFormat,
  authLogFormat,
  accessReviewsFormat,
  alertExportFormat,
  assetRegisterFormat,
  changeWindowsFormat,
  deviceInventoryFormat,
  egressNetworksFormat,
  phishingResultsFormat,
  trainingCatalogueFormat,
  trainingRecordsFormat,
  ufwFormat,
  uptimeMeasurementsFormat,
  vulnerabilityRegisterFormat,
];
