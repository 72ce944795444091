import { type Fact, isKnown, known } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import type { FirewallAllowList, FirewallManagedService } from '../../../model/generated/model.ts';
import type { TfResource, TfState } from '../../terraform/terraform-state.ts';
import { booleanAt, both, choiceAt, isSetAt, isUntold, nameOf, not, untold, valueAt, wordsAt } from './attributes.ts';
import { linked, linksTo } from './links.ts';
import { allowListOf, joined, mutable, type ServiceReader } from './reader.ts';

/** Firewall rules that are resources of their own: with the attribute and the types of the servers that they belong to. */
const RULES: readonly (readonly [type: string, attribute: string, servers: readonly string[]])[] = [
  ['azurerm_mssql_firewall_rule', 'server_id', ['azurerm_mssql_server']],
  ['azurerm_sql_firewall_rule', 'server_name', ['azurerm_sql_server']],
  ['azurerm_postgresql_firewall_rule', 'server_name', ['azurerm_postgresql_server']],
  ['azurerm_postgresql_flexible_server_firewall_rule', 'server_id', ['azurerm_postgresql_flexible_server']],
  ['azurerm_mysql_firewall_rule', 'server_name', ['azurerm_mysql_server']],
  ['azurerm_mysql_flexible_server_firewall_rule', 'server_name', ['azurerm_mysql_flexible_server']],
  ['azurerm_mariadb_firewall_rule', 'server_name', ['azurerm_mariadb_server']],
  ['azurerm_synapse_firewall_rule', 'synapse_workspace_id', ['azurerm_synapse_workspace']],
  ['azurerm_redis_firewall_rule', 'redis_cache_name', ['azurerm_redis_cache']],
];

const SITES = [
  'azurerm_linux_web_app',
  'azurerm_windows_web_app',
  'azurerm_linux_web_app_slot',
  'azurerm_windows_web_app_slot',
  'azurerm_app_service',
] as const;
const FUNCTIONS = [
  'azurerm_linux_function_app',
  'azurerm_windows_function_app',
  'azurerm_linux_function_app_slot',
  'azurerm_windows_function_app_slot',
  'azurerm_function_app',
] as const;

/** Services of Azure; what is not said is public: that is the default of nearly all of them. */
export const AZURE_SERVICES: readonly ServiceReader[] = [
  server('azurerm_mssql_server', enabled),
  server('azurerm_sql_server', enabled),
  server('azurerm_postgresql_server', enabled),
  server('azurerm_mysql_server', enabled),
  server('azurerm_mariadb_server', enabled),
  server('azurerm_synapse_workspace', enabled),
  server('azurerm_postgresql_flexible_server', inSubnet('delegated_subnet_id', enabled)),
  server(
    'azurerm_mysql_flexible_server',
    inSubnet('delegated_subnet_id', (resource) =>
      valueAt(resource, ['public_network_access']) === undefined
        ? enabled(resource)
        : choiceAt(resource, 'public_network_access', (word) => word === 'Enabled', true),
    ),
  ),
  {
    type: 'azurerm_mssql_managed_instance',
    kind: 'database',
    endpoint: (resource) => booleanAt(resource, 'public_data_endpoint_enabled', false),
  },
  { type: 'azurerm_kusto_cluster', kind: 'database', endpoint: enabled },
  { type: 'azurerm_cosmosdb_account', kind: 'database', endpoint: enabled, allowList: cosmosList },
  {
    type: 'azurerm_redis_cache',
    kind: 'cache',
    endpoint: inSubnet('subnet_id', enabled),
    // Without a rule every address is admitted, with one only its own.
    allowList: (resource, state) => ruleList(resource, state, (ranges) => isKnown(ranges) && ranges.value.length === 0),
  },
  {
    type: 'azurerm_search_service',
    kind: 'search',
    endpoint: enabled,
    allowList: (resource) => {
      const ranges = wordsAt(resource, 'allowed_ips');
      const open = isKnown(ranges) ? known(ranges.value.length === 0, ranges.at) : ranges;
      return allowListOf(open, ranges, known(false, resource.at));
    },
  },
  {
    type: 'azurerm_servicebus_namespace',
    kind: 'broker',
    endpoint: enabled,
    allowList: blockList('network_rule_set', 'ip_rules'),
  },
  {
    type: 'azurerm_eventhub_namespace',
    kind: 'broker',
    endpoint: enabled,
    allowList: blockList('network_rulesets', 'ip_rule.*.ip_mask'),
  },
  { type: 'azurerm_eventgrid_topic', kind: 'broker', endpoint: enabled },
  { type: 'azurerm_eventgrid_domain', kind: 'broker', endpoint: enabled },
  { type: 'azurerm_storage_account', kind: 'storage', endpoint: enabled, allowList: storageList },
  {
    type: 'azurerm_key_vault',
    kind: 'vault',
    endpoint: enabled,
    allowList: blockList('network_acls', 'ip_rules'),
  },
  {
    type: 'azurerm_container_registry',
    kind: 'registry',
    endpoint: enabled,
    allowList: blockList('network_rule_set', 'ip_rule.*.ip_range'),
  },
  { type: 'azurerm_databricks_workspace', kind: 'notebook', endpoint: enabled },
  {
    type: 'azurerm_machine_learning_workspace',
    kind: 'notebook',
    endpoint: (resource) =>
      valueAt(resource, ['public_network_access_enabled']) === undefined &&
      valueAt(resource, ['public_access_behind_virtual_network_enabled']) !== undefined
        ? booleanAt(resource, 'public_access_behind_virtual_network_enabled', true)
        : enabled(resource),
  },
  {
    type: 'azurerm_cognitive_account',
    kind: 'app',
    endpoint: enabled,
    allowList: blockList('network_acls', 'ip_rules'),
  },
  {
    type: 'azurerm_data_factory',
    kind: 'app',
    endpoint: (resource) => booleanAt(resource, 'public_network_enabled', true),
  },
  { type: 'azurerm_automation_account', kind: 'app', endpoint: enabled },
  {
    type: 'azurerm_app_configuration',
    kind: 'app',
    endpoint: (resource) => choiceAt(resource, 'public_network_access', (word) => word === 'Enabled', true),
  },
  ...SITES.map((type): ServiceReader => ({ type, kind: 'app', endpoint: enabled, allowList: siteList })),
  ...FUNCTIONS.map((type): ServiceReader => ({ type, kind: 'function', endpoint: enabled, allowList: siteList })),
];

