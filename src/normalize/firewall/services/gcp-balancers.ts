import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import type { FirewallBalancer } from '../../../model/generated/model.ts';
import type { TfResource, TfState } from '../../terraform/terraform-state.ts';
import { choiceAt, isSetAt, valueAt } from './attributes.ts';
import { balancer } from './balancer.ts';
import { linked } from './links.ts';

const PROXIES = [
  'google_compute_target_http_proxy',
  'google_compute_target_https_proxy',
  'google_compute_region_target_http_proxy',
  'google_compute_region_target_https_proxy',
] as const;
const MAPS = ['google_compute_url_map', 'google_compute_region_url_map'] as const;
const BACKENDS = [
  'google_compute_backend_service',
  'google_compute_region_backend_service',
  'google_compute_backend_bucket',
] as const;

/** Forwarding rules of Google Cloud; their default scheme is EXTERNAL. */
export function gcpBalancers(state: TfState): readonly FirewallBalancer[] {
  return state
    .ofType('google_compute_global_forwarding_rule', 'google_compute_forwarding_rule')
    .filter(({ mode }) => mode === 'managed')
    .map((resource) => {
      const proxies = linked(state, resource, 'target', PROXIES);
      // An empty scheme is that of an endpoint of Private Service Connect.
      const facing =
        resource.values['load_balancing_scheme'] === ''
          ? known(false, resource.placeOf(['load_balancing_scheme']))
          : choiceAt(resource, 'load_balancing_scheme', (word) => /^EXTERNAL/.test(word), true);
      const protocol = String(valueAt(resource, ['ip_protocol']) ?? 'tcp').toLowerCase();
      const ports = valueAt(resource, ['ports']);
      const told = Array.isArray(ports) ? ports.map(String) : [String(valueAt(resource, ['port_range']) ?? 'all')];
      const http = proxies.length > 0;
      return balancer(
        resource,
        'gcp',
        {
          kind: http ? 'http' : 'packet',
          internet_facing: facing,
          ...(http ? { web_firewall: armorOf(resource, proxies, state) } : {}),
        },
        known(
          told.map((port) => `${protocol}/${port}`),
          resource.at,
        ),
      );
    });
}

/** Cloud Armor policies stand at the backends, which proxy and URL map lead to; all of them have to have one. */
function armorOf(resource: TfResource, proxies: readonly TfResource[], state: TfState): Fact<boolean> {
  const maps = proxies.flatMap((proxy) => linked(state, proxy, 'url_map', MAPS));
  const backends = maps.flatMap((map) => [
    ...linked(state, map, 'default_service', BACKENDS),
    ...linked(state, map, 'path_matcher', BACKENDS),
  ]);
  if (backends.length === 0)
    return unknown(`The backends of ${resource.address} are not in the plan.`, maps[0]?.at ?? resource.at);
  const facts = backends.map((backend) =>
    isSetAt(backend, backend.type.endsWith('bucket') ? 'edge_security_policy' : 'security_policy'),
  );
  return (
    facts.find((fact) => isKnown(fact) && !fact.value) ??
    facts.find((fact) => !isKnown(fact)) ??
    facts[0] ??
    known(false, resource.at)
  );
}
