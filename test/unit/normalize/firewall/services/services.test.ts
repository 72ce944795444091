import { describe, expect, it } from 'vitest';
import { answer, type Planned, told } from './plan.ts';

const one = (
  address: string,
  values: Planned['values'] = {},
  more: Omit<Planned, 'address' | 'values'> = {},
): Planned => ({ address, values, ...more });

describe('public endpoints', () => {
  it.each<readonly [string, Planned, boolean | 'unknown']>([
    ['a database of AWS by default', one('aws_db_instance.x'), false],
    ['a public one', one('aws_db_instance.x', { publicly_accessible: true }), true],
    [
      'known only after apply',
      one(
        'aws_db_instance.x',
        {},
        { unknown: { publicly_accessible: true }, refers: { publicly_accessible: 'var.x' } },
      ),
      'unknown',
    ],
    [
      'filled in by the provider',
      one('aws_rds_cluster_instance.x', {}, { unknown: { publicly_accessible: true } }),
      false,
    ],
    ['Redshift without a word', one('aws_redshift_cluster.x'), 'unknown'],
    ['Kafka by default', one('aws_msk_cluster.x', { broker_node_group_info: [{}] }), false],
    [
      'Kafka with public addresses',
      one('aws_msk_cluster.x', {
        broker_node_group_info: [{ connectivity_info: [{ public_access: [{ type: 'SERVICE_PROVIDED_EIPS' }] }] }],
      }),
      true,
    ],
    ['a search domain without a VPC', one('aws_opensearch_domain.x', { vpc_options: [] }), true],
    ['a search domain in a VPC', one('aws_opensearch_domain.x', { vpc_options: [{ subnet_ids: ['s'] }] }), false],
    ['a function without authentication', one('aws_lambda_function_url.x', { authorization_type: 'NONE' }), true],
    [
      'a function that is asked with a signature',
      one('aws_lambda_function_url.x', { authorization_type: 'AWS_IAM' }),
      false,
    ],
    ['a notebook by default', one('aws_sagemaker_notebook_instance.x'), true],
    ['a notebook in a VPC', one('aws_sagemaker_notebook_instance.x', { direct_internet_access: 'Disabled' }), false],
    ['an SQL server of Azure by default', one('azurerm_mssql_server.x'), true],
    ['closed', one('azurerm_mssql_server.x', { public_network_access_enabled: false }), false],
    [
      'a flexible server in a subnet',
      one(
        'azurerm_postgresql_flexible_server.x',
        { public_network_access_enabled: true },
        { unknown: { delegated_subnet_id: true }, refers: { delegated_subnet_id: 'azurerm_subnet.s.id' } },
      ),
      false,
    ],
    [
      'a flexible server without one',
      one('azurerm_postgresql_flexible_server.x', { public_network_access_enabled: true }),
      true,
    ],
    ['MySQL by its newer word', one('azurerm_mysql_flexible_server.x', { public_network_access: 'Disabled' }), false],
    ['a managed instance by default', one('azurerm_mssql_managed_instance.x'), false],
    ['Cloud SQL by default', one('google_sql_database_instance.x', { settings: [{ tier: 't' }] }), true],
    [
      'Cloud SQL without an address',
      one('google_sql_database_instance.x', { settings: [{ ip_configuration: [{ ipv4_enabled: false }] }] }),
      false,
    ],
    ['Cloud Run by default', one('google_cloud_run_v2_service.x'), true],
    [
      'Cloud Run for the network',
      one('google_cloud_run_v2_service.x', { ingress: 'INGRESS_TRAFFIC_INTERNAL_ONLY' }),
      false,
    ],
    [
      'the older Cloud Run',
      one('google_cloud_run_service.x', { metadata: [{ annotations: { 'run.googleapis.com/ingress': 'internal' } }] }),
      false,
    ],
    ['a function of Google for all', one('google_cloudfunctions_function.x', { ingress_settings: 'ALLOW_ALL' }), true],
    ['a workbench with an address', one('google_workbench_instance.x', { gce_setup: [{}] }), true],
    ['a workbench without', one('google_workbench_instance.x', { gce_setup: [{ disable_public_ip: true }] }), false],
    ['a word that is not known', one('google_cloudfunctions_function.x', { ingress_settings: 7 }), true],
  ])('%s', (_, resource, wanted) => {
    expect(answer(told(resource).services[0]?.public_endpoint)).toBe(wanted);
  });
});

