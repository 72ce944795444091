import { type Fact, isKnown, known } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import type { FirewallEndpoint } from '../../../model/generated/model.ts';
import type { TfResource, TfState } from '../../terraform/terraform-state.ts';
import { booleanAt, choiceAt, isUntold, nameOf, not, untold, valueAt, wordsAt } from './attributes.ts';
import { linksTo } from './links.ts';
import { joined, mutable } from './reader.ts';

/** Endpoints, endpoint services and transit gateways of a state. */
export function endpointsOf(state: TfState): readonly FirewallEndpoint[] {
  return [
    ...managed(state, 'aws_vpc_endpoint_service').map((one) => awsService(one, state)),
    ...managed(state, 'aws_vpc_endpoint').map(awsEndpoint),
    ...managed(state, 'aws_ec2_transit_gateway').map((one) =>
      endpoint(one, 'aws', 'transit-gateway', {
        auto_accept: choiceAt(one, 'auto_accept_shared_attachments', (word) => word === 'enable', false),
      }),
    ),
    ...managed(state, 'azurerm_private_link_service').map(azureService),
    ...managed(state, 'google_compute_service_attachment').map(gcpService),
  ];
}

function managed(state: TfState, type: string): readonly TfResource[] {
  return state.ofType(type).filter(({ mode }) => mode === 'managed');
}

function endpoint(
  resource: TfResource,
  provider: FirewallEndpoint['provider'],
  kind: FirewallEndpoint['kind'],
  facts: { readonly principals?: Fact<readonly string[]>; readonly auto_accept?: Fact<boolean> },
): FirewallEndpoint {
  const { principals, auto_accept } = facts;
  return {
    id: resource.address,
    name: nameOf(resource),
    provider,
    kind,
    ...(principals === undefined ? {} : { principals: mutable(principals), accounts: mutable(accountsIn(principals)) }),
    ...(auto_accept === undefined ? {} : { auto_accept }),
    at: resource.at,
  };
}

function awsService(resource: TfResource, state: TfState): FirewallEndpoint {
  const apart = linksTo(state, resource, 'vpc_endpoint_service_id', ['aws_vpc_endpoint_service_allowed_principal']);
  const principals = [wordsAt(resource, 'allowed_principals'), ...apart.map((one) => wordsAt(one, 'principal_arn'))];
  return endpoint(resource, 'aws', 'endpoint-service', {
    principals: joined(principals, resource.at),
    auto_accept: not(booleanAt(resource, 'acceptance_required', 'acceptance_required is not told.')),
  });
}

/** Without a policy of its own an endpoint admits whoever gets to it, to everything of its service. */
function awsEndpoint(resource: TfResource): FirewallEndpoint {
  const path = ['policy'];
  if (isUntold(resource, path)) return endpoint(resource, 'aws', 'endpoint', { principals: untold(resource, path) });
  const text = valueAt(resource, path);
  // Gateway Load Balancer endpoints take no policy.
  if (text === undefined && valueAt(resource, ['vpc_endpoint_type']) === 'GatewayLoadBalancer')
    return endpoint(resource, 'aws', 'endpoint', {});
  const principals = typeof text === 'string' ? principalsOf(text) : ['*'];
  return endpoint(resource, 'aws', 'endpoint', {
    principals:
      principals === undefined
        ? { unknown: `The policy of ${resource.address} cannot be read.`, at: resource.placeOf(path) }
        : known(principals, typeof text === 'string' ? resource.placeOf(path) : resource.at),
  });
}

/** Keys of conditions that limit who may come, whatever the principal says. */
const LIMITS =
  /^(?:aws:PrincipalOrgID|aws:PrincipalOrgPaths|aws:PrincipalAccount|aws:PrincipalArn|aws:SourceAccount)$/i;

/** Whom the statements of a policy allow; the values of a condition on the caller stand for `*`. */
function principalsOf(text: string): readonly string[] | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(document)) return undefined;
  const found = asList(document['Statement']).flatMap((statement): readonly string[] => {
    if (!isRecord(statement) || statement['Effect'] !== 'Allow') return [];
    const principal = statement['Principal'];
    const named = isRecord(principal) ? Object.values(principal).flatMap(words) : words(principal);
    return named.flatMap((name) => (name === '*' ? limitsOf(statement['Condition']) : [name]));
  });
  return [...new Set(found)];
}

function limitsOf(condition: unknown): readonly string[] {
  if (!isRecord(condition)) return ['*'];
  const limits = Object.entries(condition).flatMap(([operator, keys]) =>
    /^(?:ForAnyValue:)?(?:String|Arn)(?:Equals|Like)(?:IgnoreCase)?$/.test(operator) && isRecord(keys)
      ? Object.entries(keys).flatMap(([key, value]) => (LIMITS.test(key) ? words(value) : []))
      : [],
  );
  return limits.length === 0 ? ['*'] : limits;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function words(value: unknown): readonly string[] {
  return asList(value).filter((one) => typeof one === 'string');
}

/** Subscriptions that see the service may ask for it; those on the other list are accepted without anybody. */
function azureService(resource: TfResource): FirewallEndpoint {
  const seen = wordsAt(resource, 'visibility_subscription_ids');
  const accepted = wordsAt(resource, 'auto_approval_subscription_ids');
  return endpoint(resource, 'azure', 'endpoint-service', {
    principals: joined([seen, accepted], resource.at),
    auto_accept: isKnown(accepted) ? known(accepted.value.length > 0, accepted.at) : accepted,
  });
}

function gcpService(resource: TfResource): FirewallEndpoint {
  const automatic = choiceAt(
    resource,
    'connection_preference',
    (word) => word === 'ACCEPT_AUTOMATIC',
    'connection_preference is not told.',
  );
  const listed = wordsAt(resource, 'consumer_accept_lists.*.project_id_or_num');
  const everyone = isKnown(automatic) && automatic.value ? known(['*'], automatic.at) : listed;
  return endpoint(resource, 'gcp', 'endpoint-service', { principals: everyone, auto_accept: automatic });
}

/** The ids of accounts in ARNs; what is none stays as it is. */
function accountsIn(principals: Fact<readonly string[]>): Fact<readonly string[]> {
  if (!isKnown(principals)) return principals;
  const ids = principals.value.map((name) => /^arn:[\w-]+:(?:iam|sts)::(\d{12}|\*):/.exec(name)?.[1] ?? name);
  return known([...new Set(ids)], principals.at);
}
