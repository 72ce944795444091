import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import type { FirewallBalancer } from '../../../model/generated/model.ts';
import type { TfResource, TfState } from '../../terraform/terraform-state.ts';
import { booleanAt, choiceAt, either, isSetAt, isUntold, not, untold, valueAt } from './attributes.ts';
import { balancer } from './balancer.ts';
import { gcpBalancers } from './gcp-balancers.ts';
import { linked, linksTo } from './links.ts';

/** Load balancers and other edges of a state. */
export function balancersOf(state: TfState): readonly FirewallBalancer[] {
  return [
    ...managed(state, 'aws_lb', 'aws_alb').map((one) => awsBalancer(one, state)),
    ...managed(state, 'aws_elb').map((one) => classic(one)),
    ...managed(state, 'aws_cloudfront_distribution').map(distribution),
    ...managed(state, 'azurerm_lb').map((one) => azureBalancer(one, state)),
    ...managed(state, 'azurerm_application_gateway').map((one) => gateway(one, state)),
    ...gcpBalancers(state),
  ];
}

function managed(state: TfState, ...types: readonly string[]): readonly TfResource[] {
  return state.ofType(...types).filter(({ mode }) => mode === 'managed');
}

function awsBalancer(resource: TfResource, state: TfState): FirewallBalancer {
  const type = valueAt(resource, ['load_balancer_type']) ?? 'application';
  const listeners = linksTo(state, resource, 'load_balancer_arn', ['aws_lb_listener', 'aws_alb_listener']);
  const told = listeners.map(
    ({ values }) => `${String(values['protocol'] ?? 'HTTP').toLowerCase()}/${String(values['port'] ?? '')}`,
  );
  const facing = type === 'gateway' ? known(false, resource.at) : not(booleanAt(resource, 'internal', false));
  return balancer(
    resource,
    'aws',
    {
      kind: type === 'application' ? 'http' : 'packet',
      internet_facing: facing,
      ...(type === 'application'
        ? {
            web_firewall: associated(
              state,
              resource,
              ['aws_wafv2_web_acl_association', 'aws_wafregional_web_acl_association'],
              'resource_arn',
            ),
          }
        : {}),
      ddos_plan: associated(state, resource, ['aws_shield_protection'], 'resource_arn'),
    },
    known([...told].sort(), listeners[0]?.at ?? resource.at),
  );
}

/** A resource beside it ties something to it; in a plan what is not there is not made. */
function associated(state: TfState, resource: TfResource, types: readonly string[], attribute: string): Fact<boolean> {
  const [found] = linksTo(state, resource, attribute, types);
  if (found !== undefined) return known(true, found.at);
  const unclear = managed(state, ...types).find(
    (one) =>
      linked(state, one, attribute, ['aws_lb', 'aws_alb', 'aws_api_gateway_stage', 'aws_apigatewayv2_stage']).length ===
      0,
  );
  return unclear === undefined
    ? known(false, resource.at)
    : unknown(`What ${unclear.address} belongs to cannot be told from the plan.`, unclear.at);
}

function classic(resource: TfResource): FirewallBalancer {
  const listed = valueAt(resource, ['listener']);
  const told = (Array.isArray(listed) ? listed : []).flatMap((one: unknown) =>
    isRecord(one) ? [`${String(one['lb_protocol'] ?? 'tcp').toLowerCase()}/${String(one['lb_port'] ?? '')}`] : [],
  );
  return balancer(
    resource,
    'aws',
    // It reads requests, but no web firewall can stand before it.
    { kind: 'packet', internet_facing: not(booleanAt(resource, 'internal', false)) },
    known([...told].sort(), resource.at),
  );
}

function distribution(resource: TfResource): FirewallBalancer {
  return balancer(
    resource,
    'aws',
    {
      kind: 'http',
      internet_facing: booleanAt(resource, 'enabled', true),
      web_firewall: isSetAt(resource, 'web_acl_id'),
    },
    known(['https/443', 'http/80'], resource.at),
  );
}

/** Internet-facing is what has a public address among its frontends. */
function azureBalancer(resource: TfResource, state: TfState): FirewallBalancer {
  const [facing, ddos] = azureFront(resource, state);
  const rules = linksTo(state, resource, 'loadbalancer_id', ['azurerm_lb_rule', 'azurerm_lb_nat_rule']);
  const told = rules.map(
    ({ values }) => `${String(values['protocol'] ?? 'Tcp').toLowerCase()}/${String(values['frontend_port'] ?? '')}`,
  );
  return balancer(
    resource,
    'azure',
    { kind: 'packet', internet_facing: facing, ddos_plan: ddos },
    known([...told].sort(), rules[0]?.at ?? resource.at),
  );
}

function gateway(resource: TfResource, state: TfState): FirewallBalancer {
  const [facing, ddos] = azureFront(resource, state);
  const listed = valueAt(resource, ['frontend_port']);
  const told = (Array.isArray(listed) ? listed : []).flatMap((one: unknown) =>
    isRecord(one) ? [`tcp/${String(one['port'] ?? '')}`] : [],
  );
  return balancer(
    resource,
    'azure',
    {
      kind: 'http',
      internet_facing: facing,
      web_firewall: either(
        isSetAt(resource, 'firewall_policy_id'),
        booleanAt(resource, 'waf_configuration.0.enabled', false),
      ),
      ddos_plan: ddos,
    },
    known([...told].sort(), resource.at),
  );
}

function azureFront(resource: TfResource, state: TfState): readonly [facing: Fact<boolean>, ddos: Fact<boolean>] {
  const path = ['frontend_ip_configuration'];
  const listed = valueAt(resource, path);
  const fronts = Array.isArray(listed) ? listed : [];
  if (isUntold(resource, path)) return [untold(resource, path), untold(resource, path)];
  const addresses = linked(state, resource, 'frontend_ip_configuration', [
    'azurerm_public_ip',
    'azurerm_public_ip_prefix',
  ]);
  const facing = fronts.some(
    (one: unknown, index) =>
      (isRecord(one) && Boolean(one['public_ip_address_id'] ?? one['public_ip_prefix_id'])) ||
      resource.isUnknown([...path, index, 'public_ip_address_id']),
  );
  const place = fronts.length === 0 ? resource.at : resource.placeOf(path);
  // A front with an address of its subnet leaves the public one empty, which is also unknown before apply.
  const subnetOnly = fronts.every((one: unknown) => isRecord(one) && typeof one['subnet_id'] === 'string');
  const told: Fact<boolean> =
    addresses.length > 0
      ? known(true, place)
      : facing && subnetOnly
        ? untold(resource, [...path, 0, 'public_ip_address_id'])
        : known(facing, place);
  return [told, isKnown(told) && !told.value ? known(false, place) : ddosOf(addresses, resource)];
}

/** The mode stands at the public address; `inherited` is that of the virtual network. */
function ddosOf(addresses: readonly TfResource[], resource: TfResource): Fact<boolean> {
  const [first] = addresses;
  if (first === undefined) return unknown(`The public address of ${resource.address} is not in the plan.`, resource.at);
  return choiceAt(
    first,
    'ddos_protection_mode',
    (word) => word === 'Enabled',
    `Whether the network of ${first.address} has a DDoS protection plan is not told.`,
  );
}