/** Firewall rules whose server is managed elsewhere, as services of which only the allow list is told. */
export function strayAzureRules(state: TfState): readonly FirewallManagedService[] {
  return RULES.flatMap(([type, attribute, servers]) =>
    state
      .ofType(type)
      .filter((rule) => rule.mode === 'managed' && linked(state, rule, attribute, servers).length === 0)
      .map(
        (rule): FirewallManagedService => ({
          id: rule.address,
          name: nameOf(rule),
          provider: 'azure',
          kind: type === 'azurerm_redis_firewall_rule' ? 'cache' : 'database',
          type,
          allow_list: allowListOf(known(false, rule.at), rangeOf(rule), tenantsIn([rule], rule.at)),
          tags: known([], rule.at),
          at: rule.at,
        }),
      ),
  );
}

function enabled(resource: TfResource): Fact<boolean> {
  return booleanAt(resource, 'public_network_access_enabled', true);
}

/** A service that is put into a subnet has no public endpoint, whatever else is set. */
function inSubnet(attribute: string, endpoint: ServiceReader['endpoint']): ServiceReader['endpoint'] {
  return (resource, state) => both(not(isSetAt(resource, attribute)), endpoint(resource, state));
}

function server(type: string, endpoint: ServiceReader['endpoint']): ServiceReader {
  return { type, kind: 'database', endpoint, allowList: (resource, state) => ruleList(resource, state, () => false) };
}

/** The list that firewall rules of their own make. */
function ruleList(
  resource: TfResource,
  state: TfState,
  isOpen: (ranges: Fact<readonly string[]>) => boolean,
): FirewallAllowList {
  const rules = RULES.filter(([, , servers]) => servers.includes(resource.type)).flatMap(([type, attribute]) =>
    linksTo(state, resource, attribute, [type]),
  );
  const ranges = joined(rules.map(rangeOf), resource.at);
  return allowListOf(known(isOpen(ranges), resource.at), ranges, tenantsIn(rules, resource.at));
}