describe('allow lists', () => {
  const rule = (from: string, to: string): Planned =>
    one(
      'azurerm_mssql_firewall_rule.r',
      { start_ip_address: from, end_ip_address: to },
      { refers: { server_id: 'azurerm_mssql_server.x.id' } },
    );
  it.each<readonly [string, readonly Planned[], readonly [everyone: unknown, tenants: unknown]]>([
    ['no rule of an SQL server', [one('azurerm_mssql_server.x')], [false, false]],
    ['all of Azure', [one('azurerm_mssql_server.x'), rule('0.0.0.0', '0.0.0.0')], [false, true]],
    ['everyone', [one('azurerm_mssql_server.x'), rule('0.0.0.0', '255.255.255.255')], [true, false]],
    ['an office', [one('azurerm_mssql_server.x'), rule('8.8.4.0', '8.8.4.255')], [false, false]],
    [
      'a range after apply',
      [
        one('azurerm_mssql_server.x'),
        one(
          'azurerm_mssql_firewall_rule.r',
          { end_ip_address: '1.1.1.1' },
          {
            unknown: { start_ip_address: true },
            refers: { server_id: 'azurerm_mssql_server.x.id', start_ip_address: 'azurerm_public_ip.p.ip_address' },
          },
        ),
      ],
      ['unknown', 'unknown'],
    ],
    ['a rule of a server elsewhere', [rule('0.0.0.0', '255.255.255.255')], [true, false]],
    ['a storage account by default', [one('azurerm_storage_account.x')], [true, false]],
    [
      'a storage account that denies',
      [one('azurerm_storage_account.x', { network_rules: [{ default_action: 'Deny', ip_rules: ['8.8.4.0/24'] }] })],
      [false, false],
    ],
    [
      'rules apart',
      [
        one('azurerm_storage_account.x'),
        one(
          'azurerm_storage_account_network_rules.r',
          { default_action: 'Deny', ip_rules: [] },
          { refers: { storage_account_id: 'azurerm_storage_account.x.id' } },
        ),
      ],
      [false, false],
    ],
    [
      'rules apart that allow',
      [
        one('azurerm_storage_account.x'),
        one(
          'azurerm_storage_account_network_rules.r',
          { default_action: 'Allow' },
          { refers: { storage_account_id: 'azurerm_storage_account.x.id' } },
        ),
      ],
      [true, false],
    ],
    [
      'halves of the internet',
      [
        one('azurerm_key_vault.x', {
          network_acls: [{ default_action: 'Deny', ip_rules: ['0.0.0.0/1', '128.0.0.0/1'] }],
        }),
      ],
      [true, false],
    ],
    ['Cosmos DB by default', [one('azurerm_cosmosdb_account.x')], [true, false]],
    [
      'Cosmos DB with addresses',
      [one('azurerm_cosmosdb_account.x', { ip_range_filter: '8.8.4.4,8.8.8.0/24' })],
      [false, false],
    ],
    [
      'Cosmos DB for all of Azure',
      [one('azurerm_cosmosdb_account.x', { ip_range_filter: ['0.0.0.0'] })],
      [false, true],
    ],
    [
      'Cosmos DB for subnets',
      [one('azurerm_cosmosdb_account.x', { is_virtual_network_filter_enabled: true })],
      [false, false],
    ],
    ['a cache without rules', [one('azurerm_redis_cache.x')], [true, false]],
    [
      'an app with a restriction',
      [
        one('azurerm_linux_web_app.x', {
          site_config: [{ ip_restriction: [{ ip_address: '8.8.4.0/24', action: 'Allow' }] }],
        }),
      ],
      [false, false],
    ],
    [
      'an app whose default admits',
      [
        one('azurerm_linux_web_app.x', {
          site_config: [{ ip_restriction: [{ ip_address: '8.8.4.0/24' }], ip_restriction_default_action: 'Allow' }],
        }),
      ],
      [true, false],
    ],
    [
      'an app for any',
      [one('azurerm_linux_web_app.x', { site_config: [{ ip_restriction: [{ ip_address: 'Any', action: 'Allow' }] }] })],
      [true, false],
    ],
    [
      'an app for all of Azure',
      [one('azurerm_linux_web_app.x', { site_config: [{ ip_restriction: [{ service_tag: 'AzureCloud' }] }] })],
      [false, true],
    ],
    [
      'Cloud SQL for everyone',
      [
        one('google_sql_database_instance.x', {
          settings: [{ ip_configuration: [{ authorized_networks: [{ name: 'all', value: '0.0.0.0/0' }] }] }],
        }),
      ],
      [true, false],
    ],
    ['Cloud SQL for nobody', [one('google_sql_database_instance.x', { settings: [{}] })], [false, false]],
  ])('%s', (_, resources, wanted) => {
    const list = told(...resources).services[0]?.allow_list;
    expect([answer(list?.everyone), answer(list?.provider_tenants)]).toEqual(wanted);
  });
});

