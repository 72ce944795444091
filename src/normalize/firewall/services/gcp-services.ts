import { known } from '../../../core/fact.ts';
import { booleanAt, choiceAt, isUntold, not, placeAt, untold, valueAt, wordsAt } from './attributes.ts';
import { allowListOf, type ServiceReader } from './reader.ts';

const ALL = /^(?:ALLOW_ALL|INGRESS_TRAFFIC_ALL|all|INGRESS_SETTINGS_UNSPECIFIED)$/;

/** Services of Google Cloud that can have a public endpoint. Memorystore always lies inside of a network. */
export const GCP_SERVICES: readonly ServiceReader[] = [
  {
    type: 'google_sql_database_instance',
    kind: 'database',
    endpoint: (resource) => booleanAt(resource, 'settings.0.ip_configuration.0.ipv4_enabled', true),
    allowList: (resource) =>
      allowListOf(
        known(false, resource.at),
        wordsAt(resource, 'settings.0.ip_configuration.0.authorized_networks.*.value'),
        known(false, resource.at),
      ),
  },
  {
    type: 'google_alloydb_instance',
    kind: 'database',
    endpoint: (resource) => booleanAt(resource, 'network_config.0.enable_public_ip', false),
    allowList: (resource) =>
      allowListOf(
        known(false, resource.at),
        wordsAt(resource, 'network_config.0.authorized_external_networks.*.cidr_range'),
        known(false, resource.at),
      ),
  },
  ingress('google_cloudfunctions_function', 'function', 'ingress_settings'),
  ingress('google_cloudfunctions2_function', 'function', 'service_config.0.ingress_settings'),
  ingress('google_cloud_run_v2_service', 'app', 'ingress'),
  {
    type: 'google_cloud_run_service',
    kind: 'app',
    endpoint: (resource) => {
      const path = ['metadata', 0, 'annotations'];
      if (isUntold(resource, path)) return untold(resource, path);
      const told = valueAt(resource, [...path, 'run.googleapis.com/ingress']) ?? 'all';
      return known(told === 'all', placeAt(resource, path));
    },
  },
  {
    type: 'google_workbench_instance',
    kind: 'notebook',
    endpoint: (resource) => not(booleanAt(resource, 'gce_setup.0.disable_public_ip', false)),
  },
  {
    type: 'google_notebooks_instance',
    kind: 'notebook',
    endpoint: (resource) => not(booleanAt(resource, 'no_public_ip', false)),
  },
];

function ingress(type: string, kind: ServiceReader['kind'], attribute: string): ServiceReader {
  return { type, kind, endpoint: (resource) => choiceAt(resource, attribute, (word) => ALL.test(word), true) };
}