/** The range of a firewall rule; 0.0.0.0 alone stands for all customers of Azure, and is no address. */
function rangeOf(rule: TfResource): Fact<readonly string[]> {
  const [from, to] = ['start_ip_address', 'end_ip_address'].map((name) => valueAt(rule, [name]));
  const unknowable = ['start_ip_address', 'start_ip', 'end_ip_address', 'end_ip'].find((name) =>
    isUntold(rule, [name]),
  );
  if (unknowable !== undefined) return untold(rule, [unknowable]);
  const first = String(from ?? valueAt(rule, ['start_ip']) ?? '');
  const last = String(to ?? valueAt(rule, ['end_ip']) ?? first);
  return known(first === '0.0.0.0' && last === '0.0.0.0' ? [] : [`${first}-${last}`], rule.at);
}

function tenantsIn(rules: readonly TfResource[], at: FirewallManagedService['at']): Fact<boolean> {
  for (const rule of rules) {
    const words = ['start_ip_address', 'end_ip_address'].map((name) => valueAt(rule, [name]));
    if (words.every((word) => word === '0.0.0.0')) return known(true, rule.at);
  }
  const untoldRule = rules.find((rule) => isUntold(rule, ['start_ip_address']) || isUntold(rule, ['end_ip_address']));
  return untoldRule === undefined ? known(false, at) : untold(untoldRule, ['start_ip_address']);
}

/** A block with default_action and addresses; without it everyone is admitted. */
function blockList(block: string, addresses: string): (resource: TfResource) => FirewallAllowList {
  return (resource) =>
    allowListOf(
      choiceAt(resource, `${block}.0.default_action`, (word) => word === 'Allow', true),
      wordsAt(resource, `${block}.0.${addresses}`),
      known(false, resource.at),
    );
}

/** The rules of a storage account stand in it or in a resource of their own. */
function storageList(resource: TfResource, state: TfState): FirewallAllowList {
  const [apart] = linksTo(state, resource, 'storage_account_id', ['azurerm_storage_account_network_rules']);
  if (apart === undefined) return blockList('network_rules', 'ip_rules')(resource);
  return allowListOf(
    choiceAt(apart, 'default_action', (word) => word === 'Allow', true),
    wordsAt(apart, 'ip_rules'),
    known(false, apart.at),
  );
}

/** Without addresses and without a filter of subnets every address is admitted; 0.0.0.0 stands for all of Azure. */
function cosmosList(resource: TfResource): FirewallAllowList {
  const listed = wordsAt(resource, 'ip_range_filter');
  const subnets = booleanAt(resource, 'is_virtual_network_filter_enabled', false);
  if (!isKnown(listed)) return allowListOf(listed, listed, listed);
  const ranges = known(
    listed.value.filter((word) => word !== '0.0.0.0'),
    listed.at,
  );
  const none = known(listed.value.length === 0, listed.at);
  return {
    ...allowListOf(both(none, not(subnets)), ranges, known(listed.value.includes('0.0.0.0'), listed.at)),
    ranges: mutable(ranges),
  };
}

/** Restrictions of an app: where no default is told, any of them denies the rest. */
function siteList(resource: TfResource): FirewallAllowList {
  const path = ['site_config', 0, 'ip_restriction'] as const;
  if (isUntold(resource, path)) {
    const fact = untold(resource, path);
    return allowListOf(fact, fact, fact);
  }
  const listed = valueAt(resource, path);
  const allowed = (Array.isArray(listed) ? listed : []).filter(
    (one: unknown) => isRecord(one) && String(one['action'] ?? 'Allow') === 'Allow',
  );
  const at = allowed.length === 0 ? resource.at : resource.placeOf(path);
  const wordsOf = (key: string): readonly string[] =>
    allowed.flatMap((one: unknown) =>
      isRecord(one) && typeof one[key] === 'string' && one[key] !== '' ? [one[key]] : [],
    );
  const ranges = wordsOf('ip_address').map((word) => (word === 'Any' ? '0.0.0.0/0' : word));
  const tags = wordsOf('service_tag');
  const open =
    valueAt(resource, ['site_config', 0, 'ip_restriction_default_action']) === undefined
      ? known(!Array.isArray(listed) || listed.length === 0, at)
      : choiceAt(resource, 'site_config.0.ip_restriction_default_action', (word) => word !== 'Deny', true);
  return allowListOf(
    open,
    known(ranges, at),
    known(
      tags.some((tag) => /^AzureCloud(?:\.|$)/.test(tag)),
      at,
    ),
  );
}