describe('clusters', () => {
  const node = (mapped: boolean): readonly Planned[] => [
    one('aws_subnet.s', { map_public_ip_on_launch: mapped }),
    one(
      'aws_eks_node_group.n',
      {},
      { refers: { cluster_name: 'aws_eks_cluster.x.name', subnet_ids: 'aws_subnet.s.id' } },
    ),
  ];
  const pool = one('google_container_node_pool.p', {}, { refers: { cluster: 'google_container_cluster.x.name' } });
  it.each<
    readonly [
      string,
      readonly Planned[],
      readonly [endpoint: unknown, everyone: unknown, nodes: unknown, engine: unknown],
    ]
  >([
    [
      'EKS by default',
      [one('aws_eks_cluster.x', { vpc_config: [{ subnet_ids: ['s'] }] })],
      [true, true, 'unknown', 'unknown'],
    ],
    [
      'EKS that is private',
      [one('aws_eks_cluster.x', { vpc_config: [{ endpoint_public_access: false }] }), ...node(false)],
      [false, true, true, 'unknown'],
    ],
    [
      'EKS for an office',
      [one('aws_eks_cluster.x', { vpc_config: [{ public_access_cidrs: ['8.8.4.0/24'] }] }), ...node(true)],
      [true, false, false, 'unknown'],
    ],
    [
      'EKS with policies',
      [
        one('aws_eks_cluster.x', { vpc_config: [{}] }),
        one(
          'aws_eks_addon.a',
          { addon_name: 'vpc-cni', configuration_values: '{"enableNetworkPolicy":"true"}' },
          { refers: { cluster_name: 'aws_eks_cluster.x.name' } },
        ),
      ],
      [true, true, 'unknown', true],
    ],
    ['AKS by default', [one('azurerm_kubernetes_cluster.x', { default_node_pool: [{}] })], [true, true, true, false]],
    [
      'AKS that is private with Calico',
      [
        one('azurerm_kubernetes_cluster.x', {
          private_cluster_enabled: true,
          network_profile: [{ network_policy: 'calico' }],
        }),
      ],
      [false, true, true, true],
    ],
    [
      'AKS for an office, newer words',
      [one('azurerm_kubernetes_cluster.x', { api_server_access_profile: [{ authorized_ip_ranges: ['8.8.4.0/24'] }] })],
      [true, false, true, false],
    ],
    [
      'AKS with a pool in the open',
      [
        one('azurerm_kubernetes_cluster.x'),
        one(
          'azurerm_kubernetes_cluster_node_pool.p',
          { node_public_ip_enabled: true },
          { refers: { kubernetes_cluster_id: 'azurerm_kubernetes_cluster.x.id' } },
        ),
      ],
      [true, true, false, false],
    ],
    ['GKE by default', [one('google_container_cluster.x')], [true, true, false, false]],
    [
      'GKE with a list',
      [
        one('google_container_cluster.x', {
          master_authorized_networks_config: [{ cidr_blocks: [{ cidr_block: '8.8.4.0/24' }] }],
          private_cluster_config: [{ enable_private_nodes: true }],
          datapath_provider: 'ADVANCED_DATAPATH',
        }),
      ],
      [true, false, true, true],
    ],
    [
      'GKE with an empty list',
      [one('google_container_cluster.x', { master_authorized_networks_config: [{ cidr_blocks: [] }] })],
      [true, false, false, false],
    ],
    ['GKE Autopilot', [one('google_container_cluster.x', { enable_autopilot: true })], [true, true, false, true]],
    [
      'GKE with a pool',
      [one('google_container_cluster.x', { private_cluster_config: [{ enable_private_nodes: true }] }), pool],
      [true, true, true, false],
    ],
  ])('%s', (_, resources, wanted) => {
    const [found] = told(...resources).clusters;
    expect([found?.public_endpoint, found?.everyone, found?.private_nodes, found?.policy_engine].map(answer)).toEqual(
      wanted,
    );
  });
});

describe('endpoints', () => {
  const policy = (statement: unknown) => JSON.stringify({ Statement: statement });
  it.each<readonly [string, readonly Planned[], readonly [accounts: unknown, accepts: unknown]]>([
    [
      'a service of AWS',
      [
        one('aws_vpc_endpoint_service.x', {
          acceptance_required: true,
          allowed_principals: ['arn:aws:iam::111122223333:root'],
        }),
      ],
      [['111122223333'], false],
    ],
    [
      'a service for all',
      [one('aws_vpc_endpoint_service.x', { acceptance_required: false, allowed_principals: ['*'] })],
      [['*'], true],
    ],
    [
      'principals apart',
      [
        one('aws_vpc_endpoint_service.x', { acceptance_required: true }),
        one(
          'aws_vpc_endpoint_service_allowed_principal.p',
          { principal_arn: 'arn:aws:iam::444455556666:role/x' },
          { refers: { vpc_endpoint_service_id: 'aws_vpc_endpoint_service.x.id' } },
        ),
      ],
      [['444455556666'], false],
    ],
    [
      'an endpoint without a policy',
      [one('aws_vpc_endpoint.x', {}, { unknown: { policy: true } })],
      [['*'], undefined],
    ],
    [
      'an endpoint with one',
      [
        one('aws_vpc_endpoint.x', {
          policy: policy({ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: '*' }),
        }),
      ],
      [['111122223333'], undefined],
    ],
    [
      'an endpoint limited by a condition',
      [
        one('aws_vpc_endpoint.x', {
          policy: policy([
            { Effect: 'Allow', Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
            { Effect: 'Deny', Principal: '*' },
          ]),
        }),
      ],
      [['o-1'], undefined],
    ],
    [
      'a condition that excludes',
      [
        one('aws_vpc_endpoint.x', {
          policy: policy([
            { Effect: 'Allow', Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
          ]),
        }),
      ],
      [['*'], undefined],
    ],
    [
      'a policy after apply',
      [
        one(
          'aws_vpc_endpoint.x',
          {},
          { unknown: { policy: true }, refers: { policy: 'data.aws_iam_policy_document.d.json' } },
        ),
      ],
      ['unknown', undefined],
    ],
    ['a policy that is no JSON', [one('aws_vpc_endpoint.x', { policy: '{' })], ['unknown', undefined]],
    ['a transit gateway by default', [one('aws_ec2_transit_gateway.x')], [undefined, false]],
    [
      'a transit gateway that accepts',
      [one('aws_ec2_transit_gateway.x', { auto_accept_shared_attachments: 'enable' })],
      [undefined, true],
    ],
    [
      'a service of Azure',
      [
        one('azurerm_private_link_service.x', {
          visibility_subscription_ids: ['a'],
          auto_approval_subscription_ids: [],
        }),
      ],
      [['a'], false],
    ],
    [
      'a service of Google',
      [one('google_compute_service_attachment.x', { connection_preference: 'ACCEPT_AUTOMATIC' })],
      [['*'], true],
    ],
  ])('%s', (_, resources, wanted) => {
    const [found] = told(...resources).endpoints;
    expect([answer(found?.accounts), answer(found?.auto_accept)]).toEqual(wanted);
  });
});

describe('balancers', () => {
  const at = (address: string, attribute: string, to: string, values: Planned['values'] = {}): Planned =>
    one(address, values, { refers: { [attribute]: to } });
  const chain = (policy: Planned['values']): readonly Planned[] => [
    at('google_compute_global_forwarding_rule.x', 'target', 'google_compute_target_https_proxy.p.id', {
      port_range: '443',
    }),
    at('google_compute_target_https_proxy.p', 'url_map', 'google_compute_url_map.m.id'),
    at('google_compute_url_map.m', 'default_service', 'google_compute_backend_service.b.id'),
    one('google_compute_backend_service.b', policy),
  ];
  it.each<
    readonly [string, readonly Planned[], readonly [facing: unknown, listeners: unknown, waf: unknown, ddos: unknown]]
  >([
    [
      'an application balancer',
      [one('aws_lb.x'), at('aws_lb_listener.l', 'load_balancer_arn', 'aws_lb.x.arn', { port: 443, protocol: 'HTTPS' })],
      [true, ['https/443'], false, false],
    ],
    ['an internal one', [one('aws_lb.x', { internal: true })], [false, [], false, false]],
    [
      'with a web firewall and a plan',
      [
        one('aws_lb.x'),
        at('aws_wafv2_web_acl_association.w', 'resource_arn', 'aws_lb.x.arn'),
        at('aws_shield_protection.s', 'resource_arn', 'aws_lb.x.arn'),
      ],
      [true, [], true, true],
    ],
    [
      'the web firewall of another',
      [one('aws_lb.x'), one('aws_lb.y'), at('aws_wafv2_web_acl_association.w', 'resource_arn', 'aws_lb.y.arn')],
      [true, [], false, false],
    ],
    [
      'a web firewall of nobody',
      [one('aws_lb.x'), at('aws_wafv2_web_acl_association.w', 'resource_arn', 'var.arn')],
      [true, [], 'unknown', false],
    ],
    ['a network balancer', [one('aws_lb.x', { load_balancer_type: 'network' })], [true, [], undefined, false]],
    ['a gateway balancer', [one('aws_lb.x', { load_balancer_type: 'gateway' })], [false, [], undefined, false]],
    [
      'a classic one',
      [one('aws_elb.x', { listener: [{ lb_port: 80, lb_protocol: 'http' }] })],
      [true, ['http/80'], undefined, undefined],
    ],
    [
      'a distribution',
      [one('aws_cloudfront_distribution.x', { enabled: true })],
      [true, ['https/443', 'http/80'], false, undefined],
    ],
    [
      'Azure in the open',
      [
        one(
          'azurerm_lb.x',
          { frontend_ip_configuration: [{ name: 'f' }] },
          {
            unknown: { frontend_ip_configuration: [{ public_ip_address_id: true }] },
            refers: { frontend_ip_configuration: 'azurerm_public_ip.p.id' },
          },
        ),
        one('azurerm_public_ip.p', { ddos_protection_mode: 'Enabled' }),
      ],
      [true, [], undefined, true],
    ],
    [
      'Azure inside',
      [one('azurerm_lb.x', { frontend_ip_configuration: [{ name: 'f', subnet_id: '/s' }] })],
      [false, [], undefined, false],
    ],
    [
      'an application gateway',
      [
        one('azurerm_application_gateway.x', {
          frontend_ip_configuration: [{ public_ip_address_id: '/p' }],
          frontend_port: [{ port: 443 }],
          waf_configuration: [{ enabled: true }],
        }),
      ],
      [true, ['tcp/443'], true, 'unknown'],
    ],
    ['Google with Cloud Armor', chain({ security_policy: 'projects/p/x' }), [true, ['tcp/443'], true, undefined]],
    ['Google without', chain({}), [true, ['tcp/443'], false, undefined]],
    [
      'an internal forwarding rule',
      [one('google_compute_forwarding_rule.x', { load_balancing_scheme: 'INTERNAL', ports: ['80'] })],
      [false, ['tcp/80'], undefined, undefined],
    ],
    [
      'an endpoint of Private Service Connect',
      [one('google_compute_forwarding_rule.x', { load_balancing_scheme: '' })],
      [false, ['tcp/all'], undefined, undefined],
    ],
  ])('%s', (_, resources, wanted) => {
    const [found] = told(...resources).balancers;
    expect([found?.internet_facing, found?.listeners, found?.web_firewall, found?.ddos_plan].map(answer)).toEqual(
      wanted,
    );
  });
});

it('a plan without any of it does not speak of it', () => {
  expect(told(one('aws_instance.x'))).toEqual({ services: [], clusters: [], endpoints: [], balancers: [] });
});
